using static Helsinki.PeerWork.Domain.Supervision.SupervisionCommand;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionRefusals;
using static Helsinki.PeerWork.Domain.Tests.Supervision.SupervisionHistory;

namespace Helsinki.PeerWork.Domain.Tests.Supervision;

public class MoveTests : SupervisionSpec
{
    static readonly Move Later = new(March3, Ten, March2);

    [Fact]
    public void A_session_moves() =>
        Given(GroupPlanned).When(Later).Then(new SessionMoved(March3, Ten));

    [Fact]
    public void Moving_again_changes_nothing() =>
        Given(GroupPlanned).When(Later).Then(new SessionMoved(March3, Ten)).When(Later).Then();

    [Fact]
    public void A_moved_session_is_attended_on_its_new_day() =>
        Given(GroupPlanned, new SessionMoved(March3, Ten)).When(new RecordAttendance(Veikko, March2)).Refused(SessionInFuture);

    [Fact]
    public void An_attended_session_does_not_move_to_the_future() =>
        Given(GroupPlanned, new WorkerAttended(Veikko)).When(Later).Refused(SessionInFuture);

    [Fact]
    public void An_attended_sessions_wrong_day_is_put_right() =>
        Given(GroupPlanned, new WorkerAttended(Veikko)).When(Later with { Today = March3 }).Then(new SessionMoved(March3, Ten));

    [Fact]
    public void A_cancelled_session_does_not_move() =>
        Given(GroupPlanned, new SessionCancelled()).When(Later).Refused(SessionIsCancelled);

    [Fact]
    public void There_must_be_a_session() =>
        Given().When(Later).Refused(NotPlanned);
}
