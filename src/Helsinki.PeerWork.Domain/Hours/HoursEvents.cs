using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Hours;

/// <summary>
/// All hours of one peer worker in one calendar month (kuukauden tunnit), and what payroll did with them: one stream, so that
/// an overlap or a second export of the same hour is impossible. Stored for ever: add events, never edit one.
/// </summary>
public abstract record HoursEvent
{
    HoursEvent() { }

    /// <summary>First event of the stream: whose month it is.</summary>
    public sealed record MonthOpened(PeerWorkerId Worker, int Year, int Month) : HoursEvent;

    public sealed record HoursRecorded(EntryId Entry, Work Work) : HoursEvent;
    public sealed record HoursCorrected(EntryId Entry, Work Work) : HoursEvent;
    public sealed record HoursWithdrawn(EntryId Entry) : HoursEvent;

    /// <summary>The worker says the month is whole; a month with nothing counts.</summary>
    public sealed record MonthDeclared(DateOnly On) : HoursEvent;

    /// <summary>Everything recorded at this centre and not yet approved is approved.</summary>
    public sealed record PartApproved(CentreCode Centre) : HoursEvent;

    /// <summary>The centre's unapproved part goes back to the worker, who declares again.</summary>
    public sealed record PartReturned(CentreCode Centre, ReturnReason Reason) : HoursEvent;

    /// <summary>Whatever of the centre's approved part is not exported waits for approval again.</summary>
    public sealed record ApprovalWithdrawn(CentreCode Centre) : HoursEvent;

    /// <summary>One line was handed to payroll. A reversal is the exact negative of the line it reverses.</summary>
    /// <param name="Amount">Euros; negative in a reversal.</param>
    /// <param name="Minutes">Negative in a reversal.</param>
    /// <param name="Rate">Euros an hour.</param>
    /// <param name="Reverses">The accepted line this one takes back.</param>
    public sealed record LineExported(
        LineId Line, ExportId Export, EntryId Entry, CentreCode Centre, WorkKind Kind, DateOnly On, int Minutes,
        decimal Rate, decimal Amount, string IncomeType, LineId? Reverses) : HoursEvent;

    /// <summary>
    /// The line just handed over belongs to fees or to wages; a reversal to what its original belonged to. None: nobody classed its income type.
    /// </summary>
    public sealed record LineClassed(LineId Line, PayNature Nature) : HoursEvent;

    /// <summary>The line just handed over stands for another one from now on.</summary>
    /// <param name="Replaced">The accepted line taken back beside it, or the one before it of the same work: rejected, or taken back earlier.</param>
    public sealed record LineReplaces(LineId Line, LineId Replaced) : HoursEvent;
    public sealed record LineAccepted(LineId Line) : HoursEvent;

    /// <summary>Payroll did not take the line: it returns to the next export.</summary>
    public sealed record LineRejected(LineId Line, RejectionReason Reason) : HoursEvent;
}

/// <summary>One stretch of work within one Helsinki day.</summary>
/// <param name="Start">Helsinki wall-clock time.</param>
/// <param name="Minutes">1–1440, not past midnight.</param>
/// <param name="Agreement">The agreement in force that day; null in a form without one.</param>
/// <param name="Rate">Euros an hour: the agreement's on that day. Null when the work is not paid.</param>
/// <param name="IncomeType">Incomes Register type by that day's configuration, e.g. 336. Null when the work is not paid.</param>
public sealed record Work(
    DateOnly On, TimeOnly Start, int Minutes, CentreCode Centre, WorkKind Kind, EngagementForm Form,
    AgreementId? Agreement, decimal? Rate, string? IncomeType)
{
    /// <summary>Euros, to the cent; 0 when not paid.</summary>
    public decimal Fee() => Rate is { } rate ? Money.Fee(Minutes, rate) : 0m;

    /// <summary>Minutes after midnight at which the work ended (1440: at midnight).</summary>
    public int EndMinute() => StartMinute() + Minutes;

    /// <summary>Minutes after midnight at which the work began.</summary>
    public int StartMinute() => (Start.Hour * 60) + Start.Minute;
}

public enum ReturnReason { HoursMissing, HoursTooMany, WrongDay, WrongCentre, WrongKind, Other }

public enum RejectionReason { PayeeUnknown, PayeeNotActive, IncomeTypeNotAllowed, AmountWrong, CostCentreUnknown, Duplicate, Other }
