using Helsinki.PeerWork.Domain.Kernel;

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

    /// <summary>
    /// Payroll answered some of the lines; each answer stands in its month. Recorded until answers had ids: <see cref="AnswersTaken"/>.
    /// </summary>
    public sealed record AnswerReceived(int Accepted, int Rejected) : PayrollEvent;

    /// <summary>Answers that came together; each that was taken stands in its month.</summary>
    /// <param name="Accepted">Lines newly answered, as are those <paramref name="Rejected"/>.</param>
    /// <param name="Unmatched">Answers that could not be put to a line; what they said is kept beside the events.</param>
    /// <param name="Sha256">Of the file they came in, lower-case hex; null: they came one by one through the API.</param>
    public sealed record AnswersTaken(AnswersId Answers, int Accepted, int Rejected, int Unmatched, string? Sha256) : PayrollEvent;

    /// <summary>Somebody of payroll has looked at the answers that could not be put to a line.</summary>
    public sealed record UnmatchedAnswersSeen(AnswersId Answers) : PayrollEvent;
}
