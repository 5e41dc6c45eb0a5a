using System.Collections.Frozen;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Projections.AitoValittaja;

/// <summary>
/// The history of one process, a row for each thing that happened. No table: the stream itself is short. The reader's language is given
/// where it is shown; here stand only the kind (the event's stored name) and its plain values.
/// </summary>
public static class History
{
    /// <param name="stream">Every event of the process, in order.</param>
    public static IReadOnlyList<HistoryRow> Of(IReadOnlyList<Recorded> stream)
    {
        var rows = new List<HistoryRow>(stream.Count);
        var standing = new HashSet<MeetingId>();
        foreach (var e in stream)
        {
            if (e.Event is MeetingHeld held) standing.Add(held.Meeting);
            if (e.Event is MeetingWithdrawn withdrawn) standing.Remove(withdrawn.Meeting);
            var @event = (AitoValittajaEvent)e.Event;
            rows.Add(new(e.Version, e.At, e.By, EventTypes.NameOf(@event.GetType()), DayOf(@event), Facts(@event, standing.Count)));
        }
        return rows;
    }

    static DateOnly? DayOf(AitoValittajaEvent @event) => @event switch
    {
        ModelSuggested e => e.On,
        SuggestionDeclined e => e.On,
        ProcessNotStarted e => e.On,
        MediatorMatched e => e.On,
        MediatorChanged e => e.On,
        TherapistChanged e => e.On,
        SubstituteTookOver e => e.On,
        OnboardingMeetingHeld e => e.On,
        CooperationBegan e => e.On,
        MeetingHeld e => e.On,
        MeetingMissed e => e.On,
        MeetingCorrected e => e.On,
        CooperationEnded e => e.On,
        ImpactAssessed e => e.On,
        ProcessClosed e => e.On,
        ProcessClosedUnassessed e => e.On,
        ProcessReopened e => e.On,
        GoalChosen or StrengthChosen or InterestChosen or BaselineTaken or MeetingWithdrawn
            or SafetyConcernRaised or SafetyConcernAcknowledged or SafetyConcernEscalated => null,
        _ => throw new UnreachableException(@event.GetType().Name),
    };

    static FrozenDictionary<string, object> Facts(AitoValittajaEvent @event, int used) => @event switch
    {
        ModelSuggested e => Named(("code", e.Code), ("centre", e.Centre), ("therapist", e.Therapist)),
        ProcessNotStarted e => Named(("reason", e.Reason)),
        MediatorMatched e => Named(("mediator", e.Mediator)),
        MediatorChanged e => Named(("mediator", e.Mediator), ("reason", e.Reason)),
        TherapistChanged e => Named(("therapist", e.Therapist), ("reason", e.Reason)),
        SubstituteTookOver e => Named(("substitute", e.Substitute)),
        GoalChosen e => Named(("goal", e.Goal)),
        StrengthChosen e => Named(("strength", e.Strength)),
        InterestChosen e => Named(("interest", e.Interest)),
        BaselineTaken e => Named(("ratings", e.Ratings)),
        MeetingHeld e => Named(("meeting", e.Meeting), ("number", used), ("mediator", e.Mediator), ("start", e.Start), ("minutes", e.Minutes),
            ("place", e.Place), ("activity", e.Activity), ("professionalAlong", e.ProfessionalAlong)),
        MeetingMissed e => Named(("meeting", e.Meeting), ("mediator", e.Mediator), ("start", e.Start), ("reason", e.Reason)),
        MeetingCorrected e => Named(("meeting", e.Meeting), ("start", e.Start), ("minutes", e.Minutes),
            ("place", e.Place), ("activity", e.Activity), ("professionalAlong", e.ProfessionalAlong)),
        MeetingWithdrawn e => Named(("meeting", e.Meeting), ("reason", e.Reason)),
        SafetyConcernRaised e => Named(("concern", e.Concern), ("category", e.Category)),
        SafetyConcernAcknowledged e => Named(("concern", e.Concern)),
        SafetyConcernEscalated e => Named(("concern", e.Concern)),
        CooperationEnded e => Named(("reason", e.Reason)),
        ImpactAssessed e => Named(("ratings", e.Ratings)),
        ProcessClosedUnassessed e => Named(("reason", e.Reason)),
        ProcessReopened e => Named(("reason", e.Reason)),
        SuggestionDeclined or OnboardingMeetingHeld or CooperationBegan or ProcessClosed => FrozenDictionary<string, object>.Empty,
        _ => throw new UnreachableException(@event.GetType().Name),
    };

    static FrozenDictionary<string, object> Named(params ReadOnlySpan<(string Name, object Value)> facts)
    {
        var named = new Dictionary<string, object>(facts.Length);
        foreach (var (name, value) in facts) named.Add(name, value);
        return named.ToFrozenDictionary();
    }
}

/// <summary>One thing that happened in a process.</summary>
/// <param name="At">When it was recorded.</param>
/// <param name="By">Who recorded it: the envelope's user.</param>
/// <param name="Kind">The event's stored name, e.g. <c>meeting_held</c>.</param>
/// <param name="On">The day it happened, where that is said apart from when it was recorded.</param>
/// <param name="Facts">Ids, codes and numbers by name. A meeting's <c>number</c> is its place among those standing when it was recorded.</param>
public sealed record HistoryRow(long Version, DateTimeOffset At, string? By, string Kind, DateOnly? On, IReadOnlyDictionary<string, object> Facts);
