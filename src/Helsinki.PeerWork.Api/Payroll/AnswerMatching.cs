using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Payroll;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>Why an answer can't be put to a line.</summary>
public enum UnmatchedBecause
{
    /// <summary>Nothing was ever handed to payroll under that id.</summary>
    UnknownLine,

    /// <summary>It is a line of another export: answer it there.</summary>
    LineOfAnotherExport,

    /// <summary>No line of the export pays that, or fewer than there are answers.</summary>
    NoSuchPayment,

    /// <summary>Several lines pay exactly that, and it can't be told which is meant.</summary>
    SeveralSuchPayments,
}

/// <summary>A line that can be answered.</summary>
/// <param name="Payment">As its file names it; null where no answer asks for it.</param>
public sealed record AnswerableLine(LineId Line, PaymentKey? Payment, LineStatus Status, RejectionReason? Rejection)
{
    public bool SaysAlready(GivenAnswer answer) => (Status, Rejection) == (answer.Accepted ? LineStatus.Accepted : LineStatus.Rejected, answer.Reason);
}

/// <param name="Matched">Answers with their lines, those given before among them.</param>
/// <param name="Contradicting">Answers to lines that were answered otherwise, before or in the same file.</param>
public sealed record AnswerMatching(
    IReadOnlyList<(GivenAnswer Answer, LineId Line)> Matched, IReadOnlyList<(GivenAnswer Answer, UnmatchedBecause Because)> Unmatched,
    IReadOnlyList<GivenAnswer> Contradicting)
{
    /// <summary>By the line's id where there is one; otherwise by the payment, as long as only one reading is possible.</summary>
    public static AnswerMatching Of(IReadOnlyList<GivenAnswer> answers, IReadOnlyList<AnswerableLine> lines)
    {
        var matching = new Matching(lines);
        foreach (var answer in answers.Where(a => a.Line is not null)) matching.ByLine(answer);
        foreach (var same in answers.Where(a => a.Line is null).GroupBy(a => a.Payment!)) matching.ByPayment(same.Key, [.. same]);
        return new(
            [.. matching.Matched.OrderBy(m => m.Answer.Place)], [.. matching.Unmatched.OrderBy(u => u.Answer.Place)], [.. matching.Contradicting.OrderBy(a => a.Place)]);
    }

    sealed class Matching(IReadOnlyList<AnswerableLine> lines)
    {
        readonly Dictionary<LineId, AnswerableLine> byId = lines.ToDictionary(l => l.Line);
        readonly ILookup<PaymentKey, AnswerableLine> byPayment = lines.Where(l => l.Payment is not null).ToLookup(l => l.Payment!);
        readonly Dictionary<LineId, GivenAnswer> given = [];

        public List<(GivenAnswer Answer, LineId Line)> Matched { get; } = [];
        public List<(GivenAnswer Answer, UnmatchedBecause Because)> Unmatched { get; } = [];
        public List<GivenAnswer> Contradicting { get; } = [];

        public void ByLine(GivenAnswer answer)
        {
            if (!byId.TryGetValue(answer.Line!.Value, out var line)) Unmatched.Add((answer, UnmatchedBecause.UnknownLine));
            else Put(answer, line);
        }

        /// <summary>
        /// Lines that pay the same can't be told apart: their answers are taken when all say the same and there are enough of them for every
        /// line that waits. What is left over repeats what was said before, or has no line.
        /// </summary>
        public void ByPayment(PaymentKey payment, List<GivenAnswer> answers)
        {
            var candidates = byPayment[payment].Where(l => !given.ContainsKey(l.Line)).ToList();
            var waiting = candidates.Where(l => l.Status == LineStatus.Sent).ToList();
            var agree = answers.All(a => a.Reason == answers[0].Reason);
            if (candidates.Count == 0)
                Unmatched.AddRange(answers.Select(a => (a, UnmatchedBecause.NoSuchPayment)));
            else if (waiting.Count > 0 && (!agree || answers.Count < waiting.Count))
                Unmatched.AddRange(answers.Select(a => (a, UnmatchedBecause.SeveralSuchPayments)));
            else
                foreach (var answer in answers)
                    if ((waiting.Find(l => !given.ContainsKey(l.Line)) ?? candidates.Find(l => !given.ContainsKey(l.Line) && l.SaysAlready(answer))) is { } line)
                        Put(answer, line);
                    else if (candidates.TrueForAll(l => l.Status != LineStatus.Sent && !l.SaysAlready(answer)))
                        Contradicting.Add(answer);
                    else
                        Unmatched.Add((answer, UnmatchedBecause.NoSuchPayment));
        }

        void Put(GivenAnswer answer, AnswerableLine line)
        {
            var contradicts = line.Status == LineStatus.Sent
                ? given.TryGetValue(line.Line, out var other) && other.Reason != answer.Reason
                : !line.SaysAlready(answer);
            if (contradicts)
            {
                Contradicting.Add(answer);
                return;
            }
            given[line.Line] = answer;
            Matched.Add((answer, line.Line));
        }
    }
}
