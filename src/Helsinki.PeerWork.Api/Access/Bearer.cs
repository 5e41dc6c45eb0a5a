using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
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

    /// <summary>What the pages are called at the provider.</summary>
    public string ClientId { get; init; } = "peerwork-pages";

    /// <summary>Null: a public client, which PKCE alone proves.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What the pages ask the provider for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = ["openid", "profile"];
    public ClaimNames Claims { get; init; } = new();
}

public sealed class BearerOptions : AuthenticationSchemeOptions
{
    public const string Scheme = "Bearer";

    /// <summary>The provider's keys, fetched and refreshed; null where only demonstration tokens are believed.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration>? Provider { get; set; }
    public string Audience { get; set; } = "";

    /// <summary>In Development on loopback only.</summary>
    public DemonstrationTokens? Demonstration { get; set; }
}

/// <summary>Believes signed JWTs of the configured provider, and nothing else.</summary>
public sealed class Bearer(IOptionsMonitor<BearerOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<BearerOptions>(options, logger, encoder)
{
    static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        const string Prefix = "Bearer ";
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();

        var result = await Tokens.ValidateTokenAsync(header[Prefix.Length..].Trim(), await Parameters());
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException) Options.Provider?.RequestRefresh(); // the provider may have changed its keys: the next request knows
        return result.IsValid && result.ClaimsIdentity.HasClaim(c => c.Type == "sub")
            ? AuthenticateResult.Success(new(new ClaimsPrincipal(result.ClaimsIdentity), Scheme.Name))
            : AuthenticateResult.Fail("The token is not valid.");
    }

    /// <exception cref="ProviderAwayException">The provider was never reached yet; once it was, its last keys go on being used.</exception>
    async Task<OpenIdConnectConfiguration> Ask(IConfigurationManager<OpenIdConnectConfiguration> provider)
    {
        try
        {
            return await provider.GetConfigurationAsync(Context.RequestAborted);
        }
        catch (InvalidOperationException e)
        {
            throw new ProviderAwayException(e);
        }
    }

    async Task<TokenValidationParameters> Parameters()
    {
        var parameters = new TokenValidationParameters
        {
            ValidAudience = Options.Audience,
            ValidTypes = ["at+jwt", "JWT"],
            ClockSkew = TimeSpan.FromSeconds(30),
            AuthenticationType = Scheme.Name,
        };
        List<string> issuers = [];
        List<SecurityKey> keys = [];
        if (Options.Provider is { } provider)
        {
            var configuration = await Ask(provider);
            issuers.Add(configuration.Issuer);
            keys.AddRange(configuration.SigningKeys);
        }
        // Looked at again here: addresses can be configured in more ways than the one that is looked at when the host is built.
        if (Options.Demonstration is { } demonstration && DemonstrationTokens.BelievedOn(Context.Connection))
        {
            issuers.Add(DemonstrationTokens.Issuer);
            keys.Add(demonstration.Key);
        }
        parameters.ValidIssuers = issuers;
        parameters.IssuerSigningKeys = keys;
        return parameters;
    }
}

/// <summary>The OpenID provider does not answer, so nobody's token can be judged: a 503.</summary>
public sealed class ProviderAwayException(Exception inner) : Exception("The OpenID provider does not answer.", inner);
