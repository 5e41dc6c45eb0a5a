using System.Text.Unicode;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Session;
using Helsinki.PeerWork.Projections.Store;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.WebEncoders;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>The pages' part of the application: Razor Pages beside the API, in the same process, asking its operations.</summary>
static class Site
{
    public static void AddSite(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddSingleton(s => new Operations(s.GetServices<EndpointDataSource>())).AddScoped<Door>().AddScoped<Speech>()
            .AddSingleton<KeptInput>();
        services.AddSingleton(builder.Configuration.GetSection("Site").Get<SiteOptions>() ?? new());
        services.AddRazorPages().AddApplicationPart(typeof(Site).Assembly); // whoever started the program
        services.Configure<WebEncoderOptions>(encoding => encoding.TextEncoderSettings = new(UnicodeRanges.All));
        services.AddOptions<AntiforgeryOptions>().Configure<SiteCookies>((forgery, cookies) =>
        {
            forgery.Cookie = new() { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true };
            cookies.Apply(forgery.Cookie, "forgery");
        });
        services.AddOptions<CookieTempDataProviderOptions>().Configure<SiteCookies>((kept, cookies) => cookies.Apply(kept.Cookie, "notice"));
        // A page holds secrets and what the reader typed: compressed together they can be guessed, whoever ends TLS. What is the same for everybody
        // may be.
        services.AddResponseCompression(compression =>
            (compression.EnableForHttps, compression.MimeTypes) = (true, ["text/css", "text/javascript", "application/javascript"]));
        // It knows of encryptors of its own alone; what it stores is sealed by SessionKeys.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        services.AddDataProtection().SetApplicationName("peerwork");
        services.AddSingleton<SessionKeys>().AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<SessionKeys>((keys, store) => keys.XmlRepository = store);
    }

    public static void UseSite(this WebApplication app)
    {
        app.UseWhen(Entrances.IsForPeople, pages =>
        {
            pages.Use(Headers);
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/problem",
                AllowStatusCode404Response = true,
                SuppressDiagnosticsCallback = context => context.Exception is NotAnsweredException || Outage.Is(context.Exception), // told by the page that says why
            });
            pages.UseStatusCodePagesWithReExecute("/problem", "?status={0}");
            pages.UseResponseCompression();
            pages.UseStaticFiles(new StaticFileOptions
            {
                // Addresses carry the file's hash: another file has another address.
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
            });
        });
    }

    public static void MapSite(this WebApplication app)
    {
        app.MapRazorPages().For(Entrance.Pages);
        app.MapGroup("").For(Entrance.Pages).MapSession();
        app.MapBackChannel();
    }

    static Task Headers(HttpContext http, RequestDelegate next)
    {
        var provider = http.RequestServices.GetRequiredService<LogInOptions>().Origin;
        // When it goes out: what went wrong meanwhile has taken back every header.
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy =
                "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                + "font-src 'self'; connect-src 'self'; "
                + $"form-action 'self'{(provider is null ? "" : $" {provider}")}; base-uri 'none'; frame-ancestors 'none'";
            if (headers.CacheControl.Count == 0) headers.CacheControl = "no-cache, no-store";
            return Task.CompletedTask;
        });
        // What the reader chose on a page stands for what the browser likes, for the operations too.
        if (Speech.ChosenIn(http) is { } chosen) http.Request.Headers.AcceptLanguage = chosen;
        return next(http);
    }
}

/// <summary>What a city sets of how its pages look and how long a session lasts.</summary>
public sealed class SiteOptions
{
    /// <summary>A picture under <c>wwwroot</c>, e.g. <c>/city/logo.svg</c>; the city's own logo is a trademark and not shipped.</summary>
    public string? Logo { get; init; }

    /// <summary>Beside the logo.</summary>
    public string City { get; init; } = "Helsinki";

    /// <summary>The warning comes two minutes before the end.</summary>
    public const int ShortestIdle = 5;

    /// <summary>A working day.</summary>
    public const int LongestIdle = 480;

    /// <summary>Minutes without a click until the session ends, <see cref="ShortestIdle"/>–<see cref="LongestIdle"/>.</summary>
    public int IdleMinutes { get; init; } = 30;

    /// <summary>A day and a night.</summary>
    public const int LongestSession = 24;

    /// <summary>Hours after which a session ends however busy it is, 1–<see cref="LongestSession"/>.</summary>
    public int LongestHours { get; init; } = 12;

    public const int LongestRoles = 60;

    /// <summary>Minutes after which the provider is asked again who somebody is and what they may do, 1–<see cref="LongestRoles"/>.</summary>
    public int RolesMinutes { get; init; } = 5;

    public TimeSpan RolesAskedEvery => TimeSpan.FromMinutes(RolesMinutes);

    /// <summary>Whom to tell of a page that is hard to use.</summary>
    public string Contact { get; init; } = "saavutettavuus@peerwork.invalid";
}
