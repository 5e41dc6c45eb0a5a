using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaState;

namespace Helsinki.PeerWork.Domain.AitoValittaja;

/// <summary>What can be asked of one Aito Välittäjä process. <c>Today</c> is the Helsinki day of the asking.</summary>
public abstract record AitoValittajaCommand
{
    AitoValittajaCommand() { }

    /// <summary>A command that takes the process a step further: dated, one step never before the other.</summary>
    public abstract record Step(DateOnly On, DateOnly Today) : AitoValittajaCommand;

    public sealed record Suggest(
        ServiceUserId ServiceUser, CentreCode Centre, UserId Therapist, string Code, DateOnly On, DateOnly Today) : AitoValittajaCommand;
    public sealed record Decline(DateOnly On, DateOnly Today) : Step(On, Today);
    public sealed record DoNotStart(NotStartedReason Reason, DateOnly On, DateOnly Today) : Step(On, Today);

    /// <param name="Terms">What the mediator may do Aito Välittäjä work under, at that centre, on that day.</param>
    public sealed record MatchMediator(PeerWorkerId Mediator, DateOnly On, Terms? Terms, DateOnly Today) : Step(On, Today);

    /// <param name="Terms">What the new mediator may do Aito Välittäjä work under, at that centre, on that day.</param>
    public sealed record ChangeMediator(PeerWorkerId Mediator, ChangeReason Reason, DateOnly On, Terms? Terms, DateOnly Today) : Step(On, Today);
    public sealed record ChangeTherapist(UserId Therapist, ChangeReason Reason, DateOnly On, DateOnly Today) : AitoValittajaCommand;
    public sealed record TakeOver(UserId Substitute, DateOnly Today) : AitoValittajaCommand;

    public sealed record HoldOnboardingMeeting(
        DateOnly On, bool TherapistPresent, bool MediatorPresent, bool ServiceUserPresent, DateOnly Today) : Step(On, Today);

    public sealed record BeginCooperation(
        DateOnly On, bool CommunicationAgreed, bool BoundariesAgreed, bool ConfidentialityAgreed,
        IReadOnlyList<Goal> Goals, IReadOnlyList<Strength> Strengths, IReadOnlyList<Interest> Interests, Ratings Baseline,
        DateOnly Today) : Step(On, Today);

    /// <param name="Terms">What that day's mediator may do Aito Välittäjä work under, at that centre, on that day.</param>
    public sealed record RecordMeeting(
        MeetingId Meeting, DateOnly On, TimeOnly Start, int Minutes, MeetingPlace Place, MeetingActivity Activity, bool ProfessionalAlong,
        Terms? Terms, DateOnly Today) : AitoValittajaCommand;

    /// <param name="PayMinutes">What a missed meeting pays by that day's configuration; 0 is nothing.</param>
    /// <param name="Terms">Needed when something is paid.</param>
    public sealed record RecordMissedMeeting(
        MeetingId Meeting, DateOnly On, TimeOnly Start, MissedReason Reason, int PayMinutes, Terms? Terms, DateOnly Today) : AitoValittajaCommand;

    /// <param name="Terms">What the meeting's mediator may do Aito Välittäjä work under, at that centre, on the corrected day.</param>
    public sealed record CorrectMeeting(
        MeetingId Meeting, DateOnly On, TimeOnly Start, int Minutes, MeetingPlace Place, MeetingActivity Activity, bool ProfessionalAlong,
        Terms? Terms, DateOnly Today) : AitoValittajaCommand;
    public sealed record WithdrawMeeting(MeetingId Meeting, WithdrawalReason Reason) : AitoValittajaCommand;

    public sealed record RaiseConcern(ConcernId Concern, ConcernCategory Category) : AitoValittajaCommand;
    public sealed record AcknowledgeConcern(ConcernId Concern) : AitoValittajaCommand;
    public sealed record EscalateConcern(ConcernId Concern) : AitoValittajaCommand;

