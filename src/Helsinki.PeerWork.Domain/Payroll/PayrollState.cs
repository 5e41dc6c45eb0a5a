using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Payroll.PayrollEvent;

namespace Helsinki.PeerWork.Domain.Payroll;

/// <summary>A file as it was rendered, once.</summary>
/// <param name="Sha256">Of the stored bytes, lower-case hex.</param>
public sealed record RenderedFile(string Name, string Sha256);

public abstract record PayrollState
{
    PayrollState() { }

    public sealed record NotCreated : PayrollState;

    /// <param name="Files">By format.</param>
    /// <param name="Answered">Lines payroll has answered.</param>
    /// <param name="AnswerFiles">Answers by the SHA-256 of the file they came in.</param>
    /// <param name="Unmatched">Answers some of which could not be put to a line, and whether somebody has looked at those.</param>
    public sealed record Created(
        int Number, DateOnly Until, int Lines, decimal Total, ImmutableDictionary<string, RenderedFile> Files, int Answered,
        ImmutableDictionary<string, AnswersId> AnswerFiles, ImmutableDictionary<AnswersId, bool> Unmatched) : PayrollState;

    public static PayrollState Evolve(PayrollState state, PayrollEvent @event) => (state, @event) switch
    {
        (NotCreated, ExportCreated e) => new Created(
            e.Number, e.Until, e.Lines, e.Total, ImmutableDictionary<string, RenderedFile>.Empty, 0,
            ImmutableDictionary<string, AnswersId>.Empty, ImmutableDictionary<AnswersId, bool>.Empty),
        (Created s, FileRendered e) => s with { Files = s.Files.Add(e.Format, new(e.Name, e.Sha256)) },
        (Created s, AnswerReceived e) => s with { Answered = s.Answered + e.Accepted + e.Rejected },
        (Created s, AnswersTaken e) => s with
        {
            Answered = s.Answered + e.Accepted + e.Rejected,
            AnswerFiles = e.Sha256 is { } file ? s.AnswerFiles.Add(file, e.Answers) : s.AnswerFiles,
            Unmatched = e.Unmatched > 0 ? s.Unmatched.Add(e.Answers, false) : s.Unmatched,
        },
        (Created s, UnmatchedAnswersSeen e) => s with { Unmatched = s.Unmatched.SetItem(e.Answers, true) },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}
