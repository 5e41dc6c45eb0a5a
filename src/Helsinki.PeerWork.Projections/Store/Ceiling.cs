using Helsinki.PeerWork.Projections.Tables;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>The high water of this process: found by one watcher, followed by all projections.</summary>
sealed class Ceiling(NpgsqlDataSource db, string schema, Notifier notifier, ILogger log)
{
    static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan GapPoll = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan BeforeReconnecting = TimeSpan.FromSeconds(1);

    readonly Pulse rises = new();
    readonly OutageLog outages = new(log);
    long mark;

    public long Mark => Interlocked.Read(ref mark);

    /// <summary>Completes at the next rise.</summary>
    public Task Risen => rises.Next;

    /// <param name="projections">Whose progress says what was safe before: the shared mark may have been moved by a less careful program.</param>
    public async Task Run(IReadOnlyCollection<IReadModel> projections, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
            try
            {
                await using var connection = await db.OpenConnectionAsync(ct);
                await Watch(connection, Math.Max(Mark, await Least(connection, projections, ct)), ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (Outage.Is(e)) outages.Tell("The high-water watch starts over", e);
                else log.LogError(e, "The high-water watch failed unexpectedly and starts over.");
                await Task.Delay(BeforeReconnecting, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }

    async Task Watch(NpgsqlConnection connection, long from, CancellationToken ct)
    {
        var highWater = new HighWater(schema, from, log);
        while (true)
        {
            var committed = notifier.Next;
            if (await highWater.Advance(connection, ct) > Mark)
            {
                Interlocked.Exchange(ref mark, highWater.Mark);
                rises.Beat();
                await Record(connection, ct);
            }
            await committed.OrAfter(highWater.Suspects ? GapPoll : SlowPoll, ct);
        }
    }

    async Task<long> Least(NpgsqlConnection connection, IReadOnlyCollection<IReadModel> projections, CancellationToken ct)
    {
        var least = long.MaxValue;
        foreach (var projection in projections)
            least = Math.Min(least, await Progress.Read(connection, schema, projection, ct) ?? 0);
        return least == long.MaxValue ? 0 : least;
    }

    /// <summary>For Marten and for people; nothing here starts from it.</summary>
    async Task Record(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var record = new NpgsqlCommand($"""
            insert into {schema}.mt_event_progression as p (name, last_seq_id) values ('{Progress.HighWaterMark}', $1)
            on conflict (name) do update set last_seq_id = excluded.last_seq_id, last_updated = transaction_timestamp() where p.last_seq_id < excluded.last_seq_id
            """, connection) { Parameters = { new() { Value = Mark } } };
        await record.ExecuteNonQueryAsync(ct);
    }
}
