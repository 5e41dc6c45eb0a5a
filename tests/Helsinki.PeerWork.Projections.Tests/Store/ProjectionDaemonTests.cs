using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Projections.Tests.Store;

public sealed class ProjectionDaemonTests : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;

    readonly TestDatabase database = new();

    public ValueTask InitializeAsync() => database.InitializeAsync();
    public ValueTask DisposeAsync() => database.DisposeAsync();

    Task Append(PeerWorkerId mediator, int meetings = 1) => Append([.. Enumerable.Range(0, meetings).Select(_ => Events.Meeting(mediator))]);

    async Task Append(params object[] events) =>
        Assert.True(await database.Log.Append([Events.Process(Guid.CreateVersion7(), 0, events)], Events.ByMediator, [], None));

    Task<IReadOnlyList<string>> Rows(string table = "meetings_of_mediators") =>
        database.Query<string>($"select mediator || ' ' || meetings || ' ' || minutes from read.{table} order by mediator");

    Task<IReadOnlyList<string>> Expected() => database.Query<string>("""
        select (data->>'Mediator') || ' ' || count(*) || ' ' || sum((data->>'Minutes')::int) from mt_events
        where type = 'meeting_held' group by data->>'Mediator' order by 1
        """);

    [Fact]
    public async Task Every_event_is_projected_once_and_the_progress_stands_in_Martens_table()
    {
        await using var process = await Instance.Start(database, [new MeetingsOfMediators()]);
        var mediator = new PeerWorkerId(Guid.CreateVersion7());
        for (var i = 0; i < 5; i++) await Append(mediator, meetings: 3);
        await Append(new ProcessClosed(Events.May4));

        await process.Daemon.CatchUp(None);

        Assert.Equal([$"{mediator.Value} 15 900"], await Rows());
        await Until.True(async () =>
            (await database.Query<string>("select name || ' ' || last_seq_id from mt_event_progression where name <> 'HighWaterAllocationFence' "
            + "order by name"))
            .SequenceEqual(["HighWaterMark 16", "meetings_of_mediators:All 16"]));
        // The rows are committed a moment before the process says so.
        await Until.True(async () => (await process.Daemon.Lag(None))
            .Single() is { Projection: "meetings_of_mediators", Behind: 0, State: ProjectionState.Running(16) });
    }

    [Fact]
    public async Task Rows_wait_for_a_late_commit_below_them()
    {
        await using var process = await Instance.Start(database, [new MeetingsOfMediators()]);
        await Append(new PeerWorkerId(Guid.CreateVersion7()));
        await using var late = await database.Source.OpenConnectionAsync();
        await using var transaction = await late.BeginTransactionAsync();
        await using var draw = new NpgsqlCommand("""
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp)
            select nextval('mt_events_sequence'), gen_random_uuid(), stream_id, 2, data, type, timestamp from mt_events limit 1
            """, late);
        await draw.ExecuteNonQueryAsync();
        await Append(new PeerWorkerId(Guid.CreateVersion7()));

        await Until.True(async () => (await process.Daemon.Lag(None))[0] is { Behind: 2, State: ProjectionState.Running(1) });
        await transaction.CommitAsync();
        await process.Daemon.CatchUp(None);

        Assert.Equal(await Expected(), await Rows());
    }

    [Fact]
    public async Task Of_two_processes_one_projects_and_the_other_goes_on_when_its_connection_is_killed()
    {
        const int Appends = 300;
        await using var one = await Instance.Start(database, [new MeetingsOfMediators()]);
        await Until.True(async () => await Leaders() == 1);
        await using var two = await Instance.Start(database, [new MeetingsOfMediators()]);
        Assert.Equal(1, await Leaders());
        PeerWorkerId[] mediators = [.. Enumerable.Range(0, 5).Select(_ => new PeerWorkerId(Guid.CreateVersion7()))];

        var appending = Task.Run(async () =>
        {
            for (var i = 0; i < Appends; i++) await Append(mediators[i % mediators.Length]);
        });
        var killed = 0;
        while (!appending.IsCompleted || killed < 3)
        {
            await Until.True(async () => await Leaders() == 1);
            killed += (await database.Query<bool>("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and "
                + "database = (select oid from pg_database where datname = current_database())")).Count;
        }
        await appending;
        await one.Daemon.CatchUp(None);

        Assert.True(killed >= 3);
        Assert.Equal(await Expected(), await Rows());
        Assert.Equal(Appends, (await database.Query<long>("select sum(meetings)::bigint from read.meetings_of_mediators"))[0]);

        async Task<long> Leaders() =>
            (await database.Query<long>("select count(*) from pg_locks where locktype = 'advisory' and granted and database = (select oid from "
                + "pg_database where datname = current_database())"))[0];
    }

    [Fact]
    public async Task An_append_in_one_process_wakes_the_projection_of_another_long_before_it_would_poll()
    {
        await using var reader = await Instance.Start(database, [new MeetingsOfMediators()]);
        await using var writer = await Instance.Start(database, []);
        await Append(new PeerWorkerId(Guid.CreateVersion7()));
        await reader.Daemon.CatchUp(None);

        var waited = new List<TimeSpan>();
        for (var i = 0; i < 10; i++)
        {
            StreamAppend[] streams = [Events.Process(Guid.CreateVersion7(), 0, Events.Meeting(new(Guid.CreateVersion7())))];
            Assert.True(await writer.Log.Append(streams, Events.ByMediator, [], None));
            var began = TimeProvider.System.GetTimestamp();
            await reader.Daemon.CatchUp(None);
            waited.Add(TimeProvider.System.GetElapsedTime(began));
        }

        Assert.InRange(waited.Order().ElementAt(5), TimeSpan.Zero, TimeSpan.FromMilliseconds(300));
    }

    [Fact]
    public async Task A_poison_event_stops_only_its_projection_which_goes_on_when_it_is_parked()
    {
        var poisoned = new PeerWorkerId(Guid.CreateVersion7());
        var choking = new Choking(poisoned);
        await using var process = await Instance.Start(database, [new MeetingsOfMediators(), choking]);
        await Append(Events.Meeting(new(Guid.CreateVersion7())), Events.Meeting(poisoned), Events.Meeting(new(Guid.CreateVersion7())));

        await Until.True(async () => (await process.Daemon.Lag(None))[1].State is ProjectionState.Stopped);
        await Until.True(async () => (await process.Daemon.Lag(None))[0].Behind == 0);

        Assert.Equal(new ProjectionState.Stopped(2, "choked"), (await process.Daemon.Lag(None))[1].State);
        Assert.Single(await Rows("choking"));
        Assert.Equal(await Expected(), await Rows());

        await process.Daemon.Park("choking", 2, "administrator-1", Events.ByMediator.At, None);
        await Until.True(async () => (await process.Daemon.Lag(None))[1] is { Behind: 0, State: ProjectionState.Running });
        Assert.Equal((await Expected()).Where(row => !row.StartsWith(poisoned.Value.ToString(), StringComparison.Ordinal)), await Rows("choking"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_projection_that_could_not_be_made_at_the_start_is_made_when_the_event_it_could_not_read_is_mended(bool inline)
    {
        await Append(Events.Meeting(new(Guid.CreateVersion7())), Events.Meeting(new(Guid.CreateVersion7())));
        await database.Execute("update mt_events set data = '[]' where seq_id = 2");

        await using var process = inline
            ? await Instance.Start(database, [], new MeetingsOfMediators())
            : await Instance.Start(database, [new MeetingsOfMediators()]);
        Assert.Equal(2, process.Daemon.Unmade("meetings_of_mediators")?.Position);

        await database.Execute("update mt_events set data = (select data from mt_events where seq_id = 1) where seq_id = 2");
        await Until.True(() => Task.FromResult(process.Daemon.Unmade("meetings_of_mediators") is null));
        await process.Daemon.CatchUp(None);
        Assert.Equal(await Expected(), await Rows());
    }

    [Fact]
    public async Task An_event_whose_row_the_database_refuses_is_found_among_its_page()
    {
        await using var process = await Instance.Start(database, [new OneDayEach()]);
        await using (var gap = await database.Source.OpenConnectionAsync())
        {
            // All in one page: nothing is safe to read before the transaction ends.
            await using var held = await gap.BeginTransactionAsync();
            await new NpgsqlCommand("select nextval('mt_events_sequence')", gap).ExecuteNonQueryAsync();
            await Append(Meeting(1), Meeting(2), Meeting(3), Meeting(2), Meeting(4));
        }

        await Until.True(async () => (await process.Daemon.Lag(None))[0].State is ProjectionState.Stopped);

        Assert.Equal(5, Assert.IsType<ProjectionState.Stopped>((await process.Daemon.Lag(None))[0].State).Position);
        Assert.Equal([3L], await database.Query<long>("select count(*) from read.one_day_each"));

        static MeetingHeld Meeting(int day) => Events.Meeting(new(Guid.CreateVersion7())) with { On = new(2026, 5, day) };
    }

    sealed class Choking(PeerWorkerId on) : IReadModel
    {
        readonly MeetingsOfMediators meetings = new("choking");

        public string Name => meetings.Name;
        public int Version => 1;
        public IReadOnlyList<Table> Tables => meetings.Tables;
        public IReadOnlyCollection<Type> Handles => meetings.Handles;

        public void Fold(Recorded e, Changes changes)
        {
            meetings.Fold(e, changes);
            if (e.Event is MeetingHeld held && held.Mediator == on) throw new InvalidOperationException("choked");
        }
    }

    sealed class OneDayEach : IReadModel
    {
        static readonly Table Days = new("one_day_each", [new("meeting", ColumnType.Uuid)], [new("day", ColumnType.Date)],
            "create unique index {table}_day on {table} (day)");

        public string Name => Days.Name;
        public int Version => 1;
        public IReadOnlyList<Table> Tables => [Days];
        public IReadOnlyCollection<Type> Handles => [typeof(MeetingHeld)];
        public void Fold(Recorded e, Changes changes) => changes.Set(Days, ((MeetingHeld)e.Event).Meeting, ("day", ((MeetingHeld)e.Event).On));
    }
}
