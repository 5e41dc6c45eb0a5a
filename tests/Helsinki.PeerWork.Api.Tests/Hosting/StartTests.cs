using Helsinki.PeerWork.Api.Demonstration;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

/// <summary>A start that has to wait for another waits.</summary>
public sealed class StartTests(ReadinessTests.Alone host) : IClassFixture<ReadinessTests.Alone>
{
    [Fact]
    public async Task A_start_that_finds_another_filling_the_demonstration_waits_however_long_that_takes()
    {
        await host.Database.Execute("insert into peerwork.demonstration (until, finished_at) values ('2026-01-01', now())");
        var impatient = new NpgsqlConnectionStringBuilder(host.Database.ConnectionString) { CommandTimeout = 1 };
        await using var ours = Projections.Store.Database.Open(impatient.ConnectionString);
        await using var filling = await host.Database.Source.OpenConnectionAsync();
        await Execute($"select pg_advisory_lock({DemonstrationHistory.Turn})");

        var second = DemonstrationHistory.FillOnce(ours, TimeProvider.System, default);
        await Task.Delay(TimeSpan.FromSeconds(2.5)); // longer than a statement may take
        Assert.False(second.IsCompleted);

        await Execute($"select pg_advisory_unlock({DemonstrationHistory.Turn})");
        await second;

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, filling);
            await command.ExecuteNonQueryAsync();
        }
    }
}
