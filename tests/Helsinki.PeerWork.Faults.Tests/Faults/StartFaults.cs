using Helsinki.PeerWork.Faults.Tests.Kernel;

namespace Helsinki.PeerWork.Faults.Tests.Faults;

/// <summary>Starts that can't be, and starts at the same moment.</summary>
public sealed class StartFaults : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("peerwork-faults-start-").FullName;
    readonly PostgresCluster postgres = new();

    public async ValueTask InitializeAsync() => await postgres.Create();

    public async ValueTask DisposeAsync()
    {
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        await World.Prepare(folder, Database(), postgres);
        await using var first = await PeerWorkProgram.Start(folder, Database());

        await using var second = await PeerWorkProgram.Start(folder, Database(), first.Address.Port, untilReady: false);

        Assert.Equal(1, await second.Ended());
        Assert.Single(second.Said, line => line.Contains("already in use", StringComparison.Ordinal));
        Assert.DoesNotContain(second.Said, line => line.StartsWith("crit", StringComparison.Ordinal) || line.StartsWith("fail", StringComparison.Ordinal) || line.Contains("   at ", StringComparison.Ordinal));
        Assert.Equal("ready", await first.Health());
    }

    [Fact]
    public async Task Too_few_connections_are_refused_with_what_would_be_right()
    {
        await using var program = await PeerWorkProgram.Start(folder, postgres.ConnectionString(postgres.Port, pool: 4), untilReady: false);

        Assert.Equal(1, await program.Ended());
        Assert.Single(program.Said, line => line.Contains("at least 8 are needed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_starts_on_an_empty_database_make_everything_once()
    {
        Assert.SkipUnless(Suite.IsLong, "It fills the demonstration, which takes half a minute: ./test --faults.");
        await using var first = await PeerWorkProgram.Start(folder, Database(), untilReady: false);
        await using var second = await PeerWorkProgram.Start(folder, Database(), untilReady: false);

        await first.Ready();
        await second.Ready();

        Assert.Single((await Centres()).GroupBy(c => c).Select(g => g.Count()).Distinct());
    }

    async Task<IReadOnlyList<string>> Centres() => await new Truth.Looking(postgres.Look).Texts("select data ->> 'Code' from mt_events where type = 'centre_opened'");

    string Database() => postgres.ConnectionString(postgres.Port);
}
