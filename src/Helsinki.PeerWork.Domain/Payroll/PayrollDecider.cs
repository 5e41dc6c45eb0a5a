using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Payroll.PayrollCommand;
using static Helsinki.PeerWork.Domain.Payroll.PayrollEvent;
using static Helsinki.PeerWork.Domain.Payroll.PayrollState;

namespace Helsinki.PeerWork.Domain.Payroll;

public abstract record PayrollCommand
{
    PayrollCommand() { }

    /// <param name="Until">Last day of work the batch takes.</param>
    /// <param name="Total">Euros, reversals subtracted.</param>
    public sealed record CreateExport(int Number, DateOnly Until, int Lines, decimal Total, DateOnly Today) : PayrollCommand;

    /// <param name="Sha256">Of the stored bytes, lower-case hex.</param>
    public sealed record RecordFile(string Format, string Name, string Sha256) : PayrollCommand;

    /// <summary>What came together from payroll: how many lines it newly answers, how many answers it has that are new and fit no line.</summary>
    /// <param name="Sha256">Of the file, lower-case hex; null: through the API.</param>
    public sealed record TakeAnswers(AnswersId Answers, int Accepted, int Rejected, int Unmatched, string? Sha256) : PayrollCommand;
    public sealed record SeeUnmatched(AnswersId Answers) : PayrollCommand;
}

public static class PayrollRefusals
{
    public const string NothingToExport = "payroll/nothing-to-export";
    public const string NotAsPreviewed = "payroll/not-as-previewed";
    public const string UntilInFuture = "payroll/until-in-future";
    public const string ExportExists = "payroll/export-exists";
    public const string UnknownExport = "payroll/unknown-export";
    public const string FileExists = "payroll/file-exists";
    public const string NothingUnmatched = "payroll/nothing-unmatched";
    public const string MoreAnswersThanLines = "payroll/more-answers-than-lines";
}

public static class PayrollDecider
{
    public static readonly Decider<PayrollCommand, PayrollState, PayrollEvent> Decider =
        new("payroll_export", new NotCreated(), Decide, Evolve);

    static Decision<PayrollEvent> Decide(PayrollCommand command, PayrollState state) => (command, state) switch
    {
        (CreateExport { Lines: 0 }, NotCreated) => new Refusal(PayrollRefusals.NothingToExport, "No approved line waits for export up to that day."),
        (CreateExport c, NotCreated) when c.Until > c.Today => new Refusal(PayrollRefusals.UntilInFuture, "The period ends today or earlier."),
        (CreateExport c, NotCreated) => new ExportCreated(c.Number, c.Until, c.Lines, c.Total),
        // Repeated, the months have nothing left to give: number and period tell that it is the same export.
        (CreateExport c, Created s) => c.Number == s.Number && c.Until == s.Until
            ? Decision<PayrollEvent>.NoChange
            : new Refusal(PayrollRefusals.ExportExists, "The id is taken by another export."),
        (RecordFile c, Created s) => Record(c, s),
        (TakeAnswers c, Created s) => Take(c, s),
        (SeeUnmatched c, Created s) => See(c, s),
        _ => new Refusal(PayrollRefusals.UnknownExport, "There is no such export."),
    };

    static Decision<PayrollEvent> Record(RecordFile c, Created s) => s.Files.GetValueOrDefault(c.Format) switch
    {
        null => new FileRendered(c.Format, c.Name, c.Sha256),
        var known when known == new RenderedFile(c.Name, c.Sha256) => Decision<PayrollEvent>.NoChange,
        _ => new Refusal(PayrollRefusals.FileExists, "The file is rendered once and stays the same for ever."),
    };

    static Decision<PayrollEvent> Take(TakeAnswers c, Created s) => c switch
    {
        { Sha256: { } file } when s.AnswerFiles.ContainsKey(file) => Decision<PayrollEvent>.NoChange,
        { Accepted: 0, Rejected: 0, Unmatched: 0, Sha256: null } => Decision<PayrollEvent>.NoChange,
        _ when s.Answered + c.Accepted + c.Rejected > s.Lines =>
            new Refusal(PayrollRefusals.MoreAnswersThanLines, $"The export has {s.Lines} lines, {s.Answered} of them answered before."),
        _ => new AnswersTaken(c.Answers, c.Accepted, c.Rejected, c.Unmatched, c.Sha256),
    };

    static Decision<PayrollEvent> See(SeeUnmatched c, Created s) => s.Unmatched.TryGetValue(c.Answers, out var seen) switch
    {
        false => new Refusal(PayrollRefusals.NothingUnmatched, "None of these answers failed to find its line."),
        true when seen => Decision<PayrollEvent>.NoChange,
        true => new UnmatchedAnswersSeen(c.Answers),
    };
}
