using static Helsinki.PeerWork.Domain.Supervision.SupervisionCommand;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionRefusals;
using static Helsinki.PeerWork.Domain.Tests.Supervision.SupervisionHistory;

namespace Helsinki.PeerWork.Domain.Tests.Supervision;

public class RecordAttendanceTests : SupervisionSpec
{
    [Fact]
    public void An_invited_worker_attended() =>
        Given(GroupPlanned, new WorkerInvited(Veikko)).When(new RecordAttendance(Veikko, March2)).Then(new WorkerAttended(Veikko));

    [Fact]
    public void A_worker_came_without_an_invitation() =>
        Given(GroupPlanned).When(new RecordAttendance(Vilma, March3)).Then(new WorkerAttended(Vilma));

    [Fact]
    public void Recording_again_changes_nothing() =>
        Given(GroupPlanned, new WorkerAttended(Veikko)).When(new RecordAttendance(Veikko, March3)).Then();

    [Fact]
    public void Nobody_has_attended_a_session_still_to_come() =>
        Given(GroupPlanned).When(new RecordAttendance(Veikko, March2.AddDays(-1))).Refused(SessionInFuture);

    [Fact]
    public void Nobody_attended_a_cancelled_session() =>
        Given(GroupPlanned, new WorkerInvited(Veikko), new SessionCancelled()).When(new RecordAttendance(Veikko, March3)).Refused(SessionIsCancelled);

    [Fact]
    public void An_individual_session_is_for_one_worker() =>
        Given(IndividualPlanned, new WorkerInvited(Veikko)).When(new RecordAttendance(Vilma, March3)).Refused(IndividualSession);

    [Fact]
    public void There_must_be_a_session() =>
        Given().When(new RecordAttendance(Veikko, March3)).Refused(NotPlanned);
}
