using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.PeerWorkers;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.PeerWorkers.PeerWorkersApi;

namespace Helsinki.PeerWork.Api.Pages.PeerWorkers;

/// <summary>The register of the own centres: who is with us now, and everybody ever; searched by name without a name in any address.</summary>
public sealed class WorkersPage : PeerWorkPage
{
    public enum Tab { Now, All }

    public Tab Shown { get; private set; }

    /// <summary>Null: all own centres.</summary>
    public string? Centre { get; private set; }

    public IReadOnlyList<string> Centres => [.. Caller.CentresAs(Role.Coordinator).Select(c => c.Value).Order(T.Order)];

    /// <summary>Part of a name that was searched for; null: nothing was.</summary>
    public string? Name { get; private set; }

    public IReadOnlyDictionary<Tab, int> Counts { get; private set; } = new Dictionary<Tab, int>();

    public Listed<WorkerListed> Listed { get; private set; } = null!;

    public string Address(Tab tab, int? p = null) => $"/workers?tab={tab}{(Centre is null ? "" : $"&centre={Uri.EscapeDataString(Centre)}")}{(p is null ? "" : $"&p={p}")}";

    public Task OnGet(string? tab, string? centre, int? p) => Show(tab, centre, p);

    public async Task<IActionResult> OnPost(string? tab, string? centre)
    {
        Name = Fields.Typed("name");
        await Show(tab, Fields.Typed("centre") ?? centre, null);
        return Page();
    }

    async Task Show(string? tab, string? centre, int? p)
    {
        Centre = Centres.Contains(centre) ? centre : null;
        // Whoever is searched for is found, in force or not.
        Shown = Enum.TryParse<Tab>(tab, ignoreCase: true, out var asked) && Name is null ? asked : Name is null ? Tab.Now : Tab.All;
        Dictionary<Tab, int> counts = [];
        foreach (var one in Enum.GetValues<Tab>()) counts[one] = (await Read<PeerWorkersApi, Listed<WorkerListed>>(a => a.List(Ct, centre: Centre, inForce: InForce(one), size: 1))).Total;
        Counts = counts;
        Listed = Name is null
            ? await Read<PeerWorkersApi, Listed<WorkerListed>>(a => a.List(Ct, centre: Centre, inForce: InForce(Shown), page: p))
            : await Read<PeerWorkersApi, Listed<WorkerListed>>(a => a.Search(new SearchRequest(Name, Centre, Size: 200), Ct));
    }

    static bool? InForce(Tab tab) => tab == Tab.Now ? true : null;
}
