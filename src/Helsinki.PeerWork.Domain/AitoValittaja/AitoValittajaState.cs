using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Domain.AitoValittaja;

/// <summary>Where one Aito Välittäjä process stands: a record per phase.</summary>
public abstract record AitoValittajaState
{
    AitoValittajaState() { }

    public sealed record Unopened : AitoValittajaState;

    /// <summary>Any phase from the suggestion on.</summary>
    public abstract record Opened(Case Case) : AitoValittajaState;
    public sealed record Suggested(Case Case) : Opened(Case);
    public sealed record Declined(Case Case) : Opened(Case);
    public sealed record NotStarted(Case Case) : Opened(Case);
    public sealed record Onboarded(Case Case) : Opened(Case);

    /// <summary>Any phase from the beginning of cooperation on: there may be meetings.</summary>
    public abstract record Cooperated(Case Case, Cooperation Cooperation) : Opened(Case);
    public sealed record Active(Case Case, Cooperation Cooperation) : Cooperated(Case, Cooperation);

    /// <summary>Any phase from the cooperation's end on.</summary>
    /// <param name="EndedOn">The last day a meeting can have.</param>
    public abstract record Concluded(Case Case, Cooperation Cooperation, DateOnly EndedOn) : Cooperated(Case, Cooperation);
    public sealed record Ended(Case Case, Cooperation Cooperation, DateOnly EndedOn) : Concluded(Case, Cooperation, EndedOn);
    public sealed record Assessed(Case Case, Cooperation Cooperation, DateOnly EndedOn) : Concluded(Case, Cooperation, EndedOn);

    /// <param name="WasAssessed">Which phase a reopening returns to.</param>
    public sealed record Closed(Case Case, Cooperation Cooperation, DateOnly EndedOn, bool WasAssessed) : Concluded(Case, Cooperation, EndedOn);

    /// <summary>The meeting, also a missed or withdrawn one; null when the process has none by that id.</summary>
    public Meeting? Find(MeetingId meeting) => this is Cooperated s ? s.Cooperation.Meetings.GetValueOrDefault(meeting) : null;

