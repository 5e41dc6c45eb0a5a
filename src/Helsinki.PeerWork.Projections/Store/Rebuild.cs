using System.Security.Cryptography;
using System.Text;
using Helsinki.PeerWork.Projections.Tables;
using Marten;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// Makes a projection's tables from zero, beside the old ones, which answer until the new ones take their place in one transaction.
/// </summary>
sealed class Rebuild(IDocumentStore store, NpgsqlDataSource db, StoredTypes types, ILogger log)
{
    const int PageSize = 5_000;
    const string LockNotAvailable = "55P03";
    static readonly TimeSpan BeforeNextTry = TimeSpan.FromMilliseconds(200);

    /// <summary>Appends and reads queue behind the swap for so long at most, then it lets them pass and tries again.</summary>
    const string LockPatience = "250ms";

    /// <summary>Makes the tables unless they are there in this version and shape.</summary>
    /// <returns>False: a program of a later build has made them in a higher version, and they are left alone.</returns>
    public async Task<bool> IfNeeded(IReadModel projection, bool inline, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        var ours = true;
        await InTurn(projection, async connection =>
        {
            if (await Progress.IsOvertaken(connection, projection, ct))
            {
                log.LogWarning("A newer version of projection {Projection} is in place; this one is left alone.", projection.Name);
                ours = false;
            }
            else if (!await IsCurrent(connection, projection, ct))
            {
                await Run(connection, projection, inline, progress, ct);
            }
        }, ct);
        return ours;
    }

    public Task Now(IReadModel projection, bool inline, IProgress<RebuildProgress>? progress, CancellationToken ct) =>
        InTurn(projection, connection => Run(connection, projection, inline, progress, ct), ct);

    /// <summary>Two instances that start at once make them once.</summary>
    async Task InTurn(IReadModel projection, Func<NpgsqlConnection, Task> work, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        while (!await Turns.TryTake(connection, Turns.Rebuilding, projection.Name, ct))
            await Task.Delay(BeforeNextTry, ct);
        try
        {
            await work(connection);
        }
        finally
        {
            await Turns.GiveBack(connection, Turns.Rebuilding, projection.Name);
        }
    }

    static async Task<bool> IsCurrent(NpgsqlConnection connection, IReadModel projection, CancellationToken ct)
    {
        if (await Progress.Read(connection, projection, ct) is null) return false;
        foreach (var table in projection.Tables)
        {
            await using var shape = new NpgsqlCommand($"select obj_description(to_regclass('{Table.Schema}.{table.Name}'), 'pg_class')", connection);
            if (await shape.ExecuteScalarAsync(ct) as string != ShapeOf(table)) return false;
        }
        return true;
    }

    async Task Run(NpgsqlConnection connection, IReadModel projection, bool inline, IProgress<RebuildProgress>? progress, CancellationToken ct)
    {
        await using var reader = await db.OpenConnectionAsync(ct);
        var tables = new TablesBeside(connection, BesideOf);
        await Execute(connection, "set synchronous_commit = off", ct);
        try
        {
            foreach (var table in projection.Tables)
                await Execute(connection, $"drop table if exists {Table.Schema}.{BesideOf(table)}; {table.CreateAs(BesideOf(table))}", ct);
            var position = await Replay(0);
            // Indexes are made once the rows are there: that is several times faster.
            foreach (var table in projection.Tables)
                await Execute(connection, $"begin; {table.IndexAs(BesideOf(table))} commit", ct);
            do position = await Replay(position);
            while (!await Swap(connection, reader, tables, projection, inline, position, ct));
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open) await Execute(connection, "reset synchronous_commit", CancellationToken.None);
        }
        log.LogInformation("Projection {Projection} was made anew.", projection.Name);

        // As far as Marten finds it safe: a number that is drawn and not committed may still come.
        async Task<long> Safe()
        {
            using var daemon = await store.BuildProjectionDaemonAsync();
            await daemon.PrepareForRebuildsAsync();
            return daemon.HighWaterMark();
        }

