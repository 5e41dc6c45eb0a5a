using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Tests.Store;

/// <summary>Numbers are drawn before commit: a lower one may appear after a higher one, or never.</summary>
public sealed class LateCommitTests : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Five times as long as a gap must have stood before it is asked whether anybody may still fill it.</summary>
    static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(1);

    readonly TestDatabase database = new();
    Instance instance = null!;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        instance = await Instance.Start(database, [new MeetingsOfMediators()]);
        await Append();
        await instance.Daemon.CatchUp(None);
    }

    public async ValueTask DisposeAsync()
    {
        await instance.DisposeAsync();
        await database.DisposeAsync();
    }

    async Task Append() =>
        Assert.True(await instance.Log.Append([Events.Process(Guid.CreateVersion7(), 0, Events.Meeting(new PeerWorkerId(Guid.CreateVersion7())))],
            Events.ByMediator, [], None));

    /// <summary>As the one in <see cref="Append"/>, in a stream of its own.</summary>
    const string Event = """
        with s as (insert into mt_streams (id, type, version) values (gen_random_uuid(), 'aito_valittaja_process', 1) returning id)
        insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp)
        select nextval('mt_events_sequence'), gen_random_uuid(), s.id, 1, (select data from mt_events limit 1), 'meeting_held', now() from s
        """;

    async Task AllAreThere()
    {
        await instance.Daemon.CatchUp(None);
        Assert.Equal(await database.Query<long>("select count(*) from mt_events"),
            await database.Query<long>("select coalesce(sum(meetings), 0)::bigint from read.meetings_of_mediators"));
    }

    [Theory, InlineData(Event), InlineData("select nextval('mt_events_sequence')"),
        InlineData($"savepoint before; {Event}; rollback to savepoint before")]
    public async Task Nothing_passes_a_number_while_whoever_drew_it_may_still_use_it(string drawing)
    {
        await using var late = await Transaction.Begin(database.Source, drawing);
        await Append();

        await Task.Delay(LongEnough, None); // nothing tells that nothing happens
        Assert.Equal(new ProjectionState.Running(1), (await instance.Daemon.Lag(None))[0].State);
        await late.Commit();

        await AllAreThere();
    }

    [Fact]
    public async Task A_number_that_was_rolled_back_is_passed()
    {
        await using (var lost = await Transaction.Begin(database.Source, $"{Event}; {Event}"))
        {
            await Append();
            await lost.RollBack();
        }

        await AllAreThere();
    }

    [Fact]
    public async Task A_number_whose_session_was_killed_is_passed()
    {
        await using var lost = await Transaction.Begin(database.Source, Event);
        await Append();
        await database.Execute($"select pg_terminate_backend({lost.Connection.ProcessID})");

        await AllAreThere();
    }

    [Fact]
    public async Task Whoever_reads_for_long_holds_nothing_up_while_no_number_is_missing()
    {
        await using var reader = await Transaction.Begin(database.Source,
            "set transaction isolation level repeatable read; select count(*) from mt_events");
        await Append();

        await AllAreThere();
    }

    [Fact]
    public async Task Nothing_is_ever_missed_whoever_commits_or_rolls_back_when()
    {
        const int Writers = 3, Each = 200;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (var i = 0; i < Each; i++)
            {
                await using var transaction = await Transaction.Begin(database.Source,
                    string.Join("; ", Enumerable.Repeat(Event, random.Next(1, 4))));
                if (random.Next(2) == 0) await transaction.Execute($"select pg_sleep({random.Next(5) / 1000m})");
                if (random.Next(8) == 0) await transaction.RollBack();
                else await transaction.Commit();
            }
        })));

        await AllAreThere();
    }

    sealed record Transaction(NpgsqlConnection Connection, NpgsqlTransaction Open) : IAsyncDisposable
    {
        public static async Task<Transaction> Begin(NpgsqlDataSource db, string sql)
        {
            var connection = await db.OpenConnectionAsync();
            var begun = new Transaction(connection, await connection.BeginTransactionAsync());
            await begun.Execute(sql);
            return begun;
        }

        public async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, Connection);
            await command.ExecuteNonQueryAsync();
        }

        public Task Commit() => Open.CommitAsync();
        public Task RollBack() => Open.RollbackAsync();

        public async ValueTask DisposeAsync()
        {
            await Open.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}
