using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Statistics;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

public sealed class ActivityFiguresTests : IAsyncLifetime
{
    static readonly CentreCode Malmi = new("Malmi");
    static readonly CentreCode Laakso = new("Laakso");
    static readonly DateOnly March1 = new(2024, 3, 1);
    static readonly DateOnly Today = new(2026, 11, 21);
    static readonly PeerWorkerId Mediator = new(New());

    readonly RecordedDatabase database = new();
    int lastCode;

    public ValueTask InitializeAsync() => database.InitializeAsync();
    public ValueTask DisposeAsync() => database.DisposeAsync();

    Task<YearReport> Report(int year = 2024, DateOnly? today = null) =>
        YearReport.Of(database.Facts, year, new(today ?? Today), CancellationToken.None);

    /// <summary>A process suggested at a centre, with what happened after.</summary>
    async Task<Guid> Process(CentreCode centre, DateOnly suggested, params object[] events)
    {
        var process = New();
        await database.Record(process, [new ModelSuggested(new(New()), centre, new(New()), $"K-{++lastCode:0000}", suggested), .. events]);
        return process;
    }

    static object[] Cooperation(DateOnly onboarded) =>
        [new MediatorMatched(Mediator, onboarded), new OnboardingMeetingHeld(onboarded), new CooperationBegan(onboarded)];

    static MeetingHeld Meeting(DateOnly on, int minutes = 90, PeerWorkerId? mediator = null) =>
        new(new(New()), mediator ?? Mediator, on, new(10, 0), minutes, MeetingPlace.Cafe, MeetingActivity.Coffee, false);

    static Ratings All(int serviceUser, int therapist) =>
        new(new(serviceUser, therapist), new(serviceUser, therapist), new(serviceUser, therapist), new(serviceUser, therapist));

    [Fact]
    public async Task A_year_with_nothing_has_zeros_for_counts_and_no_figure_for_ratios_and_medians()
    {
        var report = await Report();

        Assert.Equal(Measures.All, report.Rows.Select(r => r.Measure));
        Assert.All(report.Rows, row => Assert.Equal(row.Measure.Reckoning is Reckoning.Total ? 0m : null, row.City.Value));
        Assert.Null(report.Imported);
    }

    [Fact]
    public async Task Processes_count_in_the_year_each_step_was_taken()
    {
        await Process(Malmi, new(2023, 12, 31),
            [.. Cooperation(new(2024, 1, 10)), new CooperationEnded(EndReason.GoalsReached, March1),
            new ProcessClosedUnassessed(UnassessedReason.Other, March1)]);
        await Process(Malmi, new(2024, 1, 1), new SuggestionDeclined(March1));
        await Process(Laakso, new(2024, 12, 31), new ProcessNotStarted(NotStartedReason.NotReached, new(2025, 1, 1)));

        var report = await Report();

        string[] steps = ["suggested", "declined", "not-started", "onboarded", "started", "ended", "ended-goals-reached", "ended-other",
            "closed", "assessed"];
        Assert.Equal([2, 1, 0, 1, 1, 1, 1, 0, 1, 0], steps.Select(s => report.City($"processes-{s}").Value));
        Assert.Equal([1, 1, 0, 1, 1, 1, 1, 0, 1, 0], steps.Select(s => report.At(Malmi, $"processes-{s}").Value));
        Assert.Equal(1, (await Report(2025)).City("processes-not-started").Value);
        Assert.Equal(new(0, 0, 1), report.City("assessment-coverage"));
        Assert.Null(report.At(Laakso, "assessment-coverage").Value);
    }

    [Fact]
    public async Task Coverage_is_the_assessed_among_the_closed_and_a_reopened_process_is_not_closed()
    {
        object[] ended = [.. Cooperation(March1), new CooperationEnded(EndReason.Other, March1)];
        await Process(Malmi, March1, [.. ended, new ImpactAssessed(All(3, 3), March1), new ProcessClosed(March1)]);
        await Process(Malmi, March1, [.. ended, new ImpactAssessed(All(3, 3), March1), new ProcessClosed(March1)]);
        await Process(Laakso, March1, [.. ended, new ProcessClosedUnassessed(UnassessedReason.Deceased, March1)]);
        await Process(Laakso, March1,
            [.. ended, new ProcessClosedUnassessed(UnassessedReason.Other, March1), new ProcessReopened(ReopenReason.AssessmentToBeAdded, March1)]);

        var report = await Report();

        Assert.Equal(new(66.7m, 2, 3), report.City("assessment-coverage"));
        Assert.Equal(new(100, 2, 2), report.At(Malmi, "assessment-coverage"));
        Assert.Equal(new(0, 0, 1), report.At(Laakso, "assessment-coverage"));
    }

