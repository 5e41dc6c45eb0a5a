using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.EventStore;

/// <summary>
/// Runs one projection after the appends, in one process at a time. The lock that says which one lives in the very session that writes,
/// so that whoever loses the one loses the other.
/// </summary>
sealed class AsyncProjection(NpgsqlDataSource db, string schema, StoredTypes types, IProjection projection, Ceiling ceiling, ILogger log)
{
    const int PageSize = 5_000;
    static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(500);

    public IProjection Projection => projection;

    public ProjectionState State { get; private set; } = new ProjectionState.Waiting();

    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await db.OpenConnectionAsync(ct);
                if (await Turns.TryTake(connection, Turns.Projecting, projection.Name, ct))
                    try
                    {
                        await Lead(connection, ct);
                    }
                    finally
                    {
                        await Turns.GiveBack(connection, Turns.Projecting, projection.Name);
                    }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
            }
            catch (PostgresException e) when (Progress.WasMovedByAnother(e))
            {
                log.LogInformation("Projection {Projection} was moved by another: starting from where it is now.", projection.Name);
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Projection {Projection} was interrupted and starts again.", projection.Name);
            }
            if (State is ProjectionState.Running) State = new ProjectionState.Waiting();
            await Task.Delay(BeforeNextTry, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Lead(NpgsqlConnection connection, CancellationToken ct)
    {
        if (await Progress.Read(connection, schema, projection, ct) is not { } position) return;
        State = new ProjectionState.Running(position);
        for (var size = PageSize; ;)
        {
            var risen = ceiling.Risen;
            if (position >= ceiling.Mark)
            {
                // Without anything to do, asking now and then is how the loss of the session is noticed.
                if (!await risen.OrAfter(SlowPoll, ct)
                    && await Progress.Read(connection, schema, projection, ct) != position) return;
                continue;
            }
            var page = await EventPage.Read(connection, schema, types, projection, position, ceiling.Mark, size, ct);
            var poison = page.Poison;
            try
            {
                if (page.End > position) await Write(connection, page, position, ct);
                position = page.End;
                State = new ProjectionState.Running(position);
                size = Math.Min(size * 2, PageSize);
            }
            catch (PostgresException e) when (!Progress.WasMovedByAnother(e) && !e.IsTransient && page.Events.Count > 0)
            {
                // Which event it is shows when they are written one by one.
                size = 1;
                if (page.Events.Count > 1) continue;
                poison = new(page.Events[0].Position, e);
            }
            if (poison is not null) await Stop(connection, poison, ct);
        }
    }

    async Task Write(NpgsqlConnection connection, EventPage page, long from, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Progress.Advance(projection, from, page.End) } };
        foreach (var command in TableWriter.Commands(page.Changes, table => table.Name)) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Until somebody parks the event, here or in another process.</summary>
    async Task Stop(NpgsqlConnection connection, Poison poison, CancellationToken ct)
    {
        State = new ProjectionState.Stopped(poison.Position, poison.Error.Message);
        log.LogError(poison.Error, "Projection {Projection} stopped at position {Position}.", projection.Name, poison.Position);
        await using var parked = new NpgsqlCommand("select exists (select from peerwork.parked_event where projection = $1 and position = $2)", connection)
        {
            Parameters = { new() { Value = projection.Name }, new() { Value = poison.Position } },
        };
        while (await parked.ExecuteScalarAsync(ct) is not true) await Task.Delay(BeforeNextTry, ct);
        log.LogWarning("Projection {Projection} goes on without the event at position {Position}.", projection.Name, poison.Position);
    }
}
