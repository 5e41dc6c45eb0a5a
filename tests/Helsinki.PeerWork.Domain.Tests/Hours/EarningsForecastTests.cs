using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Compensation.CompensationEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class EarningsForecastTests
{
    static readonly PeerWorkerId Worker = new(new Guid("0197a000-0000-7000-8000-0000000000c1"));
    static readonly AgreementId Agreement = new(new Guid("0197a000-0000-7000-8000-0000000000a1"));
    static readonly CentreCode Malmi = new("Malmi"), Laakso = new("Laakso");
    static readonly DateOnly Today = new(2026, 6, 10);

    static readonly AgreementsState Agreements = new AgreementsEvent[]
    {
        new PeerWorkerRegistered(), new AgreementDrafted(Agreement, 20m, new(2026, 1, 1), new(2026, 6, 25), "1", "1"),
        new AgreementCovers(Agreement, Malmi, WorkKind.ExpertAppointment), new AgreementCovers(Agreement, Malmi, WorkKind.Supervision),
        new AgreementSigned(Agreement, new(2026, 1, 1)), new RateAmended(Agreement, 25m, new(2026, 6, 20)),
    }.Aggregate(AgreementsDecider.Decider.Initial, AgreementsState.Evolve);

    static readonly CompensationState Compensation = new CompensationEvent[]
    {
        new HourlyRateSet(22m, new(2019, 1, 1)), new KindMadePayable(WorkKind.ExpertAppointment, "336", new(2019, 1, 1)),
    }.Aggregate(CompensationState.Unconfigured, CompensationState.Evolve);

    static HoursState Month(params DateOnly[] worked) => new HoursEvent[] { new MonthOpened(Worker, 2026, 6) }
        .Concat(worked.Select((on, i) => new HoursRecorded(new(new Guid(i, 0, 0, new byte[8])),
            new Work(on, new(10, 0), 120, Malmi, WorkKind.ExpertAppointment, EngagementForm.FeeForService, Agreement, 20m, "336"))))
        .Aggregate(HoursDecider.Decider.Initial, HoursState.Evolve);

    static PlannedWork Plan(int day, int minutes = 60, CentreCode? centre = null, WorkKind kind = WorkKind.ExpertAppointment) =>
        new(new(2026, 6, day), null, minutes, centre ?? Malmi, kind);

    static EarningsForecast Of(HoursState month, params PlannedWork[] plan) =>
        EarningsForecast.Of(2026, 6, month, plan, Agreements, Compensation, Today);

    [Fact]
    public void What_is_recorded_and_what_is_planned_ahead_is_the_forecast() =>
        Assert.Equal(new EarningsForecast(Recorded: 80m, Planned: 50m, LongMeeting: 60m),
            Of(Month(new(2026, 6, 2), new(2026, 6, 8)), Plan(12, 90), Plan(15)));

    [Fact]
    public void A_planned_day_that_is_past_counts_no_more_and_today_still_does() => Assert.Equal(20m, Of(Month(), Plan(9), Plan(10)).Planned);

    [Fact]
    public void A_planned_day_counts_no_more_once_that_work_is_recorded_there()
    {
        var month = Month(new DateOnly(2026, 6, 10));

        Assert.Equal(0m, Of(month, Plan(10)).Planned);
        Assert.True(Plan(10, centre: Laakso).IsAhead(month, Today));
        Assert.True(Plan(10, kind: WorkKind.Supervision).IsAhead(month, Today));
        Assert.True(Plan(11).IsAhead(month, Today));
    }

    [Fact]
    public void Planned_work_is_paid_at_the_rate_of_its_day() => Assert.Equal(45m, Of(Month(), Plan(19), Plan(20)).Planned);

    [Fact]
    public void Work_without_an_agreement_or_of_an_unpaid_kind_pays_nothing() =>
        Assert.Equal(0m, Of(Month(), Plan(26), Plan(12, centre: Laakso), Plan(12, kind: WorkKind.Supervision)).Planned);

    [Theory]
    [InlineData(60, 0, 60, LimitWarning.None)] // no limit
    [InlineData(0, 0, 1000, LimitWarning.None)]
    [InlineData(899.99, 0, 1000, LimitWarning.None)]
    [InlineData(900, 0, 1000, LimitWarning.Near)] // a tenth is left
    [InlineData(500, 400, 1000, LimitWarning.Near)]
    [InlineData(439.99, 0, 500, LimitWarning.None)]
    [InlineData(440, 0, 500, LimitWarning.Near)] // one long meeting is left
    [InlineData(500, 0, 500, LimitWarning.Near)] // exactly the limit is not past it
    [InlineData(500, 0.01, 500, LimitWarning.WouldPass)]
    [InlineData(100, 900, 500, LimitWarning.WouldPass)]
    [InlineData(500.01, 0, 500, LimitWarning.Passed)]
    public void A_warning_comes_before_the_limit_is_passed(decimal recorded, decimal planned, decimal limit, LimitWarning warning) =>
        Assert.Equal(warning, new EarningsForecast(recorded, planned, 60m).Against(limit == 60 ? null : limit));

    [Theory]
    [InlineData(6, 60)] // 20 €/hour today
    [InlineData(7, 66)] // no agreement then: the configured 22 €/hour
    [InlineData(5, 60)]
    public void A_long_meeting_is_three_hours_at_the_rate_of_the_month(int month, decimal euros) =>
        Assert.Equal(euros, EarningsForecast.Of(2026, month, HoursDecider.Decider.Initial, [], Agreements, Compensation, Today).LongMeeting);
}
