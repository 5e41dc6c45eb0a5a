using Helsinki.PeerWork.Faults.Tests.Kernel;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;

namespace Helsinki.PeerWork.Faults.Tests.Faults;

/// <summary>Numbers drawn and not used, transactions that commit late, locks, long readers, and events nobody can read.</summary>
[Collection(World.Name)]
public sealed class EventFaults(World world)
{
    static readonly TimeSpan Held = Suite.Lasting(6, inShort: 2);

    [Fact]
    public Task Numbers_are_drawn_and_held() => world.Try("numbers drawn and held: rolled back, committed late, session ended", () => Task.WhenAll(
        ((string[])["rollback", "commit", "select pg_terminate_backend(pg_backend_pid())"]).Select(end => Holding("select nextval('mt_events_sequence')", end))));

    [Fact]
    public Task Appends_commit_late() => world.Try("rows of appends locked: they commit late", () =>
        Holding("select * from read.process_list order by process desc limit 3 for update", "rollback", TimeSpan.FromSeconds(2)), anew: true);

    [Fact]
    public Task A_table_is_locked() => world.Try("events locked by another: against writing, against reading, too", async () =>
    {
        await Holding("lock table mt_events in share mode", "rollback", TimeSpan.FromSeconds(2)); // what was decided waits to be written
        await Holding("lock table mt_events in access exclusive mode", "rollback");
    });

    [Fact]
    public Task Somebody_reads_for_long_and_the_database_is_dumped_meanwhile() => world.Try("long reader and pg_dump", async () =>
    {
        await using var reader = await world.Postgres.Look.OpenConnectionAsync();
        await using var transaction = await reader.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await Execute(reader, "select count(*) from mt_events");
        await Holding("select nextval('mt_events_sequence')", "rollback");
        await world.Postgres.Dump();
        await world.More(Suite.ActsAround);
    });

    [Fact]
    public Task Events_that_can_not_be_read_stand_in_three_places_until_they_are_mended() => world.Try("poison events in three places, mended", async () =>
    {
        var postgres = world.Postgres;
        var stream = Guid.CreateVersion7();
        await postgres.Execute($"""
            create table public.kept as select seq_id, type, data from mt_events where type in ('meeting_held', 'hours_recorded') order by seq_id desc limit 1;
            insert into public.kept select seq_id, type, data from mt_events where type = 'cooperation_began' order by random() limit 1;
            update mt_events e set type = 'meeting_dreamt', mt_dotnet_type = 'meeting_dreamt' from public.kept k where k.seq_id = e.seq_id and k.type <> 'cooperation_began';
            update mt_events e set data = '[1]' from public.kept k where k.seq_id = e.seq_id and k.type = 'cooperation_began';
            insert into mt_streams (id, type, version) values ('{stream}', 'dream', 1);
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type)
            values (nextval('mt_events_sequence'), gen_random_uuid(), '{stream}', 1, '{"{}"}', 'meeting_dreamt', now(), 'Dreams.MeetingDreamt, Dreams')
            """);
        await Until.True(async () => await StoppedAt() is not null);
        await world.More(Suite.ActsAround);
        await postgres.Execute($"""
            update mt_events e set type = k.type, data = k.data from public.kept k where k.seq_id = e.seq_id;
            insert into mended select seq_id from public.kept;
            delete from mt_events where stream_id = '{stream}';
            delete from mt_streams where id = '{stream}';
            drop table public.kept
            """);
        await Until.True(async () => await StoppedAt() is null);
    }, anew: true);

    async Task<long?> StoppedAt() => (await world.ReadModels.All(world.Programs[0]))?
        .Select(m => m.GetProperty("stoppedAt")).Where(at => at.ValueKind == System.Text.Json.JsonValueKind.Number).Select(at => (long?)at.GetInt64()).FirstOrDefault();

    /// <param name="end">How its transaction ends.</param>
    async Task Holding(string sql, string end, TimeSpan? time = null)
    {
        await using var connection = await world.Postgres.Look.OpenConnectionAsync();
        await Execute(connection, "begin");
        await Execute(connection, sql);
        await Task.Delay(time ?? Held);
        try
        {
            await Execute(connection, end);
        }
        catch (NpgsqlException) when (connection.State != System.Data.ConnectionState.Open)
        {
            // Its session was ended.
        }
    }

    static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
