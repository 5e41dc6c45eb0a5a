using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

/// <summary>What whoever runs the server is told of a database that is there and yet is not.</summary>
public sealed class ReadinessTests(ReadinessTests.Alone host) : IClassFixture<ReadinessTests.Alone>
{
    public sealed class Alone : ApiHost;

    [Fact]
    public async Task A_database_that_stands_still_is_told_of_within_two_seconds_and_ready_again_when_it_goes_on()
    {
        using var client = host.Anybody();
        Assert.Equal(("ready", HttpStatusCode.OK), await Asked(client));
        await using (var locking = await host.Database.Source.OpenConnectionAsync())
        await using (await locking.BeginTransactionAsync())
        {
            await using (var command = locking.CreateCommand())
            {
                command.CommandText = "lock table mt_event_progression in access exclusive mode";
                await command.ExecuteNonQueryAsync();
            }
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            var began = Stopwatch.GetTimestamp();
            Assert.Equal(("the database does not answer", HttpStatusCode.ServiceUnavailable), await Asked(client));
            Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(10)); // two, on a machine that has the time
        }
        await Until.True(async () =>
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            return (await Asked(client)).Code == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_is_not_ready()
    {
        using var client = host.Anybody();
        await host.Database.Execute("create function public.no_room() returns trigger language plpgsql as $$ begin raise exception 'no room' using errcode = '53100'; end $$");
        await host.Database.Execute("create trigger no_room before update on peerwork.heartbeat execute function public.no_room()");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("writes fail", HttpStatusCode.ServiceUnavailable), await Asked(client));

        await host.Database.Execute("drop trigger no_room on peerwork.heartbeat");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("ready", HttpStatusCode.OK), await Asked(client));
    }

    static async Task<(string Status, HttpStatusCode Code)> Asked(HttpClient client)
    {
        using var answer = await client.GetAsync("/health/ready");
        return ((await answer.Content.ReadFromJsonAsync<Health.ReadinessView>())!.Status, answer.StatusCode);
    }
}
