using System.Net;
using System.Web;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>A session stands on the server: it ends there, and no cookie outlives it.</summary>
public sealed class SessionsTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>A page for everybody who is logged in as that persona.</summary>
    static async Task<bool> IsLoggedIn(Browsing browser)
    {
        using var answer = await browser.Get("/session");
        return answer.StatusCode == HttpStatusCode.NoContent;
    }

    [Fact]
    public async Task A_cookie_of_before_is_dead_after_logging_out()
    {
        using var browser = await host.BrowserOf("planner");
        using var thief = host.Browser();
        thief.Cookie = browser.Cookie;
        Assert.True(await IsLoggedIn(thief));

        using var left = await browser.Post("/log-out", "/log-ins");

        Assert.Equal("/log-in", left.Headers.Location!.OriginalString);
        Assert.Equal("\"cache\", \"storage\"", left.Headers.GetValues("Clear-Site-Data").Single());
        Assert.False(await IsLoggedIn(thief));
    }

    [Fact]
    public async Task A_session_lapses_when_it_was_not_used_and_each_click_begins_the_time_anew()
    {
        using var browser = await host.BrowserOf("planner");
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await IsLoggedIn(browser));
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await IsLoggedIn(browser));

        host.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.False(await IsLoggedIn(browser));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy_it_is()
    {
        using var browser = await host.BrowserOf("planner");
        for (var i = 0; i < 28; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(25));
            Assert.True(await IsLoggedIn(browser));
        }

        host.Clock.Advance(TimeSpan.FromMinutes(25));

        Assert.False(await IsLoggedIn(browser));
    }

    [Fact]
    public async Task Logging_in_makes_a_key_of_its_own_whatever_the_browser_came_with()
    {
        using var attacker = await host.BrowserOf("peer-worker");
        using var victim = host.Browser();
        victim.Cookie = attacker.Cookie;

        await victim.LogIn("planner");

        using var statistics = await victim.Get("/statistics/2025");
        Assert.Equal(HttpStatusCode.OK, statistics.StatusCode);
        Assert.False(await IsLoggedIn(attacker));
    }

    [Fact]
    public async Task One_sees_where_one_is_logged_in_and_ends_the_others()
    {
        using var here = await host.BrowserOf("therapist-laakso");
        host.Clock.Advance(TimeSpan.FromMinutes(1)); // the list begins with the latest used
        using var there = await host.BrowserOf("therapist-laakso");
        using var program = host.As("therapist-laakso");
        var listed = (await program.GetAsync("/api/me/log-ins").Json(HttpStatusCode.OK)).AsArray();
        Assert.Equal(2, listed.Count);

        using var other = host.As("planner");
        using var notMine = await other.DeleteAsync($"/api/me/log-ins/{listed[0]!["id"]}");
        Assert.True(await IsLoggedIn(there));
        using var ended = await here.Post("/log-ins", "/log-ins", ("logIn", listed[0]!["id"]!.GetValue<string>()),
            ("once", Guid.NewGuid().ToString()));

        Assert.Equal(HttpStatusCode.Found, ended.StatusCode);
        Assert.Equal((true, false), (await IsLoggedIn(here), await IsLoggedIn(there)));
    }

    [Fact]
    public async Task An_administrator_ends_somebody_s_sessions_all_at_once()
    {
        using var one = await host.BrowserOf("therapist-vuosaari");
        using var another = await host.BrowserOf("therapist-vuosaari");
        using var administrator = host.As("administrator");

        await administrator.DeleteAsync($"/api/users/{DemonstrationTokens.UserOf("therapist-vuosaari").Value}/log-ins")
            .Json(HttpStatusCode.NoContent);

        Assert.Equal((false, false), (await IsLoggedIn(one), await IsLoggedIn(another)));
    }

    [Fact]
    public async Task What_the_table_of_sessions_says_lets_nobody_in_and_names_nobody()
    {
        using var browser = await host.BrowserOf("coordinator-city");
        var rows = await host.Database.Query<string>("select s::text || encode(ticket, 'escape') from access.session s");

        Assert.NotEmpty(rows);
        Assert.DoesNotContain(rows, r => r.Contains("Kalle", StringComparison.Ordinal) || r.Contains("coordinator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_of_a_lapsed_session_is_kept_for_the_hour_only_when_it_was_made_for_its_sender()
    {
        using var browser = await host.BrowserOf("administrator");
        var token = await browser.TokenOn("/users");
        using var other = await host.BrowserOf("administrator-second");
        var foreign = await other.TokenOn("/users");
        host.Clock.Advance(TimeSpan.FromMinutes(31));

        using var forged = await browser.PostWith(foreign, "/users", [("issuer", "typed by somebody else")]);
        using var none = await browser.PostWith(null, "/users", [("issuer", "typed by nobody")]);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (forged.StatusCode, none.StatusCode));
        Assert.Equal(0, await Kept());
        using var kept = await browser.PostWith(token, "/users", [("issuer", "typed too late")]);
        Assert.StartsWith("/log-in?ended=true&to=%2Fusers", kept.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(1, await Kept());
        host.Clock.Advance(TimeSpan.FromMinutes(51));
        await host.Services.GetRequiredService<KeptInput>().Forget(default);

        Assert.Equal(0, await Kept());
    }

    async Task<long> Kept() => (await host.Database.Query<long>("select count(*) from access.kept_input"))[0];
}

/// <summary>The OpenID provider beside it: what it says after the log-in counts, too.</summary>
public sealed class SessionsAtProviderTests
{
    sealed class Host : ApiHost
    {
        public StandInProvider Provider { get; } = new();

        public void Must(string setting, string value) => Setting(setting, value);

        public override async ValueTask InitializeAsync()
        {
            await Provider.Start();
            Setting("Oidc:Authority", Provider.Issuer);
            await base.InitializeAsync();
            Clock.AdjustTime(DateTimeOffset.UtcNow); // the tokens' lifetimes are judged by the wall's clock
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }

    static async Task<Host> Started()
    {
        var host = new Host();
        await host.InitializeAsync();
        return host;
    }

    /// <summary>What comes of a log-in: where the browser is led to.</summary>
    static async Task<string> LogIn(Host host, Browsing browser, string to = "/log-ins", string more = "")
    {
        using var away = await browser.Get($"/log-in/provider?to={to}");
        var asked = HttpUtility.ParseQueryString(away.Headers.Location!.Query);
        host.Provider.Nonce = asked["nonce"];
        using var back = await browser.Get($"/log-in/answer?code=c&state={Uri.EscapeDataString(asked["state"]!)}{more}");
        return back.Headers.Location!.OriginalString;
    }

    static async Task<bool> IsLoggedIn(Browsing browser)
    {
        using var answer = await browser.Get("/session");
        return answer.StatusCode == HttpStatusCode.NoContent;
    }

    [Fact]
    public async Task Who_logs_in_at_the_provider_is_who_it_says_and_asked_again_within_minutes()
    {
        await using var host = await Started();
        using var browser = host.Browser();
        Assert.Equal("/log-ins", await LogIn(host, browser));
        using var planner = await browser.Get("/statistics");
        Assert.Equal(HttpStatusCode.Found, planner.StatusCode);

        host.Provider.Person["roles"] = "data-protection";
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.True(await IsLoggedIn(browser));
        Assert.Equal(0, host.Provider.Asked);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var log = await browser.Get("/access-log");
        using var statistics = await browser.Get("/statistics/2025");

        Assert.Equal((1, HttpStatusCode.OK, HttpStatusCode.Forbidden), (host.Provider.Asked, log.StatusCode, statistics.StatusCode));
    }

    [Fact]
    public async Task A_user_has_one_id_in_pages_and_by_tokens()
    {
        await using var host = await Started();
        using var browser = host.Browser();
        await LogIn(host, browser);
        using var program = host.Anybody();
        program.DefaultRequestHeaders.Authorization = new(
            "Bearer", host.Provider.Token(t => t.Claims = new Dictionary<string, object>(host.Provider.Person)));

        Assert.Single((await program.GetAsync("/api/me/log-ins").Json(HttpStatusCode.OK)).AsArray());
    }

    [Fact]
    public async Task Whom_the_provider_no_longer_knows_is_out_and_an_outage_ends_nobody_s_session()
    {
        await using var host = await Started();
        using var browser = host.Browser();
        await LogIn(host, browser);
        host.Provider.Knows = false;
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await IsLoggedIn(browser));
        host.Provider.Knows = true;
        await LogIn(host, browser);

        await host.Provider.DisposeAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.True(await IsLoggedIn(browser));
    }

    [Fact]
    public async Task Another_person_s_answer_ends_the_session()
    {
        await using var host = await Started();
        using var browser = host.Browser();
        await LogIn(host, browser);

        host.Provider.Person["sub"] = "somebody-else";
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.False(await IsLoggedIn(browser));
    }

    [Fact]
    public async Task Logging_out_here_leads_to_the_provider_s_own_log_out()
    {
        await using var host = await Started();
        using var browser = host.Browser();
        await LogIn(host, browser);

        using var left = await browser.Post("/log-out", "/log-ins");
        var asked = HttpUtility.ParseQueryString(left.Headers.Location!.Query);

        Assert.StartsWith($"{host.Provider.Issuer}/log-out?", left.Headers.Location.OriginalString, StringComparison.Ordinal);
        Assert.Equal("http://localhost/log-out/answer", asked["post_logout_redirect_uri"]);
        Assert.Equal(3, asked["id_token_hint"]!.Split('.').Length);
        Assert.False(await IsLoggedIn(browser));
    }

    [Fact]
    public async Task Logging_out_at_the_provider_ends_the_session_here()
    {
        await using var host = await Started();
        using var browser = host.Browser();
        await LogIn(host, browser);

        Assert.Equal(HttpStatusCode.OK, await Told(host, host.Provider.LogOutToken()));

        Assert.False(await IsLoggedIn(browser));
    }

    [Fact]
    public async Task Whoever_is_not_the_provider_ends_nobody_s_session()
    {
        await using var host = await Started();
        using var browser = host.Browser();
        await LogIn(host, browser);

        Assert.Equal(
            Enumerable.Repeat(HttpStatusCode.BadRequest, 8),
            [
                await Told(host, ""),
                await Told(host, "a.b.c"),
                await Told(host, host.Provider.LogOutToken(t => t.Audience = "another")),
                await Told(host, host.Provider.LogOutToken(t => t.Issuer = "https://elsewhere.example")),
                await Told(host, host.Provider.LogOutToken(t => t.Claims.Remove("events"))),
                await Told(host, host.Provider.LogOutToken(t => t.Claims["nonce"] = "n")),
                await Told(host, host.Provider.LogOutToken(t => t.SigningCredentials = new(StandInProvider.NewKey(), "RS256"))),
                await Told(host, host.Provider.LogOutToken(t =>
                    (t.IssuedAt, t.NotBefore, t.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-2),
                    DateTime.UtcNow.AddHours(-1)))),
            ]);
        Assert.Equal(HttpStatusCode.OK,
            await Told(host, host.Provider.LogOutToken(t => (t.Claims["sub"], t.Claims["sid"]) = ("another", "another"))));

        Assert.True(await IsLoggedIn(browser));
    }

    public static TheoryData<string, Action<SecurityTokenDescriptor>> WrongLogIns => new()
    {
        { "for another client", t => t.Audience = "another" },
        { "of another issuer", t => t.Issuer = "https://elsewhere.example" },
        { "asked for by another client", t => t.Claims["azp"] = "another" },
        { "for several, and not said who asked", t => (t.Audience, t.Claims["aud"]) = (null, new[] { "peerwork-pages", "another" }) },
        { "of an empty somebody", t => t.Claims["sub"] = " " },
        { "with extensions nobody here knows", t =>
            t.AdditionalHeaderClaims = new Dictionary<string, object> { ["crit"] = new[] { "x" }, ["x"] = 1 } },
        { "of another nonce", t => t.Claims["nonce"] = "another" },
        { "that lies ahead", t => t.Claims["auth_time"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds() },
        { "of long ago", t => t.Claims["auth_time"] = DateTimeOffset.UtcNow.AddHours(-2).ToUnixTimeSeconds() },
        { "of nobody knows when", t => t.Claims.Remove("auth_time") },
        { "too weak", t => t.Claims["acr"] = "password" },
        { "of unknown strength", t => t.Claims.Remove("acr") },
    };

    [Theory, MemberData(nameof(WrongLogIns))]
    public async Task A_log_in_is_not_believed(string that, Action<SecurityTokenDescriptor> change)
    {
        Assert.NotNull(that);
        await using var host = await Strict();
        using var browser = host.Browser();
        Assert.Equal("/log-ins", await LogIn(host, browser));
        using var another = host.Browser();
        host.Provider.ChangeIdToken = t =>
        {
            Right(t);
            change(t);
        };

        Assert.Equal("/log-in?failed=true", await LogIn(host, another));

        Assert.False(await IsLoggedIn(another));
    }

    [Fact]
    public async Task An_answer_says_whose_it_is()
    {
        await using var host = await Strict();
        using var browser = host.Browser();

        Assert.Equal("/log-in?failed=true", await LogIn(host, browser, more: "&iss=https%3A%2F%2Felsewhere.example"));
        Assert.Equal("/log-ins", await LogIn(host, browser, more: $"&iss={Uri.EscapeDataString(host.Provider.Issuer)}"));
    }

    [Fact]
    public async Task A_provider_that_says_it_names_itself_must()
    {
        await using var host = new Host();
        host.Provider.ChangeDiscovery = d => d["authorization_response_iss_parameter_supported"] = true;
        await host.InitializeAsync();
        using var browser = host.Browser();

        Assert.Equal("/log-in?failed=true", await LogIn(host, browser));
        Assert.Equal("/log-ins", await LogIn(host, browser, more: $"&iss={Uri.EscapeDataString(host.Provider.Issuer)}"));
    }

    [Fact]
    public async Task A_provider_that_calls_itself_by_another_name_is_not_believed()
    {
        await using var host = new Host();
        host.Provider.ChangeDiscovery = d => d["issuer"] = "https://elsewhere.example";
        await host.InitializeAsync();
        using var client = host.Anybody();
        client.DefaultRequestHeaders.Authorization = new("Bearer", host.Provider.Token(t => t.Issuer = "https://elsewhere.example"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/api/me")).StatusCode);
    }

    /// <summary>Log-ins must be strong and of the last hour.</summary>
    static async Task<Host> Strict()
    {
        var host = new Host();
        host.Must("Oidc:Acr", "two-factor");
        host.Must("Oidc:MaxAgeMinutes", "60");
        host.Provider.ChangeIdToken = Right;
        await host.InitializeAsync();
        return host;
    }

    static void Right(SecurityTokenDescriptor t) =>
        (t.Claims["acr"], t.Claims["auth_time"]) = ("two-factor", DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeSeconds());

    static async Task<HttpStatusCode> Told(Host host, string token)
    {
        using var provider = host.Anybody();
        using var form = new FormUrlEncodedContent([new("logout_token", token)]);
        return (await provider.PostAsync("/log-out/provider", form)).StatusCode;
    }
}
