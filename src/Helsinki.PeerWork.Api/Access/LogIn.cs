using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Personal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

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
    public static void AddLogIn(this WebApplicationBuilder builder, OidcOptions oidc, IConfigurationManager<OpenIdConnectConfiguration>? provider)
    {
        var site = builder.Configuration.GetSection("Site").Get<SiteOptions>() ?? new();
        if (site.IdleMinutes is < SiteOptions.ShortestIdle or > SiteOptions.LongestIdle)
            throw new InvalidOperationException($"Site:IdleMinutes must be {SiteOptions.ShortestIdle}–{SiteOptions.LongestIdle}; it is {site.IdleMinutes}.");
        builder.Services.AddSingleton(new LogInOptions(oidc.Authority is null ? null : new Uri(oidc.Authority).GetLeftPart(UriPartial.Authority), oidc.Claims));
        var schemes = builder.Services.AddAuthentication(options =>
            {
                options.DefaultScheme = "Either";
                options.AddScheme<Bearer>(BearerOptions.Scheme, BearerOptions.Scheme);
            })
            .AddPolicyScheme("Either", null, either => either.ForwardDefaultSelector = http => Site.IsPage(http) ? LogInOptions.Session : BearerOptions.Scheme)
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
        if (provider is null) return;
        schemes.AddOAuth<OidcLogInOptions, OidcLogIn>(LogInOptions.Provider, options =>
        {
            options.Provider = provider;
            options.SignInScheme = LogInOptions.Session;
            options.ClientId = oidc.ClientId;
            options.ClientSecret = oidc.ClientSecret ?? "public"; // a public client has none; the handler wants one
            options.PublicClient = oidc.ClientSecret is null;
            options.CallbackPath = LogInOptions.Callback;
            options.UsePkce = true;
            foreach (var scope in oidc.Scopes) options.Scope.Add(scope);
            // Asked of the provider when somebody logs in: its addresses are its own to change.
            options.AuthorizationEndpoint = options.TokenEndpoint = "https://asked-of-the-provider.invalid/";
            options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Backchannel = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
            options.Events.OnTicketReceived = received => Remember(received.HttpContext.RequestServices, received.Principal!, received.HttpContext.RequestAborted);
            options.Events.OnRemoteFailure = failure =>
            {
                LogFailure(failure.HttpContext.RequestServices.GetRequiredService<ILogger<OidcLogIn>>(), failure.Failure);
                failure.HandleResponse();
                failure.Response.Redirect("/log-in?failed=true");
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>Colleagues know whoever logs in by name from now on.</summary>
    public static async Task Remember(IServiceProvider services, ClaimsPrincipal session, CancellationToken ct)
    {
        if (session.Identity?.Name is not { Length: > 0 } name) return;
        var caller = await services.GetRequiredService<Callers>().Of(session, ct);
        await services.GetRequiredService<Colleagues>().Remember(
            new(caller.User, name, [.. Callers.RoleNames.Where(r => caller.Roles.Contains(r.Value)).Select(r => r.Key)], [.. caller.Centres.Select(c => c.Value).Order(StringComparer.Ordinal)]),
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

    /// <summary>A path of this site to go on to; anything else leads to the front page.</summary>
    public static string Onward(string? to) => to is ['/', ..] and not ['/', '/' or '\\', ..] && !to.Any(char.IsControl) ? to : "/"; // browsers read over a tab
}

public sealed class OidcLogInOptions : OAuthOptions
{
    public IConfigurationManager<OpenIdConnectConfiguration> Provider { get; set; } = null!;

    /// <summary>Sends no secret: PKCE alone proves who asks.</summary>
    public bool PublicClient { get; set; }
}

/// <summary>OpenID Connect on the framework's OAuth: the provider's addresses from its discovery document, its id token validated, with our nonce in it.</summary>
sealed class OidcLogIn(IOptionsMonitor<OidcLogInOptions> options, ILoggerFactory logger, UrlEncoder encoder) : OAuthHandler<OidcLogInOptions>(options, logger, encoder)
{
    const string Nonce = "nonce";
    static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    OpenIdConnectConfiguration provider = null!;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await AskProvider();
        properties.Items[Nonce] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var asked = new Uri(base.BuildChallengeUrl(properties, redirectUri)).Query;
        return QueryHelpers.AddQueryString(provider.AuthorizationEndpoint + asked, Nonce, properties.Items[Nonce]!);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await AskProvider();
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        Dictionary<string, string> asked = new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = Options.ClientId,
            ["code"] = context.Code,
            ["redirect_uri"] = context.RedirectUri,
        };
        if (context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var verifier)) asked[OAuthConstants.CodeVerifierKey] = verifier!;
        if (!Options.PublicClient) asked["client_secret"] = Options.ClientSecret;
        using var response = await Backchannel.PostAsync(provider.TokenEndpoint, new FormUrlEncodedContent(asked), Context.RequestAborted);
        var body = await response.Content.ReadAsStringAsync(Context.RequestAborted);
        return response.IsSuccessStatusCode
            ? OAuthTokenResponse.Success(System.Text.Json.JsonDocument.Parse(body))
            : OAuthTokenResponse.Failed(new AuthenticationFailureException($"The provider's token endpoint answered {(int)response.StatusCode}."));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var idToken = tokens.Response!.RootElement.TryGetProperty("id_token", out var token) ? token.GetString() : null;
        var result = await Tokens.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAudience = Options.ClientId,
            ClockSkew = TimeSpan.FromSeconds(30),
        });
        if (!result.IsValid) throw new AuthenticationFailureException("The provider's id token is not valid.", result.Exception);
        var claims = result.ClaimsIdentity;
        if (claims.FindFirst(Nonce)?.Value != properties.Items[Nonce] || claims.FindFirst("sub") is null)
            throw new AuthenticationFailureException("The provider's id token is not the one that was asked for.");

        var names = Context.RequestServices.GetRequiredService<LogInOptions>().Claims;
        string[] kept = ["iss", "sub", "name", names.Roles, names.Centres, names.PeerWorker];
        var session = new ClaimsPrincipal(new ClaimsIdentity(
            [.. claims.Claims.Where(c => kept.Contains(c.Type)).Select(c => new Claim(c.Type, c.Value))], LogInOptions.Session, "name", names.Roles));
        var onward = LogIn.Onward(properties.RedirectUri);
        properties.Items.Clear(); // nothing else of the round trip belongs into the session
        properties.RedirectUri = onward;
        return new(session, properties, Scheme.Name);
    }

    /// <exception cref="ProviderAwayException">The provider was never reached yet.</exception>
    async Task AskProvider()
    {
        try
        {
            provider = await Options.Provider.GetConfigurationAsync(Context.RequestAborted);
        }
        catch (InvalidOperationException e)
        {
            throw new ProviderAwayException(e);
        }
    }
}
