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
            : Results.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.Of(to) }, [LogInOptions.Provider])).ExcludeFromDescription();
        app.MapPost("/log-out", LogOut).ExcludeFromDescription();
        app.MapGet("/session", (HttpContext http) => http.User.Identity?.IsAuthenticated == true ? Results.NoContent() : Results.Unauthorized()).ExcludeFromDescription();
        app.MapGet("/language/{code}", (string code, string? to, HttpContext http) =>
        {
            if (Speech.Languages.Any(l => l.Code == code))
                http.Response.Cookies.Append(Speech.Cookie, code, new() { MaxAge = LanguageKept, HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Secure = http.Request.IsHttps });
            return Results.Redirect(LocalAddress.Of(to));
        }).ExcludeFromDescription();
    }

    static async Task<IResult> LogOut(HttpContext http)
    {
        await http.SignOutAsync(LogInOptions.Session);
        return Results.Redirect("/log-in");
    }
}
