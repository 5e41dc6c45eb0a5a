using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Agreements;

static class AgreementsSights
{
    const string InForce = "/agreements?tab=InForce", Agreement = "tbody th a", Worker = ".facts a";

    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/agreements", "coordinator", "/agreements?tab=Ending"),
        new("/agreements", "coordinator-city", "/agreements?tab=InForce"),
        new("/workers/{id:guid}/agreements/{agreement:guid}", "coordinator", InForce, Agreement),
        new("/workers/{id:guid}/agreements/new", "coordinator", InForce, Agreement, Worker, "a[href$='/agreements/new']"),
    ];
}
