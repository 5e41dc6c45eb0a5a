using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Microsoft.AspNetCore.Authentication;

namespace Helsinki.PeerWork.Api.Pages.Session;

/// <summary>What a session needs beside its pages: the way to the provider, staying, leaving, the language.</summary>
static class Session
{
    static readonly TimeSpan LanguageKept = TimeSpan.FromDays(365);

    public static void MapSession(this IEndpointRouteBuilder app)
    {
        app.MapGet("/log-in/provider", (string? to, LogInOptions options) => options.Origin is null
            ? Results.Redirect("/log-in")
            : Results.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.Of(to) }, [LogInOptions.Provider]))
                .ExcludeFromDescription();
        app.MapPost("/log-out", LogOut).ExcludeFromDescription();
        app.MapGet("/log-out/answer", () => Results.Redirect("/log-in")).ExcludeFromDescription();
        app.MapGet("/session", (HttpContext http) => http.User.Identity?.IsAuthenticated == true ? Results.NoContent() : Results.Unauthorized()).ExcludeFromDescription();
        app.MapGet("/language/{code}", (string code, string? to, SiteCookies cookies, HttpContext http) =>
        {
            if (Speech.Languages.Any(l => l.Code == code))
                http.Response.Cookies.Append(cookies.Named(Speech.Cookie), code,
                    new()
                    {
                        MaxAge = LanguageKept,
                        HttpOnly = true,
                        SameSite = SameSiteMode.Lax,
                        IsEssential = true,
                        Path = "/",
                        Secure = cookies.Secure || http.Request.IsHttps
                    });
            return Results.Redirect(LocalAddress.Of(to));
        }).ExcludeFromDescription();
    }

    /// <summary>The provider tells that somebody logged out there; nobody's browser is in between.</summary>
    public static void MapBackChannel(this IEndpointRouteBuilder app) =>
        app.MapPost("/log-out/provider", LoggedOutThere).For(Entrance.Everybody).ExcludeFromDescription();

    /// <summary>The session is gone on the server, what the browser kept of its pages too, and the provider is asked to end its own.</summary>
    static async Task<IResult> LogOut(HttpContext http, AtProvider provider, LogInOptions options)
    {
        var session = await http.AuthenticateAsync(LogInOptions.Session);
        var there = options.Origin is null ? null
            : await provider.LogOutAt(session.Properties, new($"{http.Request.Scheme}://{http.Request.Host}/log-out/answer"), http.RequestAborted);
        await http.SignOutAsync(LogInOptions.Session);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\""; // not the cookies: the language that was chosen stays
        return Results.Redirect(there ?? "/log-in");
    }

    static async Task<IResult> LoggedOutThere(HttpContext http, AtProvider provider, LogInOptions options)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (options.Origin is null || !http.Request.HasFormContentType) return Results.BadRequest();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return await provider.LoggedOut(form["logout_token"].ToString(), http.RequestAborted) ? Results.Ok() : Results.BadRequest();
    }
}
