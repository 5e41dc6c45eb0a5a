using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Hours;

static class HoursSights
{
    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/months", "coordinator", "/months"),
        new("/months", "coordinator", "/months?tab=Worker"),
        new("/months", "coordinator", "/months?tab=All&month=2026-10"),
        new("/months", "coordinator-city", "/months"), // nothing to approve
        new("/months/{worker:guid}/{month}", "coordinator", "/months?tab=All&month=2026-10", "tbody th a"),
        new("/months/{worker:guid}/{month}", "coordinator", "/months", ".approval-who a"),
    ];
}
