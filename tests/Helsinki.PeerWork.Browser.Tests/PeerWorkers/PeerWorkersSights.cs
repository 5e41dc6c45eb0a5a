using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.PeerWorkers;

static class PeerWorkersSights
{
    const string Worker = "tbody th a";

    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/workers", "coordinator", "/workers"),
        new("/workers/new", "coordinator", "/workers/new"),
        new("/workers/{id:guid}", "coordinator", "/workers", Worker),
        new("/workers/{id:guid}/person", "coordinator", "/workers", Worker, "a[href$='/person']"),
        new("/workers/{id:guid}/engagements/new", "coordinator", "/workers", Worker, "a[href$='/engagements/new']"),
    ];
}
