using System.Net;
using System.Security.Claims;
using System.Text.Json;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>
/// What goes on with the OpenID provider after a log-in: who this is now, that somebody logged out here, and that somebody logged out there.
/// </summary>
sealed partial class AtProvider(IOptionsMonitor<OpenIdConnectOptions> options, PageSessions sessions, SiteOptions site, ClaimNames names,
    ILogger<AtProvider> log)
{
    const string RefreshToken = "refresh_token", IdToken = "id_token", BackChannelLogOut = "http://schemas.openid.net/event/backchannel-logout";

    OpenIdConnectOptions Provider => options.Get(LogInOptions.Provider);

    /// <summary>
    /// Of the tokens a log-in brings, the two that are needed again: to ask who this is now, and to log out there. They stand sealed on the server.
    /// </summary>
    public static void Keep(AuthenticationProperties properties)
    {
        var (id, refresh) = (properties.GetTokenValue(IdToken), properties.GetTokenValue(RefreshToken));
        properties.Items.Clear(); // nothing else of the round trip belongs into the session
        properties.StoreTokens(((AuthenticationToken?[])
        [
            id is null ? null : new() { Name = IdToken, Value = id }, refresh is null ? null : new() { Name = RefreshToken, Value = refresh },
        ]).OfType<AuthenticationToken>());
    }

    /// <summary>
    /// Every few minutes of use the provider is asked who this is: a role taken away there is gone here, and who may no longer log in is out.
    /// </summary>
    public async Task AskAgain(CookieValidatePrincipalContext session)
    {
        if (session.Properties.GetTokenValue(RefreshToken) is not { } refresh) return;
        var (key, ct) = (PageSessions.KeyOf(session.Properties), session.HttpContext.RequestAborted);
        if (!await sessions.MayAsk(key, site.RolesAskedEvery, ct)) return;
        try
        {
            var configuration = await Provider.ConfigurationManager!.GetConfigurationAsync(ct);
            using var answer = await Provider.Backchannel.PostAsync(new Uri(configuration.TokenEndpoint), new FormUrlEncodedContent(Asking(refresh)),
                ct);
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                await sessions.RemoveAsync(key, ct);
                session.RejectPrincipal();
                return;
            }
            answer.EnsureSuccessStatusCode();
            await Take(session, key, await answer.Content.ReadFromJsonAsync<JsonElement>(ct), configuration, ct);
        }
        catch (Exception e) when (e is HttpRequestException or ProviderAwayException or JsonException or TaskCanceledException
            && !ct.IsCancellationRequested)
        {
            LogAway(e); // nobody's work ends because the provider is away; it is asked again after as many minutes
        }
    }

    async Task Take(CookieValidatePrincipalContext session, string key, JsonElement answer, OpenIdConnectConfiguration configuration,
        CancellationToken ct)
    {
        if (Text(answer, RefreshToken) is { } next) session.Properties.UpdateTokenValue(RefreshToken, next);
        if (Text(answer, IdToken) is { } token)
        {
            var said = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token,
                Trusted(configuration, Provider.ClientId!));
            var principal = said.IsValid ? LogIn.SessionOf(new(said.ClaimsIdentity), names) : null;
            if (principal is null || Callers.IdOf(principal) != Callers.IdOf(session.Principal!))
            {
                await sessions.RemoveAsync(key, ct);
                session.RejectPrincipal();
                return;
            }
            if (session.Principal!.FindFirst(PageSessions.LogInClaim) is { } logIn) ((ClaimsIdentity)principal.Identity!).AddClaim(logIn.Clone());
            session.ReplacePrincipal(principal);
            session.Properties.UpdateTokenValue(IdToken, token);
        }
        await sessions.RenewAsync(key, new(session.Principal!, session.Properties, LogInOptions.Session), ct);
    }

    IEnumerable<KeyValuePair<string, string>> Asking(string refresh)
    {
        yield return new("grant_type", RefreshToken);
        yield return new(RefreshToken, refresh);
        yield return new("client_id", Provider.ClientId!);
        if (Provider.ClientSecret is { } secret) yield return new("client_secret", secret);
    }

    /// <summary>
    /// Where the browser goes on to so that the provider ends its session, too; null: it knows no such way, or the session is none of its.
    /// </summary>
    public async Task<string?> LogOutAt(AuthenticationProperties? session, Uri back, CancellationToken ct)
    {
        if (session?.GetTokenValue(IdToken) is not { } token) return null;
        try
        {
            return (await Provider.ConfigurationManager!.GetConfigurationAsync(ct)).EndSessionEndpoint is { Length: > 0 } there
                ? new OpenIdConnectMessage
                {
                    IssuerAddress = there,
                    IdTokenHint = token,
                    PostLogoutRedirectUri = back.ToString(),
                    ClientId = Provider.ClientId
                }.CreateLogoutRequestUrl()
                : null;
        }
        catch (ProviderAwayException e)
        {
            LogAway(e);
            return null;
        }
    }

    /// <summary>The provider says that somebody logged out there (OpenID Connect Back-Channel Logout 1.0).</summary>
    /// <returns>False: it is not the provider who says so.</returns>
    public async Task<bool> LoggedOut(string token, CancellationToken ct)
    {
        var configuration = await Provider.ConfigurationManager!.GetConfigurationAsync(ct);
        var trusted = Trusted(configuration, Provider.ClientId!);
        trusted.ValidTypes = ["logout+jwt", "JWT"];
        var said = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, trusted);
        if (!said.IsValid || said.SecurityToken is not JsonWebToken read || read.TryGetClaim("nonce", out _)
            || !read.TryGetPayloadValue<JsonElement>("events", out var events) || events.ValueKind != JsonValueKind.Object
                || !events.TryGetProperty(BackChannelLogOut, out _))
            return false;
        var (subject, session) = (read.TryGetClaim("sub", out var sub) ? sub.Value : null, read.TryGetClaim("sid", out var sid) ? sid.Value : null);
        if (subject is null && session is null) return false;
        await sessions.EndAtProvider(subject is null ? null : Callers.IdOf(read.Issuer, subject), session, ct);
        return true;
    }

    static TokenValidationParameters Trusted(OpenIdConnectConfiguration configuration, string audience) => new()
    {
        ValidIssuer = configuration.Issuer,
        ValidAudience = audience,
        IssuerSigningKeys = configuration.SigningKeys,
        ValidAlgorithms = Tokens.OfPublicKeys,
        ClockSkew = TimeSpan.FromSeconds(30),
    };

    static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The OpenID provider was not reached; sessions go on with what it said before")]
    partial void LogAway(Exception exception);
}
