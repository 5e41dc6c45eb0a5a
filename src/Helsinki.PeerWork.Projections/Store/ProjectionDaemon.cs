using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Helsinki.PeerWork.Projections.Tables;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>Keeps the read models: makes their tables, runs those that follow the appends, and makes any of them anew.</summary>
/// <param name="inline">Their rows ride in the appends (<see cref="Inline"/>).</param>
/// <param name="following">Their rows are written after the appends, by one process at a time.</param>
public sealed class ProjectionDaemon(
    NpgsqlDataSource db, IReadOnlyList<IReadModel> inline, IReadOnlyList<IReadModel> following, Notifier notifier,
    ILogger<ProjectionDaemon> log, string schema = "public", StoredTypes? types = null)
{
    static readonly TimeSpan CatchUpPoll = TimeSpan.FromMilliseconds(5);
    static readonly TimeSpan BeforeMakingAgain = TimeSpan.FromSeconds(2);

    readonly Rebuild rebuild = new(db, schema, types ?? StoredTypes.OfTheDomain, log);
    readonly Ceiling ceiling = new(db, schema, notifier, log);
    readonly ConcurrentDictionary<string, PoisonException> unprepared = [];
    IReadOnlyList<AsyncProjection> running = [];

    /// <summary>Makes every table that is missing or of another version. Before the first request, and before <see cref="Run"/>.</summary>
    public async Task Prepare(IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        foreach (var projection in inline.Concat(following))
            try
            {
                await rebuild.IfNeeded(projection, inline.Contains(projection), progress, ct);
            }
            catch (PoisonException e)
            {
                // It stops only its own projection.
                unprepared[projection.Name] = e;
                log.LogError("Projection {Projection} could not be made: {Reason}", projection.Name, e.Message);
            }
    }

    /// <summary>Until cancelled.</summary>
    public async Task Run(CancellationToken ct)
    {
        running = [.. following.Select(p => new AsyncProjection(db, schema, types ?? StoredTypes.OfTheDomain, p, ceiling, log))];
        using var meter = new Meter(Telemetry.MeterName);
        meter.CreateObservableGauge("peerwork.projection.lag", Measure, "{event}", "Positions between a projection run here and the last safe event.");
        await Task.WhenAll([notifier.Run(ct), ceiling.Run([.. following], ct), MakeUnmade(ct), .. running.Select(p => p.Run(ct))]);
    }

    /// <summary>What could not be made at the start is made when its event has been mended, taken away or parked.</summary>
    async Task MakeUnmade(CancellationToken ct)
    {
        for (; !ct.IsCancellationRequested; await Task.Delay(BeforeMakingAgain, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
            foreach (var projection in inline.Concat(following).Where(p => unprepared.ContainsKey(p.Name)))
                try
                {
                    await rebuild.IfNeeded(projection, inline.Contains(projection), null, ct);
                    unprepared.TryRemove(projection.Name, out _);
                    log.LogWarning("Projection {Projection} could be made now.", projection.Name);
                }
                catch (PoisonException e)
                {
                    unprepared[projection.Name] = e;
                }
                catch (Exception e) when (Outage.Is(e) || ct.IsCancellationRequested)
                {
                }
    }

    /// <summary>The event for which a projection's tables could not be made at the start; null: they are there.</summary>
    public ProjectionState.Stopped? Unmade(string projection) =>
        unprepared.TryGetValue(projection, out var poison) ? new(poison.Position, poison.Message) : null;

    /// <summary>Makes a projection's tables from zero while the old rows answer.</summary>
    /// <exception cref="PoisonException">The old rows stand.</exception>
    public async Task Rebuild(string projection, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        var chosen = inline.Concat(following).FirstOrDefault(p => p.Name == projection) ?? throw new ArgumentException($"There is no projection {projection}.", nameof(projection));
        await rebuild.Now(chosen, inline.Contains(chosen), progress, ct);
        unprepared.TryRemove(projection, out _);
    }

    /// <summary>Lets a projection pass over one event for ever; a stopped one goes on.</summary>
    /// <param name="by">The acting user's opaque id.</param>
    public async Task Park(string projection, long position, string by, DateTimeOffset at, CancellationToken ct)
    {
        await using var park = db.CreateCommand("insert into peerwork.parked_event (projection, position, parked_by, parked_at) values ($1, $2, $3, $4) on conflict do nothing");
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
        return [.. following.Select(p => new ProjectionLag(p.Name, positions.TryGetValue(Progress.NameOf(p), out var at) ? Math.Max(0, last - at) : null, StateOf(p, at)))];
    }

    /// <summary>Waits until every following projection has taken all that is committed now.</summary>
    /// <exception cref="InvalidOperationException">One of them stopped at an event.</exception>
    public async Task CatchUp(CancellationToken ct)
    {
        var (last, _) = await Positions(ct);
        for (; ; await Task.Delay(CatchUpPoll, ct))
        {
            var (_, positions) = await Positions(ct);
            if (following.All(p => positions.GetValueOrDefault(Progress.NameOf(p), -1) >= last)) return;
            foreach (var projection in following)
                if (StateOf(projection, positions.GetValueOrDefault(Progress.NameOf(projection))) is ProjectionState.Stopped stopped)
                    throw new InvalidOperationException($"Projection {projection.Name} stopped at position {stopped.Position}: {stopped.Error}");
        }
    }

    async Task<(long Last, Dictionary<string, long> Positions)> Positions(CancellationToken ct)
    {
        await using var command = db.CreateCommand($"""
            select '', coalesce(max(seq_id), 0) from {schema}.mt_events union all select name, coalesce(last_seq_id, 0) from {schema}.mt_event_progression
            """);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var positions = new Dictionary<string, long>();
        while (await rows.ReadAsync(ct)) positions[rows.GetString(0)] = rows.GetInt64(1);
        return (positions[""], positions);
    }

    /// <param name="at">Where the projection is, whoever runs it: another process may have gone on past what this one could not take.</param>
    ProjectionState StateOf(IReadModel projection, long at) =>
        (Unmade(projection.Name) ?? running.FirstOrDefault(r => r.Projection == projection)?.State) switch
        {
            null => new ProjectionState.Waiting(),
            ProjectionState.Stopped stopped when stopped.Position <= at => new ProjectionState.Waiting(),
            var state => state,
        };

    IEnumerable<Measurement<long>> Measure() =>
        from projection in running
        let running = projection.State as ProjectionState.Running
        where running is not null
        select new Measurement<long>(Math.Max(0, ceiling.Mark - running.Position), new KeyValuePair<string, object?>("projection", projection.Projection.Name));
}
