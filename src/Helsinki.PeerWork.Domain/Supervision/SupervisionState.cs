using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;

namespace Helsinki.PeerWork.Domain.Supervision;

/// <summary>Where one supervision session stands.</summary>
public abstract record SupervisionState
{
    SupervisionState() { }

    public sealed record Unplanned : SupervisionState;

    /// <param name="Plan">As it was written, moves included.</param>
    /// <param name="Attended">Also workers who came without an invitation.</param>
    public sealed record Planned(
        SessionPlanned Plan, ImmutableHashSet<PeerWorkerId> Invited, ImmutableHashSet<PeerWorkerId> Attended) : SupervisionState;

    public sealed record Cancelled(SessionPlanned Plan) : SupervisionState;

    public static SupervisionState Evolve(SupervisionState state, SupervisionEvent @event) => (state, @event) switch
    {
        (Unplanned, SessionPlanned e) => new Planned(e, [], []),
        (Planned s, WorkerInvited e) => s with { Invited = s.Invited.Add(e.Worker) },
        (Planned s, WorkerAttended e) => s with { Attended = s.Attended.Add(e.Worker) },
        (Planned s, AttendanceTakenBack e) => s with { Attended = s.Attended.Remove(e.Worker) },
        (Planned s, SessionMoved e) => s with { Plan = s.Plan with { On = e.On, Start = e.Start } },
        (Planned s, SessionCancelled) => new Cancelled(s.Plan),
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}
