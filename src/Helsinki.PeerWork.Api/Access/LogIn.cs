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
        if (site.LongestHours is < 1 or > SiteOptions.LongestSession)
            throw new InvalidOperationException($"Site:LongestHours must be 1–{SiteOptions.LongestSession}; it is {site.LongestHours}.");
        if (site.RolesMinutes is < 1 or > SiteOptions.LongestRoles)
            throw new InvalidOperationException($"Site:RolesMinutes must be 1–{SiteOptions.LongestRoles}; it is {site.RolesMinutes}.");
        builder.Services.AddSingleton<PageSessions>().AddSingleton<AtProvider>();
        builder.Services.AddOptions<CookieAuthenticationOptions>(LogInOptions.Session)
            .Configure<PageSessions>((cookie, sessions) => cookie.SessionStore = sessions);
        builder.Services.AddSingleton(new LogInOptions(oidc.Authority is null ? null : new Uri(oidc.Authority).GetLeftPart(UriPartial.Authority), oidc.Claims));
        var cookies = new SiteCookies(!builder.Environment.IsDevelopment());
        builder.Services.AddSingleton(cookies);
        var schemes = builder.Services.AddAuthentication("Either")
            .AddPolicyScheme("Either", null, either => either.ForwardDefaultSelector = http =>
                Entrances.IsForPeople(http) ? LogInOptions.Session : Tokens.Judge(http))
            .AddCookie(LogInOptions.Session, cookie =>
            {
                cookies.Apply(cookie.Cookie, LogInOptions.Cookie);
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax; // strict would lose it on the way back from the provider
                cookie.ExpireTimeSpan = TimeSpan.FromHours(SiteOptions.LongestSession); // the server ends it, and says when
                cookie.SlidingExpiration = false;
                cookie.Events.OnValidatePrincipal = session =>
                {
                    // A persona's session goes no further than the persona.
                    if (session.Principal!.FindFirstValue("iss") != DemonstrationTokens.Issuer)
                        return session.HttpContext.RequestServices.GetRequiredService<AtProvider>().AskAgain(session);
                    if (!DemonstrationTokens.BelievedIn(session.HttpContext)) session.RejectPrincipal();
                    return Task.CompletedTask;
                };
            });
        schemes.AddTokens(oidc, provider, demonstration);
        if (provider is not null) schemes.AddOpenIdConnect(LogInOptions.Provider, options => Believe(options, oidc, provider, cookies));
    }

    /// <summary>Authorization code with PKCE and nonce; of what the provider says the session keeps who it is and in which roles.</summary>
    static void Believe(OpenIdConnectOptions options, OidcOptions oidc, IConfigurationManager<OpenIdConnectConfiguration> provider,
        SiteCookies cookies)
    {
        options.ConfigurationManager = provider;
        options.SignInScheme = LogInOptions.Session;
        options.ClientId = oidc.ClientId;
        options.ClientSecret = oidc.ClientSecret;
        options.CallbackPath = LogInOptions.Callback;
        options.RemoteSignOutPath = PathString.Empty; // any site's picture could ask for it; the provider tells by the back channel
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // a form sent from elsewhere would need cookies that any site's form may use
        options.MapInboundClaims = false;
        options.ClaimActions.Clear(); // they would take the issuer away, by whom and the subject users are known here as by their tokens
        options.DisableTelemetry = true; // the address of a log-in says nothing of the program behind it
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        options.SaveTokens = true; // of which AtProvider.Keep leaves two
        options.Scope.Clear();
        foreach (var scope in oidc.Scopes) options.Scope.Add(scope);
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
        options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        cookies.Apply(options.CorrelationCookie, "correlation.");
        cookies.Apply(options.NonceCookie, "nonce.");
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.MaxAge = oidc.MaxAgeMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
        if (oidc.Acr is { } acr) options.AdditionalAuthorizationParameters["acr_values"] = acr;
        options.Events.OnMessageReceived = MustComeFromProvider;
        options.Events.OnTokenValidated = validated =>
        {
            var now = validated.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
            if (IdTokenRules.Wrong(new(validated.TokenEndpointResponse!.IdToken), oidc, now) is { } wrong) validated.Fail(wrong);
            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = async received =>
        {
            received.Principal = SessionOf(received.Principal!, oidc.Claims);
            received.ReturnUri = LocalAddress.Of(received.ReturnUri);
            AtProvider.Keep(received.Properties!);
            await EndBefore(received.HttpContext);
            await Remember(received.HttpContext.RequestServices, received.Principal, received.HttpContext.RequestAborted);
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

    /// <summary>
    /// Of several providers one may answer for another (RFC 9207): the answer says whose it is, and must where the provider says that it does.
    /// </summary>
    static async Task MustComeFromProvider(MessageReceivedContext answer)
    {
        var configuration = await answer.Options.ConfigurationManager!.GetConfigurationAsync(answer.HttpContext.RequestAborted);
        var must = configuration.AuthorizationResponseIssParameterSupported is true;
        if (answer.ProtocolMessage?.Iss is { } issuer ? issuer != configuration.Issuer : must) answer.Fail("The answer is not this provider's.");
    }

    public static ClaimsPrincipal SessionOf(ClaimsPrincipal said, ClaimNames names)
    {
        string[] kept = ["iss", "sub", "name", PageSessions.ProviderSessionClaim, names.Roles, names.Centres, names.PeerWorker];
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

    /// <summary>A session of its own, whatever the browser came with: a key that was planted there opens nothing.</summary>
    public static async Task Begin(HttpContext http, ClaimsPrincipal session)
    {
        await EndBefore(http);
        // The request's own handler would go on under the key it has read.
        var handler = http.RequestServices.GetRequiredService<CookieAuthenticationHandler>();
        await handler.InitializeAsync(new(LogInOptions.Session, null, typeof(CookieAuthenticationHandler)), http);
        await handler.SignInAsync(session, new());
    }

    static async Task EndBefore(HttpContext http)
    {
        if (KeyIn(http) is { } key) await http.RequestServices.GetRequiredService<PageSessions>().RemoveAsync(key, http.RequestAborted);
    }

    /// <summary>Whose session it was, though it has lapsed; null when there was none, or somebody ended it.</summary>
    public static async Task<ClaimsPrincipal?> Lapsed(HttpContext http) =>
        KeyIn(http) is { } key ? await http.RequestServices.GetRequiredService<PageSessions>().Lapsed(key, http.RequestAborted) : null;

    static string? KeyIn(HttpContext http)
    {
        var options = http.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(LogInOptions.Session);
        return options.CookieManager.GetRequestCookie(http, options.Cookie.Name!) is { } cookie
            ? options.TicketDataFormat.Unprotect(cookie)?.Principal.FindFirstValue(KeyClaim)
            : null;
    }

    /// <summary>What the cookie's handler calls the key of a session that is kept on the server.</summary>
    const string KeyClaim = "Microsoft.AspNetCore.Authentication.Cookies-SessionId";

    [LoggerMessage(Level = LogLevel.Warning, Message = "A log-in at the OpenID provider failed")]
    static partial void LogFailure(ILogger logger, Exception? exception);
}
