using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public abstract class AitoValittajaSpec() : Spec<AitoValittajaCommand, AitoValittajaState, AitoValittajaEvent>(AitoValittajaDecider.Decider);

/// <summary>One process of the spring of 2026, as far as each phase.</summary>
static class AitoValittajaHistory
{
    public static readonly DateOnly
        January12 = new(2026, 1, 12), January14 = new(2026, 1, 14), January19 = new(2026, 1, 19), January20 = new(2026, 1, 20),
        February2 = new(2026, 2, 2), February3 = new(2026, 2, 3), March31 = new(2026, 3, 31), April1 = new(2026, 4, 1), April2 = new(2026, 4, 2),
        April7 = new(2026, 4, 7), April8 = new(2026, 4, 8), April9 = new(2026, 4, 9), May4 = new(2026, 5, 4);

    public static readonly TimeOnly One = new(13, 0), Three = new(15, 0);

    public static readonly CentreCode Malmi = new("Malmi");
    public static readonly ServiceUserId Aino = new(Id(0xA1));
    public static readonly UserId Tuula = new(Id(0xB1)), Timo = new(Id(0xB2));
    public static readonly PeerWorkerId Veikko = new(Id(0xC1)), Vilma = new(Id(0xC2));
    public static readonly ConcernId Worry = new(Id(0xD1));
    public static readonly Terms Agreed = new(new AgreementId(Id(0xE1)), EngagementForm.FeeForService, 20m),
        Voluntary = new(null, EngagementForm.Volunteer, null);

    public static readonly Ratings Low = new(new(2, 2), new(1, 2), new(2, 3), new(3, 3)), High = new(new(4, 4), new(3, 4), new(4, 4), new(5, 5));

    public static AitoValittajaEvent[] Suggested { get; } = [new ModelSuggested(Aino, Malmi, Tuula, "K-0042", January12)];
    public static AitoValittajaEvent[] Declined { get; } = [.. Suggested, new SuggestionDeclined(January14)];
    public static AitoValittajaEvent[] NotStarted { get; } = [.. Suggested, new ProcessNotStarted(NotStartedReason.NoMediatorAvailable, January14)];
    public static AitoValittajaEvent[] Matched { get; } = [.. Suggested, new MediatorMatched(Veikko, January14)];
    public static AitoValittajaEvent[] Onboarded { get; } = [.. Matched, new OnboardingMeetingHeld(January19)];

    public static AitoValittajaEvent[] Active { get; } =
    [
        .. Onboarded, new CooperationBegan(January20),
        new GoalChosen(Goal.Hope), new StrengthChosen(Strength.Humour), new InterestChosen(Interest.Nature), new BaselineTaken(Low),
    ];

    public static AitoValittajaEvent[] Ended { get; } = [.. Active, new CooperationEnded(EndReason.GoalsReached, April1)];
    public static AitoValittajaEvent[] Assessed { get; } = [.. Ended, new ImpactAssessed(High, April7)];
    public static AitoValittajaEvent[] Closed { get; } = [.. Assessed, new ProcessClosed(April8)];
    public static AitoValittajaEvent[] ClosedUnassessed { get; } = [.. Ended, new ProcessClosedUnassessed(UnassessedReason.ServiceUserMoved, April8)];

    /// <summary>Every phase in which a mediator has been matched.</summary>
    public static IReadOnlyDictionary<string, AitoValittajaEvent[]> Phases { get; } = new Dictionary<string, AitoValittajaEvent[]>
    {
        ["matched"] = Matched,
        ["declined"] = [.. Matched, new SuggestionDeclined(January19)],
        ["not started"] = [.. Onboarded, new ProcessNotStarted(NotStartedReason.SituationChanged, January20)],
        ["onboarded"] = Onboarded,
        ["active"] = Active,
        ["ended"] = Ended,
        ["assessed"] = Assessed,
        ["closed"] = Closed,
        ["closed unassessed"] = ClosedUnassessed,
    };

    public static AitoValittajaState Replay(params IEnumerable<AitoValittajaEvent> history) =>
        history.Aggregate(AitoValittajaDecider.Decider.Initial, AitoValittajaDecider.Decider.Evolve);

    public static MeetingId Meeting(int n) => new(Id(n));

    /// <summary>Two hours over coffee on a day between the beginning and the end of cooperation.</summary>
    public static MeetingHeld Held(int n) => Held(n, February2.AddDays(n));

    public static MeetingHeld Held(int n, DateOnly on) => new(Meeting(n), Veikko, on, One, 120, MeetingPlace.Cafe, MeetingActivity.Coffee, false);

    public static MeetingMissed Missed(int n) => new(Meeting(n), Veikko, February2, One, MissedReason.Illness, 0);

    public static IEnumerable<AitoValittajaEvent> Meetings(int count) => Enumerable.Range(1, count).Select(Held);

    /// <summary>The command that leads to <see cref="Held(int)"/>.</summary>
    public static RecordMeeting Record(int n) => Record(n, February2.AddDays(n));

    public static RecordMeeting Record(int n, DateOnly on) =>
        new(Meeting(n), on, One, 120, MeetingPlace.Cafe, MeetingActivity.Coffee, false, Agreed, May4);

    static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