    [Fact]
    public async Task Medians_are_of_days_from_the_suggestion()
    {
        foreach (var days in new[] { 3, 10, 20, 40 }) await Process(Malmi, March1, Cooperation(March1.AddDays(days)));
        await Process(Laakso, March1, [.. Cooperation(March1.AddDays(1)), new CooperationEnded(EndReason.Other, March1.AddDays(1)),
            new ProcessClosedUnassessed(UnassessedReason.Other, March1.AddDays(60))]);

        var report = await Report();

        Assert.Equal(new(15, null, 4), report.At(Malmi, "median-days-to-onboarding"));
        Assert.Equal(new(10, null, 5), report.City("median-days-to-onboarding"));
        Assert.Equal(new(60, null, 1), report.City("median-days-to-closing"));
        Assert.Equal(new(null, null, 0), report.At(Malmi, "median-days-to-closing"));
    }

    [Fact]
    public async Task Meetings_count_by_their_day_as_they_stand()
    {
        var (corrected, withdrawn) = (Meeting(March1), Meeting(March1));
        await Process(Malmi, March1,
            [.. Cooperation(March1), Meeting(March1), Meeting(new(2024, 12, 31), 60), Meeting(new(2025, 1, 1)), corrected, withdrawn,
            new MeetingCorrected(corrected.Meeting, March1, new(9, 0), 180, MeetingPlace.Cafe, MeetingActivity.Coffee, false),
            new MeetingWithdrawn(withdrawn.Meeting, WithdrawalReason.RecordedTwice),
            new MeetingMissed(new(New()), Mediator, March1, new(15, 0), MissedReason.Illness, 30)]);
        await Process(Laakso, March1, [.. Cooperation(March1), Meeting(March1, mediator: Mediator)]);
        await Process(Laakso, March1,
            [.. Cooperation(March1), new MeetingMissed(new(New()), new(New()), March1, new(15, 0), MissedReason.Illness, 0)]);

        var report = await Report();

        Assert.Equal((3, 1, 5.5m),
            (report.At(Malmi, "meetings-held").Value, report.At(Malmi, "meetings-missed").Value, report.At(Malmi, "meeting-hours").Value));
        Assert.Equal((4, 2), (report.City("meetings-held").Value, report.City("meetings-missed").Value));
        Assert.Equal(new(2, 4, 2), report.City("meetings-per-process"));
        Assert.Equal((1, 1, 1),
            (report.At(Malmi, "mediators-active").Value, report.At(Laakso, "mediators-active").Value, report.City("mediators-active").Value));
        Assert.Equal((1, 2), (report.At(Laakso, "service-users-supported").Value, report.City("service-users-supported").Value));
    }

    [Fact]
    public async Task Change_is_counted_where_both_baseline_and_assessment_are()
    {
        object[] Assessed(Ratings? before, Ratings after) =>
            [.. Cooperation(March1), .. before is null ? [] : (ReadOnlySpan<object>)[new BaselineTaken(before)],
                new CooperationEnded(EndReason.Other, March1), new ImpactAssessed(after, March1)];
        await Process(Malmi, March1, Assessed(All(1, 2), All(4, 3)));
        await Process(Malmi, March1, Assessed(All(3, 3), new(new(3, 2), new(3, 3), new(3, 3), new(5, 3))));
        await Process(Laakso, March1, Assessed(null, All(5, 5)));

        var (report, course) = (await Report(), await YearCourse.Of(database.Facts, 2024, new(Today), CancellationToken.None));

        Assert.Equal(new Assessed(2, 3.5m, 1.5m, 2), course.Themes[0].ServiceUser);
        Assert.All(course.Themes, theme => Assert.Equal(
            (report.City($"mean-change-{theme.Key}-service-user").Value, report.City($"mean-change-{theme.Key}-therapist").Value),
            (theme.ServiceUser.Change, theme.Therapist.Change)));
        Assert.Equal(new(1.5m, 3, 2, 2.12m), report.City("mean-change-empowerment-service-user"));
        Assert.Equal(new(0, 0, 2, 1.41m), report.City("mean-change-empowerment-therapist"));
        Assert.Equal(new(2.5m, 5, 2, 0.71m), report.At(Malmi, "mean-change-wellbeing-service-user"));
        Assert.Equal(new(0.5m, 1, 2, 0.71m), report.At(Malmi, "mean-change-social-participation-therapist"));
        Assert.Equal(new(null, 0, 0), report.At(Laakso, "mean-change-confidence-service-user"));
    }

    [Fact]
    public async Task Concerns_count_on_the_helsinki_day_they_were_raised()
    {
        var (first, second) = (new ConcernId(New()), new ConcernId(New()));
        var newYear = new DateTimeOffset(2023, 12, 31, 22, 0, 0, TimeSpan.Zero);
        var process = await Process(Malmi, March1);
        await database.RecordAt(newYear.AddSeconds(-1), process, new SafetyConcernRaised(new(New()), ConcernCategory.Other));
        await database.RecordAt(newYear, process, new SafetyConcernRaised(first, ConcernCategory.Other),
            new SafetyConcernRaised(second, ConcernCategory.Other));
        await database.RecordAt(newYear.AddMinutes(90), process, new SafetyConcernAcknowledged(first));

        var report = await Report();

        Assert.Equal(2, report.City("safety-concerns").Value);
        Assert.Equal(new(1.5m, null, 1), report.At(Malmi, "median-hours-to-acknowledgement"));
        Assert.Equal(1, (await Report(2023)).City("safety-concerns").Value);
    }

