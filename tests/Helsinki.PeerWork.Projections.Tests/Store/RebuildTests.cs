using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Projections.Tests.Store;

public sealed class RebuildTests : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;

    readonly TestDatabase database = new();
    readonly PeerWorkerId[] mediators = [.. Enumerable.Range(0, 10).Select(_ => new PeerWorkerId(Guid.CreateVersion7()))];

    public ValueTask InitializeAsync() => database.InitializeAsync();
    public ValueTask DisposeAsync() => database.DisposeAsync();

    Task Append(int i) => Append(i, database.Log);

    async Task Append(int i, EventLog log)
    {
        StreamAppend[] streams = [Events.Process(Guid.CreateVersion7(), 0, Events.Meeting(mediators[i % mediators.Length]))];
        Assert.True(await log.Append(streams, Events.ByMediator, [], None));
    }

    Task<IReadOnlyList<string>> Rows(string table = "meetings_of_mediators") =>
        database.Query<string>($"select mediator || ' ' || meetings || ' ' || minutes from read.{table} order by mediator");

    Task<IReadOnlyList<string>> Expected() => database.Query<string>("""
        select (data->>'Mediator') || ' ' || count(*) || ' ' || sum((data->>'Minutes')::int) from mt_events group by data->>'Mediator' order by 1
        """);

    [Theory, InlineData(true), InlineData(false)]
    public async Task Made_anew_while_others_append_and_read_the_rows_equal_the_fold_and_never_stop_answering(bool isInline)
    {
        var projection = new MeetingsOfMediators();
        await using var process = isInline ? await Instance.Start(database, [], projection) : await Instance.Start(database, [projection]);
        for (var i = 0; i < 200; i++) await Append(i, process.Log);
        await process.Daemon.CatchUp(None);
        using var enough = new CancellationTokenSource();
        var others = Enumerable.Range(0, 3).Select(n => Task.Run(async () =>
        {
            for (var i = n; !enough.IsCancellationRequested; i += 3) await Append(i, process.Log);
        }));
        var reading = Task.Run(async () =>
        {
            var before = 200L;
            while (!enough.IsCancellationRequested)
            {
                var now = (await database.Query<long>("select sum(meetings)::bigint from read.meetings_of_mediators"))[0];
                Assert.True(now >= before, $"{now} meetings after {before}");
                before = now;
            }
        });
        Task[] busy = [.. others, reading];

        for (var again = 0; again < 5; again++) await process.Daemon.Rebuild(projection.Name, null, None);

        await enough.CancelAsync();
        await Task.WhenAll(busy);
        await process.Daemon.CatchUp(None);
        Assert.Equal(await Expected(), await Rows());
    }

    [Fact]
    public async Task A_new_version_is_made_at_the_start_and_takes_the_old_ones_place()
    {
        var first = new MeetingsOfMediators();
        await using (var process = await Instance.Start(database, [first]))
        {
            for (var i = 0; i < 20; i++) await Append(i);
            await process.Daemon.CatchUp(None);
        }
        await database.Execute("update read.meetings_of_mediators set meetings = 0");
        var reports = new Reports();

        await using var next = await Instance.Start(database, [new MeetingsOfMediators { Version = 2 }]);
        await next.Daemon.Rebuild(first.Name, reports, None);
        await next.Daemon.CatchUp(None);

        Assert.Equal(await Expected(), await Rows());
        Assert.Equal(["meetings_of_mediators:V2:All"],
            await database.Query<string>("select name from mt_event_progression where name not like 'HighWater%'"));
        Assert.Equal(["meetings_of_mediators_by_day", "meetings_of_mediators_pkey"],
            await database.Query<string>("select indexname::text from pg_indexes where schemaname = 'read' order by 1"));
        Assert.Contains(new RebuildProgress(first.Name, 20, 20), reports);
    }

    [Fact]
    public async Task An_older_program_that_starts_late_leaves_the_newer_tables_alone()
    {
        await Append(0);
        await using (var newer = await Instance.Start(database, [new MeetingsOfMediators { Version = 12 }])) await newer.Daemon.CatchUp(None);
        await database.Execute("update read.meetings_of_mediators set meetings = 7");

        await using var older = await Instance.Start(database, [new MeetingsOfMediators { Version = 3 }]);

        Assert.Equal([7], await database.Query<int>("select meetings from read.meetings_of_mediators"));
        Assert.Equal([new ProjectionLag("meetings_of_mediators", null, new ProjectionState.Waiting())], await older.Daemon.Lag(None));
    }

    [Fact]
    public async Task A_table_whose_shape_changed_is_made_anew_at_the_start_and_one_that_did_not_is_left()
    {
        await using (var process = await Instance.Start(database, [new MeetingsOfMediators()]))
        {
            await Append(0);
            await process.Daemon.CatchUp(None);
        }
        await database.Execute("update read.meetings_of_mediators set meetings = 7");

        await using (var process = await Instance.Start(database, [new MeetingsOfMediators()])) Assert.Equal([7],
            await database.Query<int>("select meetings from read.meetings_of_mediators"));

        await database.Execute("comment on table read.meetings_of_mediators is 'another shape'");
        await using (var process = await Instance.Start(database, [new MeetingsOfMediators()])) Assert.Equal(await Expected(), await Rows());
    }

    [Fact]
    public async Task Two_processes_that_start_at_once_make_the_tables_once()
    {
        for (var i = 0; i < 20; i++) await Append(i);

        var processes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Instance.Start(database, [new MeetingsOfMediators()]))));
        await processes[0].Daemon.CatchUp(None);

        Assert.Equal(await Expected(), await Rows());
        foreach (var process in processes) await process.DisposeAsync();
    }

    [Fact]
    public async Task One_event_that_cannot_be_folded_leaves_the_old_rows_standing_and_is_named()
    {
        var projection = new Fragile();
        await using var process = await Instance.Start(database, [projection]);
        for (var i = 0; i < 3; i++) await Append(i);
        await process.Daemon.CatchUp(None);
        projection.Breaks = true;

        var poison = await Assert.ThrowsAsync<PoisonException>(() => process.Daemon.Rebuild(projection.Name, null, None));

        Assert.Equal(1, poison.Position);
        Assert.Equal(await Expected(), await Rows("fragile"));

        await process.Daemon.Park("fragile", 1, "administrator-1", Events.ByMediator.At, None);
        await process.Daemon.Park("fragile", 2, "administrator-1", Events.ByMediator.At, None);
        await process.Daemon.Park("fragile", 3, "administrator-1", Events.ByMediator.At, None);
        await process.Daemon.Rebuild(projection.Name, null, None);
        Assert.Empty(await Rows("fragile"));
    }

    sealed class Fragile : IReadModel
    {
        readonly MeetingsOfMediators meetings = new("fragile");

        public bool Breaks { get; set; }
        public string Name => meetings.Name;
        public int Version => 1;
        public IReadOnlyList<Table> Tables => meetings.Tables;
        public IReadOnlyCollection<Type> Handles => meetings.Handles;
        public void Fold(Recorded e, Changes changes)
        {
            if (Breaks) throw new InvalidOperationException("broken");
            meetings.Fold(e, changes);
        }
    }

    sealed class Reports : List<RebuildProgress>, IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => Add(value);
    }
}
