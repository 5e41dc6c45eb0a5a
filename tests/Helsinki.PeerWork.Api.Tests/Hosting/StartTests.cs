using System.Net;
using System.Net.Sockets;
using Helsinki.PeerWork.Api.Demonstration;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

/// <summary>A start that can't be says why in one sentence; one that has to wait waits.</summary>
public sealed class StartTests : IAsyncLifetime
{
    const string Free = "http://127.0.0.1:0";

    readonly TestDatabase database = new();
    readonly string folder = Directory.CreateTempSubdirectory("peerwork-start-").FullName;

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        await RunningProgram.Prepare(database.Source);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var (code, said) = await RunningProgram.Ended(folder, address, database.ConnectionString);

        Assert.Equal((1, $"Failed to bind to address {address}: address already in use. Stop what answers there, or choose another address: ASPNETCORE_URLS=http://127.0.0.1:5081 ./run"), (code, said.Trim()));
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_one_sentence()
    {
        var (code, said) = await RunningProgram.Ended(folder, Free, "Host=127.0.0.1;Port=1;Username=nobody;Database=nothing");

        Assert.Equal(1, code);
        Assert.Matches(@"^PostgreSQL does not answer \(.+\)\. See that it runs, and that ConnectionStrings:PeerWork names it\.$", said.Trim());
    }

    [Fact]
    public async Task Fewer_connections_than_are_needed_are_one_sentence()
    {
        var (code, said) = await RunningProgram.Ended(folder, Free, $"{database.ConnectionString};Maximum Pool Size=4");

        Assert.Equal(1, code);
        Assert.Equal("ConnectionStrings:PeerWork allows 4 connections (Maximum Pool Size); at least 8 are needed: some are held all the time.", said.Trim());
    }

    [Fact]
    public async Task A_start_that_finds_another_filling_the_demonstration_waits_however_long_that_takes()
    {
        await using var impatient = EventStore.Database.Open($"{database.ConnectionString};Command Timeout=1");
        await using var filling = await database.Source.OpenConnectionAsync();
        await using (var take = new NpgsqlCommand($"select pg_advisory_lock({DemonstrationHistory.Turn})", filling)) await take.ExecuteNonQueryAsync();

        var second = DemonstrationHistory.FillOnce(impatient, TimeProvider.System, default);
        await Task.Delay(TimeSpan.FromSeconds(2.5)); // longer than a statement may take
        Assert.False(second.IsCompleted);

        await using (var give = new NpgsqlCommand($"select pg_advisory_unlock({DemonstrationHistory.Turn})", filling)) await give.ExecuteNonQueryAsync();
        await second;
    }
}
