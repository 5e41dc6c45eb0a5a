using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Payroll;

/// <summary>
/// What others do so that a clerk has something to export: forgotten hours of long ago, recorded and approved. Each test has a month of its own, and its
/// export ends with it, so that it takes nothing of anybody else's.
/// </summary>
sealed class PayrollOffice(City city) : IDisposable
{
    /// <summary>An Aito Välittäjä at Malmi no persona is.</summary>
    public const string Payee = "Leila Koski";

    readonly HttpClient coordinator = city.As("coordinator");

    public HttpClient Payroll { get; } = city.As("payroll");

    /// <summary>Hours of a Sunday evening, when nobody of the demonstration works, recorded and approved.</summary>
    /// <returns>The entry.</returns>
    public async Task<Guid> Approved(DateOnly on, int minutes = 60)
    {
        var worker = await Worker();
        var made = await Ok(await coordinator.PostAsJsonAsync($"/api/peer-workers/{worker}/months/{on:yyyy-MM}/entries", Work(on, minutes)));
        await Approve(worker, on);
        return made!["id"]!.GetValue<Guid>();
    }

    /// <summary>The length turns out to have been another; approved again.</summary>
    public async Task Corrected(Guid entry, DateOnly on, int minutes)
    {
        var worker = await Worker();
        using var read = await coordinator.GetAsync($"/api/peer-workers/{worker}/months/{on:yyyy-MM}");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/peer-workers/{worker}/months/{on:yyyy-MM}/entries/{entry}") { Content = JsonContent.Create(Work(on, minutes)) };
        request.Headers.IfMatch.Add(read.Headers.ETag!);
        await Ok(await coordinator.SendAsync(request));
        await Approve(worker, on);
    }

    /// <summary>Exported up to the month's end as a program does.</summary>
    public async Task<(Guid Export, int Number)> Exported(DateOnly until)
    {
        var made = (await Ok(await Payroll.PostAsJsonAsync("/api/payroll/exports", new { until = $"{until:yyyy-MM-dd}" })))!;
        return (made["id"]!.GetValue<Guid>(), made["number"]!.GetValue<int>());
    }

    public async Task Answered(Guid export, Func<int, string?> rejectedBecause) =>
        await Ok(await Payroll.PostAsJsonAsync($"/api/payroll/exports/{export}/answers",
            (await LinesOf(export)).Select((line, i) => new { line, accepted = rejectedBecause(i) is null, reason = rejectedBecause(i) })));

    public async Task<IReadOnlyList<Guid>> LinesOf(Guid export) =>
        [.. (await Payroll.GetFromJsonAsync<JsonObject>($"/api/payroll/exports/{export}"))!["lines"]!.AsArray().Select(l => l!["line"]!.GetValue<Guid>())];

    public async Task<int> Exports() => (await Payroll.GetFromJsonAsync<JsonObject>("/api/payroll/exports"))!["total"]!.GetValue<int>();

    public async Task<Guid> Worker(string name = Payee) =>
        (await Payroll.GetFromJsonAsync<JsonObject>("/api/payroll/months/2026-10"))!["items"]!.AsArray().First(r => r!["name"]!.GetValue<string>() == name)!["worker"]!.GetValue<Guid>();

    public void Dispose()
    {
        coordinator.Dispose();
        Payroll.Dispose();
    }

    async Task Approve(Guid worker, DateOnly on) => await Ok(await coordinator.PostAsJsonAsync($"/api/peer-workers/{worker}/months/{on:yyyy-MM}/parts/Malmi/approval", new { }));

    static object Work(DateOnly on, int minutes) => new { on = $"{on:yyyy-MM-dd}", start = "20:00", minutes, centre = "Malmi", kind = "ExpertAppointment" };

    static async Task<JsonNode?> Ok(HttpResponseMessage response)
    {
        using (response)
        {
            var body = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, body);
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
    }
}