    public sealed record End(EndReason Reason, DateOnly On, DateOnly Today) : Step(On, Today);
    public sealed record Assess(Ratings Ratings, DateOnly On, DateOnly Today) : Step(On, Today);
    public sealed record Close(DateOnly On, DateOnly Today) : Step(On, Today);
    public sealed record CloseUnassessed(UnassessedReason Reason, DateOnly On, DateOnly Today) : Step(On, Today);
    public sealed record Reopen(ReopenReason Reason, DateOnly On, DateOnly Today) : Step(On, Today);
}

/// <summary>Every "no" of an Aito Välittäjä process. Public; never changed.</summary>
public static class AitoValittajaRefusals
{
    public const string WrongPhase = "aito-valittaja/wrong-phase";
    public const string AlreadySuggested = "aito-valittaja/already-suggested";
    public const string ProcessIsClosed = "aito-valittaja/closed";
    public const string DayInFuture = "aito-valittaja/day-in-future";
    public const string DayBeforePreviousStep = "aito-valittaja/day-before-previous-step";
    public const string MediatorAlreadyMatched = "aito-valittaja/mediator-already-matched";
    public const string MediatorMissing = "aito-valittaja/mediator-missing";
    public const string AgreementMissing = "aito-valittaja/agreement-missing";
    public const string TherapistAbsent = "aito-valittaja/therapist-absent";
    public const string MediatorAbsent = "aito-valittaja/mediator-absent";
    public const string ServiceUserAbsent = "aito-valittaja/service-user-absent";
    public const string CommunicationNotAgreed = "aito-valittaja/communication-not-agreed";
    public const string BoundariesNotAgreed = "aito-valittaja/boundaries-not-agreed";
    public const string ConfidentialityNotAgreed = "aito-valittaja/confidentiality-not-agreed";
    public const string GoalMissing = "aito-valittaja/goal-missing";
    public const string RatingOutOfRange = "aito-valittaja/rating-out-of-range";
    public const string MeetingLimit = "aito-valittaja/meeting-limit";
    public const string MeetingLength = "aito-valittaja/meeting-length";
    public const string MeetingPastMidnight = "aito-valittaja/meeting-past-midnight";
    public const string MeetingBeforeCooperation = "aito-valittaja/meeting-before-cooperation";
    public const string MeetingAfterCooperation = "aito-valittaja/meeting-after-cooperation";
    public const string ProfessionalMissing = "aito-valittaja/professional-missing";
    public const string MeetingRecordedOtherwise = "aito-valittaja/meeting-recorded-otherwise";
    public const string MeetingUnknown = "aito-valittaja/meeting-unknown";
    public const string MeetingIsMissed = "aito-valittaja/meeting-is-missed";
    public const string MeetingIsWithdrawn = "aito-valittaja/meeting-is-withdrawn";
    public const string ConcernUnknown = "aito-valittaja/concern-unknown";
    public const string EndBeforeLatestMeeting = "aito-valittaja/end-before-latest-meeting";
    public const string MeetingsLeft = "aito-valittaja/meetings-left";
    public const string NotAssessed = "aito-valittaja/not-assessed";
}

/// <summary>The Aito Välittäjä process, from suggestion to closing.</summary>
public static class AitoValittajaDecider
{
    public static readonly Decider<AitoValittajaCommand, AitoValittajaState, AitoValittajaEvent> Decider =
        new("aito_valittaja_process", new Unopened(), Decide, Evolve);

    static readonly TimeSpan Midnight = TimeSpan.FromDays(1);

    static readonly Decision<AitoValittajaEvent> NoChange = Decision<AitoValittajaEvent>.NoChange;

