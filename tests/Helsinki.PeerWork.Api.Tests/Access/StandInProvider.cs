using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>
/// An OpenID provider as far as a log-in and judging its tokens go: a discovery document, public keys, and tokens made as the test says.
/// </summary>
public sealed class StandInProvider : IAsyncDisposable
{
    readonly WebApplication server;
    RsaSecurityKey key = NewKey();

    public StandInProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.MapGet("/.well-known/openid-configuration", () => Results.Json(Discovery()));
        server.MapPost("/token", async Task<IResult> (HttpContext http) => Grant(await http.Request.ReadFormAsync()));
        server.MapGet("/keys", () => Results.Content($$"""{"keys":[{{PublicKey}}]}""", "application/json"));
    }

    public string Issuer => server.Urls.First();

    public Task Start() => server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>Whom the provider speaks of from now on, with what claims.</summary>
    public Dictionary<string, object> Person { get; } = new()
    {
        ["sub"] = "kaisa",
        ["name"] = "Kaisa Provider",
        ["roles"] = "planner",
        ["sid"] = "provider-session-1"
    };

    /// <summary>Changes an id token before it is signed.</summary>
    public Action<SecurityTokenDescriptor> ChangeIdToken { get; set; } = _ => { };

    /// <summary>Changes the discovery document.</summary>
    public Action<Dictionary<string, object>> ChangeDiscovery { get; set; } = _ => { };

    /// <summary>Whoever is known may go on; false: their refresh tokens are worth nothing any more.</summary>
    public bool Knows { get; set; } = true;

    /// <summary>How often it was asked again who somebody is.</summary>
    public int Asked { get; private set; }

    /// <summary>Of the log-in that is under way.</summary>
    public string? Nonce { get; set; }

    Dictionary<string, object> Discovery()
    {
        Dictionary<string, object> document = new()
        {
            ["issuer"] = Issuer,
            ["jwks_uri"] = $"{Issuer}/keys",
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["end_session_endpoint"] = $"{Issuer}/log-out",
        };
        ChangeDiscovery(document);
        return document;
    }

    IResult Grant(IFormCollection form)
    {
        var again = form["grant_type"] == "refresh_token";
        if (again) Asked++;
        return again && !Knows
            ? Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest)
            : Results.Json(new
            {
                access_token = "opaque",
                token_type = "Bearer",
                expires_in = 300,
                refresh_token = $"refresh-{Asked}",
                id_token = IdToken(again ? null : Nonce)
            });
    }

    string IdToken(string? nonce) => Token(t =>
    {
        (t.Audience, t.TokenType) = ("peerwork-pages", "JWT");
        t.Claims = new Dictionary<string, object>(Person);
        if (nonce is not null) t.Claims["nonce"] = nonce;
        ChangeIdToken(t);
    });

    /// <summary>What it tells when somebody has logged out there.</summary>
    public string LogOutToken(Action<SecurityTokenDescriptor>? change = null) => Token(t =>
    {
        (t.Audience, t.TokenType) = ("peerwork-pages", "logout+jwt");
        t.Claims = new Dictionary<string, object>
        {
            ["sub"] = Person["sub"],
            ["sid"] = Person["sid"],
            ["jti"] = Guid.NewGuid().ToString(),
            ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
        };
        change?.Invoke(t);
    });

    /// <summary>The provider signs with another key from now on.</summary>
    public void ChangeKey() => key = NewKey();

    /// <summary>The public key as it is published: what an attacker knows.</summary>
    public byte[] PublicKeyInfo => key.Rsa.ExportSubjectPublicKeyInfo();

    /// <summary>A planner's token, right in everything the test does not change.</summary>
    public string Token(Action<SecurityTokenDescriptor> change)
    {
        var now = DateTime.UtcNow;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = "peerwork",
            TokenType = "at+jwt",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(10),
            Claims = new Dictionary<string, object> { ["sub"] = "somebody", ["roles"] = "planner" },
            SigningCredentials = new(key, SecurityAlgorithms.RsaSha256),
        };
        change(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    string PublicKey
    {
        get
        {
            var its = key.Rsa.ExportParameters(includePrivateParameters: false);
            return $$"""{"kty":"RSA","use":"sig","alg":"RS256","kid":"{{key.KeyId}}","n":"{{Base64UrlEncoder.Encode(its.Modulus)}}","e":"{{Base64UrlEncoder.Encode(its.Exponent)}}"}""";
        }
    }

    public static RsaSecurityKey NewKey(string? named = null) => new(RSA.Create(2048)) { KeyId = named ?? Guid.NewGuid().ToString("N") };

    /// <summary>The name of the key that signs now.</summary>
    public string KeyName => key.KeyId;
}
