using System.Net;
using System.Net.Http.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Users;

public sealed class UsersTests(ApiHost host) : IClassFixture<ApiHost>
{
    static readonly Persona Nobody = new("nobody-yet", "someone whose token says nothing", [], []);

    [Fact]
    public async Task A_link_gives_a_role_the_token_does_not_and_taking_it_away_takes_the_role()
    {
        using var administrator = host.As("administrator");
        using var nobody = host.As(Nobody);
        var found = await administrator.PostAsJsonAsync("/api/users/search", new { issuer = DemonstrationTokens.Issuer, subject = Nobody.Name }).Json(HttpStatusCode.OK);
        var links = $"/api/users/{found["user"]}/links";
        await nobody.GetAsync("/api/statistics/measures").Json(HttpStatusCode.Forbidden);

        await Put(administrator, links, 0, new { role = "planner" }).Json(HttpStatusCode.NoContent);
        await nobody.GetAsync("/api/statistics/measures").Json(HttpStatusCode.OK);
        await Put(administrator, links, 1).Json(HttpStatusCode.NoContent);
        await nobody.GetAsync("/api/statistics/measures").Json(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Of_two_administrators_who_saw_the_same_links_the_second_is_told()
    {
        using var administrator = host.As("administrator");
        var links = $"/api/users/{Guid.NewGuid()}/links";

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Put(administrator, links, 0, new { role = "planner" })));

        Assert.Equal(1, replies.Count(r => r.StatusCode == HttpStatusCode.NoContent));
        Assert.Equal(5, replies.Count(r => r.StatusCode == HttpStatusCode.PreconditionFailed));
        Assert.Equal("\"1\"", (await administrator.GetAsync(links)).Headers.ETag!.Tag);
        Assert.Equal("\"1\"", replies.Single(r => r.StatusCode == HttpStatusCode.NoContent).Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Links_without_the_version_seen_are_refused()
    {
        using var administrator = host.As("administrator");

        await administrator.PutAsJsonAsync($"/api/users/{Guid.NewGuid()}/links", new { links = Array.Empty<object>() }).Json(HttpStatusCode.PreconditionRequired);
    }

    [Fact]
    public async Task Unknown_roles_centres_and_workers_are_named()
    {
        using var administrator = host.As("administrator");

        var problem = await Put(administrator, $"/api/users/{Guid.NewGuid()}/links", 0,
            new { role = "boss" }, new { role = "coordinator", centre = "Nowhere" }, new { role = "peer-worker", peerWorker = Guid.NewGuid() }).Json(HttpStatusCode.BadRequest);
        var nulls = await Put(administrator, $"/api/users/{Guid.NewGuid()}/links", 0, [null!]).Json(HttpStatusCode.BadRequest);

        Assert.Equal(["links[0].role", "links[1].centre", "links[2].peerWorker"], problem["errors"]!.AsObject().Select(e => e.Key));
        Assert.Equal("links", Assert.Single(nulls["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task A_peer_worker_is_linked_to_their_own_record()
    {
        var worker = await host.Worker("P1");
        using var administrator = host.As("administrator");
        var links = $"/api/users/{Guid.NewGuid()}/links";

        await Put(administrator, links, 0, new { role = "peer-worker", peerWorker = worker.Value }).Json(HttpStatusCode.NoContent);

        var read = await administrator.GetAsync(links).Json(HttpStatusCode.OK);
        Assert.Equal(worker.Value, Assert.Single(read["links"]!.AsArray())!["peerWorker"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task A_link_holds_from_its_first_day_to_its_last()
    {
        using var administrator = host.As("administrator");
        var deputy = new Persona("deputy", "", [], []);
        using var asking = host.As(deputy);
        var links = await LinksOf(administrator, deputy);
        host.Clock.Set(new(2026, 6, 10));

        await Put(administrator, links, 0, new { role = "planner", from = "2026-06-11", until = "2026-06-12" }).Json(HttpStatusCode.NoContent);
        List<HttpStatusCode> days = [];
        foreach (var day in (int[])[10, 11, 12, 13])
        {
            host.Clock.Set(new(2026, 6, day));
            days.Add((await asking.GetAsync("/api/statistics/measures")).StatusCode);
        }
        host.Clock.Set(new(2026, 6, 1));

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden], days);
    }

    [Theory, InlineData("therapist", "Malmi"), InlineData("payroll", null), InlineData("data-protection", null), InlineData("administrator", null)]
    public async Task Some_rights_give_nothing_before_a_second_administrator_has_confirmed_them(string role, string? centre)
    {
        await host.OpenedOnce("Malmi");
        using var first = host.As("administrator");
        using var second = host.As("administrator-second");
        var persona = new Persona($"to-be-{role}", "", [], []);
        using var asking = host.As(persona);
        var links = await LinksOf(first, persona);

        await Put(first, links, 0, new { role, centre }).Json(HttpStatusCode.NoContent);
        Assert.Empty(await RolesOf(asking));
        Assert.True((await first.GetAsync(links).Json(HttpStatusCode.OK))["links"]![0]!["waits"]!.GetValue<bool>());
        Assert.Equal("users/own-proposal", (await Confirm(first, links, 1).Json(HttpStatusCode.Conflict))["code"]!.GetValue<string>());
        Assert.Empty(await RolesOf(asking));
        await Confirm(second, links, 1).Json(HttpStatusCode.NoContent);

        Assert.Equal([Callers.RoleNames[role].ToString()], await RolesOf(asking));
    }

    [Fact]
    public async Task A_second_word_is_for_what_was_seen()
    {
        using var first = host.As("administrator");
        using var second = host.As("administrator-second");
        var links = $"/api/users/{Guid.NewGuid()}/links";
        await Put(first, links, 0, new { role = "payroll" }).Json(HttpStatusCode.NoContent);
        await Put(first, links, 1, new { role = "data-protection" }).Json(HttpStatusCode.NoContent);

        await Confirm(second, links, 1).Json(HttpStatusCode.PreconditionFailed);
        await Confirm(second, links, null).Json(HttpStatusCode.PreconditionRequired);
    }

    [Fact]
    public async Task A_confirmed_right_stays_when_it_is_cut_shorter_and_waits_again_when_it_is_made_longer()
    {
        using var first = host.As("administrator");
        using var second = host.As("administrator-second");
        var links = $"/api/users/{Guid.NewGuid()}/links";
        await Put(first, links, 0, new { role = "payroll", until = "2026-12-31" }).Json(HttpStatusCode.NoContent);
        await Confirm(second, links, 1).Json(HttpStatusCode.NoContent);

        await Put(first, links, 2, new { role = "payroll", until = "2026-10-31" }).Json(HttpStatusCode.NoContent);
        Assert.False((await first.GetAsync(links).Json(HttpStatusCode.OK))["links"]![0]!["waits"]!.GetValue<bool>());
        await Put(first, links, 3, new { role = "payroll", until = "2027-10-31" }).Json(HttpStatusCode.NoContent);
        Assert.True((await first.GetAsync(links).Json(HttpStatusCode.OK))["links"]![0]!["waits"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Nobody_changes_or_confirms_their_own_links()
    {
        using var administrator = host.As("administrator");
        using var second = host.As("administrator-second");
        var own = $"/api/users/{DemonstrationTokens.UserOf("administrator").Value}/links";

        var replaced = await Put(administrator, own, 0, new { role = "planner" }).Json(HttpStatusCode.Conflict);
        await Put(second, own, 0, new { role = "data-protection" }).Json(HttpStatusCode.NoContent);
        var confirmed = await Confirm(administrator, own, 1).Json(HttpStatusCode.Conflict);
        await Put(second, own, 1).Json(HttpStatusCode.NoContent);

        Assert.Equal(("users/own-links", "users/own-links"), (replaced["code"]!.GetValue<string>(), confirmed["code"]!.GetValue<string>()));
    }

    public static TheoryData<string, string> Apart => new(RolesApart.Pairs.Select(p => (Name(p.One), Name(p.Other))));

    static string Name(Role role) => Callers.RoleNames.First(r => r.Value == role).Key;

    [Theory, MemberData(nameof(Apart))]
    public async Task Roles_that_never_meet_are_refused_by_name(string one, string other)
    {
        using var administrator = host.As("administrator");

        var no = await Put(administrator, $"/api/users/{Guid.NewGuid()}/links", 0, new { role = one }, new { role = other })
            .Json(HttpStatusCode.Conflict);

        Assert.Equal("users/roles-apart", no["code"]!.GetValue<string>());
        Assert.Contains(one, no["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(other, no["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_is_by_their_log_in_counts_too()
    {
        using var browser = await host.BrowserOf("payroll");
        using var administrator = host.As("administrator");
        using var both = host.As(new Persona("claims-both", "", ["payroll", "coordinator", "planner"], ["Malmi"]));

        var no = await Put(administrator, $"/api/users/{DemonstrationTokens.UserOf("payroll").Value}/links", 0,
            new { role = "coordinator", centre = (string?)null }).Json(HttpStatusCode.Conflict);

        Assert.Equal("users/roles-apart", no["code"]!.GetValue<string>());
        Assert.Equal(["Planner"], await RolesOf(both));
    }

    [Fact]
    public async Task Before_and_after_are_in_the_log()
    {
        using var administrator = host.As("administrator");
        using var second = host.As("administrator-second");
        using var officer = host.As("data-protection");
        var user = Guid.NewGuid();
        var links = $"/api/users/{user}/links";
        await Put(administrator, links, 0, new { role = "planner", until = "2026-12-31" }, new { role = "payroll" }).Json(HttpStatusCode.NoContent);
        await Confirm(second, links, 1).Json(HttpStatusCode.NoContent);
        await Put(administrator, links, 2).Json(HttpStatusCode.NoContent);

        var rows = (await officer.GetAsync($"/api/access-log?record={user}").Json(HttpStatusCode.OK))["items"]!.AsArray().Reverse()
            .Select(r => $"{r!["operation"]}: {Said(r["before"]!)} > {Said(r["after"]!)}");

        Assert.Equal(
            [
                "ReplaceUserLinks:  > payroll (proposed), planner until 2026-12-31",
                "ConfirmUserLinks: payroll (proposed), planner until 2026-12-31 > payroll, planner until 2026-12-31",
                "ReplaceUserLinks: payroll, planner until 2026-12-31 > ",
            ], rows);

        static string Said(System.Text.Json.Nodes.JsonNode texts) =>
            string.Join(", ", texts.AsArray().Select(t => t!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_roles_at_two_centres_are_no_third_and_fourth()
    {
        await host.OpenedOnce("Malmi");
        await host.OpenedOnce("Laakso");
        var worker = await host.Expert("P-pairs", centre: Office.Malmi);
        using var laakso = host.As("therapist-laakso");
        var process = (await laakso.PostAsJsonAsync("/api/aito-valittaja/processes", new { serviceUserReference = "PT-pairs", centre = "Laakso" })
            .Json(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        using var both = host.As(new Persona("therapist-and-coordinator", "", ["therapist@Malmi", "coordinator@Laakso"], []));

        await both.GetAsync($"/api/peer-workers/{worker.Value}").Json(HttpStatusCode.NotFound);
        await both.PostAsJsonAsync($"/api/aito-valittaja/processes/{process}/take-over", new { }).Json(HttpStatusCode.NotFound);
        await both.GetAsync("/api/peer-workers?centre=Malmi").Json(HttpStatusCode.BadRequest);
        await both.GetAsync($"/api/aito-valittaja/processes/{process}").Json(HttpStatusCode.OK); // as Laakso's coordinator
    }

    static async Task<string> LinksOf(HttpClient administrator, Persona persona)
    {
        var found = await administrator.PostAsJsonAsync("/api/users/search", new { issuer = DemonstrationTokens.Issuer, subject = persona.Name })
            .Json(HttpStatusCode.OK);
        return $"/api/users/{found["user"]}/links";
    }

    static async Task<IEnumerable<string>> RolesOf(HttpClient client)
    {
        using var answer = await client.GetAsync("/api/me");
        return answer.StatusCode == HttpStatusCode.Forbidden ? []
            : (await Task.FromResult(answer).Json(HttpStatusCode.OK))["roles"]!.AsArray().Select(r => r!.GetValue<string>());
    }

    static async Task<HttpResponseMessage> Confirm(HttpClient client, string links, long? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{links}/confirmation") { Content = JsonContent.Create(new { }) };
        if (version is { } seen) request.Headers.Add("If-Match", $"\"{seen}\"");
        return await client.SendAsync(request);
    }

    static async Task<HttpResponseMessage> Put(HttpClient client, string address, long version, params object[] links)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(new { links }), Headers = { { "If-Match", $"\"{version}\"" } } };
        return await client.SendAsync(request);
    }
}
