using FsCheck;
using FsCheck.Fluent;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

/// <summary>What holds whatever is asked, in whatever order.</summary>
public class AnyHistoryTests
{
    const int Histories = 300, Length = 300;

    static readonly Decider<AitoValittajaCommand, AitoValittajaState, AitoValittajaEvent> Decider = AitoValittajaDecider.Decider;

    static readonly Gen<DateOnly> Day = Gen.Elements(January12, January14, February2, February3, April1);
    static readonly Gen<MeetingId> SomeMeeting = Gen.Choose(1, 40).Select(Meeting);
    static readonly Gen<bool> Mostly = Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)));
    static readonly Gen<Ratings> Rated = Gen.Elements(Low, High, High with { Confidence = new(0, 3) });

    static Gen<T> Any<T>() where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    static readonly Gen<AitoValittajaCommand> Command = Gen.Frequency(
        (2, from day in Day select (AitoValittajaCommand)new Suggest(Aino, Malmi, Tuula, "K-0042", day, April2)),
        (1, from day in Day select (AitoValittajaCommand)new Decline(day, April2)),
        (1, from day in Day from why in Any<NotStartedReason>() select (AitoValittajaCommand)new DoNotStart(why, day, April2)),
        (1, from who in Gen.Elements(Tuula, Timo) select (AitoValittajaCommand)new TakeOver(who, April2)),
        (4, from day in Day from who in Gen.Elements(Veikko, Vilma) from terms in Gen.Elements(Agreed, Voluntary, null)
            select (AitoValittajaCommand)new MatchMediator(who, day, terms, April2)),
        (1, from day in Day from who in Gen.Elements(Veikko, Vilma) from why in Any<ChangeReason>()
            select (AitoValittajaCommand)new ChangeMediator(who, why, day, Agreed, April2)),
        (1, from day in Day from who in Gen.Elements(Tuula, Timo) from why in Any<ChangeReason>()
            select (AitoValittajaCommand)new ChangeTherapist(who, why, day, April2)),
        (8, from day in Day from therapist in Mostly from mediator in Mostly from user in Mostly
            select (AitoValittajaCommand)new HoldOnboardingMeeting(day, therapist, mediator, user, April2)),
        (8, from day in Day from boundaries in Mostly from goals in Any<Goal>().NonEmptyListOf() from baseline in Rated
            select (AitoValittajaCommand)new BeginCooperation(day, true, boundaries, true, [.. goals], [Strength.Humour], [], baseline, April2)),
        (40, from id in SomeMeeting from day in Day from minutes in Gen.Elements(59, 60, 120, 180, 181) from start in Gen.Choose(0, 23)
             from place in Any<MeetingPlace>() from along in Mostly
             select (AitoValittajaCommand)new RecordMeeting(id, day, new(start, 0), minutes, place, MeetingActivity.Walk, along, Agreed, April2)),
        (3, from id in SomeMeeting from day in Day from pay in Gen.Elements(0, 60)
            select (AitoValittajaCommand)new RecordMissedMeeting(id, day, One, MissedReason.Illness, pay, Agreed, April2)),
        (6, from id in SomeMeeting from day in Day from minutes in Gen.Elements(60, 120, 181)
            select (AitoValittajaCommand)new CorrectMeeting(id, day, Three, minutes, MeetingPlace.Library, MeetingActivity.Culture, false, Agreed, April2)),
        (3, from id in SomeMeeting from why in Any<WithdrawalReason>() select (AitoValittajaCommand)new WithdrawMeeting(id, why)),
        (1, from what in Any<ConcernCategory>() select (AitoValittajaCommand)new RaiseConcern(Worry, what)),
        (1, Gen.Elements<AitoValittajaCommand>(new AcknowledgeConcern(Worry), new EscalateConcern(Worry))),
        (2, from day in Day from why in Any<EndReason>() select (AitoValittajaCommand)new End(why, day, April2)),
        (1, from day in Day from ratings in Rated select (AitoValittajaCommand)new Assess(ratings, day, April2)),
        (1, from day in Day select (AitoValittajaCommand)new Close(day, April2)),
        (1, from day in Day from why in Any<UnassessedReason>() select (AitoValittajaCommand)new CloseUnassessed(why, day, April2)),
        (1, from day in Day from why in Any<ReopenReason>() select (AitoValittajaCommand)new Reopen(why, day, April2)));

    static readonly Gen<AitoValittajaCommand[]> Commands = Command.ArrayOf(Length);

    [Fact]
    public void What_was_decided_can_be_replayed_and_deciding_it_again_writes_nothing() =>
        Holds((before, command) =>
        {
            var decision = Decider.Decide(command, before);
            var after = decision.Events.Aggregate(before, Decider.Evolve);
            return (decision.Refusal is null || decision.Events.IsEmpty) && Decider.Decide(command, after).Events.IsEmpty;
        });

    [Fact]
    public void Never_more_than_fifteen_meetings_and_all_of_them_within_the_cooperation() =>
        Holds((before, command) => Decider.Decide(command, before).Events.Aggregate(before, Decider.Evolve) switch
        {
            AitoValittajaState.Cooperated s => s.Cooperation.MeetingsUsed <= 15 && AreWithin(s.Cooperation, (s as AitoValittajaState.Concluded)?.EndedOn),
            _ => true,
        });

    [Fact]
    public void The_histories_tried_reach_every_phase_and_the_fifteenth_meeting()
    {
        var reached = Commands.Sample(Length, new Rnd(42), Histories).SelectMany(States).ToList();

        Assert.Equal(
            ["Active", "Assessed", "Closed", "Declined", "Ended", "NotStarted", "Onboarded", "Suggested", "Unopened"],
            reached.Select(s => s.GetType().Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(reached, s => s is AitoValittajaState.Cooperated { Cooperation.MeetingsUsed: 15 });
    }

    static void Holds(Func<AitoValittajaState, AitoValittajaCommand, bool> rule) =>
        Prop.ForAll(Commands.ToArbitrary(), commands => States(commands).Zip(commands).All(x => rule(x.First, x.Second)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Histories));

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
}
