using static Helsinki.PeerWork.Domain.Supervision.SupervisionCommand;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionRefusals;
using static Helsinki.PeerWork.Domain.Tests.Supervision.SupervisionHistory;

namespace Helsinki.PeerWork.Domain.Tests.Supervision;

public class CancelTests : SupervisionSpec
{
    [Fact]
    public void A_session_is_cancelled() =>
        Given(GroupPlanned, new WorkerInvited(Veikko)).When(new Cancel()).Then(new SessionCancelled());

    [Fact]
    public void Cancelling_again_changes_nothing() =>
        Given(GroupPlanned, new SessionCancelled()).When(new Cancel()).Then();

    [Fact]
    public void An_attended_session_is_not_cancelled() =>
        Given(GroupPlanned, new WorkerAttended(Veikko)).When(new Cancel()).Refused(AttendanceRecorded);

    [Fact]
    public void There_must_be_a_session() =>
        Given().When(new Cancel()).Refused(NotPlanned);
}