    static Decision<AitoValittajaEvent> Decide(AitoValittajaCommand command, AitoValittajaState state) => (command, state) switch
    {
        (Suggest c, Unopened) => Open(c),
        (Suggest c, Opened s) => OpenAgain(c, s.Case),
        (BeginCooperation c, Active s) when IsBegunSo(c, s) => NoChange,
        (Step c and not BeginCooperation, Opened s) when s.Case.LatestStep == Taken(c) => NoChange,

        (Decline c, Suggested s) => Take(c, s),
        (DoNotStart c, Suggested or Onboarded) => Take(c, (Opened)state),

        (MatchMediator c, Suggested s) => Match(c, s),
        (ChangeMediator c, Suggested or Onboarded or Active) => Rematch(c, (Opened)state),
        (ChangeTherapist c, Opened s and not (Declined or NotStarted or Closed)) => HandOver(c, s.Case),
        // Access, not content: a substitute may be needed in any phase, also to correct a meeting of a closed process.
        (TakeOver c, Opened s) => s.Case.IsLookedAfterBy(c.Substitute) ? NoChange : new SubstituteTookOver(c.Substitute, c.Today),

        (HoldOnboardingMeeting c, Suggested s) => Onboard(c, s),
        (BeginCooperation c, Onboarded s) => Begin(c, s),

        (RecordMeeting c, Cooperated s) => Record(c, s),
        (RecordMissedMeeting c, Cooperated s) => RecordMissed(c, s),
        (CorrectMeeting c, Cooperated s) => Correct(c, s),
        (WithdrawMeeting c, Cooperated s) => Withdraw(c, s),

        (RaiseConcern c, Opened s) => Raise(c, s.Case),
        (AcknowledgeConcern c, Opened s) => Acknowledge(c, s.Case),
        (EscalateConcern c, Opened s) => Escalate(c, s.Case),

        (End c, Active s) => Conclude(c, s),
        (Assess c, Ended s) => AssessImpact(c, s),
        (Close c, Assessed s) => Take(c, s),
        (Close, Ended) => new Refusal(NotAssessed, "Assess the impact first, or close unassessed with a reason."),
        (CloseUnassessed c, Ended s) => Take(c, s),
        (Reopen c, Closed s) => Take(c, s),

        (_, Closed) => AlreadyClosed(),
        _ => new Refusal(WrongPhase, $"{command.GetType().Name} is not possible when the process is {state.GetType().Name}."),
    };

    /// <summary>The event a step is written as.</summary>
    static AitoValittajaEvent Taken(Step step) => step switch
    {
        Decline c => new SuggestionDeclined(c.On),
        DoNotStart c => new ProcessNotStarted(c.Reason, c.On),
        MatchMediator c => new MediatorMatched(c.Mediator, c.On),
        ChangeMediator c => new MediatorChanged(c.Mediator, c.Reason, c.On),
        HoldOnboardingMeeting c => new OnboardingMeetingHeld(c.On),
        BeginCooperation c => new CooperationBegan(c.On),
        End c => new CooperationEnded(c.Reason, c.On),
        Assess c => new ImpactAssessed(c.Ratings, c.On),
        Close c => new ProcessClosed(c.On),
        CloseUnassessed c => new ProcessClosedUnassessed(c.Reason, c.On),
        Reopen c => new ProcessReopened(c.Reason, c.On),
        _ => throw new UnreachableException($"{step.GetType().Name} is no step."),
    };

    static Decision<AitoValittajaEvent> Take(Step c, Opened s) => WrongDay(c.On, c.Today, s.Case.LatestStepOn) is { } refusal ? refusal : Taken(c);

    static Refusal? WrongDay(DateOnly on, DateOnly today, DateOnly previous) =>
        on > today ? InFuture(on)
        : on < previous ? new(DayBeforePreviousStep, $"The step before this one was taken on {previous:yyyy-MM-dd}.")
        : null;

    static Refusal AlreadyClosed() => new(ProcessIsClosed, "The process is closed; only a reopening with a reason adds to it.");

    static Refusal InFuture(DateOnly on) => new(DayInFuture, $"{on:yyyy-MM-dd} is in the future.");

    static Decision<AitoValittajaEvent> Open(Suggest c) =>
        c.On > c.Today ? InFuture(c.On) : new ModelSuggested(c.ServiceUser, c.Centre, c.Therapist, c.Code, c.On);

