using System.Collections.Immutable;
using System.Diagnostics;
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
    public sealed record Created(
        int Number, DateOnly Until, int Lines, decimal Total, ImmutableDictionary<string, RenderedFile> Files, int Answered) : PayrollState;

    public static PayrollState Evolve(PayrollState state, PayrollEvent @event) => (state, @event) switch
    {
        (NotCreated, ExportCreated e) => new Created(e.Number, e.Until, e.Lines, e.Total, ImmutableDictionary<string, RenderedFile>.Empty, 0),
        (Created s, FileRendered e) => s with { Files = s.Files.Add(e.Format, new(e.Name, e.Sha256)) },
        (Created s, AnswerReceived e) => s with { Answered = s.Answered + e.Accepted + e.Rejected },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}