        async Task<long> Replay(long from)
        {
            var safe = Math.Max(from, await Safe());
            progress?.Report(new(projection.Name, from, safe));
            // The next page is read while this one is written.
            var reading = EventPage.Read(reader, types, projection, from, safe, PageSize, ct);
            try
            {
                while (true)
                {
                    var page = await reading;
                    if (page.Poison is { } poison) throw new PoisonException(projection, poison);
                    var last = page.End >= safe;
                    if (!last) reading = EventPage.Read(reader, types, projection, page.End, safe, PageSize, ct);
                    await tables.Write(page.Changes, ct);
                    progress?.Report(new(projection.Name, page.End, safe));
                    if (last) return Math.Max(page.End, from);
                }
            }
            finally
            {
                // A connection in the middle of a read can't be given back.
                await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>False: somebody was in the way; catch up and try again.</returns>
    async Task<bool> Swap(
        NpgsqlConnection connection, NpgsqlConnection reader, TablesBeside tables, IReadModel projection, bool inline,
        long position, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await Execute(connection, $"set local lock_timeout = '{LockPatience}'; set local synchronous_commit = on", ct);
            // Inline: nobody is in the middle of an append now, and whoever appends next writes to the new tables. Otherwise:
            // whoever projects waits here, and finds the progress moved.
            if (inline) await Execute(connection, "lock table mt_events in share mode", ct);
            var end = inline
                ? await LastNumber(connection, ct)
                : await Progress.Read(connection, projection, ct, locked: true) ?? 0;
            if (end > position)
            {
                var rest = await EventPage.Read(reader, types, projection, position, end, int.MaxValue, ct);
                if (rest.Poison is { } poison) throw new PoisonException(projection, poison);
                await tables.Write(rest.Changes, ct);
                position = end;
            }
            foreach (var table in projection.Tables) await Execute(connection, Replace(table), ct);
            await Record(connection, projection, inline, position, ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (PostgresException e) when (e.SqlState is LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            await transaction.RollbackAsync(ct);
            await Task.Delay(BeforeNextTry, ct);
            return false;
        }
    }

    /// <summary>Other versions' progress goes: whoever still runs one finds no row, and stops.</summary>
    static async Task Record(NpgsqlConnection connection, IReadModel projection, bool inline, long position, CancellationToken ct)
    {
        await using var record = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("delete from mt_event_progression where (name = $1 || ':All' or name ~ ('^' || $1 || ':V[0-9]+:All$')) and name <> $2")
                {
                    Parameters = { new() { Value = projection.Name }, new() { Value = Progress.NameOf(projection) } },
                },
                // What was known at past moments is folded anew, too, when it is asked for.
                new("update peerwork.past_rows set shape = '' where projection = $1") { Parameters = { new() { Value = projection.Name } } },
            },
        };
        // Marten writes the first progress of what follows by itself, and is in its own way when it is there.
        if (inline || position > 0)
            record.BatchCommands.Add(new("insert into mt_event_progression (name, last_seq_id) values ($1, "
                + "$2) on conflict (name) do update set last_seq_id = excluded.last_seq_id")
            {
                Parameters = { new() { Value = Progress.NameOf(projection) }, new() { Value = position } },
            });
        await record.ExecuteNonQueryAsync(ct);
    }

    static async Task<long> LastNumber(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var last = new NpgsqlCommand("select coalesce(max(seq_id), 0) from mt_events", connection);
        return (long)(await last.ExecuteScalarAsync(ct))!;
    }

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Patience.Unlimited };
        await command.ExecuteNonQueryAsync(ct);
    }

    static string BesideOf(Table table) => $"{table.Name}__next";

    static string ShapeOf(Table table) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table.Definition)));

    /// <summary>Indexes take the names they would have had, because constraints are recognised by them.</summary>
    static string Replace(Table table) => $"""
        drop table if exists {Table.Schema}.{table.Name};
        alter table {Table.Schema}.{BesideOf(table)} rename to {table.Name};
        comment on table {Table.Schema}.{table.Name} is '{ShapeOf(table)}';
        do $do$ declare i record; begin
            for i in select indexname as name from pg_indexes where schemaname = '{Table.Schema}' and tablename = '{table.Name}' loop
                execute format('alter index {Table.Schema}.%I rename to %I', i.name, replace(i.name, '{BesideOf(table)}', '{table.Name}'));
            end loop;
        end $do$
        """;
}

/// <summary>A projection can't be made anew because of one event. The old rows stand.</summary>
public sealed class PoisonException : Exception
{
    internal PoisonException(IReadModel projection, Poison poison)
        : base($"Projection {projection.Name} can't take the event at position {poison.Position}: {poison.Error.Message}", poison.Error) =>
        (Position, Reason) = (poison.Position, poison.Error.Message);

    public long Position { get; }

    /// <summary>Why the event can't be taken.</summary>
    public string Reason { get; }
}
