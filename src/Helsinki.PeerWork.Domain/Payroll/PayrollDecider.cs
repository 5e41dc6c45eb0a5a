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

    /// <summary>How many lines were newly answered; the answers themselves stand in their months.</summary>
    public sealed record ReceiveAnswer(int Accepted, int Rejected) : PayrollCommand;
}

public static class PayrollRefusals
{
    public const string NothingToExport = "payroll/nothing-to-export";
    public const string UntilInFuture = "payroll/until-in-future";
    public const string ExportExists = "payroll/export-exists";
    public const string UnknownExport = "payroll/unknown-export";
    public const string FileExists = "payroll/file-exists";
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
        (ReceiveAnswer c, Created s) => Receive(c, s),
        _ => new Refusal(PayrollRefusals.UnknownExport, "There is no such export."),
    };

    static Decision<PayrollEvent> Record(RecordFile c, Created s) => s.Files.GetValueOrDefault(c.Format) switch
    {
        null => new FileRendered(c.Format, c.Name, c.Sha256),
        var known when known == new RenderedFile(c.Name, c.Sha256) => Decision<PayrollEvent>.NoChange,
        _ => new Refusal(PayrollRefusals.FileExists, "The file is rendered once and stays the same for ever."),
    };

    static Decision<PayrollEvent> Receive(ReceiveAnswer c, Created s) => (c.Accepted + c.Rejected) switch
    {
        0 => Decision<PayrollEvent>.NoChange,
        var answered when s.Answered + answered > s.Lines =>
            new Refusal(PayrollRefusals.MoreAnswersThanLines, $"The export has {s.Lines} lines, {s.Answered} of them answered before."),
        _ => new AnswerReceived(c.Accepted, c.Rejected),
    };
}
