using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.AitoValittaja;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>The one row of places to go: what this person may do, nothing else.</summary>
public static class Navigation
{
    /// <param name="Operation">Whoever could ever do this is shown the place.</param>
    /// <param name="Roles">Whose place it is.</param>
    public sealed record Place(Text Name, string Path, Delegate Operation, params IReadOnlyList<Role> Roles);

    /// <summary>In the order people need them; the first is where they begin.</summary>
    static readonly IReadOnlyList<Place> Places =
    [
        new(new("Prosessit", "Processer", "Processes"), "/processes", ProcessesApi.List, Role.OccupationalTherapist, Role.Coordinator),
    ];

    public static async ValueTask<IReadOnlyList<Place>> For(Door door)
    {
        var caller = await door.Caller();
        List<Place> shown = [];
        foreach (var place in Places)
            if (caller.Roles.Overlaps(place.Roles) && await door.Could(place.Operation)) shown.Add(place);
        return shown;
    }
}
