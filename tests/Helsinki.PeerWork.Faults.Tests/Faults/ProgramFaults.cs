using Helsinki.PeerWork.Faults.Tests.Kernel;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Faults.Tests.Faults;

/// <summary>The program dies, is stopped, runs more than once, with few connections, at another hour.</summary>
[Collection(World.Name)]
public sealed class ProgramFaults(World world)
{
    [Fact]
    public Task The_program_is_killed() => world.Try("program killed (kill -9)", async () =>
    {
        var program = world.Programs[0];
        await program.Kill();
        await world.Start(program);
        await program.DisposeAsync();
    }, answersMayBeMissing: true);

    [Fact]
    public Task The_program_is_stopped_and_goes_on_with_the_fewest_connections_that_are_supported() => world.Try("program stopped (SIGTERM), then a pool of 8", async () =>
    {
        var program = world.Programs[0];
        Assert.Equal(0, await program.Stop());
        var small = await world.Start(program, pool: 8);
        await program.DisposeAsync();
        await Task.WhenAll(world.More(Suite.ActsAround * 2), world.Start());
        await world.Leave(small);
    }, answersMayBeMissing: true);

    [Fact]
    public Task Of_two_and_three_instances_the_leading_one_is_killed() => world.Try("two and three instances, the first killed", async () =>
    {
        await world.Start();
        if (Suite.IsLong) await world.Start();
        await world.More(Suite.ActsAround);
        var leading = world.Programs[0];
        await leading.Kill();
        world.Programs.Remove(leading);
        await leading.DisposeAsync();
        await world.More(Suite.ActsAround);
        foreach (var other in world.Programs.Skip(1).ToList()) await world.Leave(other);
    }, answersMayBeMissing: true);

    [Theory, InlineData("+5h"), InlineData("-5h")]
    public Task The_program_takes_it_to_be_another_hour(string clock)
    {
        Assert.SkipUnless(Suite.IsLong, "It starts the program twice each time: ./test --faults.");
        return world.Try($"program's clock {clock}", async () =>
        {
            await world.Restart(clock);
            await world.More(Suite.ActsAround);
            await world.Restart();
        }, answersMayBeMissing: true);
    }

    [Fact]
    public Task A_read_model_is_being_made_anew_when_the_program_is_killed() => world.Try("rebuild under load, killed midway", async () =>
    {
        var program = world.Programs[0];
        foreach (var model in (string[])["Statistics", "ProcessList", "Months"]) await world.ReadModels.Begin(program, model);
        await program.Kill();
        await world.Start(program);
        await program.DisposeAsync();
        await world.ReadModels.Begin(world.Programs[0], "Months");
        await Until.True(async () => (await world.ReadModels.All(world.Programs[0]))?.Single(m => m.GetProperty("name").GetString() == "Months").GetProperty("made").GetProperty("endedAt").ValueKind
            is not System.Text.Json.JsonValueKind.Null);
    }, answersMayBeMissing: true, anew: true);
}
