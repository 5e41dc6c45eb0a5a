using Helsinki.PeerWork.Domain.Supervision;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionRefusals;
using static Helsinki.PeerWork.Domain.Tests.Supervision.SupervisionHistory;

namespace Helsinki.PeerWork.Domain.Tests.Supervision;

public class PlanSessionTests : SupervisionSpec
{
    [Fact]
    public void A_session_is_planned() =>
        Given().When(PlanGroup).Then(GroupPlanned);

    [Fact]
    public void Planning_again_changes_nothing() =>
        Given(GroupPlanned).When(PlanGroup).Then();

    [Fact]
    public void The_same_id_with_another_content_is_refused() =>
        Given(GroupPlanned).When(PlanGroup with { Purpose = SupervisionPurpose.WellbeingSupport }).Refused(PlannedOtherwise);

    [Fact]
    public void A_cancelled_session_is_not_planned_again() =>
        Given(GroupPlanned, new SessionCancelled()).When(PlanGroup).Refused(SessionIsCancelled);
}
