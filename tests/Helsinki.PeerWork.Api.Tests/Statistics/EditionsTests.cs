using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Office;

namespace Helsinki.PeerWork.Api.Tests.Statistics;

/// <summary>A year with figures large and small is published, and turns out otherwise.</summary>
public sealed class EditionsTests : IAsyncLifetime
{
    readonly ApiHost host = new();
    HttpClient planner = null!;

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        host.Clock.Set(new(2026, 2, 2));
        planner = host.As("planner");
        await host.OpenCentre(Malmi, "1");
        await host.OpenCentre(Laakso, "1");
        for (var i = 0; i < 9; i++) await host.Expert($"M{i}");
        for (var i = 0; i < 3; i++) await host.Expert($"L{i}", centre: Laakso);
    }

    public ValueTask DisposeAsync()
    {
        planner.Dispose();
        return host.DisposeAsync();
    }

    const string Editions = "/api/statistics/2025/editions";

    Task<HttpResponseMessage> Publish(object? body = null) => planner.PostAsJsonAsync(Editions, body ?? new { });

    async Task<string> Refused(object body) => (await Publish(body).Json(HttpStatusCode.Conflict)).Code();

    async Task<(string Text, string Sha256)> File(string name, int edition = 1)
    {
        using var file = await planner.GetAsync($"{Editions}/{edition}/files/peer-work-2025-edition-{edition}-{name}");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        var bytes = await file.Content.ReadAsByteArrayAsync();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Headers.GetValues("X-Content-SHA256").Single());
        return (Encoding.UTF8.GetString(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    static JsonNode Figure(JsonNode edition, string measure, string? centre = null)
    {
        var found = edition["measures"]!.AsArray().Single(m => m!["key"]!.GetValue<string>() == measure)!;
        return centre is null ? found["city"]! : found["centres"]![centre]!;
    }

    [Fact]
    public async Task An_edition_says_who_when_and_as_known_on_when_and_holds_every_file()
    {
        var made = await Publish(new { knownOn = "2026-02-02" }).Json(HttpStatusCode.Created);
        var listed = (await planner.GetAsync(Editions).Json(HttpStatusCode.OK)).AsArray().Single()!;

        Assert.Equal(made.ToJsonString(), listed.ToJsonString());
        Assert.Equal((2025, 1, "2026-02-02"), (made["year"]!.GetValue<int>(), made["number"]!.GetValue<int>(), made["knownOn"]!.GetValue<string>()));
        Assert.Equal(host.Clock.GetUtcNow(), made["publishedAt"]!.GetValue<DateTimeOffset>());
        Assert.True(Guid.TryParse(made["publishedBy"]!.GetValue<string>(), out _));
        Assert.Equal(
            new[] { "internal.json", "fi.csv", "fi-wide.csv", "fi.xlsx", "fi.json", "sv.csv", "sv-wide.csv", "sv.xlsx", "sv.json", "en.csv", "en-wide.csv", "en.xlsx", "en.json" }
                .Select(f => $"peer-work-2025-edition-1-{f}").Order(StringComparer.Ordinal),
            made["files"]!.AsArray().Select(f => f!["name"]!.GetValue<string>()));
        foreach (var file in made["files"]!.AsArray())
            Assert.Equal(file!["sha256"]!.GetValue<string>(), (await File(file["name"]!.GetValue<string>()["peer-work-2025-edition-1-".Length..])).Sha256);
    }

    [Fact]
    public async Task The_planner_sees_what_the_public_does_not()
    {
        await Publish().Json(HttpStatusCode.Created);

        var inside = await planner.GetAsync($"{Editions}/1").Json(HttpStatusCode.OK);
        var outside = JsonNode.Parse((await File("en.json")).Text)!;
        var (tidy, _) = await File("en.csv");
        var (wide, _) = await File("fi-wide.csv");

        Assert.Equal((3, true), (Figure(inside, "agreements-in-force", "Laakso")["value"]!.GetValue<int>(), Figure(inside, "agreements-in-force", "Laakso")["suppressed"]!.GetValue<bool>()));
        Assert.Equal((null, true), ((decimal?)Figure(outside, "agreements-in-force", "Laakso")["value"], Figure(outside, "agreements-in-force", "Laakso")["suppressed"]!.GetValue<bool>()));
        Assert.Equal((12, false), (Figure(outside, "agreements-in-force")["value"]!.GetValue<int>(), Figure(outside, "agreements-in-force")["suppressed"]!.GetValue<bool>()));
        Assert.Contains("2025,Laakso,Laakso centre,agreements-in-force,Assignment agreements in force,..,agreements or decisions,..,..,..,\"Not shown, to protect the persons behind it\",2026-02-02,\"Published, edition 1\"\r\n", tidy, StringComparison.Ordinal);
        Assert.Contains("2025;Laakso;Laakso centre;..;", wide, StringComparison.Ordinal);
        Assert.Equal("internal", inside["marking"]!.GetValue<string>());
        Assert.True(inside["suppressed"]!.GetValue<int>() > 0);
    }

    [Fact]
    public async Task What_is_recorded_later_changes_nothing_and_makes_another_edition_that_says_what_changed_and_why()
    {
        await Publish().Json(HttpStatusCode.Created);
        var (before, sha) = await File("fi.csv");
        host.Clock.Set(new(2026, 3, 2));
        await host.Expert("late");

        Assert.Equal("statistics/reason-missing", await Refused(new { }));
        var second = await Publish(new { reason = "LateRecords" }).Json(HttpStatusCode.Created);
        var read = await planner.GetAsync($"{Editions}/2").Json(HttpStatusCode.OK);

        Assert.Equal((before, sha), await File("fi.csv"));
        Assert.Equal((2, "LateRecords"), (second["number"]!.GetValue<int>(), second["reason"]!.GetValue<string>()));
        var city = read["changes"]!["figures"]!.AsArray().Single(c => c!["measure"]!.GetValue<string>() == "agreements-in-force" && c["centre"] is null)!;
        Assert.Equal((12, 13), (city["before"]!["value"]!.GetValue<int>(), city["after"]!["value"]!.GetValue<int>()));
        Assert.Equal(1, read["changes"]!["events"]!["agreement_signed"]!.GetValue<int>());
        Assert.Equal("statistics/nothing-changed", await Refused(new { reason = "Other" }));
        Assert.Equal("statistics/known-before-last-edition", await Refused(new { knownOn = "2026-02-02", reason = "Other" }));
    }

    [Fact]
    public async Task Only_a_year_that_is_over_is_published_and_only_as_known_by_now()
    {
        Assert.Equal("statistics/year-not-over", (await planner.PostAsJsonAsync("/api/statistics/2026/editions", new { }).Json(HttpStatusCode.Conflict)).Code());
        Assert.Equal("statistics/year-not-over", await Refused(new { knownOn = "2025-12-31" }));
        Assert.Equal("statistics/known-on-in-future", await Refused(new { knownOn = "2026-02-03" }));
        await planner.PostAsJsonAsync("/api/statistics/1999/editions", new { }).Json(HttpStatusCode.BadRequest);
        await planner.GetAsync($"{Editions}/1").Json(HttpStatusCode.NotFound);
        await planner.GetAsync($"{Editions}/1/files/peer-work-2025-edition-1-fi.csv").Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_two_planners_at_once_one_publishes_and_the_other_hears_that_it_is_done()
    {
        var answers = await Task.WhenAll(Publish(), Publish());

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        Assert.Equal("statistics/nothing-changed", (await answers.Single(a => a.StatusCode == HttpStatusCode.Conflict).Json()).Code());
    }

    [Fact]
    public async Task Under_the_same_key_the_same_edition_is_answered_again()
    {
        async Task<string> Keyed()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Editions) { Content = JsonContent.Create(new { }), Headers = { { "Idempotency-Key", "publish-2025" } } };
            return (await planner.SendAsync(request).Json(HttpStatusCode.Created)).ToJsonString();
        }

        Assert.Equal(await Keyed(), await Keyed());
    }

    [Theory, InlineData("update publication.document set bytes = ''"), InlineData("delete from publication.document"), InlineData("truncate publication.document")]
    public async Task What_was_published_can_not_be_changed_by_anyone(string sql)
    {
        await Publish().Json(HttpStatusCode.Created);

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.Database.Execute(sql));

        Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_portal_finds_every_public_file_with_its_size_and_checksum()
    {
        await Publish().Json(HttpStatusCode.Created);

        using var reply = await planner.GetAsync("/api/statistics/catalogue");
        var dataset = (await reply.Json())["dcat:dataset"]!.AsArray().Single()!;

        Assert.Equal("application/ld+json", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal("2025-12-31", dataset["dct:temporal"]!["dcat:endDate"]!["@value"]!.GetValue<string>());
        Assert.Equal(["fi", "sv", "en"], dataset["dct:title"]!.AsArray().Select(t => t!["@language"]!.GetValue<string>()));
        Assert.Equal(12, dataset["dcat:distribution"]!.AsArray().Count);
        foreach (var distribution in dataset["dcat:distribution"]!.AsArray())
        {
            var bytes = await planner.GetByteArrayAsync(new Uri(distribution!["dcat:downloadURL"]!["@id"]!.GetValue<string>()));
            Assert.Equal(distribution["dcat:byteSize"]!["@value"]!.GetValue<string>(), bytes.Length.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(distribution["spdx:checksum"]!["spdx:checksumValue"]!["@value"]!.GetValue<string>(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }
}
