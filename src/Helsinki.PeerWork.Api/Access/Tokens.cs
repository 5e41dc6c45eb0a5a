using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>The OpenID provider whose tokens are believed.</summary>
public sealed class OidcOptions
{
    /// <summary>Its address, e.g. <c>https://login.example/realms/peerwork</c>.</summary>
    public string? Authority { get; init; }

    /// <summary>What a token must be for.</summary>
    public string Audience { get; init; } = "peerwork";

    /// <summary>
    /// What the header of an access token says it is (<c>typ</c>). An id token is a JWT, too, and is none: name <c>JWT</c> only where the provider
    /// says no better.
    /// </summary>
    public IReadOnlyList<string> AccessTokenTypes { get; init; } = [];

    /// <summary>How strong a log-in to the pages must be, in the provider's words (<c>acr</c>); null: as it is.</summary>
    public string? Acr { get; init; }

    /// <summary>How long ago a log-in at the provider may be that opens the pages; null: as long as the provider lets it be.</summary>
    public int? MaxAgeMinutes { get; init; }

    /// <summary>What the pages are called at the provider.</summary>
    public string ClientId { get; init; } = "peerwork-pages";

    /// <summary>Null: a public client, which PKCE alone proves.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What the pages ask the provider for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile"];
    public ClaimNames Claims { get; init; } = new();
}

/// <summary>Whose signed tokens (JWT) are believed: the OpenID provider's and, in Development on loopback, the demonstration's. Nobody else's.</summary>
static class Tokens
{
    public const string OfProvider = "Bearer";
    public const string OfDemonstration = "Demonstration";

    /// <summary>Public keys alone: a token signed with a shared secret, or with none, is never the provider's.</summary>
    public static readonly string[] OfPublicKeys =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <param name="provider">Its keys, fetched and refreshed; null: there is none.</param>
    /// <param name="demonstration">Null: no demonstration token is believed.</param>
    public static void AddTokens(
        this AuthenticationBuilder schemes, OidcOptions oidc, IConfigurationManager<OpenIdConnectConfiguration>? provider, DemonstrationTokens? demonstration)
    {
        schemes.AddJwtBearer(OfProvider, bearer =>
        {
            Believe(bearer, oidc, OfPublicKeys);
            bearer.ConfigurationManager = provider;
        });
        if (demonstration is null) return;
        schemes.AddJwtBearer(OfDemonstration, bearer =>
        {
            Believe(bearer, oidc, [SecurityAlgorithms.HmacSha256]);
            bearer.TokenValidationParameters.ValidIssuer = DemonstrationTokens.Issuer;
            bearer.TokenValidationParameters.IssuerSigningKey = demonstration.Key;
        });
        schemes.Services.AddSingleton(demonstration);
    }

    /// <summary>Which scheme judges the request's token: the demonstration's only where it is believed and the token says to be one.</summary>
    public static string Judge(HttpContext http) =>
        DemonstrationTokens.BelievedIn(http) && IssuerOf(http.Request.Headers.Authorization.ToString()) == DemonstrationTokens.Issuer ? OfDemonstration : OfProvider;

    static void Believe(JwtBearerOptions bearer, OidcOptions oidc, string[] algorithms)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = new()
        {
            ValidAudience = oidc.Audience,
            ValidTypes = oidc.AccessTokenTypes.Count > 0 ? oidc.AccessTokenTypes : ["at+jwt", "application/at+jwt"],
            ValidAlgorithms = algorithms,
            ClockSkew = TimeSpan.FromSeconds(30),
            AuthenticationType = OfProvider,
        };
        bearer.Events = new() { OnTokenValidated = MustNameSomebody };
    }

    static Task MustNameSomebody(TokenValidatedContext validated)
    {
        if (validated.SecurityToken is not JsonWebToken token || string.IsNullOrWhiteSpace(token.Subject)) validated.Fail("The token names nobody.");
        else if (IdTokenRules.HasUnknownExtensions(token)) validated.Fail("The token has critical extensions.");
        return Task.CompletedTask;
    }

    /// <summary>Of a token that nobody has judged yet; null when there is none that can be read.</summary>
    static string? IssuerOf(string authorization)
    {
        const string Prefix = "Bearer ";
        if (!authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return null;
        try
        {
            return new JsonWebToken(authorization[Prefix.Length..].Trim()).Issuer;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
