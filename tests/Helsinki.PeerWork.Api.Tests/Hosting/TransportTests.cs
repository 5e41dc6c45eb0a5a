using System.Net;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

/// <summary>What every answer carries, and whom the demonstration believes.</summary>
public sealed class TransportTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/api/me"), InlineData("/api/nothing"), InlineData("/openapi/v1.json"), InlineData("/docs/index.html")]
    [InlineData("/health/live"), InlineData("/problems")]
    [InlineData("/log-in"), InlineData("/nothing"), InlineData("/"), InlineData("/log-out/provider")]
    [InlineData("/language/en"), InlineData("/session")]
    public async Task Every_answer_is_safe_to_show(string path)
    {
        using var anybody = host.Browser();
        using var answer = await anybody.Get(path);

        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_and_no_answer_of_the_API_is_compressed()
    {
        using var planner = host.As("planner");
        using var anybody = host.Anybody();
        foreach (var (client, path) in ((HttpClient, string)[])[(planner, "/api/statistics/measures"), (anybody, "/log-in"),
            (anybody, "/accessibility")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.AcceptEncoding.ParseAdd("gzip, br");
            using var answer = await client.SendAsync(request);
            Assert.Empty(answer.Content.Headers.ContentEncoding);
        }
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1"), InlineData("x-forwarded-proto", "https"), InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("Via", "1.1 proxy"), InlineData("X-Real-IP", "10.0.0.1")]
    [InlineData("Host", "peerwork.example"), InlineData("Host", "localhost.evil.example")]
    public async Task The_demonstration_believes_only_who_asks_from_this_machine(string header, string value)
    {
        using var planner = host.As("planner");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        Add(request);
        using var token = await planner.SendAsync(request);
        using var browser = await host.BrowserOf("planner");
        using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri("http://localhost/session"));
        Add(asked);
        using var session = await browser.Send(asked);
        using var logIn = new HttpRequestMessage(HttpMethod.Get, new Uri("http://localhost/log-in"));
        Add(logIn);
        using var personas = await browser.Send(logIn);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (token.StatusCode, session.StatusCode));
        Assert.DoesNotContain("value=\"planner\"", await personas.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        void Add(HttpRequestMessage to) => to.Headers.TryAddWithoutValidation(header, value);
    }

    [Theory, InlineData("localhost"), InlineData("127.0.0.1"), InlineData("[::1]"), InlineData("127.0.0.1:5080")]
    public async Task Loopback_has_several_names(string name)
    {
        using var planner = host.As("planner");
        planner.DefaultRequestHeaders.Host = name;

        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync("/api/me")).StatusCode);
    }
}

/// <summary>Outside Development.</summary>
public sealed class ProductionTests
{
    sealed class Production : ApiHost
    {
        protected override string EnvironmentName => "Production";

        public override async ValueTask InitializeAsync()
        {
            Setting("Oidc:Authority", "https://login.example");
            Setting("AllowedHosts", "peerwork.example");
            Setting("Transport:Proxies:0", "10.1.0.0/24");
            await base.InitializeAsync();
        }

        /// <summary>Where a request comes from, as the application sees it.</summary>
        public IPAddress From { get; set; } = IPAddress.Parse("10.1.0.4");

        protected override Task Before(HttpContext http, RequestDelegate next)
        {
            http.Connection.RemoteIpAddress = From;
            return next(http);
        }
    }

    [Fact]
    public async Task Cookies_are_bound_to_this_host_and_HTTPS_and_strict_transport_is_asked_for()
    {
        await using var host = new Production();
        await host.InitializeAsync();
        using var anybody = host.Anybody();
        anybody.DefaultRequestHeaders.Host = "peerwork.example";
        anybody.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var chosen = await anybody.GetAsync("/language/en");
        var cookie = chosen.Headers.GetValues("Set-Cookie").Single();

        Assert.StartsWith("__Host-language=en;", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("max-age=31536000; includeSubDomains", chosen.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task Only_a_named_proxy_is_believed_and_only_a_named_host_answered()
    {
        await using var host = new Production { From = IPAddress.Parse("10.2.0.4") };
        await host.InitializeAsync();
        using var anybody = host.Anybody();
        anybody.DefaultRequestHeaders.Host = "peerwork.example";
        anybody.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        using var unknown = await anybody.GetAsync("/health/live");
        host.From = IPAddress.Parse("10.1.0.4");
        using var known = await anybody.GetAsync("/health/live");
        anybody.DefaultRequestHeaders.Host = "evil.example";
        using var other = await anybody.GetAsync("/health/live");

        Assert.False(unknown.Headers.Contains("Strict-Transport-Security"));
        Assert.True(known.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Theory, InlineData(null), InlineData("*"), InlineData(""), InlineData("peerwork.example;*")]
    public void A_host_that_is_not_named_stops_the_start(string? hosts)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Production",
            ContentRootPath = Path.GetTempPath()
        });
        builder.Configuration.AddInMemoryCollection([new("AllowedHosts", hosts)]);

        Assert.Contains("AllowedHosts", Assert.Throws<InvalidOperationException>(builder.AddTransport).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Believing_every_proxy_stops_the_start()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Production",
            ContentRootPath = Path.GetTempPath()
        });
        builder.Configuration.AddInMemoryCollection([new("AllowedHosts", "peerwork.example"), new("FORWARDEDHEADERS_ENABLED", "true")]);

        Assert.Contains("Transport__Proxies__0", Assert.Throws<InvalidOperationException>(builder.AddTransport).Message, StringComparison.Ordinal);
    }
}
