using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionCommand;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionRefusals;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionState;

namespace Helsinki.PeerWork.Domain.Supervision;

/// <summary>What can be asked of one supervision session. <c>Today</c> is the Helsinki day of the asking.</summary>
public abstract record SupervisionCommand
{
    SupervisionCommand() { }

    /// <summary>On any day: a session that was held unplanned is written down afterwards.</summary>
    public sealed record PlanSession(
        CentreCode Centre, DateOnly On, TimeOnly Start, SupervisionForm Form, SupervisionPurpose Purpose, UserId Supervisor) : SupervisionCommand;
    public sealed record Invite(PeerWorkerId Worker) : SupervisionCommand;
    public sealed record RecordAttendance(PeerWorkerId Worker, DateOnly Today) : SupervisionCommand;
    public sealed record TakeBackAttendance(PeerWorkerId Worker) : SupervisionCommand;
    public sealed record Move(DateOnly On, TimeOnly Start, DateOnly Today) : SupervisionCommand;
    public sealed record Cancel : SupervisionCommand;
}

/// <summary>Every "no" of a supervision session. Public; never changed.</summary>
public static class SupervisionRefusals
{
    public const string NotPlanned = "supervision/not-planned";
    public const string PlannedOtherwise = "supervision/planned-otherwise";
    public const string SessionIsCancelled = "supervision/cancelled";
    public const string SessionInFuture = "supervision/session-in-future";
    public const string IndividualSession = "supervision/individual-session";
    public const string AttendanceRecorded = "supervision/attendance-recorded";
}

/// <summary>Planning a supervision session, and who came.</summary>
public static class SupervisionDecider
{
    public static readonly Decider<SupervisionCommand, SupervisionState, SupervisionEvent> Decider =
        new("supervision_session", new Unplanned(), Decide, Evolve);

    static readonly Decision<SupervisionEvent> NoChange = Decision<SupervisionEvent>.NoChange;

    static Decision<SupervisionEvent> Decide(SupervisionCommand command, SupervisionState state) => (command, state) switch
    {
        (PlanSession c, Unplanned) => Planning(c),
        (PlanSession c, Planned s) => PlanAgain(c, s),
        (Invite c, Planned s) => InviteWorker(c, s),
        (RecordAttendance c, Planned s) => Attend(c, s),
        (TakeBackAttendance c, Planned s) => s.Attended.Contains(c.Worker) ? new AttendanceTakenBack(c.Worker) : NoChange,
        (Move c, Planned s) => MoveTo(c, s),
        (Cancel, Planned s) => CancelSession(s),
        (Cancel, Cancelled) => NoChange,
        (_, Cancelled) => new Refusal(SessionIsCancelled, "The session was cancelled."),
        _ => new Refusal(NotPlanned, "There is no such session."),
    };

    static SessionPlanned Planning(PlanSession c) => new(c.Centre, c.On, c.Start, c.Form, c.Purpose, c.Supervisor);

    static Decision<SupervisionEvent> PlanAgain(PlanSession c, Planned s) =>
        s.Plan == Planning(c) ? NoChange : new Refusal(PlannedOtherwise, "A session is planned by this id with another content; move it instead.");

    static Decision<SupervisionEvent> InviteWorker(Invite c, Planned s) =>
        s.Invited.Contains(c.Worker) ? NoChange
        : HasRoomFor(c.Worker, s) ? new WorkerInvited(c.Worker)
        : Full();

    static Decision<SupervisionEvent> Attend(RecordAttendance c, Planned s) =>
        s.Attended.Contains(c.Worker) ? NoChange
        : s.Plan.On > c.Today ? InFuture(s.Plan.On)
        : HasRoomFor(c.Worker, s) ? new WorkerAttended(c.Worker)
        : Full();

    static bool HasRoomFor(PeerWorkerId worker, Planned s) =>
        s.Plan.Form is SupervisionForm.Group || s.Invited.Union(s.Attended).Remove(worker).IsEmpty;

    static Refusal Full() => new(IndividualSession, "An individual session is for one worker.");

    static Refusal InFuture(DateOnly on) => new(SessionInFuture, $"Nobody has attended a session of {on:yyyy-MM-dd} yet.");

    // An attended session may have a wrong day put right, but it can't be still to come.
    static Decision<SupervisionEvent> MoveTo(Move c, Planned s) =>
        (c.On, c.Start) == (s.Plan.On, s.Plan.Start) ? NoChange
        : c.On > c.Today && !s.Attended.IsEmpty ? InFuture(c.On)
        : new SessionMoved(c.On, c.Start);

    static Decision<SupervisionEvent> CancelSession(Planned s) =>
        s.Attended.IsEmpty ? new SessionCancelled() : new Refusal(AttendanceRecorded, "The session was attended; take the attendance back first.");
}
