using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.EventStore;
using Helsinki.PeerWork.Projections;

namespace Helsinki.PeerWork.Api.Upkeep;

/// <summary>What an administrator keeps an eye on: whether lists and statistics know of everything, and making one anew.</summary>
public static class UpkeepApi
{
    public static void MapUpkeep(this RouteGroupBuilder api)
    {
        var models = api.MapGroup("/upkeep/read-models").WithTags("Upkeep");
        models.MapGet("", List).WithName("ListReadModels").Produces<IReadOnlyList<ReadModelView>>();
        models.MapPost("/{readModel}/rebuild", Rebuild).WithName("RebuildReadModel").NeverStale().Produces(StatusCodes.Status202Accepted);
    }

    /// <summary>A list or statistic, and how far it is.</summary>
    /// <param name="Behind">What was recorded and it does not know of yet; 0 where it is written with the record itself; null: its tables are not made.</param>
    /// <param name="StoppedAt">The position of something it could not read; null: it goes on.</param>
    /// <param name="Made">The last time it was made anew since the start; null: never.</param>
    public sealed record ReadModelView(string Name, long? Behind, long? StoppedAt, Rebuilding.Made? Made) : IExample<ReadModelView>
    {
        public static ReadModelView Example => new("Statistics", 0, null, new(12_000, 12_000, new(2026, 5, 4, 9, 12, 44, TimeSpan.Zero), false));
    }

    /// <summary>Every read model, how far it is, and how far its making anew is.</summary>
    internal static async Task<Reply> List(ProjectionDaemon daemon, Rebuilding rebuilding, CancellationToken ct) =>
        Reply.Ok((List<ReadModelView>)
        [
            .. ReadModels.Inline.Select(p => new ReadModelView(p.Name, 0, null, rebuilding.Of(p.Name))),
            .. (await daemon.Lag(ct)).Select(l => new ReadModelView(l.Projection, l.Behind, (l.State as ProjectionState.Stopped)?.Position, rebuilding.Of(l.Projection))),
        ]);

    /// <summary>Begins to make a read model anew from the events, while its old rows answer; the list tells how far it is.</summary>
    internal static Task<Reply> Rebuild(string readModel, Rebuilding rebuilding)
    {
        if (!ReadModels.Inline.Concat(ReadModels.Async).Any(p => p.Name == readModel)) return Task.FromResult(Reply.NotFound);
        rebuilding.Begin(readModel);
        return Task.FromResult<Reply>(new Reply.Done(StatusCodes.Status202Accepted));
    }
}
