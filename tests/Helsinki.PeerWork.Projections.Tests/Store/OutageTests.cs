using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Tests.Store;

/// <summary>What counts as the database being away, and how often it is told.</summary>
public sealed class OutageTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_connection_that_dies_between_the_begin_and_the_first_command_is_an_outage()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await database.Execute($"select pg_terminate_backend({connection.ProcessID})");

        List<Exception> thrown = [];
        thrown.Add(await Assert.ThrowsAnyAsync<Exception>(async () =>
            await new NpgsqlCommand("select 1", connection, transaction).ExecuteScalarAsync()));
        thrown.AddRange(await Caught(async () => await transaction.CommitAsync()));
        thrown.AddRange(await Caught(async () => await transaction.RollbackAsync()));

        Assert.All(thrown, e => Assert.True(Outage.Is(e), e.ToString()));
    }

    [Fact]
    public async Task A_server_nobody_listens_at_is_an_outage()
    {
        await using var nobody = Database.Open("Host=127.0.0.1;Port=1;Username=x;Database=x");
        Assert.True(Outage.Is(await Assert.ThrowsAnyAsync<Exception>(async () => await nobody.OpenConnectionAsync())));
    }

    [Fact]
    public async Task A_statement_that_takes_longer_than_anybody_waits_is_an_outage()
    {
        await using var command = database.Source.CreateCommand("select pg_sleep(60)");
        command.CommandTimeout = 1;
        Assert.True(Outage.Is(await Assert.ThrowsAnyAsync<Exception>(async () => await command.ExecuteNonQueryAsync())));
    }

    [Theory, InlineData("set local statement_timeout = 1; select pg_sleep(5)"), InlineData("set local transaction_read_only = on; create table t ()")]
    public async Task A_server_that_gives_a_statement_up_or_takes_no_writes_is_an_outage(string sql) =>
        Assert.True(Outage.Is(await Assert.ThrowsAsync<PostgresException>(() => database.Execute($"begin; {sql}; commit"))));

    [Theory, InlineData("select 1/0"), InlineData("select nothing from nowhere"), InlineData("select 'x'::int")]
    public async Task What_the_database_answers_with_a_no_is_none(string sql) =>
        Assert.False(Outage.Is(await Assert.ThrowsAsync<PostgresException>(() => database.Execute(sql))));

    [Fact]
    public void A_bug_is_none()
    {
        Assert.False(Outage.Is(new InvalidOperationException()));
        Assert.False(Outage.Is(new ObjectDisposedException("something of ours")));
    }

    [Fact]
    public void An_outage_is_told_once_a_minute_for_each_kind_with_how_often_it_happened_meanwhile()
    {
        var (told, clock) = (new Told(), new Microsoft.Extensions.Time.Testing.FakeTimeProvider());
        var outages = new OutageLog(told, clock);

        for (var n = 0; n < 5; n++) outages.Tell("Requests wait", new TimeoutException("too long"));
        outages.Tell("Notices wait", new TimeoutException("too long"));
        clock.Advance(TimeSpan.FromMinutes(1));
        outages.Tell("Requests wait", new TimeoutException("too long"));

        Assert.Equal(
        [
            "Requests wait: the database is away (too long). 0 more since it was last told.",
            "Notices wait: the database is away (too long). 0 more since it was last told.",
            "Requests wait: the database is away (too long). 4 more since it was last told.",
        ], told.Lines);
    }

    [Fact]
    public void Fewer_connections_than_are_needed_are_refused_with_what_would_be_right()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Database.Open("Host=somewhere;Maximum Pool Size=4"));
        Assert.StartsWith("ConnectionStrings:PeerWork allows 4 connections (Maximum Pool Size); at least 8 are needed", refused.Message,
            StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<Exception>> Caught(Func<Task> act) => await Record.ExceptionAsync(act) is { } e ? [e] : [];

    sealed class Told : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Null(exception);
            Lines.Add(formatter(state, exception));
        }
    }
}
