using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>Who may come in where: said of an endpoint where it is mapped, never read off an address, which has many spellings.</summary>
public enum Entrance
{
    /// <summary>A bearer token alone; a cookie means nothing here.</summary>
    Programs,

    /// <summary>The session's cookie alone; what is sent comes from a page of this very site.</summary>
    Pages,

    /// <summary>Nobody is asked who they are.</summary>
    Everybody,
}

/// <summary>Which entrance an endpoint has.</summary>
public sealed record EntranceMetadata(Entrance Entrance);

/// <summary>Entrances of endpoints, and of what no endpoint answers.</summary>
static class Entrances
{
    /// <summary>Addresses of programs, for the tone of an answer where there is no endpoint: no one is let in by them.</summary>
    static readonly string[] OfPrograms = ["/api", "/openapi", "/docs", "/health", "/problems"];

    public static TBuilder For<TBuilder>(this TBuilder endpoints, Entrance entrance) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new EntranceMetadata(entrance));

    /// <summary>Null: no endpoint answers.</summary>
    public static Entrance? EntranceOf(this HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<EntranceMetadata>()?.Entrance;

    /// <summary>Whether a person with a browser is spoken to; where nothing is mapped the address only chooses how that is said.</summary>
    public static bool IsForPeople(HttpContext http) =>
        http.EntranceOf() is { } entrance ? entrance == Entrance.Pages : !Array.Exists(OfPrograms, p => Begins(http, p));

    /// <summary>Whether a token must be shown; also where the API has nothing, so that nobody learns where it has something.</summary>
    public static bool IsForPrograms(HttpContext http) =>
        http.EntranceOf() is { } entrance ? entrance == Entrance.Programs : Begins(http, "/api");

    /// <summary>Whether a page answers, and not one of the few endpoints beside the pages.</summary>
    public static bool IsPage(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    /// <exception cref="InvalidOperationException">An endpoint of which nobody said who may come in.</exception>
    public static void MustHaveEntrances(this IEndpointRouteBuilder app)
    {
        var without = app.DataSources.SelectMany(source => source.Endpoints).Where(e => e.Metadata.GetMetadata<EntranceMetadata>() is null).ToList();
        if (without.Count > 0)
            throw new InvalidOperationException($"Nobody said who may come in at {string.Join(", ", without.Select(e => e.DisplayName))}.");
    }

    static bool Begins(HttpContext http, string path) => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);
}
