using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Supervision;

/// <summary>One supervision session (työnohjaus). No content of a session is recorded. Stored for ever: add events, never edit one.</summary>
public abstract record SupervisionEvent
{
    SupervisionEvent() { }

    public sealed record SessionPlanned(
        CentreCode Centre, DateOnly On, TimeOnly Start, SupervisionForm Form, SupervisionPurpose Purpose, UserId Supervisor) : SupervisionEvent;
    public sealed record WorkerInvited(PeerWorkerId Worker) : SupervisionEvent;
    public sealed record WorkerAttended(PeerWorkerId Worker) : SupervisionEvent;
    public sealed record AttendanceTakenBack(PeerWorkerId Worker) : SupervisionEvent;
    public sealed record SessionMoved(DateOnly On, TimeOnly Start) : SupervisionEvent;
    public sealed record SessionCancelled : SupervisionEvent;
}

public enum SupervisionForm { Individual, Group }

public enum SupervisionPurpose { Supervision, WellbeingSupport }