    [Fact]
    public async Task Hours_and_compensation_follow_what_stands_by_the_day_of_the_work()
    {
        static Work Done(DateOnly on, CentreCode centre, WorkKind kind, int minutes, decimal? rate) =>
            new(on, new(10, 0), minutes, centre, kind, EngagementForm.FeeForService, null, rate, rate is null ? null : "336");
        var (corrected, withdrawn) = (new EntryId(New()), new EntryId(New()));
        await database.Record(New(), new MonthOpened(Mediator, 2024, 3),
            new HoursRecorded(new(New()), Done(March1, Malmi, WorkKind.PeerSupport, 45, 20m)),
            new HoursRecorded(corrected, Done(March1, Malmi, WorkKind.PeerSupport, 600, 20m)),
            new HoursRecorded(withdrawn, Done(March1, Malmi, WorkKind.PeerSupport, 600, 20m)), new HoursWithdrawn(withdrawn),
            new HoursCorrected(corrected, Done(March1, Laakso, WorkKind.LobbyPresence, 20, 20.5m)),
            new HoursRecorded(new(New()), Done(March1, Laakso, WorkKind.Supervision, 60, null)));
        await database.Record(New(), new HoursRecorded(new(New()), Done(new(2025, 1, 1), Malmi, WorkKind.PeerSupport, 600, 20m)));

        var report = await Report();

        Assert.Equal((0.75m, 1.33m, 2.08m), (report.At(Malmi, "hours").Value, report.At(Laakso, "hours").Value, report.City("hours").Value));
        Assert.Equal((0.75m, 0.33m, 1m),
            (report.City("hours-peer-support").Value, report.City("hours-lobby-presence").Value, report.City("hours-supervision").Value));
        Assert.Equal((15m, 6.83m, 21.83m),
            (report.At(Malmi, "compensation").Value, report.At(Laakso, "compensation").Value, report.City("compensation").Value));
    }

    [Fact]
    public async Task Supervision_coverage_is_of_the_worker_months_that_are_over()
    {
        static object[] Agreement(DateOnly from, DateOnly until, params CentreCode[] centres)
        {
            var agreement = new AgreementId(New());
            return [new AgreementDrafted(agreement, 20m, from, until, "C-1", "E-1"),
                .. centres.Select(c => new AgreementCovers(agreement, c, WorkKind.PeerSupport)), new AgreementSigned(agreement, from)];
        }
        Task Session(DateOnly on, SupervisionPurpose purpose, params object[] more) =>
            database.Record(New(), [new SessionPlanned(Laakso, on, new(15, 0), SupervisionForm.Individual, purpose, new(New())), .. more]);
        var other = new PeerWorkerId(New());
        await database.Record(Mediator.Value, Agreement(new(2024, 1, 31), new(2024, 4, 1), Malmi, Laakso));
        await database.Record(other.Value, Agreement(new(2024, 1, 1), new(2024, 2, 29), Malmi));
        await Session(new(2024, 1, 2), SupervisionPurpose.Supervision, new WorkerAttended(Mediator), new WorkerAttended(other));
        await Session(new(2024, 2, 29), SupervisionPurpose.Supervision, new WorkerAttended(Mediator), new AttendanceTakenBack(Mediator),
            new WorkerInvited(other));
        await Session(new(2024, 3, 31), SupervisionPurpose.WellbeingSupport, new WorkerAttended(Mediator));
        await Session(new(2024, 3, 31), SupervisionPurpose.Supervision, new WorkerAttended(Mediator), new SessionCancelled());
        await Session(new(2024, 3, 31), SupervisionPurpose.Supervision, new WorkerAttended(Mediator), new SessionMoved(new(2024, 4, 1), new(9, 0)));

        var report = await Report();

        Assert.Equal(new(50, 3, 6), report.City("supervision-coverage"));
        Assert.Equal(new(50, 3, 6), report.At(Malmi, "supervision-coverage"));
        Assert.Equal(new(50, 2, 4), report.At(Laakso, "supervision-coverage"));
        Assert.Equal(new(50, 2, 4), (await Report(today: new(2024, 3, 31))).City("supervision-coverage"));
    }

    [Fact]
    public async Task Travel_tickets_are_summed_by_the_day_of_issue()
    {
        await database.Record(New(), new TravelTicketsIssued(Malmi, 10, March1), new TravelTicketsIssued(Laakso, 5, March1),
            new TravelTicketsIssued(Malmi, 7, new(2025, 1, 1)));

        var report = await Report();

        Assert.Equal((10, 5, 15),
            (report.At(Malmi, "travel-tickets").Value, report.At(Laakso, "travel-tickets").Value, report.City("travel-tickets").Value));
    }

    [Fact]
    public async Task A_report_says_up_to_which_event_it_knows()
    {
        await Process(Malmi, March1);

        await database.Rebuild("Statistics");

        var report = await Report();
        Assert.Equal((await database.Everything())[^1].Position, report.Position);
        Assert.Equal(1, report.City("processes-suggested").Value);
    }
}
