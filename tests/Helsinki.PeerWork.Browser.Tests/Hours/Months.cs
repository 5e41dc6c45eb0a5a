using System.Text.Json.Nodes;
using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Hours;

/// <summary>Months as they were before a test begins, told through the API by those who made them.</summary>
static class Months
{
    /// <summary>
    /// A worker of Malmi with an agreement from October on, whose October is declared with one entry of two hours. Of a kind that is not paid
    /// unless said otherwise: what a test approves then never reaches payroll.
    /// </summary>
    public static async Task<Guid> DeclaredOctober(this City city, string name, string kind = "Supervision")
    {
        var coordinator = city.Ask("coordinator");
        var worker = IdOf(await coordinator.Post("/api/peer-workers", new { name }, $"worker-{name}".Replace(' ', '-')));
        await coordinator.Sign(worker, name, "2026-10-01", "2026-12-31", kind);
        var self = city.Ask("peer-worker", worker);
        await self.Post($"/api/peer-workers/{worker}/months/2026-10/entries", new { on = "2026-10-06", start = "10:00", minutes = 120, centre = "Malmi", kind }, $"entry-{worker}");
        await self.Post($"/api/peer-workers/{worker}/months/2026-10/declaration", new { }, $"declaration-{worker}");
        return worker;
    }

    public static async Task<Guid> Sign(this Api.Demonstration.Person coordinator, Guid worker, string name, string from, string until, string kind = "Supervision")
    {
        var key = $"{name}-{from}".Replace(' ', '-');
        var agreement = IdOf(await coordinator.Post($"/api/peer-workers/{worker}/agreements",
            new { from, until, works = new[] { new { centre = "Malmi", kind } }, confidentiality = "2026-1", ethics = "2026-1" }, $"draft-{key}"));
        await coordinator.Post($"/api/peer-workers/{worker}/agreements/{agreement}/signature", new { confidentiality = "2026-1", ethics = "2026-1" }, $"signature-{key}");
        return agreement;
    }

    public static Guid IdOf(JsonNode? made) => made!["id"]!.GetValue<Guid>();
}
