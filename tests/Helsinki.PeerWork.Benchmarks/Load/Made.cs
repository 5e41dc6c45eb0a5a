using System.Globalization;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>Made-up streams.</summary>
static class Made
{
    public const decimal Rate = 20m;
    public static readonly CentreCode Centre = new("Malmi");
    public static readonly UserId Therapist = new(new Guid("0197a3c0-0000-7000-8000-00000000000a"));
    public static readonly Ratings Before = new(new(2, 2), new(1, 2), new(2, 3), new(2, 2));
    public static readonly Ratings After = new(new(4, 3), new(3, 3), new(4, 4), new(3, 4));
    public static readonly Terms Terms = new(new AgreementId(Guid.CreateVersion7()), EngagementForm.FeeForService, Rate);

    static int codes;

    public static string NewCode() => string.Create(CultureInfo.InvariantCulture, $"K-{Interlocked.Increment(ref codes):0000000}");

    /// <summary>Up to the onboarding meeting.</summary>
    public static IEnumerable<AitoValittajaEvent> Onboarded(CentreCode centre, PeerWorkerId mediator, DateOnly on) =>
    [
        new ModelSuggested(new(Guid.CreateVersion7()), centre, Therapist, NewCode(), on), new MediatorMatched(mediator, on), new OnboardingMeetingHeld(on),
    ];

    /// <summary>Up to the beginning of the cooperation.</summary>
    public static IEnumerable<AitoValittajaEvent> Begun(CentreCode centre, PeerWorkerId mediator, DateOnly on) =>
    [
        .. Onboarded(centre, mediator, on), new CooperationBegan(on), new GoalChosen(Goal.Hope), new GoalChosen(Goal.SocialInclusion),
        new StrengthChosen(Strength.Humour), new InterestChosen(Interest.Nature), new BaselineTaken(Before),
    ];

    /// <summary>A process of 50 events: ten meetings, most of them corrected several times.</summary>
    public static IEnumerable<AitoValittajaEvent> LongProcess(DateOnly until)
    {
        var mediator = new PeerWorkerId(Guid.CreateVersion7());
        MeetingId[] meetings = [.. Enumerable.Range(0, 10).Select(_ => new MeetingId(Guid.CreateVersion7()))];
        return
        [
            .. Begun(Centre, mediator, until.AddDays(-100)),
            .. meetings.Select((m, n) => new MeetingHeld(m, mediator, until.AddDays(-90 + n), new(13, 0), 60, MeetingPlace.Cafe, MeetingActivity.Coffee, false)),
            .. Enumerable.Range(0, 31).Select(n => new MeetingCorrected(
                meetings[n % 10], until.AddDays(-90 + (n % 10)), new(13, 0), 70 + n, MeetingPlace.Library, MeetingActivity.Conversation, false)),
        ];
    }

    /// <summary>A peer worker with one signed agreement for Aito Välittäjä meetings and appointments at one centre.</summary>
    public static IEnumerable<AgreementsEvent> Worker(AgreementId agreement, CentreCode centre, DateOnly from, DateOnly until) =>
        [new PeerWorkerRegistered(), .. Signed(agreement, centre, from, until)];

    public static IEnumerable<AgreementsEvent> Signed(AgreementId agreement, CentreCode centre, DateOnly from, DateOnly until) =>
    [
        new AgreementDrafted(agreement, Rate, from, until, "2026-1", "2026-1"), new AgreementCovers(agreement, centre, WorkKind.AitoValittajaMeeting),
        new AgreementCovers(agreement, centre, WorkKind.ExpertAppointment), new AgreementSigned(agreement, from),
    ];
}
