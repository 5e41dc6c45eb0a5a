using FsCheck;
using FsCheck.Fluent;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Tests.Shared;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

/// <summary>What holds whatever is asked, in whatever order.</summary>
public class AnyHistoryTests
{
    const int Histories = 300, Length = 300, Seed = 42;

    static readonly Decider<AitoValittajaCommand, AitoValittajaState, AitoValittajaEvent> Decider = AitoValittajaDecider.Decider;

    static readonly Gen<AitoValittajaCommand[]> Commands =
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Asked(new Random(seed))).ArrayOf(Length);

    [Theory, Seeds(Seed)]
    public void What_was_decided_can_be_replayed_and_deciding_it_again_writes_nothing(int seed) =>
        Holds(seed, (before, command) =>
        {
            var decision = Decider.Decide(command, before);
            var after = decision.Events.Aggregate(before, Decider.Evolve);
            return (decision.Refusal is null || decision.Events.IsEmpty) && Decider.Decide(command, after).Events.IsEmpty;
        });

    [Theory, Seeds(Seed)]
    public void Never_more_than_fifteen_meetings_and_all_of_them_within_the_cooperation(int seed) =>
        Holds(seed, (before, command) => Decider.Decide(command, before).Events.Aggregate(before, Decider.Evolve) switch
        {
            AitoValittajaState.Cooperated s =>
                s.Cooperation.MeetingsUsed <= 15 && AreWithin(s.Cooperation, (s as AitoValittajaState.Concluded)?.EndedOn),
            _ => true,
        });

    [Fact]
    public void The_histories_tried_reach_every_phase_and_the_fifteenth_meeting()
    {
        List<AitoValittajaState> reached = [];
        Holds(Seed, (before, _) =>
        {
            reached.Add(before);
            return true;
        });

        Assert.Equal(
            ["Active", "Assessed", "Closed", "Declined", "Ended", "NotStarted", "Onboarded", "Suggested", "Unopened"],
            reached.Select(s => s.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(reached, s => s is AitoValittajaState.Cooperated { Cooperation.MeetingsUsed: 15 });
    }

    static void Holds(int seed, Func<AitoValittajaState, AitoValittajaCommand, bool> rule) =>
        Prop.ForAll(Commands.ToArbitrary(), commands => States(commands).Zip(commands).All(x => rule(x.First, x.Second)))
            .Check(seed, Histories);

    /// <summary>The state before each command, and the one after the last.</summary>
    static IEnumerable<AitoValittajaState> States(IEnumerable<AitoValittajaCommand> commands)
    {
        var state = Decider.Initial;
        yield return state;
        foreach (var command in commands)
            yield return state = Decider.Decide(command, state).Events.Aggregate(state, Decider.Evolve);
    }

    static bool AreWithin(Cooperation cooperation, DateOnly? ended) =>
        cooperation.Meetings.Values.All(m => m.On >= cooperation.BeganOn) && !(cooperation.LatestMeetingOn > (ended ?? April2));

    static AitoValittajaCommand Asked(Random r) => r.Next(100) switch
    {
        < 3 => new Suggest(Aino, Malmi, Tuula, "K-0042", Day(r), April2),
        < 4 => new Decline(Day(r), April2),
        < 5 => new DoNotStart(Any<NotStartedReason>(r), Day(r), April2),
        < 10 => new MatchMediator(One(r, Veikko, Vilma), Day(r), One(r, Agreed, Voluntary, null), April2),
        < 12 => new ChangeMediator(One(r, Veikko, Vilma), Any<ChangeReason>(r), Day(r), Agreed, April2),
        < 13 => new ChangeTherapist(One(r, Tuula, Timo), Any<ChangeReason>(r), Day(r), April2),
        < 14 => new TakeOver(One(r, Tuula, Timo), April2),
        < 22 => new HoldOnboardingMeeting(Day(r), Mostly(r), Mostly(r), Mostly(r), April2),
        < 30 => new BeginCooperation(Day(r), Mostly(r), Mostly(r), Mostly(r), [Any<Goal>(r), Any<Goal>(r)], [Any<Strength>(r)], [], Rated(r), April2),
        < 74 => new RecordMeeting(
            Id(r), Day(r), new(r.Next(24), 0), One(r, 59, 60, 120, 180, 181), Any<MeetingPlace>(r), MeetingActivity.Walk, Mostly(r), Agreed, April2),
        < 78 => new RecordMissedMeeting(Id(r), Day(r), Three, MissedReason.Illness, One(r, 0, 60), Agreed, April2),
        < 84 => new CorrectMeeting(
            Id(r), Day(r), Three, One(r, 60, 120, 181), MeetingPlace.Library, MeetingActivity.Culture, false, Agreed, April2),
        < 88 => new WithdrawMeeting(Id(r), Any<WithdrawalReason>(r)),
        < 90 => new RaiseConcern(Worry, Any<ConcernCategory>(r)),
        < 91 => new AcknowledgeConcern(Worry),
        < 92 => new EscalateConcern(Worry),
        < 95 => new End(Any<EndReason>(r), Day(r), April2),
        < 96 => new Assess(Rated(r), Day(r), April2),
        < 97 => new Close(Day(r), April2),
        < 98 => new CloseUnassessed(Any<UnassessedReason>(r), Day(r), April2),
        _ => new Reopen(Any<ReopenReason>(r), Day(r), April2),
    };

    static T One<T>(Random r, params ReadOnlySpan<T> choices) => choices[r.Next(choices.Length)];

    static T Any<T>(Random r) where T : struct, Enum => One<T>(r, Enum.GetValues<T>());

    static DateOnly Day(Random r) => One(r, January12, January14, February2, February3, April1);

    static MeetingId Id(Random r) => Meeting(r.Next(40));

    static Ratings Rated(Random r) => One(r, Low, High, High with { Confidence = new(0, 3) });

    static bool Mostly(Random r) => r.Next(10) > 0;
}
