using System.Collections.Frozen;
using System.Text.Json;
using System.Xml.Linq;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>Codes of what the API itself says no to; the rules' own codes stand beside their rules.</summary>
public static class ProblemCodes
{
    public const string BadRequest = "request/invalid";
    public const string Unauthorized = "access/log-in";
    public const string Forbidden = "access/forbidden";
    public const string FromElsewhere = "access/from-elsewhere";
    public const string TakeOverFirst = "access/take-over-first";
    public const string NotFound = "request/not-found";
    public const string MethodNotAllowed = "request/method-not-allowed";
    public const string TooMany = "request/too-many";
    public const string TooLarge = "request/too-large";
    public const string UnsupportedMediaType = "request/unsupported-media-type";
    public const string NotAcceptable = "request/not-acceptable";
    public const string Stale = "request/stale";
    public const string PreconditionRequired = "request/if-match-required";
    public const string IdempotencyMismatch = "request/idempotency-key-reused";
    public const string Busy = "service/busy";
    public const string Unreadable = "service/record-unreadable";
    public const string ProviderAway = "service/log-in-away";
    public const string DatabaseAway = "service/database-away";
    public const string Unexpected = "service/unexpected";
}

/// <summary>Every ProblemDetails is made here: a stable <c>code</c>, a title in the caller's language, a detail that says what would be right.</summary>
public static class Problems
{
    static readonly FrozenDictionary<string, Titles> ByCode = ReadTitles();

    sealed record Titles(string Fi, string Sv, string En);

    /// <summary>Where a problem's type points: every code with its titles, to read.</summary>
    public static void MapProblems(this IEndpointRouteBuilder app) =>
        app.MapGet("/problems", (TimeProvider clock) => TypedResults.Text(Page(clock.Today()).ToString(), "text/html; charset=utf-8")).ExcludeFromDescription().For(Entrance.Everybody);

    static XElement Page(DateOnly today) => new("html", new XAttribute("lang", "en"),
        new XElement("head", new XElement("title", "Problems")),
        new XElement("body",
            new XElement("h1", "Problems"),
            new XElement("table",
                new XElement("tr", from heading in (string[])["code", "suomeksi", "på svenska", "in English"] select new XElement("th", heading)),
                from problem in ByCode.OrderBy(p => p.Key, StringComparer.Ordinal)
                select new XElement("tr", new XAttribute("id", problem.Key),
                    from text in (string[])[problem.Key, problem.Value.Fi, problem.Value.Sv, problem.Value.En] select new XElement("td", DomainNumbers.Said(text, today))))));

    /// <summary>All codes that have titles.</summary>
    public static IReadOnlyCollection<string> Codes => ByCode.Keys;

    public static ProblemDetails From(HttpContext http, Refusal refusal)
    {
        var problem = Of(http, StatusCodes.Status409Conflict, refusal.Code, refusal.Detail);
        problem.Title = Title(refusal, Language(http));
        return problem;
    }

    /// <summary>Which record it is, so that it can be found: an opaque id, and nothing of a person.</summary>
    public static ProblemDetails Unreadable(HttpContext http, Reply.Unreadable unreadable)
    {
        var problem = Of(http, StatusCodes.Status409Conflict, ProblemCodes.Unreadable,
            "Something that was recorded here can't be read, so nothing is decided on it. Nothing was changed. It goes on when an administrator has mended it.");
        (problem.Extensions["record"], problem.Extensions["version"]) = (unreadable.Record, unreadable.Version);
        return problem;
    }

    public static ProblemDetails Invalid(HttpContext http, IReadOnlyDictionary<string, string[]> errors)
    {
        var told = errors.Take(Limits.MostErrors).ToDictionary();
        var problem = Of(http, StatusCodes.Status400BadRequest, ProblemCodes.BadRequest,
            string.Join(" ", told.SelectMany(e => e.Value.Select(v => $"{e.Key} {v}."))));
        problem.Extensions["errors"] = told;
        return problem;
    }

    public static ProblemDetails InvalidFile(HttpContext http, string code, string detail, object rows)
    {
        var problem = Of(http, StatusCodes.Status400BadRequest, code, detail);
        problem.Extensions["rows"] = rows is IReadOnlyList<FileErrorView> all ? all.Take(Limits.MostErrors) : rows;
        return problem;
    }

    /// <summary>A new problem object per call, in the language of the request.</summary>
    public static ProblemDetails Of(HttpContext http, int status, string code, string detail) => new()
    {
        Type = $"/problems#{code}",
        Status = status,
        Title = Title(code, Language(http)),
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    /// <summary>Of fi, sv and en the one the caller likes best; English when none is named.</summary>
    public static string Language(HttpContext http) =>
        StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptLanguage, out var wanted)
            ? wanted.OrderByDescending(w => w.Quality ?? 1).Select(w => w.Value.Value?[..Math.Min(2, w.Value.Length)].ToLowerInvariant())
                .FirstOrDefault(w => w is "fi" or "sv" or "en") ?? "en"
            : "en";

    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ProblemCodes.Unauthorized,
        StatusCodes.Status403Forbidden => ProblemCodes.Forbidden,
        StatusCodes.Status404NotFound => ProblemCodes.NotFound,
        StatusCodes.Status405MethodNotAllowed => ProblemCodes.MethodNotAllowed,
        StatusCodes.Status406NotAcceptable => ProblemCodes.NotAcceptable,
        StatusCodes.Status412PreconditionFailed => ProblemCodes.Stale,
        StatusCodes.Status413PayloadTooLarge => ProblemCodes.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ProblemCodes.UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => ProblemCodes.TooMany,
        StatusCodes.Status428PreconditionRequired => ProblemCodes.PreconditionRequired,
        StatusCodes.Status503ServiceUnavailable => ProblemCodes.DatabaseAway,
        >= 500 => ProblemCodes.Unexpected,
        _ => ProblemCodes.BadRequest,
    };

    /// <summary>What a code says, in one of fi, sv and en; the code itself when it has no titles.</summary>
    public static string Title(string code, string language) => ByCode.TryGetValue(code, out var titles)
        ? language switch { "fi" => titles.Fi, "sv" => titles.Sv, _ => titles.En }
        : code;

    /// <summary>What a rule's no says, with its numbers as the rule took them.</summary>
    public static string Title(Refusal no, string language) =>
        no.By is { } day ? DomainNumbers.Said(Title(no.Code, language), day) : Title(no.Code, language);

    static FrozenDictionary<string, Titles> ReadTitles()
    {
        using var file = typeof(Problems).Assembly.GetManifestResourceStream("problems.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Titles>>(file, JsonSerializerOptions.Web)!.ToFrozenDictionary();
    }

    /// <summary>Writes the problem as <c>application/problem+json</c>; 503 says when to come back.</summary>
    public static Task Write(HttpContext http, ProblemDetails problem)
    {
        http.Response.StatusCode = problem.Status!.Value;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = RetryAfter;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(problem, Json.Options, "application/problem+json", http.RequestAborted);
    }

    /// <summary>When to come back, in seconds, as the header says it.</summary>
    public const string RetryAfter = "5";
}
