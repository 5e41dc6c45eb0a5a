using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Helsinki.PeerWork.Projections.Tests.Store;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Tests.Tables;

public sealed class ChangesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    static readonly Table Rooms = new("rooms",
        [new("centre", ColumnType.Text), new("number", ColumnType.Integer)],
        [new("kind", ColumnType.Text), new("seats", ColumnType.Integer), new("cost", ColumnType.Numeric)],
        "create unique index {table}_kind on {table} (kind) where kind = 'PeerSupport'");

    static readonly (CentreCode, int) Room1 = (new("Malmi"), 1);
    static readonly (CentreCode, int) Room2 = (new("Malmi"), 2);

    public async ValueTask InitializeAsync()
    {
        await ReadTables.Create(database.Source, [new OneTable(Rooms)], CancellationToken.None);
        await database.Execute("delete from read.rooms");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>However they are written, the rows are the same.</summary>
    public enum Pages
    {
        /// <summary>All in one page.</summary>
        Merged,

        /// <summary>Each in a page of its own.</summary>
        OneByOne,

        /// <summary>Each in a page of its own, to a table that is made anew.</summary>
        Beside,
    }

    [Theory, InlineData(Pages.Merged), InlineData(Pages.OneByOne), InlineData(Pages.Beside)]
    public async Task A_row_is_made_set_and_added_to(Pages pages)
    {
        await Write(pages,
            c => c.Set(Rooms, Room1, ("kind", WorkKind.Workshop), ("seats", 10)),
            c => c.Add(Rooms, Room1, "seats", 2),
            c => c.Add(Rooms, Room1, "cost", 0.10m),
            c => c.Add(Rooms, Room1, "cost", 0.20m),
            c => c.Set(Rooms, Room2));

        Assert.Equal(["Malmi 1 Workshop 12 0.30", "Malmi 2"], await Rows());
    }

    [Theory, InlineData(Pages.Merged), InlineData(Pages.OneByOne), InlineData(Pages.Beside)]
    public async Task Only_named_columns_change_and_null_is_a_value(Pages pages)
    {
        await Write(pages,
            c => c.Set(Rooms, Room1, ("kind", WorkKind.Workshop), ("seats", 10), ("cost", 5m)),
            c => c.Set(Rooms, Room1, ("kind", null)),
            c => c.Add(Rooms, Room1, "seats", 1),
            c => c.Set(Rooms, Room1, ("seats", 3)));

        Assert.Equal(["Malmi 1 3 5"], await Rows());
    }

    [Theory, InlineData(Pages.Merged), InlineData(Pages.OneByOne), InlineData(Pages.Beside)]
    public async Task A_deleted_row_is_gone_and_comes_again_empty(Pages pages)
    {
        await Write(pages,
            c => c.Set(Rooms, Room1, ("kind", WorkKind.Workshop), ("seats", 10)),
            c => c.Set(Rooms, Room2, ("kind", WorkKind.PeerSupport), ("seats", 10)),
            c => c.Delete(Rooms, Room1),
            c => c.Delete(Rooms, Room2),
            c => c.Delete(Rooms, (new CentreCode("Laakso"), 1)),
            c => c.Add(Rooms, Room2, "seats", 4));

        Assert.Equal(["Malmi 2 4"], await Rows());
    }

    [Theory, InlineData(Pages.Merged), InlineData(Pages.OneByOne), InlineData(Pages.Beside)]
    public async Task Many_rows_of_a_page_are_written_as_each_of_them_is(Pages pages)
    {
        await Write(pages,
            c =>
            {
                for (var number = 1; number <= 4; number++)
                    c.Set(Rooms, (new CentreCode("Malmi"), number), ("kind", WorkKind.Workshop), ("seats", number));
            },
            c =>
            {
                for (var number = 3; number <= 6; number++) c.Add(Rooms, (new CentreCode("Malmi"), number), "seats", 10);
                c.Delete(Rooms, Room1);
                c.Delete(Rooms, Room2);
            });

        Assert.Equal(["Malmi 3 Workshop 13", "Malmi 4 Workshop 14", "Malmi 5 10", "Malmi 6 10"], await Rows());
    }

    [Theory, InlineData(Pages.Merged), InlineData(Pages.OneByOne), InlineData(Pages.Beside)]
    public async Task Two_keys_with_one_hash_are_two_rows(Pages pages)
    {
        const long One = 1, Same = 1L << 32;
        Assert.Equal(One.GetHashCode(), Same.GetHashCode());
        var numbers = new Table("numbers", [new("number", ColumnType.Bigint)], [new("seats", ColumnType.Integer)]);
        await ReadTables.Create(database.Source, [new OneTable(numbers)], CancellationToken.None);
        await database.Execute("delete from read.numbers");

        await Write(pages, c => c.Set(numbers, One, ("seats", 1)), c => c.Set(numbers, Same, ("seats", 2)), c => c.Add(numbers, One, "seats", 10));

        Assert.Equal(["1 11", "4294967296 2"],
            await database.Query<string>("select concat_ws(' ', number, seats) from read.numbers order by number"));
    }

    [Fact]
    public void What_a_column_cannot_hold_is_refused_when_it_is_folded()
    {
        var changes = new Changes();

        Assert.Throws<ArgumentException>(() => changes.Set(Rooms, Room1, ("seats", "ten")));
        Assert.Throws<ArgumentException>(() => changes.Set(Rooms, Room1, ("chairs", 10)));
        Assert.Throws<ArgumentException>(() => changes.Add(Rooms, Room1, "kind", 1));
        Assert.Throws<ArgumentException>(() => changes.Set(Rooms, "Malmi", ("seats", 10)));
    }

    [Fact]
    public async Task A_unique_index_of_a_read_model_speaks_by_its_name()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => Write(Pages.OneByOne,
            c => c.Set(Rooms, Room1, ("kind", WorkKind.PeerSupport)),
            c => c.Set(Rooms, Room2, ("kind", WorkKind.PeerSupport))));

        Assert.Equal("rooms_kind", refused.ConstraintName);
    }

    [Fact]
    public async Task Inline_rows_are_there_with_the_append_also_when_two_streams_first_make_the_same_row_at_once()
    {
        const int Writers = 8;
        var projection = new MeetingsOfMediators();
        await ReadTables.Create(database.Source, [projection], CancellationToken.None);

        var log = database.LogWith(projection);

        for (var round = 0; round < 10; round++)
        {
            var mediator = new PeerWorkerId(Guid.CreateVersion7());
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
            {
                StreamAppend[] streams = [Events.Process(Guid.CreateVersion7(), 0, Events.Meeting(mediator), Events.Meeting(mediator))];
                Assert.True(await log.Append(streams, Events.ByMediator, [], CancellationToken.None));
            })));

            Assert.Equal([$"{2 * Writers} {120 * Writers} 2026-05-04"],
                await database.Query<string>("select concat_ws(' ', meetings, minutes, last_on) from read.meetings_of_mediators where mediator = "
                    + $"'{mediator.Value}'"));
        }
    }

    Task<IReadOnlyList<string>> Rows() =>
        database.Query<string>("select concat_ws(' ', centre, number, kind, seats, cost) from read.rooms order by centre, number");

    async Task Write(Pages pages, params Action<Changes>[] folds)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var beside = new TablesBeside(connection, BesideOf);
        foreach (var page in pages == Pages.Merged ? [folds] : folds.Select(f => new[] { f }))
        {
            var changes = new Changes();
            foreach (var fold in page) fold(changes);
            if (pages == Pages.Beside) await Beside(() => beside.Write(changes, CancellationToken.None), changes.Tables.Single().Table);
            else await InPlace(changes);
        }
    }

    async Task InPlace(Changes changes)
    {
        await using var batch = database.Source.CreateBatch();
        foreach (var command in TableWriter.Commands(changes, table => table.Name)) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync();
    }

    async Task Beside(Func<Task> write, Table table)
    {
        await database.Execute($"alter table read.{table.Name} rename to {BesideOf(table)}");
        await write();
        await database.Execute($"alter table read.{BesideOf(table)} rename to {table.Name}");
    }

    static string BesideOf(Table table) => $"{table.Name}__beside";

    sealed record OneTable(Table Table) : IReadModel
    {
        public string Name => Table.Name;
        public int Version => 1;
        public IReadOnlyList<Table> Tables => [Table];
        public IReadOnlyCollection<Type> Handles => [];
        public void Fold(Recorded e, Changes changes) { }
    }
}
