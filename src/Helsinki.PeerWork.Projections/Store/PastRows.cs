using System.Data;
using System.Security.Cryptography;
using System.Text;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// The rows of a projection as they were known at a past moment: folded from exactly the events recorded before it, by the same fold, into
/// tables of the same shape beside the current ones. They are kept while they are asked for; an event that is written late with an earlier
/// time is taken in when they are asked for next.
/// </summary>
public sealed class PastRows(NpgsqlDataSource db, StoredTypes? types = null) : IDisposable
{
    /// <summary>Moments kept of one projection; the one that was not asked for the longest goes first.</summary>
    public const int Kept = 12;

    /// <summary>So many are read or folded at once in this program; whoever asks for more waits without holding a connection.</summary>
    const int AtOnce = 4;

    const int PageSize = 5_000;
    static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(20);

    readonly SemaphoreSlim readers = new(AtOnce);

    public void Dispose() => readers.Dispose();

    /// <summary>What follows a table's name for its rows of that moment.</summary>
    public static string SuffixOf(string mark) => $"__{mark}";

    /// <summary>Reads the rows as they were known before a moment. Nothing changes them while they are read.</summary>
    /// <param name="mark">Names the moment in the tables' names: letters and digits.</param>
    /// <param name="before">Events recorded at this moment or later are not known.</param>
    /// <param name="read">Gets the position of the last event known of, 0 when there is none.</param>
    /// <exception cref="PoisonException">An event can't be folded.</exception>
    public async Task<T> Read<T>(IReadModel projection, string mark, DateTimeOffset before, Func<NpgsqlConnection, long,
        Task<T>> read, CancellationToken ct)
    {
        await readers.WaitAsync(ct);
        try
        {
            return await ReadInTurn(projection, mark, before, read, ct);
        }
        finally
        {
            readers.Release();
        }
    }

    async Task<T> ReadInTurn<T>(IReadModel projection, string mark, DateTimeOffset before, Func<NpgsqlConnection, long,
        Task<T>> read, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        while (!await Turns.TryTake(connection, Turns.Remembering, TurnOf(projection, mark), ct)) await Task.Delay(BeforeNextTry, ct);
        try
        {
            var last = await CatchUp(connection, projection, mark, before, ct);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            return await read(connection, last);
        }
        finally
        {
            await Turns.GiveBack(connection, Turns.Remembering, TurnOf(projection, mark));
        }
    }

    static string TurnOf(IReadModel projection, string mark) => $"{projection.Name}@{mark}";

    /// <returns>The position of the last event known of.</returns>
    async Task<long> CatchUp(NpgsqlConnection connection, IReadModel projection, string mark, DateTimeOffset before, CancellationToken ct)
    {
        // As far as the projection itself is: that much is proven never to be skipped.
        var safe = await Progress.Read(connection, projection, ct) ?? 0;
        var shape = ShapeOf(projection);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute(connection, "set local synchronous_commit = off", ct);
        if (await Known(connection, projection, mark, shape, ct) is not var (position, last))
        {
            (position, last) = await Make(connection, projection, mark, before, safe, ct);
            await Forget(connection, projection, mark, ct);
        }
        else
        {
            while (position < safe)
            {
                var page = await Page(connection, projection, position, safe, before, ct);
                foreach (var command in TableWriter.Commands(page.Changes, t => NameOf(t, mark))) await Execute(connection, command, ct);
                (position, last) = (page.End, page.Events is [.., var newest] ? newest.Position : last);
            }
        }
        await Execute(connection, new NpgsqlBatchCommand("""
            insert into peerwork.past_rows as p (projection, mark, shape, position, last_event, used_at)
            values ($1, $2, $3, $4, $5, clock_timestamp())
            on conflict (projection, mark) do update
            set shape = excluded.shape, position = excluded.position, last_event = excluded.last_event, used_at = excluded.used_at
            """)
        {
            Parameters =
            {
                new() { Value = projection.Name }, new() { Value = mark }, new() { Value = shape },
                new() { Value = position }, new() { Value = last },
            },
        }, ct);
        await transaction.CommitAsync(ct);
        return last;
    }

    async Task<(long Position, long Last)> Make(
        NpgsqlConnection connection, IReadModel projection, string mark, DateTimeOffset before, long safe, CancellationToken ct)
    {
        foreach (var table in projection.Tables)
            await Execute(connection, $"drop table if exists {Table.Schema}.{NameOf(table, mark)}; {table.CreateAs(NameOf(table, mark))}", ct);
        var tables = new TablesBeside(connection, t => NameOf(t, mark));
        var (position, last) = (0L, 0L);
        while (position < safe)
        {
            var page = await Page(connection, projection, position, safe, before, ct);
            await tables.Write(page.Changes, ct);
            (position, last) = (page.End, page.Events is [.., var newest] ? newest.Position : last);
        }
        foreach (var table in projection.Tables)
            await Execute(connection, $"{table.IndexAs(NameOf(table, mark))} analyze {Table.Schema}.{NameOf(table, mark)}", ct);
        return (position, last);
    }

    async Task<EventPage> Page(NpgsqlConnection connection, IReadModel projection, long after, long safe, DateTimeOffset before, CancellationToken ct)
    {
        var page = await EventPage.Read(connection, types ?? StoredTypes.OfTheDomain, projection, after, safe, PageSize, ct, before);
        return page.Poison is { } poison ? throw new PoisonException(projection, poison) : page;
    }

    /// <summary>Drops the moments nobody asked for the longest, unless somebody reads them just now.</summary>
    static async Task Forget(NpgsqlConnection connection, IReadModel projection, string butNot, CancellationToken ct)
    {
        List<string> old = [];
        await using (var command = new NpgsqlCommand("select mark from peerwork.past_rows where projection = $1 and mark <> $2 order by used_at "
            + "desc offset $3", connection)
        {
            Parameters = { new() { Value = projection.Name }, new() { Value = butNot }, new() { Value = Kept - 1L } },
        })
        {
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct)) old.Add(rows.GetString(0));
        }
        foreach (var mark in old)
        {
            if (!await Turns.TryTake(connection, Turns.Remembering, TurnOf(projection, mark), ct, untilCommit: true)) continue;
            foreach (var table in projection.Tables) await Execute(connection, $"drop table if exists {Table.Schema}.{NameOf(table, mark)}", ct);
            await Execute(connection, new NpgsqlBatchCommand("delete from peerwork.past_rows where projection = $1 and mark = $2")
            {
                Parameters = { new() { Value = projection.Name }, new() { Value = mark } },
            }, ct);
        }
    }

    static async Task<(long Position, long Last)?> Known(
        NpgsqlConnection connection, IReadModel projection, string mark, string shape, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select position, last_event from peerwork.past_rows where projection = $1 and mark = $2 and shape = $3 for update", connection)
        {
            Parameters = { new() { Value = projection.Name }, new() { Value = mark }, new() { Value = shape } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? (rows.GetInt64(0), rows.GetInt64(1)) : null;
    }

    static string NameOf(Table table, string mark) => table.Name + SuffixOf(mark);

    /// <summary>Of another version or shape, they are made anew.</summary>
    static string ShapeOf(IReadModel projection) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{projection.Version}\n{string.Concat(projection.Tables.Select(t => t.Definition))}")));

    static async Task Execute(NpgsqlConnection connection, NpgsqlBatchCommand command, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = Patience.Bulk, BatchCommands = { command } };
        await batch.ExecuteNonQueryAsync(ct);
    }

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Patience.Bulk };
        await command.ExecuteNonQueryAsync(ct);
    }
}
