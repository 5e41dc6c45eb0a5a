using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreCommand;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;

namespace Helsinki.PeerWork.Domain.Tests.ServiceCentres;

public abstract class ServiceCentreSpec() : Spec<ServiceCentreCommand, ServiceCentreState, ServiceCentreEvent>(ServiceCentreDecider.Decider);

/// <summary>Symppis Itis, opened in 2024.</summary>
static class ServiceCentreHistory
{
    public static readonly DateOnly In2024 = new(2024, 1, 1), In2026 = new(2026, 1, 1), LastOf2026 = new(2026, 12, 31);

    public static readonly OpenCentre OpenItis = new(new("Symppis Itis"), CentreType.LowThresholdDayActivityCentre, "Symppis Itis", "2830", In2024);
    public static readonly CentreOpened ItisOpened = new(new("Symppis Itis"), CentreType.LowThresholdDayActivityCentre, "Symppis Itis",
        "2830", In2024);

    public static ServiceCentreState Replay(params IEnumerable<ServiceCentreEvent> history) =>
        history.Aggregate(ServiceCentreDecider.Decider.Initial, ServiceCentreDecider.Decider.Evolve);
}
