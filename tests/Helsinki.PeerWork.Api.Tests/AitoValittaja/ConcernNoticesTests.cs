using System.Diagnostics.Metrics;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;

namespace Helsinki.PeerWork.Api.Tests.AitoValittaja;

/// <summary>Who is told of a safety concern, of what, and when.</summary>
public sealed class ConcernNoticesTests : IAsyncLifetime
{
    Hook hook = null!;
    NoticeHost host = null!;
    ProcessId process;

    public async ValueTask InitializeAsync()
    {
        hook = await Hook.Start();
        host = new(hook);
        await host.InitializeAsync();
        process = await host.Process();
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await hook.DisposeAsync();
    }

    [Fact]
    public async Task A_notice_tells_centre_and_link_alone_is_tried_until_it_goes_and_goes_once()
    {
        hook.Fails = true;
        await host.Worry(process);
        await Until.True(async () =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1)); // the pauses between tries of one turn
            const string Attempts = "select attempts from wolverine.wolverine_incoming_envelopes where status = 'Scheduled'";
            return await host.Database.Query<int>(Attempts) is [>= 2];
        });
        Assert.Empty(hook.Got);

        hook.Fails = false;
        await host.UntilSent(1);
        await host.Tick();

        Assert.Equal("""{"for":"Team","centre":"Malmi","link":"https://peerwork.example/concerns"}""", Assert.Single(hook.Got));
    }

    [Fact]
    public async Task Unacknowledged_for_the_configured_time_it_goes_to_the_coordinator_and_the_escalation_is_recorded()
    {
        await host.Worry(process);
        await host.UntilSent(1);
        host.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        await host.Tick();
        Assert.Single(hook.Got);

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Tick();
        await host.UntilSent(2);
        await host.Tick();

        Assert.Equal("""{"for":"Coordinator","centre":"Malmi","link":"https://peerwork.example/concerns"}""", hook.Got.Last());
        Assert.Equal(2, hook.Got.Count);
        Assert.Equal(1, (await host.Database.Query<long>("select count(*) from mt_events where type = 'safety_concern_escalated'")).Single());
        Assert.Equal(1, (await host.Database.Query<long>("select count(*) from audit.access_log where operation = 'EscalateConcern'")).Single());
    }

    [Fact]
    public async Task Acknowledged_in_time_nobody_else_is_told()
    {
        var concern = await host.Worry(process);
        await host.UntilSent(1);
        await host.Decide(process, new AcknowledgeConcern(concern));
        host.Clock.Advance(TimeSpan.FromDays(1));

        await host.Tick();

        Assert.Single(hook.Got);
        Assert.Equal(0, await host.Messages("Incoming") + await host.Messages("Scheduled"));
    }

    [Fact]
    public async Task Acknowledged_before_it_was_told_nobody_is_told()
    {
        await host.Stand();
        var concern = await host.Worry(process);
        await host.Decide(process, new AcknowledgeConcern(concern));

        await host.GoOn();
        await Until.True(async () => await host.Messages("Handled") == 1);

        Assert.Empty(hook.Got);
    }

    [Fact]
    public async Task A_record_that_can_not_be_read_keeps_nobody_from_hearing_of_a_concern()
    {
        await host.Stand();
        await host.Worry(process);
        await host.Database.Execute($"update mt_events set type = 'concern_dreamt', mt_dotnet_type = 'concern_dreamt' where stream_id = '{process.Value}' and version = 1");
        host.Clock.Advance(TimeSpan.FromDays(1));

        await host.GoOn();
        await host.Tick();
        await host.UntilSent(1);

        Assert.Contains("Team", Assert.Single(hook.Got), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_holds_ids_and_nothing_that_says_what_or_who()
    {
        await host.Stand();
        var concern = await host.Worry(process);

        var stored = (await host.Database.Query<string>("select encode(body, 'escape') from wolverine.wolverine_incoming_envelopes")).Single();

        Assert.Contains($"{process.Value}", stored, StringComparison.Ordinal);
        Assert.Contains($"{concern.Value}", stored, StringComparison.Ordinal);
        foreach (var personal in (string[])[nameof(ConcernCategory.SelfHarm), "K-0001", "Malmi"])
            Assert.DoesNotContain(personal, stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_is_counted_by_the_kind_of_message()
    {
        var counted = 0L;
        using var listening = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: Messages.MeterName, Name: "wolverine-messages-succeeded" })
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listening.SetMeasurementEventCallback<int>((_, count, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag is { Key: "message.type", Value: TellOfConcern.Name }) Interlocked.Add(ref counted, count);
        });
        listening.Start();

        await host.Worry(process);

        await Until.True(() => Task.FromResult(Interlocked.Read(ref counted) > 0));
    }

    [Fact]
    public async Task A_message_that_comes_twice_is_sent_once()
    {
        await host.Stand();
        hook.Takes = TimeSpan.FromMilliseconds(300);
        var message = new TellOfConcern(process, await host.Worry(process), NoticeFor.Team);
        var telling = host.Services.GetRequiredService<ConcernTelling>();

        var told = await Task.WhenAll(Tell(), Tell());
        await telling.Tell(message, default);

        Assert.Equal([NotSent.AnotherIsAtIt], told.OfType<NotSent>());
        Assert.Single(hook.Got);

        async Task<NotSent?> Tell()
        {
            try
            {
                await telling.Tell(message, default);
                return null;
            }
            catch (NotSentException e)
            {
                return e.Why;
            }
        }
    }
}
