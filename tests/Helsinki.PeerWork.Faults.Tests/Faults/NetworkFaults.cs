using Helsinki.PeerWork.Faults.Tests.Kernel;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Faults.Tests.Faults;

/// <summary>What lies between the program and the server breaks, at the worst moment.</summary>
[Collection(World.Name)]
public sealed class NetworkFaults(World world)
{
    [Fact]
    public Task All_connections_are_cut() => world.Try("all connections cut", () =>
    {
        world.Proxy.CutAll();
        return Task.CompletedTask;
    });

    [Fact]
    public Task Connections_are_cut_before_a_write_arrives() => Cuts("cut before the write", Cut.BeforeWrite);

    [Fact]
    public Task Connections_are_cut_when_a_write_has_committed() => Cuts("cut after the commit, answer dropped", Cut.AfterCommit, anew: true);

    [Fact]
    public Task Connections_are_cut_between_the_begin_and_the_first_command() => Cuts("cut between begin and first command", Cut.AfterBegin);

    [Fact]
    public Task The_network_is_silent() => world.Try("network silent", () => world.IsNotReadyDuring(Silence()));

    Task Cuts(string name, Cut where, bool anew = false) => world.Try(name, async () =>
    {
        world.Proxy.CutNext(5, where);
        await Until.True(() => Task.FromResult(world.Proxy.StillToCut == 0));
    }, anew: anew);

    async Task Silence()
    {
        world.Proxy.Silent = true;
        await Task.Delay(Suite.Lasting(45, inShort: 7));
        world.Proxy.Silent = false;
    }
}
