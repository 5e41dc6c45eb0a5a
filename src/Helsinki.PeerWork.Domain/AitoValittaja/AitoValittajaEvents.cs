using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.AitoValittaja;

/// <summary>
/// What happens in one Aito Välittäjä process, from suggestion to closing. Stored for ever: add events, never edit one.
/// Who and when recorded live in the envelope; who the service user is lives in the personal-data schema, never here.
/// </summary>
public abstract record AitoValittajaEvent
{
    AitoValittajaEvent() { }

    /// <param name="Code">The short code people say aloud, e.g. K-0042.</param>
    public sealed record ModelSuggested(
        ServiceUserId ServiceUser, CentreCode Centre, UserId Therapist, string Code, DateOnly On) : AitoValittajaEvent;
    public sealed record SuggestionDeclined(DateOnly On) : AitoValittajaEvent;
    public sealed record ProcessNotStarted(NotStartedReason Reason, DateOnly On) : AitoValittajaEvent;

    public sealed record MediatorMatched(PeerWorkerId Mediator, DateOnly On) : AitoValittajaEvent;
    public sealed record MediatorChanged(PeerWorkerId Mediator, ChangeReason Reason, DateOnly On) : AitoValittajaEvent;
    public sealed record TherapistChanged(UserId Therapist, ChangeReason Reason, DateOnly On) : AitoValittajaEvent;

    /// <summary>Another therapist of the same centre opened the process in the responsible therapist's place.</summary>
    public sealed record SubstituteTookOver(UserId Substitute, DateOnly On) : AitoValittajaEvent;

    /// <summary>Therapist, mediator and service user were all present.</summary>
    public sealed record OnboardingMeetingHeld(DateOnly On) : AitoValittajaEvent;

    /// <summary>Communication practices, boundaries (sobriety among them) and confidentiality were each agreed.</summary>
    public sealed record CooperationBegan(DateOnly On) : AitoValittajaEvent;
    public sealed record GoalChosen(Goal Goal) : AitoValittajaEvent;
    public sealed record StrengthChosen(Strength Strength) : AitoValittajaEvent;
    public sealed record InterestChosen(Interest Interest) : AitoValittajaEvent;
    public sealed record BaselineTaken(Ratings Ratings) : AitoValittajaEvent;

    /// <param name="Start">Helsinki wall-clock time.</param>
    /// <param name="Minutes">Between <see cref="AitoValittajaNumbers.ShortestMeeting"/> and
    /// <see cref="AitoValittajaNumbers.LongestMeeting"/>.</param>
    public sealed record MeetingHeld(
        MeetingId Meeting, PeerWorkerId Mediator, DateOnly On, TimeOnly Start, int Minutes,
        MeetingPlace Place, MeetingActivity Activity, bool ProfessionalAlong) : AitoValittajaEvent;

    /// <param name="Minutes">What is paid of it by the configuration of that day; 0 when nothing is.</param>
    public sealed record MeetingMissed(
        MeetingId Meeting, PeerWorkerId Mediator, DateOnly On, TimeOnly Start, MissedReason Reason, int Minutes) : AitoValittajaEvent;

    public sealed record MeetingCorrected(
        MeetingId Meeting, DateOnly On, TimeOnly Start, int Minutes,
        MeetingPlace Place, MeetingActivity Activity, bool ProfessionalAlong) : AitoValittajaEvent;
    public sealed record MeetingWithdrawn(MeetingId Meeting, WithdrawalReason Reason) : AitoValittajaEvent;

    public sealed record SafetyConcernRaised(ConcernId Concern, ConcernCategory Category) : AitoValittajaEvent;
    public sealed record SafetyConcernAcknowledged(ConcernId Concern) : AitoValittajaEvent;

    /// <summary>Nobody acknowledged in the configured time: the coordinator was told.</summary>
    public sealed record SafetyConcernEscalated(ConcernId Concern) : AitoValittajaEvent;

    public sealed record CooperationEnded(EndReason Reason, DateOnly On) : AitoValittajaEvent;
    public sealed record ImpactAssessed(Ratings Ratings, DateOnly On) : AitoValittajaEvent;
    public sealed record ProcessClosed(DateOnly On) : AitoValittajaEvent;
    public sealed record ProcessClosedUnassessed(UnassessedReason Reason, DateOnly On) : AitoValittajaEvent;
    public sealed record ProcessReopened(ReopenReason Reason, DateOnly On) : AitoValittajaEvent;
}

/// <summary>One theme as each party sees it.</summary>
/// <param name="ServiceUser">1–5.</param>
/// <param name="Therapist">1–5.</param>
public sealed record ThemeRating(int ServiceUser, int Therapist);

/// <summary>The four assessment themes (seed 001: empowerment, social participation, confidence and wellbeing).</summary>
public sealed record Ratings(ThemeRating Empowerment, ThemeRating SocialParticipation, ThemeRating Confidence, ThemeRating Wellbeing);

public enum NotStartedReason
{
    ServiceUserWithdrew, NoMediatorAvailable, OtherServiceChosen, NotReached, SituationChanged, AgreementNotReached, Other
}

public enum ChangeReason { Absence, Resigned, WishOfServiceUser, WishOfMediator, NotAMatch, MovedToAnotherCentre, Other }

/// <summary>Recovery principles (toipumisorientaation periaatteet, seed 001).</summary>
public enum Goal { Hope, Empowerment, Meaningfulness, SocialInclusion, PersonCentredGoals }

public enum Strength { Perseverance, Humour, Kindness, Creativity, Curiosity, Courage, SocialSkills, PracticalSkills, SelfKnowledge, Other }

public enum Interest
{
    Culture, Nature, Exercise, Music, Handicrafts, CookingAndFood, Animals, Reading, GamesAndPlay, Studying, WorkLife, Volunteering, Other
}

/// <summary>Where a meeting was. At <see cref="Home"/> a professional must be along (seed 001: no visits to homes alone).</summary>
public enum MeetingPlace
{
    ServiceCentre, Cafe, Outdoors, Library, CulturalVenue, SportsVenue, Shop, OtherService, LowThresholdPlace, Remote, Home, Other
}

/// <summary>Low-threshold, affordable activities.</summary>
public enum MeetingActivity
{
    Conversation, Walk, Coffee, Culture, Exercise, Handicrafts, Errands, VisitToService, VisitToGroup, Hobby, Planning, Other
}

public enum MissedReason { ServiceUserDidNotCome, ServiceUserCancelled, MediatorCancelled, Illness, Other }

public enum WithdrawalReason { RecordedByMistake, RecordedTwice, WrongProcess, DidNotTakePlace }

public enum ConcernCategory { SelfHarm, Violence, Intoxication, DeterioratedCondition, ThreatFromOthers, ChildInDanger, Other }

public enum EndReason { GoalsReached, AllMeetingsUsed, WishOfServiceUser, WishOfMediator, BoundariesNotKept, OtherServiceNeeded, Other }

public enum UnassessedReason { ServiceUserDeclined, ServiceUserNotReached, ServiceUserMoved, ConditionPrevents, Deceased, Other }

public enum ReopenReason { ClosedByMistake, AssessmentToBeAdded, RecordIncomplete, Other }
