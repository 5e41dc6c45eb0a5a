using Helsinki.PeerWork.Faults.Tests.Kernel;

namespace Helsinki.PeerWork.Faults.Tests.Faults;

/// <summary>The server dies, freezes, runs out of disk, or takes it to be another hour; the program stays and answers.</summary>
[Collection(World.Name)]
public sealed class PostgresFaults(World world)
{
    PostgresCluster Postgres => world.Postgres;

    [Fact]
    public Task The_server_is_killed() => world.Try("PostgreSQL killed (kill -9)", Postgres.KillAndStart);

    [Fact]
    public Task One_connection_s_process_is_killed_and_the_server_begins_anew() => world.Try("one backend killed (kill -9)", Postgres.KillABackendHard);

    [Fact]
    public Task Connections_are_ended_by_the_server() => world.Try("backends terminated: one, all", async () =>
    {
        await Postgres.KillBackends((await Postgres.Backends()).Take(1));
        await world.More(5);
        await Postgres.KillBackends(await Postgres.Backends());
    });

    [Fact]
    public Task The_server_stands_still() => world.Try("PostgreSQL frozen", () => world.IsNotReadyDuring(Postgres.Freeze(Suite.Lasting(20, inShort: 5))));

    [Fact]
    public async Task The_disk_is_full()
    {
        Assert.SkipUnless(Postgres.HasDiskOfItsOwn, "A small disk of one's own can't be mounted here: that takes root, outside a container.");
        await world.Try("disk full", () => world.IsNotReadyDuring(Full()));

        async Task Full()
        {
            await Postgres.FillDisk();
            await Task.Delay(Suite.Lasting(10, inShort: 3));
            await Postgres.FreeDisk();
        }
    }

    public static TheoryData<string> Clocks => Suite.IsLong ? ["+3h", "-3h"] : ["+3h"];

    [Theory, MemberData(nameof(Clocks))]
    public Task The_server_takes_it_to_be_another_hour(string clock) => world.Try($"PostgreSQL's clock {clock}", async () =>
    {
        await Postgres.Stop();
        await Postgres.Start(clock);
        await world.More(Suite.ActsAround);
        await Postgres.Stop();
        await Postgres.Start();
    });
}
