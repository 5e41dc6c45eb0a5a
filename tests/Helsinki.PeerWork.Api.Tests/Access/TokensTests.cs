using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Alba;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Microsoft.IdentityModel.Tokens;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>Whose tokens are believed: the configured provider's, whole and in time, and nobody else's.</summary>
public sealed class TokensTests(TokensTests.WithProvider host) : IClassFixture<TokensTests.WithProvider>
{
    public sealed class WithProvider : ApiHost
    {
        public StandInProvider Provider { get; } = new();

        public override async ValueTask InitializeAsync()
        {
            await Provider.Start();
            Setting("Oidc:Authority", Provider.Issuer);
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }

    [Fact]
    public Task A_token_of_the_provider_is_believed() => Ask(host.Provider.Token(_ => { }), HttpStatusCode.OK);

    [Fact]
    public async Task The_demonstration_s_token_is_believed_beside_it_on_loopback()
    {
        using var planner = host.As("planner");
        Assert.Equal(HttpStatusCode.OK, (await planner.GetAsync("/api/me")).StatusCode);
    }

    public static TheoryData<string, Action<StandInProvider, SecurityTokenDescriptor>> Wrong => new()
    {
        { "for another audience", (_, t) => t.Audience = "payroll-robot" },
        { "for nobody in particular", (_, t) => t.Audience = null },
        { "of another issuer", (_, t) => t.Issuer = "https://elsewhere.example" },
        { "of the demonstration, signed by the provider", (_, t) => t.Issuer = DemonstrationTokens.Issuer },
        { "expired", (_, t) => (t.IssuedAt, t.NotBefore, t.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-1)) },
        { "not yet valid", (_, t) => (t.NotBefore, t.Expires) = (DateTime.UtcNow.AddHours(1), DateTime.UtcNow.AddHours(2)) },
        { "that never ends", (_, t) => t.Expires = null },
        { "an id token of another kind", (_, t) => t.TokenType = "logout+jwt" },
        { "an id token, by its type", (_, t) => t.TokenType = "JWT" },
        { "of no type", (_, t) => t.TokenType = "" },
        { "that names an empty somebody", (_, t) => t.Claims = new Dictionary<string, object> { ["sub"] = " ", ["roles"] = "planner" } },
        { "with extensions nobody here knows", (_, t) =>
            t.AdditionalHeaderClaims = new Dictionary<string, object> { ["crit"] = new[] { "exp2" }, ["exp2"] = 1 } },
        { "that names nobody", (_, t) => t.Claims = new Dictionary<string, object> { ["roles"] = "planner" } },
        { "signed with a key nobody knows", (_, t) => t.SigningCredentials = new(StandInProvider.NewKey(), SecurityAlgorithms.RsaSha256) },
        { "signed with another key under the right name", (p, t) => t.SigningCredentials = new(StandInProvider.NewKey(p.KeyName), SecurityAlgorithms.RsaSha256) },
        { "signed with the public key as a shared secret", (p, t) => t.SigningCredentials = new(new SymmetricSecurityKey(p.PublicKeyInfo) { KeyId = p.KeyName }, SecurityAlgorithms.HmacSha256) },
        { "not signed at all", (_, t) => t.SigningCredentials = null },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_token_is_not_believed(string that, Action<StandInProvider, SecurityTokenDescriptor> change)
    {
        Assert.NotNull(that);
        await Ask(host.Provider.Token(t => change(host.Provider, t)), HttpStatusCode.Unauthorized);
    }

    [Theory, InlineData("x"), InlineData("a.b.c"), InlineData("..")]
    public Task What_is_no_token_is_not_believed(string token) => Ask(token, HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_token_changed_on_the_way_is_not_believed()
    {
        var parts = host.Provider.Token(_ => { }).Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]).Replace("planner", "payroll", StringComparison.Ordinal);
        parts[1] = Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(claims));
        await Ask(string.Join('.', parts), HttpStatusCode.Unauthorized);
    }

    Task<IScenarioResult> Ask(string token, HttpStatusCode answered) => host.Scenario(asked =>
    {
        asked.Get.Url("/api/me");
        asked.WithBearerToken(token);
        asked.StatusCodeShouldBe(answered);
    });
}

/// <summary>The provider comes, goes and changes its keys while the application runs.</summary>
public sealed class ProviderTests
{
    [Fact]
    public async Task Where_the_provider_was_never_reached_nobody_is_refused_but_all_are_asked_to_come_back()
    {
        await using var host = new ProviderHost();
        await host.InitializeAsync();
        await host.Provider.DisposeAsync();

        await host.Scenario(asked =>
        {
            asked.Get.Url("/api/me");
            asked.WithBearerToken(host.TokenMadeBefore);
            asked.StatusCodeShouldBe(HttpStatusCode.ServiceUnavailable);
            asked.ContentShouldContain("service/log-in-away");
            asked.Header("Retry-After").ShouldHaveOneNonNullValue();
        });
    }

    [Fact]
    public async Task A_key_changed_at_the_provider_is_known_soon_after_the_first_token_signed_with_it()
    {
        await using var host = new ProviderHost();
        await host.InitializeAsync();
        using (var before = host.WithToken(host.TokenMadeBefore)) Assert.Equal(HttpStatusCode.OK, (await before.GetAsync("/api/me")).StatusCode);
        host.Provider.ChangeKey();

        using var client = host.WithToken(host.Provider.Token(_ => { }));
        var tries = 0;
        while ((await client.GetAsync("/api/me")).StatusCode == HttpStatusCode.Unauthorized && ++tries < 100) await Task.Delay(50);

        Assert.InRange(tries, 0, 99);
        await host.Provider.DisposeAsync();
    }

    sealed class ProviderHost : ApiHost
    {
        public StandInProvider Provider { get; } = new();

        public string TokenMadeBefore { get; private set; } = "";

        public override async ValueTask InitializeAsync()
        {
            await Provider.Start();
            Setting("Oidc:Authority", Provider.Issuer);
            TokenMadeBefore = Provider.Token(_ => { });
            await base.InitializeAsync();
        }

        public HttpClient WithToken(string token)
        {
            var client = Anybody();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return client;
        }
    }
}
