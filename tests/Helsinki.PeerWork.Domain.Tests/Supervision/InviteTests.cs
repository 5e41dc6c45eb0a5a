using static Helsinki.PeerWork.Domain.Supervision.SupervisionCommand;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionRefusals;
using static Helsinki.PeerWork.Domain.Tests.Supervision.SupervisionHistory;

namespace Helsinki.PeerWork.Domain.Tests.Supervision;

public class InviteTests : SupervisionSpec
{
    [Fact]
    public void A_worker_is_invited() =>
        Given(GroupPlanned).When(new Invite(Veikko)).Then(new WorkerInvited(Veikko));

    [Fact]
    public void A_group_has_many_workers() =>
        Given(GroupPlanned, new WorkerInvited(Veikko)).When(new Invite(Vilma)).Then(new WorkerInvited(Vilma));

    [Fact]
    public void Inviting_again_changes_nothing() =>
        Given(GroupPlanned, new WorkerInvited(Veikko)).When(new Invite(Veikko)).Then();

    [Fact]
    public void An_individual_session_is_for_one_worker() =>
        Given(IndividualPlanned, new WorkerInvited(Veikko)).When(new Invite(Vilma)).Refused(IndividualSession);

    [Fact]
    public void Who_came_uninvited_to_an_individual_session_has_its_place() =>
        Given(IndividualPlanned, new WorkerAttended(Veikko)).When(new Invite(Vilma)).Refused(IndividualSession);

    [Fact]
    public void Nobody_is_invited_to_a_cancelled_session() =>
        Given(GroupPlanned, new SessionCancelled()).When(new Invite(Veikko)).Refused(SessionIsCancelled);

    [Fact]
    public void There_must_be_a_session() =>
        Given().When(new Invite(Veikko)).Refused(NotPlanned);
}
