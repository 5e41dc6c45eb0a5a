using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.AitoValittaja;

static class AitoValittajaSights
{
    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/processes", "therapist", "/processes?tab=Centre"),
        new("/processes/new", "therapist", "/processes/new"),
    ];
}
