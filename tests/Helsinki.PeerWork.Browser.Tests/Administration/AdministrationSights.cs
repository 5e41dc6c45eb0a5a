using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Administration;

static class AdministrationSights
{
    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/centres", "administrator", "/centres"),
        new("/centres/{code}", "administrator", "/centres/Malmi"),
        new("/rates", "administrator", "/rates"),
        new("/users", "administrator", "/users"),
        new("/users/{id:guid}", "administrator", "/users", "tbody th a"),
        new("/import", "administrator", "/import"),
        new("/upkeep", "administrator", "/upkeep"),
        new("/access-log", "data-protection", "/access-log"),
    ];
}
