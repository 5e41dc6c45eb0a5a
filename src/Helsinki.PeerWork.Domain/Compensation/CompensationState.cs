using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using static Helsinki.PeerWork.Domain.Compensation.CompensationEvent;

namespace Helsinki.PeerWork.Domain.Compensation;

/// <summary>What is paid and waited for, by day.</summary>
public sealed record CompensationState(
    EffectiveDated<decimal?> Rates,
    ImmutableDictionary<WorkKind, EffectiveDated<string?>> IncomeTypes,
    PayNatures Natures,
    EffectiveDated<int> MissedMeetingMinutes,
    EffectiveDated<int?> ConcernEscalationHours,
    EffectiveDated<PaymentCalendar?> PaymentCalendars)
{
    public static readonly CompensationState Unconfigured =
        new(new(null), ImmutableDictionary<WorkKind, EffectiveDated<string?>>.Empty, PayNatures.None, new(0), new(null), new(null));

    /// <summary>The rate proposed to an agreement made that day, euros an hour; null: none configured.</summary>
    public decimal? RateOn(DateOnly day) => Rates.On(day);

    /// <summary>Incomes Register type of fee-for-service work of the kind done that day; null: unpaid.</summary>
    public string? IncomeTypeOn(WorkKind kind, DateOnly day) => TypesOf(kind).On(day);

    /// <summary>Minutes paid for a meeting missed that day.</summary>
    public int MissedMeetingMinutesOn(DateOnly day) => MissedMeetingMinutes.On(day);

    /// <summary>Hours a concern raised that day waits before the coordinator is told; null: never told.</summary>
    public int? ConcernEscalationHoursOn(DateOnly day) => ConcernEscalationHours.On(day);

    /// <summary>Of work done in a month that begins that day; null: none configured.</summary>
    public PaymentCalendar? PaymentCalendarOn(DateOnly day) => PaymentCalendars.On(day);

    /// <summary>The days of a month of work, by the calendar in force when it begins; null: none configured.</summary>
    public PaymentDays? PaymentDaysOf(int year, int month) => PaymentCalendarOn(new(year, month, 1))?.Of(year, month);

    internal EffectiveDated<string?> TypesOf(WorkKind kind) => IncomeTypes.GetValueOrDefault(kind) ?? new EffectiveDated<string?>(null);

    public static CompensationState Evolve(CompensationState state, CompensationEvent @event) => @event switch
    {
        HourlyRateSet e => state with { Rates = state.Rates.With(e.From, e.Rate) },
        KindMadePayable e => state.WithType(e.Kind, e.IncomeType, e.From),
        KindMadeUnpaid e => state.WithType(e.Kind, null, e.From),
        IncomeTypeClassed e => state with { Natures = state.Natures.With(e.IncomeType, e.Nature, e.From) },
        MissedMeetingPaySet e => state with { MissedMeetingMinutes = state.MissedMeetingMinutes.With(e.From, e.Minutes) },
        ConcernEscalationSet e => state with { ConcernEscalationHours = state.ConcernEscalationHours.With(e.From, e.Hours) },
        PaymentCalendarSet e => state with
        {
            PaymentCalendars = state.PaymentCalendars.With(e.From, new(
            e.PaymentDay, e.ExportBankingDaysBefore, e.ApprovalBankingDaysBefore, e.DeclarationBankingDaysBefore))
        },
        _ => throw new UnreachableException($"{@event.GetType().Name} is unknown."),
    };

    CompensationState WithType(WorkKind kind, string? incomeType, DateOnly from) =>
        this with { IncomeTypes = IncomeTypes.SetItem(kind, TypesOf(kind).With(from, incomeType)) };
}
