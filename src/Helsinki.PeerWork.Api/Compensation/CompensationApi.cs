using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Projections.Store;
using static Helsinki.PeerWork.Domain.Compensation.CompensationCommand;
using static Helsinki.PeerWork.Domain.Compensation.CompensationEvent;

namespace Helsinki.PeerWork.Api.Compensation;

/// <summary>What is paid, as what, and how long the system waits: every setting from its day on.</summary>
public sealed class CompensationApi(EventLog store, TimeProvider clock, Acts acts)
{
    public static void Map(RouteGroupBuilder api)
    {
        var compensation = api.MapGroup("/compensation").WithTags("Configuration");
        compensation.MapGet<CompensationApi>("", a => a.Read).WithName("ReadCompensation").Produces<CompensationView>();
        compensation.MapPost<CompensationApi>("/hourly-rates", a => a.SetRate).WithName("SetHourlyRate").Produces(StatusCodes.Status204NoContent);
        compensation.MapPost<CompensationApi>("/payable-kinds", a => a.MakePayable).WithName("MakeKindPayable").Produces(StatusCodes.Status204NoContent);
        compensation.MapPost<CompensationApi>("/unpaid-kinds", a => a.MakeUnpaid).WithName("MakeKindUnpaid").Produces(StatusCodes.Status204NoContent);
        compensation.MapPost<CompensationApi>("/income-types", a => a.ClassType).WithName("ClassIncomeType").Produces(StatusCodes.Status204NoContent);
        compensation.MapPost<CompensationApi>("/missed-meeting-pay", a => a.SetMissed).WithName("SetMissedMeetingPay").Produces(StatusCodes.Status204NoContent);
        compensation.MapPost<CompensationApi>("/concern-escalation", a => a.SetEscalation).WithName("SetConcernEscalation").Produces(StatusCodes.Status204NoContent);
        compensation.MapPost<CompensationApi>("/payment-calendars", a => a.SetCalendar).WithName("SetPaymentCalendar").Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="IncomeType">Of the national Incomes Register, e.g. 336; null: fee-for-service work of the kind is not paid.</param>
    public sealed record KindView(WorkKind Kind, string? IncomeType);

    /// <param name="IncomeType">Of the national Incomes Register, e.g. 336.</param>
    /// <param name="Nature">Null: not classed for that day; payroll is warned of it.</param>
    public sealed record IncomeTypeView(string IncomeType, PayNature? Nature);

    public enum Setting { HourlyRate, IncomeType, PayNature, MissedMeetingMinutes, ConcernEscalationHours, PaymentCalendar }

    /// <summary>One setting as it was made. A later one for the same day holds.</summary>
    /// <param name="Kind">Of an income type only.</param>
    /// <param name="Of">The income type a nature is of.</param>
    /// <param name="Value">Euros, minutes, hours, an income type, a nature, or a payment day and the banking days before it; null: unpaid.</param>
    /// <param name="By">The user who set it.</param>
    public sealed record SettingView(Setting Setting, WorkKind? Kind, string? Of, string? Value, DateOnly From, DateTimeOffset SetAt, string? By);

    /// <summary>What holds on a day, and every setting ever made.</summary>
    /// <param name="HourlyRate">Euros an hour proposed to an agreement made that day; null: none set.</param>
    /// <param name="MissedMeetingMinutes">Minutes paid for a missed meeting.</param>
    /// <param name="ConcernEscalationHours">How long a safety concern waits before the coordinator is told; null: never told.</param>
    /// <param name="PaymentCalendar">Of a month of work that begins that day; null: none set.</param>
    /// <param name="IncomeTypes">Those classed on any day, and those a kind is paid as that day.</param>
    public sealed record CompensationView(
        DateOnly On, decimal? HourlyRate, int MissedMeetingMinutes, int? ConcernEscalationHours, PaymentCalendarSetting? PaymentCalendar,
        IReadOnlyList<KindView> Kinds, IReadOnlyList<IncomeTypeView> IncomeTypes, IReadOnlyList<SettingView> History)
        : IExample<CompensationView>
    {
        public static CompensationView Example => new(
            new(2026, 5, 4), 20.00m, 0, 4, new(20, 5, 8, 10), [new(WorkKind.AitoValittajaMeeting, "336"), new(WorkKind.Supervision, null)], [new("336", PayNature.Fee)],
            [new(Setting.HourlyRate, null, null, "20.00", new(2019, 1, 1), new(2026, 1, 7, 9, 0, 0, TimeSpan.Zero), "7c9e6679-7425-50de-944b-e07fc1f90ae7")]);
    }

    /// <summary>The configuration in force on a day (today when none is given), with its history. The ETag is its version.</summary>
    public async Task<Reply> Read(CancellationToken ct, DateOnly? on = null)
    {
        var stream = (await store.Read([CompensationDecider.StreamId], ct))[0];
        var state = Act.Fold(CompensationDecider.Decider, stream);
        var day = Lists.Day("on", on) ?? clock.Today();
        var kinds = Enum.GetValues<WorkKind>().Select(kind => new KindView(kind, state.IncomeTypeOn(kind, day))).ToList();
        return Reply.Ok(new CompensationView(
            day, state.RateOn(day), state.MissedMeetingMinutesOn(day), state.ConcernEscalationHoursOn(day),
            PaymentCalendarSetting.Of(state.PaymentCalendarOn(day)), kinds,
            [.. state.Natures.ByType.Keys.Union(kinds.Select(k => k.IncomeType).OfType<string>()).Order(StringComparer.Ordinal)
                .Select(type => new IncomeTypeView(type, state.Natures.On(type, day)))],
            [.. stream.Events.Select(Set)]), stream.Version);
    }

    static SettingView Set(Recorded e)
    {
        return e.Event switch
        {
            HourlyRateSet s => Of(Setting.HourlyRate, null, FormattableString.Invariant($"{s.Rate}"), s.From),
            KindMadePayable s => Of(Setting.IncomeType, s.Kind, s.IncomeType, s.From),
            KindMadeUnpaid s => Of(Setting.IncomeType, s.Kind, null, s.From),
            IncomeTypeClassed s => Of(Setting.PayNature, null, s.Nature.ToString(), s.From, s.IncomeType),
            MissedMeetingPaySet s => Of(Setting.MissedMeetingMinutes, null, FormattableString.Invariant($"{s.Minutes}"), s.From),
            ConcernEscalationSet s => Of(Setting.ConcernEscalationHours, null, FormattableString.Invariant($"{s.Hours}"), s.From),
            PaymentCalendarSet s => Of(Setting.PaymentCalendar, null,
                FormattableString.Invariant($"{s.PaymentDay}; {s.ExportBankingDaysBefore}; {s.ApprovalBankingDaysBefore}; {s.DeclarationBankingDaysBefore}"), s.From),
            _ => throw new System.Diagnostics.UnreachableException(e.Event.GetType().Name),
        };

        SettingView Of(
           Setting setting, WorkKind? kind, string? value, DateOnly from, string? type = null) => new(setting, kind, type, value, from, e.At, e.By);
    }

    /// <param name="Rate">Euros an hour: more than 0, at most 200, in whole cents.</param>
    public sealed record RateRequest(decimal Rate, DateOnly From) : IExample<RateRequest>
    {
        public static RateRequest Example => new(21.50m, new(2027, 1, 1));
    }

    /// <summary>Sets the rate new agreements are proposed from a day on; a signed agreement keeps its own.</summary>
    public Task<Reply> SetRate(RateRequest body, CancellationToken ct) => Set(new SetHourlyRate(body.Rate, body.From), ct);

    /// <param name="IncomeType">Three digits of the national Incomes Register, e.g. 336.</param>
    public sealed record PayableRequest(WorkKind Kind, string IncomeType, DateOnly From) : IExample<PayableRequest>
    {
        public static PayableRequest Example => new(WorkKind.Workshop, "210", new(2027, 1, 1));
    }

    /// <summary>From a day on, fee-for-service work of the kind is paid, as that income type.</summary>
    public Task<Reply> MakePayable(PayableRequest body, CancellationToken ct) => Set(new MakeKindPayable(body.Kind, body.IncomeType, body.From), ct);

    public sealed record UnpaidRequest(WorkKind Kind, DateOnly From) : IExample<UnpaidRequest>
    {
        public static UnpaidRequest Example => new(WorkKind.Workshop, new(2028, 1, 1));
    }

    /// <summary>From a day on, work of the kind is not paid.</summary>
    public Task<Reply> MakeUnpaid(UnpaidRequest body, CancellationToken ct) => Set(new MakeKindUnpaid(body.Kind, body.From), ct);

    /// <param name="IncomeType">Three digits of the national Incomes Register, e.g. 336.</param>
    public sealed record NatureRequest(string IncomeType, PayNature Nature, DateOnly From) : IExample<NatureRequest>
    {
        public static NatureRequest Example => new("336", PayNature.Fee, new(2027, 1, 1));
    }

    /// <summary>What is paid as that income type on a day or later is a fee or a wage; lines handed over keep what they were.</summary>
    public Task<Reply> ClassType(NatureRequest body, CancellationToken ct) =>
        Set(new ClassIncomeType(body.IncomeType, body.Nature, body.From), ct);

    /// <param name="Minutes">0–{longestMeeting}; 0 pays nothing.</param>
    public sealed record MissedMeetingPayRequest(int Minutes, DateOnly From) : IExample<MissedMeetingPayRequest>
    {
        public static MissedMeetingPayRequest Example => new(30, new(2027, 1, 1));
    }

    /// <summary>Sets how many minutes a missed meeting pays from a day on.</summary>
    public Task<Reply> SetMissed(MissedMeetingPayRequest body, CancellationToken ct) => Set(new SetMissedMeetingPay(body.Minutes, body.From), ct);

    /// <param name="Hours">1–168.</param>
    public sealed record ConcernEscalationRequest(int Hours, DateOnly From) : IExample<ConcernEscalationRequest>
    {
        public static ConcernEscalationRequest Example => new(2, new(2027, 1, 1));
    }

    /// <summary>Sets how long a safety concern waits for the team before the coordinator is told, for concerns raised from a day on.</summary>
    public Task<Reply> SetEscalation(ConcernEscalationRequest body, CancellationToken ct) =>
        Set(new SetConcernEscalation(body.Hours, body.From), ct);

    /// <summary>When a month of work is paid, and until when each step before it is done.</summary>
    /// <param name="PaymentDay">Day of the month after the work, 1–31; a shorter month pays on its last, and a day banks are closed moves to the one before.</param>
    /// <param name="ExportBankingDaysBefore">Payroll has the export so many banking days before the payment.</param>
    /// <param name="ApprovalBankingDaysBefore">Every part is approved; not fewer than of the export.</param>
    /// <param name="DeclarationBankingDaysBefore">Every worker has declared; not fewer than of the approval, at most 15.</param>
    public sealed record PaymentCalendarSetting(
        int PaymentDay, int ExportBankingDaysBefore, int ApprovalBankingDaysBefore, int DeclarationBankingDaysBefore)
    {
        internal static PaymentCalendarSetting? Of(PaymentCalendar? calendar) => calendar is null
            ? null
            : new(calendar.PaymentDay, calendar.ExportBankingDaysBefore, calendar.ApprovalBankingDaysBefore, calendar.DeclarationBankingDaysBefore);
    }

    /// <inheritdoc cref="PaymentCalendarSetting"/>
    /// <param name="From">For months of work that begin on that day or later.</param>
    public sealed record PaymentCalendarRequest(
        int PaymentDay, int ExportBankingDaysBefore, int ApprovalBankingDaysBefore, int DeclarationBankingDaysBefore, DateOnly From) : IExample<PaymentCalendarRequest>
    {
        public static PaymentCalendarRequest Example => new(25, 5, 8, 10, new(2027, 1, 1));
    }

    /// <summary>Sets when months of work are declared, approved, exported and paid, for months that begin from a day on.</summary>
    public Task<Reply> SetCalendar(
        PaymentCalendarRequest body,
        CancellationToken ct) =>
        Set(new SetPaymentCalendar(new(body.PaymentDay, body.ExportBankingDaysBefore, body.ApprovalBankingDaysBefore, body.DeclarationBankingDaysBefore), body.From), ct);

    Task<Reply> Set(CompensationCommand command, CancellationToken ct) =>
        acts.Run(async act =>
        {
            await act.Load(CompensationDecider.Decider, CompensationDecider.StreamId);
            return act.Decide(CompensationDecider.Decider, CompensationDecider.StreamId, command) ?? Reply.NoContent;
        }, ct);
}