    // The code is drawn anew at every try: it is no part of what was asked.
    static Decision<AitoValittajaEvent> OpenAgain(Suggest c, Case s) =>
        (c.ServiceUser, c.Centre, c.On) == (s.ServiceUser, s.Centre, s.SuggestedOn)
            ? NoChange
            : new Refusal(AlreadySuggested, $"This process was opened as {s.Code}.");

    static Decision<AitoValittajaEvent> Match(MatchMediator c, Suggested s) =>
        s.Case.Mediator == c.Mediator ? NoChange
        : s.Case.Mediator is not null ? new Refusal(MediatorAlreadyMatched, "A mediator is matched; change the mediator instead.")
        : IsCovered(c.Terms) ? Take(c, s) : WithoutAgreement(c.On);

    static Decision<AitoValittajaEvent> Rematch(ChangeMediator c, Opened s) =>
        s.Case.Mediator is null ? new Refusal(MediatorMissing, "No mediator is matched yet; match one first.")
        : s.Case.Mediator == c.Mediator ? NoChange
        : IsCovered(c.Terms) ? Take(c, s) : WithoutAgreement(c.On);

    static bool IsCovered(Terms? terms) => terms is { Form: EngagementForm.FeeForService, Agreement: not null };

    static Refusal WithoutAgreement(DateOnly on) =>
        new(AgreementMissing, $"The mediator has no assignment agreement for Aito Välittäjä work at this centre in force on {on:yyyy-MM-dd}.");

    // No step of the process: what the former therapist left unrecorded is recorded by the new one with its own day.
    static Decision<AitoValittajaEvent> HandOver(ChangeTherapist c, Case s) =>
        s.Therapist == c.Therapist ? NoChange
        : WrongDay(c.On, c.Today, s.SuggestedOn) is { } refusal ? refusal
        : new TherapistChanged(c.Therapist, c.Reason, c.On);

    static Decision<AitoValittajaEvent> Onboard(HoldOnboardingMeeting c, Suggested s) => c switch
    {
        _ when s.Case.Mediator is null => new Refusal(MediatorMissing, "No mediator is matched yet; match one first."),
        { TherapistPresent: false } => new Refusal(TherapistAbsent, "Without the therapist it is not an onboarding meeting."),
        { MediatorPresent: false } => new Refusal(MediatorAbsent, "Without the mediator it is not an onboarding meeting."),
        { ServiceUserPresent: false } => new Refusal(ServiceUserAbsent, "Without the service user it is not an onboarding meeting."),
        _ => Take(c, s),
    };

    static Decision<AitoValittajaEvent> Begin(BeginCooperation c, Onboarded s) => c switch
    {
        { CommunicationAgreed: false } => new Refusal(CommunicationNotAgreed, "Communication practices must be agreed before cooperation begins."),
        { BoundariesAgreed: false } => new Refusal(BoundariesNotAgreed, "Boundaries, sobriety among them, must be agreed before cooperation begins."),
        { ConfidentialityAgreed: false } => new Refusal(ConfidentialityNotAgreed, "Confidentiality must be agreed before cooperation begins."),
        { Goals: [] } => new Refusal(GoalMissing, "Choose at least one goal."),
        _ when !AllOnScale(c.Baseline) => OffScale(),
        _ when WrongDay(c.On, c.Today, s.Case.LatestStepOn) is { } refusal => refusal,
        _ => ImmutableArray.Create<AitoValittajaEvent>([Taken(c), .. Plan(c)]),
    };

    static IEnumerable<AitoValittajaEvent> Plan(BeginCooperation c) =>
    [
        .. c.Goals.Distinct().Select(g => new GoalChosen(g)),
        .. c.Strengths.Distinct().Select(s => new StrengthChosen(s)),
        .. c.Interests.Distinct().Select(i => new InterestChosen(i)),
        new BaselineTaken(c.Baseline),
    ];

    static bool IsBegunSo(BeginCooperation c, Active s) => s.Cooperation.BeganOn == c.On && s.Cooperation.Plan.SetEquals(Plan(c));

    static bool AllOnScale(Ratings r) => OnScale(r.Empowerment) && OnScale(r.SocialParticipation) && OnScale(r.Confidence) && OnScale(r.Wellbeing);

