using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>What could be done with a process where it is now: the rules are asked, not retold.</summary>
public static class Possible
{
    /// <summary>Of each command why the rules would refuse it now; null: somebody may do it.</summary>
    public static IReadOnlyDictionary<Type, Refusal?> WhyNot(ProcessView process, DateOnly today)
    {
        var state = StateOf(process);
        return Faultless(process, today)
            .ToDictionary(command => command.GetType(), command => AitoValittajaDecider.Decider.Decide(command, state).Refusal);
    }

    /// <summary>Commands nobody could find fault with, so that what is refused is refused for where the process is.</summary>
    internal static IReadOnlyList<AitoValittajaCommand> Faultless(ProcessView p, DateOnly today)
    {
        var met = p.BeganOn ?? today;
        return
        [
            new MatchMediator(Somebody, today, Agreed, today),
            new HoldOnboardingMeeting(today, TherapistPresent: true, MediatorPresent: true, ServiceUserPresent: true, today),
            new BeginCooperation(today, CommunicationAgreed: true, BoundariesAgreed: true, ConfidentialityAgreed: true, [Goal.Hope], [], [],
                Middling, today),
            new RecordMeeting(
                default, met, Noon, AitoValittajaNumbers.ShortestMeeting.On(met), MeetingPlace.Other, MeetingActivity.Other,
                ProfessionalAlong: true, Agreed, today),
            new RecordMissedMeeting(default, met, Noon, MissedReason.Other, PayMinutes: 0, Agreed, today),
            new End(EndReason.Other, today, today),
            new Assess(Middling, today, today),
            new Close(today, today),
            new CloseUnassessed(UnassessedReason.Other, today, today),
            new Reopen(ReopenReason.Other, today, today),
            new Decline(today, today),
            new DoNotStart(NotStartedReason.Other, today, today),
            new ChangeMediator(Somebody, ChangeReason.Other, today, Agreed, today),
            new ChangeTherapist(default, ChangeReason.Other, today, today),
            new RaiseConcern(default, ConcernCategory.Other),
        ];
    }

    static readonly TimeOnly Noon = new(12, 0);

    /// <summary>A mediator nobody has been yet, with an agreement.</summary>
    static PeerWorkerId Somebody => default;

    static readonly Terms Agreed = new(default(AgreementId), EngagementForm.FeeForService, null);

    static readonly Ratings Middling = new(new(3, 3), new(3, 3), new(3, 3), new(3, 3));

    /// <summary>
    /// The process as it is listed, for the rules: as much of it as decides what can be done. Of steps and concerns nothing is remembered.
    /// </summary>
    static AitoValittajaState StateOf(ProcessView p)
    {
        var suggested = new ModelSuggested(default, p.Centre, p.Therapist, p.Code, p.SuggestedOn);
        var @case = new Case(
            default, p.Centre, p.Code, p.SuggestedOn, p.Therapist, [.. p.Substitutes],
            p.Mediator is { } mediator ? [new(mediator, p.SuggestedOn)] : [],
            ImmutableDictionary<ConcernId, ConcernStage>.Empty, suggested, p.SuggestedOn);
        var (began, ended) = (p.BeganOn ?? p.SuggestedOn, p.EndedOn ?? p.SuggestedOn);
        var met = Enumerable.Range(1, p.MeetingsUsed).ToImmutableDictionary(
            n => new MeetingId(new(n, 0, 0, new byte[8])),
            Meeting (_) => new Meeting.Held(
                Somebody, began, Noon, AitoValittajaNumbers.ShortestMeeting.On(began), MeetingPlace.Other, MeetingActivity.Other, true));
        var cooperation = new Cooperation(began, [], met);
        return p.Phase switch
        {
            ProcessPhase.Suggested => new AitoValittajaState.Suggested(@case),
            ProcessPhase.Declined => new AitoValittajaState.Declined(@case),
            ProcessPhase.NotStarted => new AitoValittajaState.NotStarted(@case),
            ProcessPhase.Onboarded => new AitoValittajaState.Onboarded(@case),
            ProcessPhase.Active => new AitoValittajaState.Active(@case, cooperation),
            ProcessPhase.Ended => new AitoValittajaState.Ended(@case, cooperation, ended),
            ProcessPhase.Assessed => new AitoValittajaState.Assessed(@case, cooperation, ended),
            ProcessPhase.Closed => new AitoValittajaState.Closed(@case, cooperation, ended, WasAssessed: p.AssessedOn is not null),
            _ => throw new UnreachableException($"{p.Phase}"),
        };
    }
}
