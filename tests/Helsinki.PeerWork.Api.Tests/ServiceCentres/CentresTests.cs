using System.Net;
using System.Net.Http.Json;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Office;

namespace Helsinki.PeerWork.Api.Tests.ServiceCentres;

public sealed class CentresTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_renamed_centre_is_called_by_each_days_name()
    {
        await host.OpenCentre(new("Renamed"), "1");
        using var administrator = host.As("administrator");
        await administrator.PostAsJsonAsync("/api/service-centres/Renamed/names", new { name = "New name", from = "2026-01-01" }).Json(HttpStatusCode.NoContent);
        await administrator.PostAsJsonAsync("/api/service-centres/Renamed/cost-centres", new { costCentre = "2", from = "2026-02-01" }).Json(HttpStatusCode.NoContent);
        using var therapist = host.As("therapist");

        async Task<string> NameOn(string day) => (await therapist.GetAsync($"/api/service-centres?on={day}").Json(HttpStatusCode.OK))
            .AsArray().Single(c => c!["code"]!.GetValue<string>() == "Renamed")!["name"]!.GetValue<string>();
        var read = await therapist.GetAsync("/api/service-centres/Renamed");

        Assert.Equal(("Renamed centre", "New name"), (await NameOn("2025-12-31"), await NameOn("2026-01-01")));
        Assert.Equal("\"3\"", read.Headers.ETag!.Tag);
        Assert.Equal(["1", "2"], (await read.Json())["costCentres"]!.AsArray().Select(c => c!["value"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_closed_centre_names_its_successor_and_takes_no_later_name()
    {
        await host.OpenCentre(new("Closed"), "1");
        await host.OpenCentre(new("Next"), "1");
        using var administrator = host.As("administrator");

        var unknown = await administrator.PostAsJsonAsync("/api/service-centres/Closed/closing", new { lastDay = "2026-01-31", successor = "Nowhere" }).Json(HttpStatusCode.BadRequest);
        await administrator.PostAsJsonAsync("/api/service-centres/Closed/closing", new { lastDay = "2026-01-31", successor = "Next" }).Json(HttpStatusCode.NoContent);
        await administrator.PostAsJsonAsync("/api/service-centres/Closed/closing", new { lastDay = "2026-01-31", successor = "Next" }).Json(HttpStatusCode.NoContent);
        var late = await administrator.PostAsJsonAsync("/api/service-centres/Closed/names", new { name = "Late", from = "2026-02-01" }).Json(HttpStatusCode.Conflict);

        Assert.Equal("successor", Assert.Single(unknown["errors"]!.AsObject()).Key);
        Assert.Equal("centres/closed", late.Code());
        var read = await administrator.GetAsync("/api/service-centres/Closed").Json(HttpStatusCode.OK);
        Assert.Equal(("Next", false), (read["centre"]!["successor"]!.GetValue<string>(), read["centre"]!["open"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_code_is_opened_once_and_only_by_an_administrator()
    {
        await host.OpenCentre(new("Once"), "1");
        using var administrator = host.As("administrator");
        using var coordinator = host.As("coordinator");
        var other = new { code = "Once", type = "HospitalArea", name = "Another", costCentre = "1", from = "2015-01-01" };

        Assert.Equal("centres/opened-otherwise", (await administrator.PostAsJsonAsync("/api/service-centres", other).Json(HttpStatusCode.Conflict)).Code());
        await coordinator.PostAsJsonAsync("/api/service-centres", other).Json(HttpStatusCode.Forbidden);
        await administrator.GetAsync("/api/service-centres/Nowhere").Json(HttpStatusCode.NotFound);
        await administrator.PostAsJsonAsync("/api/service-centres/Nowhere/names", new { name = "x", from = "2026-01-01" }).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_stale_If_Match_is_412_and_without_it_the_name_is_added()
    {
        await host.OpenCentre(new("Stale"), "1");
        using var administrator = host.As("administrator");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/service-centres/Stale/names")
        {
            Content = JsonContent.Create(new { name = "x", from = "2026-01-01" }),
            Headers = { { "If-Match", "\"7\"" } },
        };

        await administrator.SendAsync(request).Json(HttpStatusCode.PreconditionFailed);
        var named = await administrator.PostAsJsonAsync("/api/service-centres/Stale/names", new { name = "x", from = "2026-01-01" });

        Assert.Equal("\"2\"", named.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task A_centre_moves_and_splits_and_its_history_shows_it()
    {
        await host.OpenCentre(new("Whole"), "1");
        using var administrator = host.As("administrator");
        object Part(string code, string from) => new { code, type = "HospitalArea", name = code, costCentre = "1", from = "2026-03-01", splitFrom = from };

        await administrator.PostAsJsonAsync("/api/service-centres/Whole/addresses", new { address = "Siltakatu 1", from = "2026-02-01" }).Json(HttpStatusCode.NoContent);
        var first = Part("First part", "Whole");
        await administrator.PostAsJsonAsync("/api/service-centres", first).Json(HttpStatusCode.Created);
        await administrator.PostAsJsonAsync("/api/service-centres", first).Json(HttpStatusCode.Created);
        await administrator.PostAsJsonAsync("/api/service-centres", Part("Other part", "Whole")).Json(HttpStatusCode.Created);
        var orphan = await administrator.PostAsJsonAsync("/api/service-centres", Part("Orphan", "Nowhere")).Json(HttpStatusCode.Conflict);

        var whole = await administrator.GetAsync("/api/service-centres/Whole").Json(HttpStatusCode.OK);
        var part = await administrator.GetAsync("/api/service-centres/First%20part").Json(HttpStatusCode.OK);
        Assert.Equal("centres/split-from-unknown", orphan.Code());
        Assert.Equal(["2026-02-01 Siltakatu 1"], whole["addresses"]!.AsArray().Select(a => $"{a!["from"]} {a["value"]}"));
        Assert.Equal(["First part SplitOff 2026-03-01", "Other part SplitOff 2026-03-01"],
            whole["successors"]!.AsArray().Select(s => $"{s!["code"]} {s["how"]} {s["firstDay"]}"));
        Assert.Equal(("Whole", "Whole"), (part["centre"]!["splitFrom"]!.GetValue<string>(), part["predecessors"]![0]!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Successors_never_lead_round_in_a_circle()
    {
        foreach (var code in (string[])["Ring A", "Ring B", "Ring C"]) await host.OpenCentre(new(code), "1");
        using var administrator = host.As("administrator");
        Task<HttpResponseMessage> Close(string code, string successor) =>
            administrator.PostAsJsonAsync($"/api/service-centres/{Uri.EscapeDataString(code)}/closing", new { lastDay = "2026-01-31", successor });

        await Close("Ring A", "Ring B").Json(HttpStatusCode.NoContent);
        await Close("Ring B", "Ring C").Json(HttpStatusCode.NoContent);

        Assert.Equal("centres/successors-make-circle", (await Close("Ring C", "Ring A").Json(HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task Of_two_centres_that_name_each_other_at_the_same_moment_one_closes()
    {
        foreach (var code in (string[])["Twin A", "Twin B"]) await host.OpenCentre(new(code), "1");
        using var administrator = host.As("administrator");
        Task<HttpResponseMessage> Close(string code, string successor) =>
            administrator.PostAsJsonAsync($"/api/service-centres/{Uri.EscapeDataString(code)}/closing", new { lastDay = "2026-01-31", successor });

        var answers = await Task.WhenAll(Close("Twin A", "Twin B"), Close("Twin B", "Twin A"));

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
    }
}
