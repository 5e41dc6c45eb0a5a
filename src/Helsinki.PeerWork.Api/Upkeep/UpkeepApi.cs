using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Api.Upkeep;

/// <summary>What an administrator keeps an eye on: whether lists and statistics know of everything, and making one anew.</summary>
public sealed class UpkeepApi(
    ProjectionDaemon daemon, Rebuilding rebuilding, UnreadableRecords unreadable, Undelivered undelivered, EventLog store, Admission access, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet<UpkeepApi>("/upkeep/unreadable-records", a => a.Unreadable).WithTags("Upkeep").WithName("ListUnreadableRecords").Produces<IReadOnlyList<UnreadableRecordView>>();
        var undelivered = api.MapGroup("/upkeep/undelivered").WithTags("Upkeep");
        undelivered.MapGet<UpkeepApi>("", a => a.NotDelivered).WithName("ListUndelivered").Produces<IReadOnlyList<UndeliveredView>>();
        undelivered.MapPost<UpkeepApi>("/{message:guid}/retry", a => a.TryAgain).WithName("DeliverAgain").NeverStale().Produces(StatusCodes.Status202Accepted);
        var models = api.MapGroup("/upkeep/read-models").WithTags("Upkeep");
        models.MapGet<UpkeepApi>("", a => a.List).WithName("ListReadModels").Produces<IReadOnlyList<ReadModelView>>();
        models.MapPut<UpkeepApi>("/{readModel}/parked/{position:long}", a => a.Park).WithName("ParkEvent").NeverStale().Produces(StatusCodes.Status204NoContent);
        models.MapPost<UpkeepApi>("/{readModel}/rebuild", a => a.Rebuild).WithName("RebuildReadModel").NeverStale().Produces(StatusCodes.Status202Accepted);
    }

    /// <summary>A list or statistic, and how far it is.</summary>
    /// <param name="Behind">What was recorded and it does not know of yet; 0 where it is written with the record itself; null: its tables are not made.</param>
    /// <param name="StoppedAt">The position of something it could not read; null: it goes on. It goes on by itself when that is mended or taken away, or left out.</param>
    /// <param name="Reason">Why it stopped there.</param>
    /// <param name="Parked">Positions it leaves out for ever.</param>
    /// <param name="Made">The last time it was made anew since the start; null: never.</param>
    public sealed record ReadModelView(
        string Name, long? Behind, long? StoppedAt, string? Reason, IReadOnlyList<long> Parked, Rebuilding.Made? Made) : IExample<ReadModelView>
    {
        public static ReadModelView Example => new("Statistics", 0, null, null, [], new(12_000, 12_000, new(2026, 5, 4, 9, 12, 44, TimeSpan.Zero), false));
    }

    /// <summary>Every read model, how far it is, and how far its making anew is.</summary>
    public async Task<Reply> List(CancellationToken ct)
    {
        var parked = await daemon.Parked(ct);
        return Reply.Ok((List<ReadModelView>)
        [
            .. (await States(ct)).Select(l => View(l, [.. parked[l.Projection]], rebuilding.Of(l.Projection))),
        ]);
    }

    /// <summary>Those written with the record itself can stop at the start alone, before their tables are made.</summary>
    async Task<IReadOnlyList<ProjectionLag>> States(CancellationToken ct) =>
    [
        .. ReadModels.Inline.Select(
           p => daemon.Unmade(p.Name) is { } unmade ? new ProjectionLag(p.Name, null, unmade) : new(p.Name, 0, new ProjectionState.Waiting())),
        .. await daemon.Lag(ct),
    ];

    static ReadModelView View(ProjectionLag lag, IReadOnlyList<long> parked, Rebuilding.Made? made) =>
        lag.State is ProjectionState.Stopped at
            ? new(lag.Projection, lag.Behind, at.Position, at.Error, parked, made)
            : new(lag.Projection, lag.Behind, null, null, parked, made);

    /// <param name="Record">Its id.</param>
    /// <param name="Version">Of the first thing recorded of it that can't be read.</param>
    /// <param name="Since">When that was met first since the start.</param>
    public sealed record UnreadableRecordView(Guid Record, long Version, DateTimeOffset Since) : IExample<UnreadableRecordView>
    {
        public static UnreadableRecordView Example => new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c10"), 7, new(2026, 5, 4, 9, 12, 44, TimeSpan.Zero));
    }

    /// <summary>Records met since the start of which something can't be read: they are shown as far as they can be, and nothing is decided on them until that is mended.</summary>
    public async Task<Reply> Unreadable(CancellationToken ct)
    {
        await store.Read([.. unreadable.Now.Select(r => r.Record)], ct); // some may have been mended
        return Reply.Ok(unreadable.Now.Select(r => new UnreadableRecordView(r.Record, r.Version, r.Since)).ToList());
    }

    /// <param name="For">Whom the notice was for; null, as the two that follow, where the message can't be read.</param>
    /// <param name="Process">The code of the process with the safety concern.</param>
    /// <param name="Since">When it was to be told.</param>
    /// <param name="Why">What stood in the way the last time; null: something unexpected, which the log has.</param>
    public sealed record UndeliveredView(Guid Id, NoticeFor? For, string? Process, CentreCode? Centre, DateTimeOffset Since, NotSent? Why)
        : IExample<UndeliveredView>
    {
        public static UndeliveredView Example => new(
            new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c11"), NoticeFor.Team, "AV-2026-0042", new("Malmi"),
            new(2026, 5, 4, 9, 12, 44, TimeSpan.Zero), NotSent.Mail);
    }

    /// <summary>Notices of safety concerns that could not be sent, however often it was tried.</summary>
    public async Task<Reply> NotDelivered(CancellationToken ct) => Reply.Ok(await undelivered.Now(ct));

    /// <summary>Has one of them sent again, within seconds; one that is no longer waiting stays as it is.</summary>
    public async Task<Reply> TryAgain(Guid message, CancellationToken ct)
    {
        await undelivered.TryAgain(message, ct);
        return new Reply.Done(StatusCodes.Status202Accepted);
    }

    /// <summary>Leaves out for ever what a list or statistic stopped at; it goes on without it. Only what it is stopped at can be left out.</summary>
    public async Task<Reply> Park(string readModel, long position, CancellationToken ct)
    {
        if ((await States(ct)).FirstOrDefault(l => l.Projection == readModel) is not { } lag) return Reply.NotFound;
        if ((await daemon.Parked(ct))[readModel].Contains(position)) return Reply.NoContent;
        if (lag.State is not ProjectionState.Stopped { Position: var at } || at != position) return Reply.Field("position", "must be the one the read model is stopped at");
        await daemon.Park(readModel, position, access.Caller.User.Value.ToString(), clock.GetUtcNow(), ct);
        return Reply.NoContent;
    }

    /// <summary>Begins to make a read model anew from the events, while its old rows answer; the list tells how far it is.</summary>
    public Task<Reply> Rebuild(string readModel)
    {
        if (!ReadModels.Inline.Concat(ReadModels.Async).Any(p => p.Name == readModel)) return Task.FromResult(Reply.NotFound);
        rebuilding.Begin(readModel);
        return Task.FromResult<Reply>(new Reply.Done(StatusCodes.Status202Accepted));
    }
}
