using Helsinki.PeerWork.Projections.Tables;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// Runs one projection after the appends, in one process at a time. The lock that says which one lives in the very session that writes,
/// so that whoever loses the one loses the other.
/// </summary>
sealed class AsyncProjection(NpgsqlDataSource db, string schema, StoredTypes types, IReadModel projection, Ceiling ceiling, ILogger log)
{
    const int PageSize = 5_000;
    static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(500);

    readonly OutageLog outages = new(log);

    public IReadModel Projection => projection;

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
                if (Outage.Is(e)) outages.Tell($"Projection {projection.Name} starts again", e);
                else log.LogError(e, "Projection {Projection} failed unexpectedly and starts again.", projection.Name);
            }
            if (State is ProjectionState.Running) State = new ProjectionState.Waiting();
            await Task.Delay(BeforeNextTry, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Lead(NpgsqlConnection connection, CancellationToken ct)
    {
        if (await Progress.Read(connection, schema, projection, ct) is not { } position) return;
        for (var size = PageSize; ;)
        {
            var risen = ceiling.Risen;
            if (position >= ceiling.Mark)
            {
                Resume(position);
                // Without anything to do, asking now and then is how the loss of the session is noticed.
                if (!await risen.OrAfter(SlowPoll, ct)
                    && await Progress.Read(connection, schema, projection, ct) != position) return;
                continue;
            }
            var page = await EventPage.Read(connection, schema, types, projection, position, ceiling.Mark, size, ct);
            var poison = page.Poison;
            try
            {
                if (page.End > position)
                {
                    await Write(connection, page, position, ct);
                    Resume(page.End);
                }
                position = page.End;
                size = Math.Min(size * 2, PageSize);
            }
            catch (PostgresException e) when (!Progress.WasMovedByAnother(e) && !Outage.Is(e) && page.Events.Count > 0)
            {
                // Which event it is shows when they are written one by one.
                size = 1;
                if (page.Events.Count > 1) continue;
                poison = new(page.Events[0].Position, e);
            }
            if (poison is null) continue;
            Stop(poison);
            return;
        }
    }

    void Resume(long position)
    {
        if (State is ProjectionState.Stopped { Position: var stopped })
        {
            if (position < stopped) return;
            log.LogWarning("Projection {Projection} goes on past position {Position}.", projection.Name, stopped);
        }
        State = new ProjectionState.Running(position);
    }

    async Task Write(NpgsqlConnection connection, EventPage page, long from, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = Patience.Bulk, BatchCommands = { Progress.Advance(projection, from, page.End) } };
        foreach (var command in TableWriter.Commands(page.Changes, table => table.Name)) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// The lead is given back, so that a process that can read the event takes over. Whoever has it next begins at the same event: it goes on when the event
    /// was parked, mended or taken away, and is told of once while it does not.
    /// </summary>
    void Stop(Poison poison)
    {
        if (State is not ProjectionState.Stopped { Position: var at } || at != poison.Position)
            log.LogError("Projection {Projection} stopped at position {Position}: {Reason}", projection.Name, poison.Position, poison.Error.Message);
        State = new ProjectionState.Stopped(poison.Position, poison.Error.Message);
    }
}
