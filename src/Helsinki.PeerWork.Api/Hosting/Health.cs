using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>For whoever runs the server: is it alive, and is it ready, with how far the projections are behind.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", Live).WithTags("Health").For(Entrance.Everybody);
        app.MapGet("/health/ready", Ready).WithTags("Health").For(Entrance.Everybody).Produces<ReadinessView>()
            .Produces<ReadinessView>(StatusCodes.Status503ServiceUnavailable);
    }

    public sealed record Liveness(string Status);

    /// <param name="Status">ready, or why not: the database does not answer, or writes fail.</param>
    public sealed record ReadinessView(string Status, IReadOnlyList<ProjectionHealth> Projections);

    /// <param name="Behind">Events not yet in the projection; null while its tables are made.</param>
    /// <param name="StoppedAt">Position of the event it can't take; null when it runs.</param>
    public sealed record ProjectionHealth(string Name, long? Behind, long? StoppedAt);

    /// <summary>The process answers.</summary>
    internal static Liveness Live() => new("live");

    /// <summary>The database answers and takes writes, within two seconds; how far every projection is behind.</summary>
    internal static async Task<IResult> Ready(Readiness readiness)
    {
        var (problem, lags) = await readiness.Now();
        return TypedResults.Json(
            new ReadinessView(problem ?? "ready", [.. lags.Select(l => new ProjectionHealth(l.Projection, l.Behind, (l.State as ProjectionState.Stopped)?.Position))]),
            statusCode: problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
