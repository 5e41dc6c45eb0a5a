using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.AitoValittaja;

public class ProcessListTests(RecordedDatabase database) : IClassFixture<RecordedDatabase>
{
    static readonly DateOnly May4 = new(2026, 5, 4);
    static readonly CancellationToken None = CancellationToken.None;
    static readonly Ratings Threes = new(new(3, 3), new(3, 3), new(3, 3), new(3, 3));
    static int lastCode;

    readonly CentreCode centre = new($"centre {New()}");
    readonly ServiceUserId serviceUser = new(New());
    readonly UserId therapist = new(New());
    readonly PeerWorkerId mediator = new(New());
    readonly Guid process = New();

    Task Record(params object[] events) => database.Record(process, events);
    async Task<ProcessRow> Row(DateOnly? today = null) => (await ProcessList.One(database.Source, new(process), today ?? May4, None))!;

    ModelSuggested Suggested(DateOnly? on = null) => new(serviceUser, centre, therapist, $"K-{Interlocked.Increment(ref lastCode):0000}", on ?? May4);
    MeetingHeld Meeting(Guid id, int minutes = 90) =>
        new(new(id), mediator, May4, new(10, 0), minutes, MeetingPlace.Cafe, MeetingActivity.Coffee, false);
    Task Begin() => Record(Suggested(), new MediatorMatched(mediator, May4), new OnboardingMeetingHeld(May4), new CooperationBegan(May4));

    Task<Page<ProcessRow>> List(ProcessFilter filter, Sort<ProcessColumn>? sort = null, PageRequest? page = null, DateOnly? today = null) =>
        ProcessList.List(database.Source, filter, sort ?? new(ProcessColumn.Code), page ?? new(), today ?? May4, None);

    [Fact]
    public async Task A_process_is_listed_in_every_phase_from_suggestion_to_closing_and_after_a_reopening_where_it_was()
    {
        var phases = new List<(ProcessPhase, bool)>();
        foreach (object step in (object[])
        [
            Suggested(), new OnboardingMeetingHeld(May4), new CooperationBegan(May4), new CooperationEnded(EndReason.GoalsReached, May4),
            new ImpactAssessed(Threes, May4), new ProcessClosed(May4), new ProcessReopened(ReopenReason.ClosedByMistake, May4),
        ])
        {
            await Record(step);
            phases.Add(((await Row()).Phase, (await Row()).Open));
        }

        Assert.Equal(
            [
                (ProcessPhase.Suggested, true), (ProcessPhase.Onboarded, true), (ProcessPhase.Active, true), (ProcessPhase.Ended, true),
                (ProcessPhase.Assessed, true), (ProcessPhase.Closed, false), (ProcessPhase.Assessed, true),
            ], phases);
    }

    [Fact]
    public async Task A_declined_and_a_never_started_process_are_not_open()
    {
        await Record(Suggested(), new SuggestionDeclined(May4));
        Assert.Equal((ProcessPhase.Declined, false), ((await Row()).Phase, (await Row()).Open));

        var other = New();
        await database.Record(other, Suggested(), new ProcessNotStarted(NotStartedReason.NotReached, May4));
        Assert.Equal(ProcessPhase.NotStarted, (await ProcessList.One(database.Source, new(other), May4, None))!.Phase);
    }

    [Fact]
    public async Task Meetings_used_and_minutes_follow_what_is_held_corrected_missed_and_withdrawn()
    {
        var (first, second, missed) = (New(), New(), New());
        await Begin();
        await Record(Meeting(first), Meeting(second, 120), new MeetingMissed(new(missed), mediator, May4, new(14, 0), MissedReason.Illness, 0));
        Assert.Equal((2, 1, 210), ((await Row()).Used, (await Row()).Missed, (await Row()).Minutes));

        await Record(new MeetingCorrected(new(first), May4, new(9, 0), 60, MeetingPlace.Library, MeetingActivity.Culture, true));
        await Record(new MeetingWithdrawn(new(second), WithdrawalReason.RecordedTwice));

        Assert.Equal((1, 1, 60), ((await Row()).Used, (await Row()).Missed, (await Row()).Minutes));
        Assert.Equal(
            [
                new(new(first), mediator, May4, new(9, 0), 60, true, MeetingPlace.Library, MeetingActivity.Culture, true, null),
                new MeetingRow(new(missed), mediator, May4, new(14, 0), 0, false, null, null, null, MissedReason.Illness),
            ], await ProcessList.MeetingsOf(database.Source, new(process), None));
    }

    [Fact]
    public async Task A_second_open_process_for_one_service_user_is_refused_by_the_database_and_writes_nothing()
    {
        await Record(Suggested());
        var second = New();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.Record(second, Suggested()));

