using System.Security.Claims;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Personal;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>How people log in to the pages.</summary>
/// <param name="Origin">The OpenID provider's, e.g. <c>https://login.example</c>; null: there is none, and the personas of the demonstration log in.</param>
public sealed record LogInOptions(string? Origin, ClaimNames Claims)
{
    /// <summary>The session's cookie scheme.</summary>
    public const string Session = "Session";

    /// <summary>The OpenID provider's scheme.</summary>
    public const string Provider = "Provider";

    /// <summary>Where the provider sends people back to.</summary>
    public const string Callback = "/log-in/answer";

    public const string Cookie = "session";
}

/// <summary>Sessions of the pages: a cookie, after the OpenID provider (authorization code with PKCE) or a demonstration persona.</summary>
static partial class LogIn
{
    public static void AddLogIn(
        this WebApplicationBuilder builder, OidcOptions oidc, IConfigurationManager<OpenIdConnectConfiguration>? provider, DemonstrationTokens? demonstration)
    {
        var site = builder.Configuration.GetSection("Site").Get<SiteOptions>() ?? new();
        if (site.IdleMinutes is < SiteOptions.ShortestIdle or > SiteOptions.LongestIdle)
            throw new InvalidOperationException($"Site:IdleMinutes must be {SiteOptions.ShortestIdle}–{SiteOptions.LongestIdle}; it is {site.IdleMinutes}.");
        builder.Services.AddSingleton(new LogInOptions(oidc.Authority is null ? null : new Uri(oidc.Authority).GetLeftPart(UriPartial.Authority), oidc.Claims));
        var schemes = builder.Services.AddAuthentication("Either")
            .AddPolicyScheme("Either", null, either => either.ForwardDefaultSelector = http => Entrances.IsForPeople(http) ? LogInOptions.Session : Tokens.Judge(http))
            .AddCookie(LogInOptions.Session, cookie =>
            {
                cookie.Cookie.Name = LogInOptions.Cookie;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax; // strict would lose it on the way back from the provider
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(site.IdleMinutes);
                cookie.SlidingExpiration = true;
                cookie.Events.OnCheckSlidingExpiration = sliding =>
                {
                    sliding.ShouldRenew = true; // each click begins the idle time anew: what the warning says is true
                    return Task.CompletedTask;
                };
            });
        schemes.AddTokens(oidc, provider, demonstration);
        if (provider is not null) schemes.AddOpenIdConnect(LogInOptions.Provider, options => AtProvider(options, oidc, provider));
    }

    /// <summary>Authorization code with PKCE and nonce; of what the provider says the session keeps who it is and in which roles, and no token.</summary>
    static void AtProvider(OpenIdConnectOptions options, OidcOptions oidc, IConfigurationManager<OpenIdConnectConfiguration> provider)
    {
        options.ConfigurationManager = provider;
        options.SignInScheme = LogInOptions.Session;
        options.ClientId = oidc.ClientId;
        options.ClientSecret = oidc.ClientSecret;
        options.CallbackPath = LogInOptions.Callback;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // a form sent from elsewhere would need cookies that any site's form may use
        options.MapInboundClaims = false;
        options.DisableTelemetry = true; // the address of a log-in says nothing of the program behind it
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        options.Scope.Clear();
        foreach (var scope in oidc.Scopes) options.Scope.Add(scope);
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
        options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
        options.Events.OnTicketReceived = received =>
        {
            received.Principal = SessionOf(received.Principal!, oidc.Claims);
            received.ReturnUri = LocalAddress.Of(received.ReturnUri);
            received.Properties!.Items.Clear(); // nothing else of the round trip belongs into the session
            return Remember(received.HttpContext.RequestServices, received.Principal, received.HttpContext.RequestAborted);
        };
        options.Events.OnRemoteFailure = failure =>
        {
            if (failure.Failure is ProviderAwayException away) return Task.FromException(away); // the page says that it is to be tried again
            LogFailure(failure.HttpContext.RequestServices.GetRequiredService<ILogger<OpenIdConnectHandler>>(), failure.Failure);
            failure.HandleResponse();
            failure.Response.Redirect("/log-in?failed=true");
            return Task.CompletedTask;
        };
    }

    static ClaimsPrincipal SessionOf(ClaimsPrincipal said, ClaimNames names)
    {
        string[] kept = ["iss", "sub", "name", names.Roles, names.Centres, names.PeerWorker];
        return new(new ClaimsIdentity(
            [.. said.Claims.Where(c => kept.Contains(c.Type)).Select(c => new Claim(c.Type, c.Value))], LogInOptions.Session, "name", names.Roles));
    }

    /// <summary>Colleagues know whoever logs in by name from now on.</summary>
    public static async Task Remember(IServiceProvider services, ClaimsPrincipal session, CancellationToken ct)
    {
        if (session.Identity?.Name is not { Length: > 0 } name) return;
        var callers = services.GetRequiredService<Callers>();
        var caller = await callers.Of(session, ct);
        await services.GetRequiredService<Colleagues>().Remember(
            new(caller.User, name, [.. Callers.RoleNames.Where(r => caller.Roles.Contains(r.Value)).Select(r => r.Key)],
                [.. caller.CentresAs([.. Callers.AtCentres]).Select(c => c.Value).Order(StringComparer.Ordinal)], callers.ClaimedBy(session)),
            ct);
    }

    /// <summary>Whose session it was, though it has ended; null when there was none.</summary>
    public static ClaimsPrincipal? Ended(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(LogInOptions.Session);
        return options.CookieManager.GetRequestCookie(http, LogInOptions.Cookie) is { } cookie ? options.TicketDataFormat.Unprotect(cookie)?.Principal : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A log-in at the OpenID provider failed")]
    static partial void LogFailure(ILogger logger, Exception? exception);
}
