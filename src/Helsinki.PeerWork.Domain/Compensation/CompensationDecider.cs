using System.Diagnostics;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using static Helsinki.PeerWork.Domain.Compensation.CompensationCommand;
using static Helsinki.PeerWork.Domain.Compensation.CompensationEvent;

namespace Helsinki.PeerWork.Domain.Compensation;

/// <summary>Every setting may begin on any day, also a past one: hours recorded later follow it, hours already recorded keep theirs.</summary>
public abstract record CompensationCommand
{
    CompensationCommand() { }

    /// <param name="Rate">Euros an hour.</param>
    public sealed record SetHourlyRate(decimal Rate, DateOnly From) : CompensationCommand;

    /// <param name="IncomeType">Three digits of the national Incomes Register.</param>
    public sealed record MakeKindPayable(WorkKind Kind, string IncomeType, DateOnly From) : CompensationCommand;
    public sealed record MakeKindUnpaid(WorkKind Kind, DateOnly From) : CompensationCommand;

    /// <param name="IncomeType">Three digits of the national Incomes Register.</param>
    public sealed record ClassIncomeType(string IncomeType, PayNature Nature, DateOnly From) : CompensationCommand;

    /// <param name="Minutes">At most a longest meeting of that day; 0 pays nothing.</param>
    public sealed record SetMissedMeetingPay(int Minutes, DateOnly From) : CompensationCommand;

    /// <param name="Hours">1–168.</param>
    public sealed record SetConcernEscalation(int Hours, DateOnly From) : CompensationCommand;

    /// <summary>For months of work that begin from that day on.</summary>
    public sealed record SetPaymentCalendar(PaymentCalendar Calendar, DateOnly From) : CompensationCommand;
}

public static class CompensationRefusals
{
    public const string RateNotAllowed = "compensation/rate-not-allowed";
    public const string NotAnIncomeType = "compensation/not-an-income-type";
    public const string MissedMeetingMinutes = "compensation/missed-meeting-minutes";
    public const string EscalationHours = "compensation/escalation-hours";
    public const string PaymentCalendarOrder = "compensation/payment-calendar-order";
    public const string PaymentCalendarTooEarly = "compensation/payment-calendar-too-early";
}

public static class CompensationDecider
{
    /// <summary>The one stream of the city's configuration.</summary>
    public static readonly Guid StreamId = new("6f0c9d4e-3b52-5d1a-9c07-8e2f41a7b360");

    /// <summary>A missed meeting never pays more than the longest meeting held.</summary>
    static int MostMissedMeetingMinutes(DateOnly day) => AitoValittajaNumbers.LongestMeeting.On(day);

    /// <summary>A concern that could wait longer than a week would not be escalated at all.</summary>
    public const int MostEscalationHours = 168;

    public static readonly Decider<CompensationCommand, CompensationState, CompensationEvent> Decider =
        new("compensation", CompensationState.Unconfigured, Decide, CompensationState.Evolve);

    static Decision<CompensationEvent> Decide(CompensationCommand command, CompensationState state) => command switch
    {
        SetHourlyRate c when state.Rates.Says(c.From, c.Rate) => Decision<CompensationEvent>.NoChange,
        SetHourlyRate c when !HourlyRate.IsAllowed(c.Rate) => new Refusal(CompensationRefusals.RateNotAllowed, HourlyRate.Rule),
        SetHourlyRate c => new HourlyRateSet(c.Rate, c.From),

        MakeKindPayable c when state.TypesOf(c.Kind).Says(c.From, c.IncomeType) => Decision<CompensationEvent>.NoChange,
        MakeKindPayable c when !IsIncomeType(c.IncomeType) => NotAnIncomeType,
        MakeKindPayable c => new KindMadePayable(c.Kind, c.IncomeType, c.From),

        MakeKindUnpaid c when state.TypesOf(c.Kind).Says(c.From, null) => Decision<CompensationEvent>.NoChange,
        MakeKindUnpaid c => new KindMadeUnpaid(c.Kind, c.From),

        ClassIncomeType c when state.Natures.Says(c.IncomeType, c.From, c.Nature) => Decision<CompensationEvent>.NoChange,
        ClassIncomeType c when !IsIncomeType(c.IncomeType) => NotAnIncomeType,
        ClassIncomeType c => new IncomeTypeClassed(c.IncomeType, c.Nature, c.From),

        SetMissedMeetingPay c when state.MissedMeetingMinutes.Says(c.From, c.Minutes) => Decision<CompensationEvent>.NoChange,
        SetMissedMeetingPay c when c.Minutes < 0 || c.Minutes > MostMissedMeetingMinutes(c.From) =>
            new Refusal(CompensationRefusals.MissedMeetingMinutes, $"A missed meeting pays 0–{MostMissedMeetingMinutes(c.From)} minutes.", c.From),
        SetMissedMeetingPay c => new MissedMeetingPaySet(c.Minutes, c.From),

        SetConcernEscalation c when state.ConcernEscalationHours.Says(c.From, c.Hours) => Decision<CompensationEvent>.NoChange,
        SetConcernEscalation { Hours: < 1 or > MostEscalationHours } =>
            new Refusal(CompensationRefusals.EscalationHours, $"A concern waits 1–{MostEscalationHours} hours before it is escalated."),
        SetConcernEscalation c => new ConcernEscalationSet(c.Hours, c.From),

        SetPaymentCalendar c when state.PaymentCalendars.Says(c.From, c.Calendar) => Decision<CompensationEvent>.NoChange,
        SetPaymentCalendar { Calendar.IsInOrder: false } => new Refusal(CompensationRefusals.PaymentCalendarOrder,
            $"Payment is on day 1–31 of the next month; export, approval and declaration end 1–{PaymentCalendar.MostBankingDaysBefore} banking "
                + "days before it, each no later than the next."),
        SetPaymentCalendar c when c.Calendar.TooEarly(c.From.Year) is { } day => new Refusal(CompensationRefusals.PaymentCalendarTooEarly,
            $"A month is declared when it has ended; by this calendar one would be due on {day:yyyy-MM-dd}. "
                + "Pay later, or leave fewer days between the steps."),
        SetPaymentCalendar { Calendar: var p } c => new PaymentCalendarSet(
            p.PaymentDay, p.ExportBankingDaysBefore, p.ApprovalBankingDaysBefore, p.DeclarationBankingDaysBefore, c.From),

        _ => throw new UnreachableException($"{command.GetType().Name} is unknown."),
    };

    static readonly Refusal NotAnIncomeType = new(CompensationRefusals.NotAnIncomeType, "An income type of the Incomes Register is three digits.");

    static bool IsIncomeType(string code) => code.Length == 3 && code.All(char.IsAsciiDigit);
}
