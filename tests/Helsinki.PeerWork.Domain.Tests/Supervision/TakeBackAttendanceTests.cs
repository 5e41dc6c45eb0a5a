using static Helsinki.PeerWork.Domain.Supervision.SupervisionCommand;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionRefusals;
using static Helsinki.PeerWork.Domain.Tests.Supervision.SupervisionHistory;

namespace Helsinki.PeerWork.Domain.Tests.Supervision;

public class TakeBackAttendanceTests : SupervisionSpec
{
    [Fact]
    public void An_attendance_is_taken_back() =>
        Given(GroupPlanned, new WorkerAttended(Veikko)).When(new TakeBackAttendance(Veikko)).Then(new AttendanceTakenBack(Veikko));

    [Fact]
    public void Taking_it_back_again_changes_nothing() =>
        Given(GroupPlanned, new WorkerAttended(Veikko), new AttendanceTakenBack(Veikko)).When(new TakeBackAttendance(Veikko)).Then();

    [Fact]
    public void What_was_taken_back_can_be_recorded_anew() =>
        Given(GroupPlanned, new WorkerAttended(Veikko), new AttendanceTakenBack(Veikko))
            .When(new RecordAttendance(Veikko, March3)).Then(new WorkerAttended(Veikko));

    [Fact]
    public void A_cancelled_session_has_none() =>
        Given(GroupPlanned, new SessionCancelled()).When(new TakeBackAttendance(Veikko)).Refused(SessionIsCancelled);

    [Fact]
    public void There_must_be_a_session() =>
        Given().When(new TakeBackAttendance(Veikko)).Refused(NotPlanned);
}