    public static AitoValittajaState Evolve(AitoValittajaState state, AitoValittajaEvent @event) => (state, @event) switch
    {
        (Unopened, ModelSuggested e) => new Suggested(Case.Of(e)),
        (Suggested s, SuggestionDeclined e) => new Declined(s.Case.After(e, e.On)),
        (Suggested or Onboarded, ProcessNotStarted e) => new NotStarted(((Opened)state).Case.After(e, e.On)),

        (Suggested s, MediatorMatched e) => s with { Case = s.Case.WithMediator(e.Mediator, e.On).After(e, e.On) },
        (Opened s, MediatorChanged e) => s with { Case = s.Case.WithMediator(e.Mediator, e.On).After(e, e.On) },
        (Opened s, TherapistChanged e) => s with { Case = s.Case.WithTherapist(e.Therapist) },
        (Opened s, SubstituteTookOver e) => s with { Case = s.Case with { Substitutes = s.Case.Substitutes.Add(e.Substitute) } },

        (Suggested s, OnboardingMeetingHeld e) => new Onboarded(s.Case.After(e, e.On)),
        (Onboarded s, CooperationBegan e) => new Active(s.Case.After(e, e.On), Cooperation.From(e.On)),
        (Active s, GoalChosen or StrengthChosen or InterestChosen or BaselineTaken) => s with { Cooperation = s.Cooperation.Planned(@event) },

        (Cooperated s and not Closed, MeetingHeld e) => s with
        {
            Cooperation = s.Cooperation.With(e.Meeting,
                new Meeting.Held(e.Mediator, e.On, e.Start, e.Minutes, e.Place, e.Activity, e.ProfessionalAlong)),
        },
        (Cooperated s and not Closed, MeetingMissed e) => s with
        {
            Cooperation = s.Cooperation.With(e.Meeting, new Meeting.Missed(e.Mediator, e.On, e.Start, e.Reason, e.Minutes)),
        },
        (Cooperated s, MeetingCorrected e) when s.Find(e.Meeting) is Meeting.Held held => s with
        {
            Cooperation = s.Cooperation.With(e.Meeting,
                new Meeting.Held(held.Mediator, e.On, e.Start, e.Minutes, e.Place, e.Activity, e.ProfessionalAlong)),
        },
        (Cooperated s, MeetingWithdrawn e) when s.Find(e.Meeting) is { } meeting and not Meeting.Withdrawn => s with
        {
            Cooperation = s.Cooperation.With(e.Meeting, new Meeting.Withdrawn(meeting.Mediator, meeting.On)),
        },

        (Opened s, SafetyConcernRaised e) => s with { Case = s.Case.WithConcern(e.Concern, ConcernStage.Raised) },
        (Opened s, SafetyConcernEscalated e) => s with { Case = s.Case.WithConcern(e.Concern, ConcernStage.Escalated) },
        (Opened s, SafetyConcernAcknowledged e) => s with { Case = s.Case.WithConcern(e.Concern, ConcernStage.Acknowledged) },

        (Active s, CooperationEnded e) => new Ended(s.Case.After(e, e.On), s.Cooperation, e.On),
        (Ended s, ImpactAssessed e) => new Assessed(s.Case.After(e, e.On), s.Cooperation, s.EndedOn),
        (Assessed s, ProcessClosed e) => new Closed(s.Case.After(e, e.On), s.Cooperation, s.EndedOn, WasAssessed: true),
        (Ended s, ProcessClosedUnassessed e) => new Closed(s.Case.After(e, e.On), s.Cooperation, s.EndedOn, WasAssessed: false),
        (Closed { WasAssessed: true } s, ProcessReopened e) => new Assessed(s.Case.After(e, e.On), s.Cooperation, s.EndedOn),
        (Closed s, ProcessReopened e) => new Ended(s.Case.After(e, e.On), s.Cooperation, s.EndedOn),

        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}

/// <summary>Whose process it is, and who looks after it.</summary>
/// <param name="Therapist">The responsible occupational therapist.</param>
/// <param name="Substitutes">Therapists of the same centre who took over; the responsible one stays responsible.</param>
/// <param name="Mediators">In the order of their days; empty until one is matched.</param>
/// <param name="LatestStep">As it was written, so that the same step asked again is known.</param>
public sealed record Case(
    ServiceUserId ServiceUser, CentreCode Centre, string Code, DateOnly SuggestedOn, UserId Therapist,
    ImmutableHashSet<UserId> Substitutes, ImmutableList<Mediation> Mediators, ImmutableDictionary<ConcernId, ConcernStage> Concerns,
    AitoValittajaEvent LatestStep, DateOnly LatestStepOn)
{
    /// <summary>The mediator now; null until one is matched.</summary>
    public PeerWorkerId? Mediator => Mediators is [.., var latest] ? latest.Mediator : null;

    /// <summary>Whose meeting one on that day is: people report late, also after the mediator has changed. Null until one is matched.</summary>
    public PeerWorkerId? MediatorOn(DateOnly day) => (Mediators.FindLast(m => m.From <= day) ?? Mediators.FirstOrDefault())?.Mediator;

    /// <summary>The responsible therapist or a substitute.</summary>
    public bool IsLookedAfterBy(UserId user) => user == Therapist || Substitutes.Contains(user);

    internal static Case Of(ModelSuggested e) =>
        new(e.ServiceUser, e.Centre, e.Code, e.On, e.Therapist, [], [], ImmutableDictionary<ConcernId, ConcernStage>.Empty, e, e.On);

    internal Case After(AitoValittajaEvent step, DateOnly on) =>
        this with { LatestStep = step, LatestStepOn = on > LatestStepOn ? on : LatestStepOn };

    internal Case WithMediator(PeerWorkerId mediator, DateOnly from) => this with { Mediators = Mediators.Add(new(mediator, from)) };

    internal Case WithTherapist(UserId therapist) => this with { Therapist = therapist, Substitutes = Substitutes.Remove(therapist) };

    internal Case WithConcern(ConcernId concern, ConcernStage stage) => this with { Concerns = Concerns.SetItem(concern, stage) };
}

/// <summary>Who is the mediator from that day on.</summary>
public sealed record Mediation(PeerWorkerId Mediator, DateOnly From);

/// <summary>How far a safety concern has come to the team's knowledge.</summary>
public enum ConcernStage { Raised, Escalated, Acknowledged }

/// <summary>What mediator and service user do together.</summary>
/// <param name="BeganOn">The first day a meeting can have.</param>
/// <param name="Plan">Goals, strengths and interests chosen and the baseline taken, as they were written.</param>
/// <param name="Meetings">Held, missed and withdrawn ones.</param>
public sealed record Cooperation(DateOnly BeganOn, ImmutableHashSet<AitoValittajaEvent> Plan, ImmutableDictionary<MeetingId, Meeting> Meetings)
{
    /// <summary>At most so many meetings: what held on the day the cooperation began holds to its end.</summary>
    public int MeetingLimit => AitoValittajaNumbers.MeetingLimit.On(BeganOn);

    /// <summary>How many of the <see cref="MeetingLimit"/> are used: a missed or withdrawn meeting uses none.</summary>
    public int MeetingsUsed => Meetings.Values.Count(m => m is Meeting.Held);

    /// <summary>Day of the latest meeting, held or missed; null when there is none.</summary>
    public DateOnly? LatestMeetingOn => Meetings.Values.Where(m => m is not Meeting.Withdrawn).Max(m => (DateOnly?)m.On);

    internal static Cooperation From(DateOnly day) => new(day, [], ImmutableDictionary<MeetingId, Meeting>.Empty);

    internal Cooperation Planned(AitoValittajaEvent choice) => this with { Plan = Plan.Add(choice) };

    internal Cooperation With(MeetingId id, Meeting meeting) => this with { Meetings = Meetings.SetItem(id, meeting) };
}

/// <summary>One meeting as it stands now.</summary>
/// <param name="Mediator">Whose meeting it was, also after the mediator has changed.</param>
public abstract record Meeting(PeerWorkerId Mediator, DateOnly On)
{
    public sealed record Held(
        PeerWorkerId Mediator, DateOnly On, TimeOnly Start, int Minutes,
        MeetingPlace Place, MeetingActivity Activity, bool ProfessionalAlong) : Meeting(Mediator, On);

    /// <param name="PaidMinutes">0 when nothing is paid.</param>
    public sealed record Missed(PeerWorkerId Mediator, DateOnly On, TimeOnly Start, MissedReason Reason, int PaidMinutes) : Meeting(Mediator, On);

    public sealed record Withdrawn(PeerWorkerId Mediator, DateOnly On) : Meeting(Mediator, On);
}
