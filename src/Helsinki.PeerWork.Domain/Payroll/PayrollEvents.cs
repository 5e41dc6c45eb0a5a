namespace Helsinki.PeerWork.Domain.Payroll;

/// <summary>
/// One payroll export (palkka-aineisto): an immutable batch. Its lines and payroll's answers to them stand in the months they belong
/// to (<see cref="Hours.HoursEvent"/>), written in the same transaction. Stored for ever: add events, never edit one.
/// </summary>
public abstract record PayrollEvent
{
    PayrollEvent() { }

    /// <param name="Number">Running number, 1 upwards.</param>
    /// <param name="Until">Last day of work the batch takes.</param>
    /// <param name="Total">Euros, reversals subtracted.</param>
    public sealed record ExportCreated(int Number, DateOnly Until, int Lines, decimal Total) : PayrollEvent;

    /// <param name="Sha256">Of the stored bytes, lower-case hex.</param>
    public sealed record FileRendered(string Format, string Name, string Sha256) : PayrollEvent;

    /// <summary>Payroll answered some of the lines; each answer stands in its month.</summary>
    public sealed record AnswerReceived(int Accepted, int Rejected) : PayrollEvent;
}
