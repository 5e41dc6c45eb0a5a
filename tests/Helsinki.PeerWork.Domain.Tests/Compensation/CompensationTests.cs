using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Compensation.CompensationCommand;
using static Helsinki.PeerWork.Domain.Compensation.CompensationEvent;

namespace Helsinki.PeerWork.Domain.Tests.Compensation;

public class CompensationTests() : Spec<CompensationCommand, CompensationState, CompensationEvent>(CompensationDecider.Decider)
{
    static readonly DateOnly NewYear = new(2026, 1, 1);
    static readonly DateOnly Midsummer = new(2026, 6, 20);

    public static TheoryData<CompensationCommand, CompensationEvent> Settings { get; } = new()
    {
        { new SetHourlyRate(22m, NewYear), new HourlyRateSet(22m, NewYear) },
        { new MakeKindPayable(WorkKind.Workshop, "210", NewYear), new KindMadePayable(WorkKind.Workshop, "210", NewYear) },
        { new MakeKindUnpaid(WorkKind.Workshop, NewYear), new KindMadeUnpaid(WorkKind.Workshop, NewYear) },
        { new ClassIncomeType("336", PayNature.Fee, NewYear), new IncomeTypeClassed("336", PayNature.Fee, NewYear) },
        { new SetMissedMeetingPay(0, NewYear), new MissedMeetingPaySet(0, NewYear) },
        { new SetMissedMeetingPay(180, NewYear), new MissedMeetingPaySet(180, NewYear) },
        { new SetConcernEscalation(1, NewYear), new ConcernEscalationSet(1, NewYear) },
        { new SetConcernEscalation(168, NewYear), new ConcernEscalationSet(168, NewYear) },
        { new SetPaymentCalendar(new(20, 5, 8, 10), NewYear), new PaymentCalendarSet(20, 5, 8, 10, NewYear) },
        { new SetPaymentCalendar(new(31, 1, 1, 15), NewYear), new PaymentCalendarSet(31, 1, 1, 15, NewYear) },
    };

    [Theory, MemberData(nameof(Settings))]
    public void A_setting_begins_on_a_day(CompensationCommand command, CompensationEvent @event) => Given().When(command).Then(@event);

    [Theory, MemberData(nameof(Settings))]
    public void The_same_from_the_same_day_again_changes_nothing(CompensationCommand command, CompensationEvent @event) =>
        Given(@event).When(command).Then();

    [Fact]
    public void The_same_from_an_earlier_day_is_a_change() =>
        Given(new HourlyRateSet(22m, Midsummer)).When(new SetHourlyRate(22m, NewYear)).Then(new HourlyRateSet(22m, NewYear));