    static bool OnScale(ThemeRating? r) => r is { ServiceUser: >= 1 and <= 5, Therapist: >= 1 and <= 5 };

    static Refusal OffScale() => new(RatingOutOfRange, "Each of the four themes is rated 1–5 by the service user and by the therapist.");

    static Decision<AitoValittajaEvent> Record(RecordMeeting c, Cooperated s) => s.Find(c.Meeting) switch
    {
        { } known => RecordAgain(known, new Meeting.Held(known.Mediator, c.On, c.Start, c.Minutes, c.Place, c.Activity, c.ProfessionalAlong)),
        _ when s is Closed => AlreadyClosed(),
        _ when OutsideCooperation(c.On, c.Today, s) is { } refusal => refusal,
        _ when WrongMeeting(c.On, c.Start, c.Minutes, c.Place, c.ProfessionalAlong) is { } refusal => refusal,
        _ when !IsCovered(c.Terms) => WithoutAgreement(c.On),
        _ when s.Cooperation.MeetingsUsed >= s.Cooperation.MeetingLimit =>
            new Refusal(AitoValittajaRefusals.MeetingLimit, $"All {s.Cooperation.MeetingLimit} meetings are used.", s.Cooperation.BeganOn),
        _ => new MeetingHeld(c.Meeting, MediatorOn(c.On, s), c.On, c.Start, c.Minutes, c.Place, c.Activity, c.ProfessionalAlong),
    };

    static Decision<AitoValittajaEvent> RecordMissed(RecordMissedMeeting c, Cooperated s) => s.Find(c.Meeting) switch
    {
        { } known => RecordAgain(known, new Meeting.Missed(known.Mediator, c.On, c.Start, c.Reason, c.PayMinutes)),
        _ when s is Closed => AlreadyClosed(),
        _ when OutsideCooperation(c.On, c.Today, s) is { } refusal => refusal,
        _ when PastMidnight(c.Start, c.PayMinutes) is { } refusal => refusal,
        _ when c.PayMinutes > 0 && !IsCovered(c.Terms) => WithoutAgreement(c.On),
        _ => new MeetingMissed(c.Meeting, MediatorOn(c.On, s), c.On, c.Start, c.Reason, c.PayMinutes),
    };

    static Decision<AitoValittajaEvent> RecordAgain(Meeting known, Meeting asked) => known switch
    {
        _ when known == asked => NoChange,
        Meeting.Withdrawn => WithdrawnAlready(),
        _ => new Refusal(MeetingRecordedOtherwise, "A meeting is recorded by this id with another content; correct it instead."),
    };

    // A process in cooperation was onboarded, and onboarding needs a mediator.
    static PeerWorkerId MediatorOn(DateOnly day, Cooperated s) => s.Case.MediatorOn(day)!.Value;

    static Decision<AitoValittajaEvent> Correct(CorrectMeeting c, Cooperated s) => s.Find(c.Meeting) switch
    {
        null => Unknown(),
        Meeting.Withdrawn => WithdrawnAlready(),
        Meeting.Missed => new Refusal(MeetingIsMissed, "A missed meeting is withdrawn and recorded anew, not corrected."),
        var known when known == new Meeting.Held(known.Mediator, c.On, c.Start, c.Minutes, c.Place, c.Activity, c.ProfessionalAlong) => NoChange,
        _ when OutsideCooperation(c.On, c.Today, s) is { } refusal => refusal,
        _ when WrongMeeting(c.On, c.Start, c.Minutes, c.Place, c.ProfessionalAlong) is { } refusal => refusal,
        _ when !IsCovered(c.Terms) => WithoutAgreement(c.On),
        _ => new MeetingCorrected(c.Meeting, c.On, c.Start, c.Minutes, c.Place, c.Activity, c.ProfessionalAlong),
    };

