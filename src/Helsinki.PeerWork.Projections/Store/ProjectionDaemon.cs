using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Helsinki.PeerWork.Projections.Tables;
using Marten;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>Keeps the read models: makes their tables, runs Marten's daemon for those that follow the appends, and makes any of them anew.</summary>
public sealed class ProjectionDaemon(StoreConfiguration configuration, IDocumentStore store, Notifier notifier, ILogger<ProjectionDaemon> log)
{
    static readonly TimeSpan CatchUpPoll = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan BeforeMakingAgain = TimeSpan.FromSeconds(2);

    readonly NpgsqlDataSource db = configuration.Db;
    readonly Rebuild rebuild = new(store, configuration.Db, configuration.Types, log);
    readonly ConcurrentDictionary<string, bool> made = [];
    Func<IReadModel, ProjectionState> told = _ => new ProjectionState.Waiting();

    IEnumerable<IReadModel> All => configuration.Inline.Concat(configuration.Following);

    /// <summary>Makes every table that is missing or of another version. Before the first request, and before <see cref="Run"/>.</summary>
    public async Task Prepare(IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        foreach (var model in All)
            try
            {
                await Make(model, progress, ct);
            }
            catch (PoisonException e)
            {
                // It stops only its own projection.
                configuration.Unmade[model.Name] = e;
                log.LogError("Projection {Projection} could not be made: {Reason}", model.Name, e.Message);
            }
    }

    async Task Make(IReadModel model, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        if (await rebuild.IfNeeded(model, IsInline(model), progress, ct)) made[model.Name] = true;
    }

    bool IsInline(IReadModel model) => configuration.Inline.Contains(model);

    /// <summary>Until cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        using var coordinator = new ProjectionCoordinator(store, NullLogger<ProjectionCoordinator>.Instance);
        using var followers = new Followers(configuration, store, coordinator, log);
        told = followers.StateOf;
        using var meter = new Meter(Telemetry.MeterName);
        meter.CreateObservableGauge("peerwork.projection.lag", followers.Lags, "{event}",
            "Positions between a projection run here and the last safe event.");
        await coordinator.StartAsync(ct);
        try
        {
            await Task.WhenAll(notifier.Run(ct), MakeUnmade(ct));
        }
        finally
        {
            await coordinator.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>What could not be made at the start is made when its event has been mended, taken away or parked.</summary>
    async Task MakeUnmade(CancellationToken ct)
    {
        for (; !ct.IsCancellationRequested; await Task.Delay(BeforeMakingAgain, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
            foreach (var model in All.Where(m => configuration.Unmade.ContainsKey(m.Name)))
                try
                {
                    await Make(model, null, ct);
                    configuration.Unmade.TryRemove(model.Name, out _);
                    log.LogWarning("Projection {Projection} could be made now.", model.Name);
                }
                catch (PoisonException e)
                {
                    configuration.Unmade[model.Name] = e;
                }
                catch (Exception e) when (Outage.Is(e) || ct.IsCancellationRequested)
                {
                }
    }

    /// <summary>The event for which a projection's tables could not be made at the start; null: they are there.</summary>
    public ProjectionState.Stopped? Unmade(string projection) =>
        configuration.Unmade.TryGetValue(projection, out var poison) ? new(poison.Position, poison.Message) : null;

    /// <summary>Makes a projection's tables from zero while the old rows answer.</summary>
    /// <exception cref="PoisonException">The old rows stand.</exception>
    public async Task Rebuild(string projection, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        var chosen = All.FirstOrDefault(p => p.Name == projection)
            ?? throw new ArgumentException($"There is no projection {projection}.", nameof(projection));
        await rebuild.Now(chosen, IsInline(chosen), progress, ct);
        made[chosen.Name] = true;
        configuration.Unmade.TryRemove(projection, out _);
    }

    /// <summary>Lets a projection pass over one event for ever; a stopped one goes on.</summary>
    /// <param name="by">The acting user's opaque id.</param>
    public async Task Park(string projection, long position, string by, DateTimeOffset at, CancellationToken ct)
    {
        await using var park =
            db.CreateCommand("insert into peerwork.parked_event (projection, position, parked_by, parked_at) values ($1, $2, $3, "
            + "$4) on conflict do nothing");
        foreach (var value in (object[])[projection, position, by, at.ToUniversalTime()]) park.Parameters.Add(new() { Value = value });
        await park.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The positions each projection passes over for ever.</summary>
    public async Task<ILookup<string, long>> Parked(CancellationToken ct)
    {
        await using var command = db.CreateCommand("select projection, position from peerwork.parked_event order by position");
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<(string Projection, long Position)> parked = [];
        while (await rows.ReadAsync(ct)) parked.Add((rows.GetString(0), rows.GetInt64(1)));
        return parked.ToLookup(p => p.Projection, p => p.Position);
    }

    /// <summary>How far every following projection is behind, whichever process runs it.</summary>
    public async Task<IReadOnlyList<ProjectionLag>> Lag(CancellationToken ct)
    {
        var (last, positions) = await Positions(ct);
        return [.. configuration.Following.Select(p =>
            new ProjectionLag(p.Name, At(p, positions) is { } at ? Math.Max(0, last - at) : null, StateOf(p, At(p, positions) ?? 0)))];
    }

    /// <summary>Waits until every following projection has taken all that is committed now.</summary>
    /// <exception cref="InvalidOperationException">One of them stopped at an event.</exception>
    public async Task CatchUp(CancellationToken ct)
    {
        var (last, _) = await Positions(ct);
        for (; ; await Task.Delay(CatchUpPoll, ct))
        {
            var (_, positions) = await Positions(ct);
            if (configuration.Following.All(p => At(p, positions) >= last)) return;
            foreach (var projection in configuration.Following)
                if (StateOf(projection, At(projection, positions) ?? 0) is ProjectionState.Stopped stopped)
                    throw new InvalidOperationException($"Projection {projection.Name} stopped at position {stopped.Position}: {stopped.Error}");
        }
    }

    /// <summary>Null: its tables are not made in this version. Marten writes a progress with the first event.</summary>
    long? At(IReadModel model, Dictionary<string, long> positions) =>
        positions.TryGetValue(Progress.NameOf(model), out var at) ? at : made.ContainsKey(model.Name) ? 0 : null;

    async Task<(long Last, Dictionary<string, long> Positions)> Positions(CancellationToken ct)
    {
        await using var command = db.CreateCommand("""
            select '', coalesce(max(seq_id), 0) from mt_events union all select name, coalesce(last_seq_id, 0) from mt_event_progression
            """);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var positions = new Dictionary<string, long>();
        while (await rows.ReadAsync(ct)) positions[rows.GetString(0)] = rows.GetInt64(1);
        return (positions[""], positions);
    }

    /// <param name="at">Where the projection is, whoever runs it: another process may have gone on past what this one could not take.</param>
    ProjectionState StateOf(IReadModel projection, long at) =>
        (Unmade(projection.Name) ?? told(projection)) switch
        {
            ProjectionState.Stopped stopped when stopped.Position <= at => new ProjectionState.Waiting(),
            var state => state,
        };
}