        Assert.Equal("process_list_one_open_per_service_user", refused.ConstraintName);
        Assert.Equal(0, (await database.Read(second)).Version);
        Assert.Equal(new ProcessId(process), (await ProcessList.OpenOf(database.Source, serviceUser, May4, None))!.Process);
    }

    [Fact]
    public async Task After_closing_another_may_open_and_then_the_closed_one_cannot_reopen()
    {
        await Record(Suggested(), new SuggestionDeclined(May4));
        await database.Record(New(), Suggested());

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Record(new ProcessReopened(ReopenReason.Other, May4)));

        Assert.Equal("process_list_one_open_per_service_user", refused.ConstraintName);
        Assert.Equal(2, (await database.Read(process)).Version);
    }

    [Fact]
    public async Task Many_writers_race_to_open_a_process_for_one_service_user_and_one_wins()
    {
        var races = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await database.Record(New(), Suggested());
                return true;
            }
            catch (PostgresException e) when (e.ConstraintName == "process_list_one_open_per_service_user")
            {
                return false;
            }
        }));

        Assert.Equal(1, races.Count(won => won));
        Assert.Equal([1], await database.Query<int>($"select count(*)::int from read.process_list where service_user = '{serviceUser.Value}'"));
    }

    [Fact]
    public async Task The_list_is_filtered_sorted_and_paged()
    {
        var codes = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var suggested = Suggested(May4.AddDays(-i)) with { ServiceUser = new(New()) };
            codes.Add(suggested.Code);
            await database.Record(New(), suggested);
        }
        var here = new ProcessFilter([centre]);

        var second = await List(here, new(ProcessColumn.SuggestedOn), new(2, 2));
        Assert.Equal([codes[2], codes[1]], second.Rows.Select(r => r.Code));
        Assert.Equal(5, second.Total);
        var beyond = await List(here, page: new(9, 2));
        Assert.Equal((0, 5), (beyond.Rows.Count, beyond.Total));
        Assert.Equal(codes[4], Assert.Single((await List(here with { Code = codes[4].ToLowerInvariant() })).Rows).Code);
        Assert.Empty((await List(new ProcessFilter([]))).Rows);
        Assert.Equal(5, (await List(here with { Therapist = therapist, Open = true, Phase = ProcessPhase.Suggested, Waiting = true })).Total);
        Assert.Equal(0, (await List(here with { Mediator = mediator })).Total);
        Assert.Equal(0, (await List(here with { Open = false })).Total);
        foreach (var column in Enum.GetValues<ProcessColumn>())
            Assert.Equal(5, (await List(here, new(column, Descending: true))).Rows.Count);
    }

    [Fact]
    public async Task A_substitute_finds_the_process_among_their_own_until_they_are_responsible_themselves()
    {
        var substitute = new UserId(New());
        await Record(Suggested(), new SubstituteTookOver(substitute, May4));
        Assert.Equal([substitute], Assert.Single((await List(new(Therapist: substitute))).Rows).Substitutes);

        await Record(new TherapistChanged(substitute, ChangeReason.Absence, May4));

        var row = Assert.Single((await List(new(Therapist: substitute))).Rows);
        Assert.Equal((substitute, 0), (row.Therapist, row.Substitutes.Count));
        Assert.Empty((await List(new(Therapist: therapist))).Rows);
    }

    [Fact]
    public async Task What_a_process_waits_for_changes_as_it_goes()
    {
        await Record(Suggested(), new MediatorMatched(mediator, May4));
        Assert.Equal(ProcessWaiting.OnboardingToHold, (await Row()).Waiting);

        await Record(new OnboardingMeetingHeld(May4), new CooperationBegan(May4));
        Assert.Null((await Row(May4.AddDays(29))).Waiting);
        Assert.Equal(ProcessWaiting.Quiet, (await Row(May4.AddDays(30))).Waiting);

        await Record([.. Enumerable.Range(0, 12).Select(_ => Meeting(New()))]);
        Assert.Null((await Row()).Waiting);
        await Record(Meeting(New()));
        Assert.Equal(ProcessWaiting.FewMeetingsLeft, (await Row()).Waiting);

        var concern = new ConcernId(New());
        await Record(new SafetyConcernRaised(concern, ConcernCategory.SelfHarm));
        Assert.Equal(ProcessWaiting.ConcernToAcknowledge, (await Row()).Waiting);
        await Record(new SafetyConcernAcknowledged(concern), new CooperationEnded(EndReason.GoalsReached, May4));
        Assert.Equal(ProcessWaiting.AssessmentToMake, (await Row()).Waiting);

        await Record(new ProcessClosedUnassessed(UnassessedReason.ServiceUserNotReached, May4));
        Assert.Null((await Row(May4.AddDays(300))).Waiting);
    }

    [Fact]
    public async Task What_the_list_warns_of_follows_from_the_limit_it_names()
    {
        await Begin();
        Assert.Equal(AitoValittajaNumbers.MeetingLimit.On(May4), (await Row()).MeetingLimit);

        var used = (await Row()).MeetingLimit - AitoValittajaNumbers.FewMeetingsLeft.On(May4);
        await Record([.. Enumerable.Range(1, used - 1).Select(_ => Meeting(New()))]);
        Assert.Null((await Row()).Waiting);
        await Record(Meeting(New()));
        Assert.Equal(ProcessWaiting.FewMeetingsLeft, (await Row(May4.AddDays(AitoValittajaNumbers.QuietDays.On(May4)))).Waiting);
    }
}
