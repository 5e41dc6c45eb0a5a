using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>An OpenID provider as far as judging its tokens goes: a discovery document, public keys, and tokens made as the test says.</summary>
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
        server.MapGet("/.well-known/openid-configuration", () => Results.Content($$"""{"issuer":"{{Issuer}}","jwks_uri":"{{Issuer}}/keys"}""", "application/json"));
        server.MapGet("/keys", () => Results.Content($$"""{"keys":[{{PublicKey}}]}""", "application/json"));
    }

    public string Issuer => server.Urls.First();

    public Task Start() => server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

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
