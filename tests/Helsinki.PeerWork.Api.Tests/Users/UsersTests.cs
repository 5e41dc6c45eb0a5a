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

    static async Task<HttpResponseMessage> Put(HttpClient client, string address, long version, params object[] links)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(new { links }), Headers = { { "If-Match", $"\"{version}\"" } } };
        return await client.SendAsync(request);
    }
}