    public static TheoryData<CompensationCommand, string> Refusals { get; } = new()
    {
        { new SetHourlyRate(0m, NewYear), CompensationRefusals.RateNotAllowed },
        { new SetHourlyRate(200.01m, NewYear), CompensationRefusals.RateNotAllowed },
        { new SetHourlyRate(20.001m, NewYear), CompensationRefusals.RateNotAllowed },
        { new MakeKindPayable(WorkKind.Workshop, "21", NewYear), CompensationRefusals.NotAnIncomeType },
        { new MakeKindPayable(WorkKind.Workshop, "21A", NewYear), CompensationRefusals.NotAnIncomeType },
        { new ClassIncomeType("33", PayNature.Fee, NewYear), CompensationRefusals.NotAnIncomeType },
        { new SetMissedMeetingPay(-1, NewYear), CompensationRefusals.MissedMeetingMinutes },
        { new SetMissedMeetingPay(181, NewYear), CompensationRefusals.MissedMeetingMinutes },
        { new SetConcernEscalation(0, NewYear), CompensationRefusals.EscalationHours },
        { new SetConcernEscalation(169, NewYear), CompensationRefusals.EscalationHours },
        { new SetPaymentCalendar(new(0, 5, 8, 10), NewYear), CompensationRefusals.PaymentCalendarOrder },
        { new SetPaymentCalendar(new(20, 0, 8, 10), NewYear), CompensationRefusals.PaymentCalendarOrder },
        { new SetPaymentCalendar(new(20, 8, 5, 10), NewYear), CompensationRefusals.PaymentCalendarOrder },
        { new SetPaymentCalendar(new(20, 5, 8, 16), NewYear), CompensationRefusals.PaymentCalendarOrder },
        { new SetPaymentCalendar(new(10, 5, 8, 10), NewYear), CompensationRefusals.PaymentCalendarTooEarly },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void A_setting_out_of_bounds_is_refused(CompensationCommand command, string code) => Given().When(command).Refused(code);

    [Fact]
    public void Each_day_has_its_own_value()
    {
        var state = After(new HourlyRateSet(22m, Midsummer), new HourlyRateSet(20m, NewYear));

        Assert.Null(state.RateOn(NewYear.AddDays(-1)));
        Assert.Equal(20m, state.RateOn(NewYear));
        Assert.Equal(20m, state.RateOn(Midsummer.AddDays(-1)));
        Assert.Equal(22m, state.RateOn(Midsummer));
    }

    [Fact]
    public void A_later_entry_for_the_same_day_replaces_the_earlier() =>
        Assert.Equal(21m, After(new HourlyRateSet(20m, NewYear), new HourlyRateSet(21m, NewYear)).RateOn(NewYear));

    [Fact]
    public void A_kind_is_payable_from_a_day_until_it_is_not()
    {
        var state = After(new KindMadePayable(WorkKind.Workshop, "210", NewYear), new KindMadeUnpaid(WorkKind.Workshop, Midsummer));

        Assert.Null(state.IncomeTypeOn(WorkKind.Workshop, NewYear.AddDays(-1)));
        Assert.Equal("210", state.IncomeTypeOn(WorkKind.Workshop, NewYear));
        Assert.Null(state.IncomeTypeOn(WorkKind.Workshop, Midsummer));
        Assert.Null(state.IncomeTypeOn(WorkKind.PeerSupport, NewYear));
    }

    [Fact]
    public void An_income_type_is_a_fee_or_a_wage_by_day_and_neither_before_anybody_classed_it()
    {
        var natures = After(new IncomeTypeClassed("336", PayNature.Wage, Midsummer), new IncomeTypeClassed("336", PayNature.Fee, NewYear)).Natures;

        Assert.Null(natures.On("336", NewYear.AddDays(-1)));
        Assert.Equal(PayNature.Fee, natures.On("336", NewYear));
        Assert.Equal(PayNature.Wage, natures.On("336", Midsummer));
        Assert.Null(natures.On("210", Midsummer));
    }

    [Fact]
    public void A_new_installation_pays_20_euros_an_hour_and_knows_every_kind()
    {
        var decisions = InitialCompensation.Commands.Select(c => CompensationDecider.Decider.Decide(c, CompensationState.Unconfigured)).ToList();
        Assert.All(decisions, d => Assert.Null(d.Refusal));
        var state = After([.. decisions.SelectMany(d => d.Events)]);

        Assert.Equal(20m, state.RateOn(NewYear));
        Assert.Equal(0, state.MissedMeetingMinutesOn(NewYear));
        Assert.Equal(4, state.ConcernEscalationHoursOn(NewYear));
        Assert.Equal([PayNature.Wage, PayNature.Wage, PayNature.Fee], new[] { "210", "214", "336" }.Select(type => state.Natures.On(type, NewYear)));
        Assert.All(Enum.GetValues<WorkKind>().Select(k => state.IncomeTypeOn(k, NewYear)).OfType<string>(),
            type => Assert.NotNull(state.Natures.On(type, NewYear)));
        Assert.Equal(new PaymentCalendar(20, 5, 8, 10), state.PaymentCalendarOn(NewYear));
        Assert.Equal(
            Enum.GetValues<WorkKind>().ToDictionary(k => k, k => k switch
            {
                WorkKind.WorkingGroup or WorkKind.Workshop or WorkKind.ManagementGroup or WorkKind.CoDevelopment => "210",
                WorkKind.ProfessionalTraining or WorkKind.EducationalInstitution => "214",
                WorkKind.Supervision => null,
                _ => "336",
            }),
            Enum.GetValues<WorkKind>().ToDictionary(k => k, k => state.IncomeTypeOn(k, NewYear)));
    }

    [Fact]
    public void An_installation_of_before_is_given_the_settings_it_lacks_and_no_others()
    {
        CompensationEvent calendar = new PaymentCalendarSet(31, 5, 8, 10, NewYear), nature = new IncomeTypeClassed("336", PayNature.Fee, NewYear);
        var given = (CompensationEvent[] history) => InitialCompensation.CommandsFor(After(history)).Select(c => c.GetType()).Distinct();

        Assert.Equal([typeof(ClassIncomeType), typeof(SetPaymentCalendar)], given([new HourlyRateSet(25m, NewYear)]));
        Assert.Equal([typeof(ClassIncomeType)], given([calendar]));
        Assert.Equal([typeof(SetPaymentCalendar)], given([nature]));
        Assert.Empty(given([calendar, nature]));
        Assert.Equal(InitialCompensation.Commands, InitialCompensation.CommandsFor(CompensationState.Unconfigured));
    }

    [Fact]
    public void A_month_keeps_the_payment_calendar_it_began_with()
    {
        var state = After(new PaymentCalendarSet(20, 5, 8, 10, NewYear), new PaymentCalendarSet(31, 5, 8, 10, Midsummer));

        Assert.Null(state.PaymentDaysOf(2025, 12));
        Assert.Equal(20, state.PaymentDaysOf(2026, 6)!.PlannedFor.Day);
        Assert.Equal(31, state.PaymentDaysOf(2026, 7)!.PlannedFor.Day);
    }

    static CompensationState After(params CompensationEvent[] history) =>
        history.Aggregate(CompensationState.Unconfigured, CompensationState.Evolve);
}
