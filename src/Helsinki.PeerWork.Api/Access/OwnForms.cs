using Helsinki.PeerWork.Api.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>
/// What changes something comes from a form of this very site. The browser says where a request comes from; another port of the same host and
/// a sister site are elsewhere. The form's own token is asked for beside that.
/// </summary>
static class OwnForms
{
    /// <summary>Stands where it is known which endpoint answers, and before anything of the request is read.</summary>
    public static void UseOwnForms(this WebApplication app) => app.Use((http, next) =>
        IsRead(http.Request) || !Entrances.IsForPeople(http) || IsFromHere(http.Request) ? next(http)
            : Refuse(http, ProblemCodes.FromElsewhere, "Send this from a page of this site."));

    /// <summary>Pages ask for their token themselves; this asks where something else than a page takes a form.</summary>
    public static void UseFormTokens(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (IsRead(http.Request) || http.EntranceOf() != Entrance.Pages || Entrances.IsPage(http) || IsTold(http)
            || await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            await next(http);
        else
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
    });

    /// <summary>The page that says why another can't be shown answers a request that was judged before.</summary>
    static bool IsTold(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;

    static bool IsRead(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>
    /// Every browser in use says one of the two; who says neither is no browser with somebody's cookie in it, and not let through either.
    /// </summary>
    static bool IsFromHere(HttpRequest request) => request.Headers["Sec-Fetch-Site"] switch
    {
        [var site] => site == "same-origin",
        [] => request.Headers.Origin is [{ } origin] && origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    static Task Refuse(HttpContext http, string code, string detail) =>
        Problems.Write(http, Problems.Of(http, StatusCodes.Status403Forbidden, code, detail));
}
