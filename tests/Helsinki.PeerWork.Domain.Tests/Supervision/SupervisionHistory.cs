using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionCommand;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;

namespace Helsinki.PeerWork.Domain.Tests.Supervision;

public abstract class SupervisionSpec() : Spec<SupervisionCommand, SupervisionState, SupervisionEvent>(SupervisionDecider.Decider);

/// <summary>A group and an individual session on the second of March 2026.</summary>
static class SupervisionHistory
{
    public static readonly DateOnly March2 = new(2026, 3, 2), March3 = new(2026, 3, 3);
    public static readonly TimeOnly Nine = new(9, 0), Ten = new(10, 0);
    public static readonly PeerWorkerId Veikko = new(new Guid("00000000-0000-0000-0000-0000000000c1")),
        Vilma = new(new Guid("00000000-0000-0000-0000-0000000000c2"));

    static readonly UserId Tuula = new(new Guid("00000000-0000-0000-0000-0000000000b1"));

    public static readonly PlanSession PlanGroup =
        new(new("Malmi"), March2, Nine, SupervisionForm.Group, SupervisionPurpose.Supervision, Tuula);

    public static readonly SessionPlanned GroupPlanned =
        new(new("Malmi"), March2, Nine, SupervisionForm.Group, SupervisionPurpose.Supervision, Tuula);

    public static readonly SessionPlanned IndividualPlanned = GroupPlanned with { Form = SupervisionForm.Individual };
}