    static Decision<AitoValittajaEvent> Withdraw(WithdrawMeeting c, Cooperated s) => s.Find(c.Meeting) switch
    {
        null => Unknown(),
        Meeting.Withdrawn => NoChange,
        _ => new MeetingWithdrawn(c.Meeting, c.Reason),
    };

    static Refusal Unknown() => new(MeetingUnknown, "The process has no such meeting.");

    static Refusal WithdrawnAlready() => new(MeetingIsWithdrawn, "The meeting was withdrawn; record it anew with another id.");

    static Refusal? OutsideCooperation(DateOnly on, DateOnly today, Cooperated s) => s switch
    {
        _ when on > today => InFuture(on),
        _ when on < s.Cooperation.BeganOn => new(MeetingBeforeCooperation, $"Cooperation began on {s.Cooperation.BeganOn:yyyy-MM-dd}."),
        Concluded { EndedOn: var ended } when on > ended => new(MeetingAfterCooperation, $"Cooperation ended on {ended:yyyy-MM-dd}."),
        _ => null,
    };

    static Refusal? WrongMeeting(DateOnly on, TimeOnly start, int minutes, MeetingPlace place, bool professionalAlong) =>
        WrongLength(on, minutes) is { } refusal
            ? refusal
        : place is MeetingPlace.Home && !professionalAlong
            ? new(ProfessionalMissing, "At the service user's home a professional must be along.")
        : PastMidnight(start, minutes);

    static Refusal? WrongLength(DateOnly on, int minutes)
    {
        var (shortest, longest) = (AitoValittajaNumbers.ShortestMeeting.On(on), AitoValittajaNumbers.LongestMeeting.On(on));
        return minutes < shortest || minutes > longest ? new(MeetingLength, $"A meeting lasts {shortest}–{longest} minutes.", on) : null;
    }

    static Refusal? PastMidnight(TimeOnly start, int minutes) =>
        start.ToTimeSpan() + TimeSpan.FromMinutes(minutes) > Midnight ? new(MeetingPastMidnight, "A meeting ends by midnight of its day.") : null;

    static Decision<AitoValittajaEvent> Raise(RaiseConcern c, Case s) =>
        s.Mediator is null ? new Refusal(MediatorMissing, "A concern is raised by a mediator, and none is matched yet.")
        : s.Concerns.ContainsKey(c.Concern) ? NoChange
        : new SafetyConcernRaised(c.Concern, c.Category);

    static Decision<AitoValittajaEvent> Acknowledge(AcknowledgeConcern c, Case s) => !s.Concerns.TryGetValue(c.Concern, out var stage)
        ? NoSuchConcern()
        : stage is ConcernStage.Acknowledged ? NoChange : new SafetyConcernAcknowledged(c.Concern);

    static Decision<AitoValittajaEvent> Escalate(EscalateConcern c, Case s) => !s.Concerns.TryGetValue(c.Concern, out var stage)
        ? NoSuchConcern()
        : stage is ConcernStage.Raised ? new SafetyConcernEscalated(c.Concern) : NoChange;

    static Refusal NoSuchConcern() => new(ConcernUnknown, "The process has no such concern.");

    static Decision<AitoValittajaEvent> Conclude(End c, Active s) => c switch
    {
        { Reason: EndReason.AllMeetingsUsed } when s.Cooperation.MeetingsUsed < s.Cooperation.MeetingLimit =>
            new Refusal(MeetingsLeft, $"{s.Cooperation.MeetingsUsed} of {s.Cooperation.MeetingLimit} meetings are used."),
        _ when s.Cooperation.LatestMeetingOn is { } latest && c.On < latest =>
            new Refusal(EndBeforeLatestMeeting, $"The latest meeting was on {latest:yyyy-MM-dd}."),
        _ => Take(c, s),
    };

    // Counted from the cooperation's end: after a reopening an assessment that was forgotten keeps its own day.
    static Decision<AitoValittajaEvent> AssessImpact(Assess c, Ended s) =>
        !AllOnScale(c.Ratings) ? OffScale()
        : WrongDay(c.On, c.Today, s.EndedOn) is { } refusal ? refusal
        : Taken(c);
}
