using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Tests.Store;

public sealed class HighWaterTests : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;

    readonly TestDatabase database = new();
    readonly HighWater highWater = new("public", 0, NullLogger.Instance);
    NpgsqlConnection watcher = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        watcher = await database.Source.OpenConnectionAsync();
        await database.Execute("insert into mt_streams (id, type, version) values ('00000000-0000-0000-0000-000000000001', 'test', 0)");
    }

    public async ValueTask DisposeAsync()
    {
        await watcher.DisposeAsync();
        await database.DisposeAsync();
    }

    const string Event = """
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp)
        select n, gen_random_uuid(), '00000000-0000-0000-0000-000000000001', n, '{}', 'tombstone', now() from (select nextval('mt_events_sequence') as n) as drawn
        """;

    Task<IReadOnlyList<string>> Skips() => database.Query<string>("select starting_sequence || '–' || ending_sequence from mt_high_water_skips order by 1");

    async Task<Writer> Begin(string sql)
    {
        var connection = await database.Source.OpenConnectionAsync();
        var writer = new Writer(connection, await connection.BeginTransactionAsync());
        await writer.Execute(sql);
        return writer;
    }

    [Fact]
    public async Task A_late_commit_is_waited_for_and_then_seen()
    {
        await database.Execute(Event);
        await using var late = await Begin(Event);
        await database.Execute(Event);

        Assert.Equal(1, await highWater.Advance(watcher, None));
        Assert.True(highWater.Suspects);
        Assert.Equal(1, await highWater.Advance(watcher, None));

        await late.Commit();
        Assert.Equal(3, await highWater.Advance(watcher, None));
        Assert.False(highWater.Suspects);
        Assert.Empty(await Skips());
    }

    [Fact]
    public async Task A_number_that_was_rolled_back_is_skipped_and_recorded()
    {
        await database.Execute(Event);
        await using var lost = await Begin(Event + "; " + Event);
        await database.Execute(Event);

        Assert.Equal(1, await highWater.Advance(watcher, None));
        await lost.RollBack();
        Assert.Equal(4, await highWater.Advance(watcher, None));
        Assert.Equal(["1–3"], await Skips());
    }

    [Theory, InlineData("select nextval('mt_events_sequence')"), InlineData($"savepoint before; {Event}; rollback to savepoint before")]
    public async Task A_transaction_without_a_row_or_an_xid_yet_still_counts_as_alive(string drawing)
    {
        await using var idle = await Begin(drawing);
        await database.Execute(Event);

        Assert.Equal(0, await highWater.Advance(watcher, None));
        Assert.Equal(0, await highWater.Advance(watcher, None));
        await idle.Commit();
        Assert.Equal(2, await highWater.Advance(watcher, None));
        Assert.Equal(["0–1"], await Skips());
    }

    [Fact]
    public async Task Whoever_draws_after_the_gap_was_seen_does_not_keep_it_alive()
    {
        await using var lost = await Begin(Event);
        await database.Execute(Event);
        Assert.Equal(0, await highWater.Advance(watcher, None));
        await using var later = await Begin(Event);

        await lost.RollBack();

        Assert.Equal(2, await highWater.Advance(watcher, None));
    }

    [Fact]
    public async Task A_gap_filled_in_part_is_skipped_only_in_the_rest()
    {
        await using var committed = await Begin(Event);
        await using var lost = await Begin(Event);
        await using var open = await Begin(Event);
        await database.Execute(Event);
        Assert.Equal(0, await highWater.Advance(watcher, None));

        await committed.Commit();
        await lost.RollBack();
        Assert.Equal(1, await highWater.Advance(watcher, None));
        await open.Commit();

        Assert.Equal(4, await highWater.Advance(watcher, None));
        Assert.Equal(["1–2"], await Skips());
    }

    [Fact]
    public async Task A_recorded_skip_is_trusted()
    {
        await database.Execute($"select nextval('mt_events_sequence'); {Event}; insert into mt_high_water_skips values (1, 0)");
        await using var unrelated = await Begin(Event);

        Assert.Equal(2, await highWater.Advance(watcher, None));
        Assert.False(highWater.Suspects);
    }

    [Fact]
    public async Task On_another_connection_the_check_starts_over()
    {
        await using var lost = await Begin(Event);
        await using var open = await Begin(Event);
        await database.Execute(Event);
        Assert.Equal(0, await highWater.Advance(watcher, None));
        await lost.RollBack();
        await using var later = await Begin("select nextval('mt_events_sequence')");
        await using var another = await database.Source.OpenConnectionAsync();

        // Who drew later is remembered now as well: the new check knows nothing of before.
        Assert.Equal(0, await highWater.Advance(another, None));
        await open.RollBack();
        Assert.Equal(0, await highWater.Advance(another, None));
        await later.Commit();
        Assert.Equal(3, await highWater.Advance(another, None));
    }

    [Fact]
    public async Task A_prepared_transaction_is_alive_although_nobody_is_connected()
    {
        Assert.SkipWhen((await database.Query<string>("show max_prepared_transactions"))[0] == "0", "The server has no prepared transactions.");
        var name = $"late-{Guid.NewGuid()}";
        await using (var prepared = await Begin(Event)) await prepared.Execute($"prepare transaction '{name}'");
        await database.Execute(Event);

        var waiting = (await highWater.Advance(watcher, None), await highWater.Advance(watcher, None));
        await database.Execute($"commit prepared '{name}'");

        Assert.Equal((0L, 0L), waiting);
        Assert.Equal(2, await highWater.Advance(watcher, None));
    }

    /// <summary>The law: whatever commits when, a reader who follows the mark sees every event, in order.</summary>
    [Fact]
    public async Task Following_the_mark_nothing_is_ever_missed_whoever_commits_or_rolls_back_when()
    {
        const int Writers = 3, Each = 400;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (var i = 0; i < Each; i++)
            {
                await using var transaction = await Begin(string.Join("; ", Enumerable.Repeat(Event, random.Next(1, 4))));
                if (random.Next(2) == 0) await transaction.Execute($"select pg_sleep({random.Next(5) / 1000m})");
                if (random.Next(8) == 0) await transaction.RollBack();
                else await transaction.Commit();
            }
        })));

        var seen = new List<long>();
        for (var last = false; !last;)
        {
            last = writing.IsCompleted;
            var before = highWater.Mark;
            var mark = await highWater.Advance(watcher, None);
            seen.AddRange(await database.Query<long>($"select seq_id from mt_events where seq_id > {before} and seq_id <= {mark} order by 1"));
        }
        await writing;

        Assert.Equal(await database.Query<long>("select seq_id from mt_events order by 1"), seen);
        Assert.NotEmpty(await Skips());
        Assert.Empty(await database.Query<long>("select seq_id from mt_events join mt_high_water_skips on seq_id > starting_sequence and seq_id <= ending_sequence"));
    }

    sealed record Writer(NpgsqlConnection Connection, NpgsqlTransaction Transaction) : IAsyncDisposable
    {
        public async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, Connection);
            await command.ExecuteNonQueryAsync();
        }

        public Task Commit() => Transaction.CommitAsync();
        public Task RollBack() => Transaction.RollbackAsync();

        public async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
