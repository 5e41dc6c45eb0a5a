using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Supervision;

static class SupervisionSights
{
    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/supervision", "coordinator", "/supervision"),
        new("/supervision", "coordinator-city", "/supervision"), // nobody with an agreement
        new("/supervision/new", "coordinator", "/supervision/new"),
        new("/supervision/sessions/{id:guid}", "coordinator", "/supervision?year=2026", ".past tbody a"),
    ];
}
