using System.Net;
using System.Text;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Microsoft.AspNetCore.Http;

namespace Helsinki.PeerWork.Api.Tests.Http;

/// <summary>Nobody makes the application do or keep much more than they send.</summary>
public sealed class LimitsTests(LimitsTests.Limited host) : IClassFixture<LimitsTests.Limited>
{
    public sealed class Limited : ApiHost
    {
        public const int PerUser = 12;

        public IPAddress From { get; set; } = IPAddress.Loopback;

        public override ValueTask InitializeAsync()
        {
            Setting("Limits:PerUser", $"{PerUser}");
            Setting("Limits:PerAddress", $"{3 * PerUser}");
            return base.InitializeAsync();
        }

        protected override Task Before(HttpContext http, RequestDelegate next)
        {
            http.Connection.RemoteIpAddress = From;
            return next(http);
        }
    }

    [Fact]
    public async Task Who_asks_too_much_waits_and_the_others_do_not()
    {
        host.From = IPAddress.Parse("127.0.0.2");
        using var greedy = host.As("planner");
        using var modest = host.As("administrator");
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < Limited.PerUser; i++) answers.Add((await greedy.GetAsync("/api/me")).StatusCode);

        using var more = await greedy.GetAsync("/api/me");
        using var other = await modest.GetAsync("/api/me");

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a));
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (more.StatusCode, other.StatusCode));
        Assert.InRange(more.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Contains("request/too-many", await more.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_asks_too_much_waits_whoever_asks()
    {
        host.From = IPAddress.Parse("127.0.0.3");
        using var anybody = host.Anybody();
        for (var i = 0; i < 3 * Limited.PerUser; i++) await anybody.GetAsync("/health/live");

        using var more = await anybody.GetAsync("/health/live");
        host.From = IPAddress.Parse("127.0.0.4");
        using var elsewhere = await anybody.GetAsync("/health/live");

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (more.StatusCode, elsewhere.StatusCode));
    }

    [Fact]
    public async Task A_file_with_many_errors_is_answered_with_a_hundred_of_them()
    {
        host.From = IPAddress.Parse("127.0.0.5");
        using var administrator = host.As("administrator");
        var register = "person;centre;form;work;from;until\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"P{i};Nowhere;x;y;z;z\n"));

        using var answer = await administrator.PostAsync("/api/engagements/import", new StringContent(register, Encoding.UTF8, "text/csv"));
        var told = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(100, System.Text.Json.Nodes.JsonNode.Parse(told)!["rows"]!.AsArray().Count);
        Assert.True(told.Length < register.Length / 4, $"{register.Length} bytes were answered with {told.Length}.");
    }

    [Fact]
    public async Task JSON_deeper_than_anything_is_not_read()
    {
        host.From = IPAddress.Parse("127.0.0.6");
        using var coordinator = host.As("coordinator");
        var deep = $"{{\"name\": {string.Concat(Enumerable.Repeat("[", 5_000))}1{string.Concat(Enumerable.Repeat("]", 5_000))}}}";

        using var answer = await coordinator.PostAsync("/api/peer-workers", new StringContent(deep, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
