using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Compensation;

/// <summary>
/// Effective-dated configuration of what is paid, how, and of the times the system waits: one stream for the city.
/// Stored for ever: add events, never edit one.
/// </summary>
public abstract record CompensationEvent
{
    CompensationEvent() { }

    /// <summary>The rate new agreements are proposed.</summary>
    /// <param name="Rate">Euros an hour.</param>
    public sealed record HourlyRateSet(decimal Rate, DateOnly From) : CompensationEvent;

    /// <summary>From that day fee-for-service work of this kind is paid, as this income type of the national Incomes Register.</summary>
    /// <param name="IncomeType">Three digits, e.g. 336, a fee to a person not in an employment relationship.</param>
    public sealed record KindMadePayable(WorkKind Kind, string IncomeType, DateOnly From) : CompensationEvent;
    public sealed record KindMadeUnpaid(WorkKind Kind, DateOnly From) : CompensationEvent;

    /// <summary>What is paid as this income type on that day or later is a fee or a wage.</summary>
    /// <param name="IncomeType">Three digits of the national Incomes Register, e.g. 336.</param>
    public sealed record IncomeTypeClassed(string IncomeType, PayNature Nature, DateOnly From) : CompensationEvent;

    /// <param name="Minutes">What a missed meeting pays; 0 is nothing.</param>
    public sealed record MissedMeetingPaySet(int Minutes, DateOnly From) : CompensationEvent;

    /// <param name="Hours">How long a safety concern may wait before the coordinator is told.</param>
    public sealed record ConcernEscalationSet(int Hours, DateOnly From) : CompensationEvent;

    /// <summary>When months of work that begin from that day on are declared, approved, exported and paid.</summary>
    /// <param name="PaymentDay">Day of the month after the work, 1–31.</param>
    /// <param name="ExportBankingDaysBefore">Last day of each step, in banking days before the payment.</param>
    public sealed record PaymentCalendarSet(
        int PaymentDay, int ExportBankingDaysBefore, int ApprovalBankingDaysBefore, int DeclarationBankingDaysBefore,
        DateOnly From) : CompensationEvent;
}
