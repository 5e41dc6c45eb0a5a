using System.Collections.Concurrent;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using static Helsinki.PeerWork.Api.Tests.Kernel.Office;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;

namespace Helsinki.PeerWork.Api.Tests.AitoValittaja;

/// <summary>The application with a webhook configured; what it gets is kept, and it can be told to fail.</summary>
public sealed class ConcernNoticesTests : IAsyncLifetime
{
    sealed class Hooked : ApiHost
    {
        readonly WebApplication hook;

        public Hooked()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            hook = builder.Build();
            hook.MapPost("/hook", async (HttpRequest request) =>
            {
                using var body = new StreamReader(request.Body);
                var text = await body.ReadToEndAsync();
                if (Fails) return Results.StatusCode(500);
                Got.Enqueue(text);
                return Results.Ok();
            });
        }

        public ConcurrentQueue<string> Got { get; } = [];

        public bool Fails { get; set; }

        public override async ValueTask InitializeAsync()
        {
            await hook.StartAsync();
            Setting("Notices:Webhook", $"{hook.Urls.First()}/hook");
            Setting("Notices:Link", "https://peerwork.example/concerns");
            await base.InitializeAsync();
            await Services.GetRequiredService<ConcernNotices>().StopAsync(default); // the test says when
        }

        public async Task Stop() => await hook.DisposeAsync();

        public Task Tick() => Services.GetRequiredService<ConcernNotices>().Tick(default);
    }

    readonly Hooked host = new();
    readonly ProcessId process = new(Guid.CreateVersion7());
    readonly ConcernId concern = new(Guid.CreateVersion7());

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        await host.OpenCentre(Malmi, "1");
        var mediator = new PeerWorkerId(Guid.CreateVersion7());
        var today = host.Clock.Today();
        var terms = new Terms(new(Guid.CreateVersion7()), EngagementForm.FeeForService, 20m);
        await Decide(new Suggest(new(Guid.CreateVersion7()), Malmi, new(Guid.CreateVersion7()), "K-0001", today, today));
        await Decide(new MatchMediator(mediator, today, terms, today));
        host.Fails = true;
        await Decide(new RaiseConcern(concern, ConcernCategory.SelfHarm));
    }

    public async ValueTask DisposeAsync()
    {
        await host.Stop();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_notice_tells_centre_and_link_alone_is_tried_until_it_goes_and_goes_once()
    {
        var inVain = host.Tick();
        await Until.True(() =>
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1)); // the pauses between tries
            return Task.FromResult(inVain.IsCompleted);
        });
        await inVain;
        Assert.Empty(host.Got);

        host.Fails = false;
        await host.Tick();
        await host.Tick();

        Assert.Equal("""{"for":"Team","centre":"Malmi","link":"https://peerwork.example/concerns"}""", Assert.Single(host.Got));
    }

    [Fact]
    public async Task Unacknowledged_for_the_configured_time_it_goes_to_the_coordinator_and_the_escalation_is_recorded()
    {
        host.Fails = false;
        await host.Tick();
        host.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromSeconds(1));
        await host.Tick();
        Assert.Single(host.Got);

        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Tick();
        await host.Tick();

        Assert.Equal("""{"for":"Coordinator","centre":"Malmi","link":"https://peerwork.example/concerns"}""", host.Got.Last());
        Assert.Equal(2, host.Got.Count);
        Assert.Equal(1, (await host.Database.Query<long>("select count(*) from mt_events where type = 'safety_concern_escalated'")).Single());
        Assert.Equal(1, (await host.Database.Query<long>("select count(*) from audit.access_log where operation = 'EscalateConcern'")).Single());
    }

    [Fact]
    public async Task Acknowledged_in_time_nobody_else_is_told()
    {
        host.Fails = false;
        await host.Tick();
        await Decide(new AcknowledgeConcern(concern));
        host.Clock.Advance(TimeSpan.FromDays(1));

        await host.Tick();

        Assert.Single(host.Got);
    }

    [Fact]
    public async Task A_record_that_can_not_be_read_keeps_nobody_from_hearing_of_a_concern()
    {
        host.Fails = false;
        await host.Database.Execute($"update mt_events set type = 'concern_dreamt', mt_dotnet_type = 'concern_dreamt' where stream_id = '{process.Value}' and version = 1");
        host.Clock.Advance(TimeSpan.FromDays(1));

        await host.Tick();

        Assert.Contains("Team", Assert.Single(host.Got), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_is_enough_to_send_them()
    {
        host.Fails = false;
        await using var one = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(host.Database.ConnectionString) { MaxPoolSize = 1, Timeout = 2 }.ConnectionString).Build();
        await using var store = new StoreConfiguration(one, [], []).Open();
        using var notices = new ConcernNotices(
            host.Services.GetRequiredService<IServiceProvider>(), one, new(store, one), host.Services.GetRequiredService<NoticeSender>(), host.Clock, NullLogger<ConcernNotices>.Instance);

        await notices.Tick(default);

        Assert.Single(host.Got);
    }

    async Task Decide(AitoValittajaCommand command) => Assert.IsType<Reply.Done>(await host.Run(async act =>
    {
        await act.Load(AitoValittajaDecider.Decider, process.Value);
        return act.Decide(AitoValittajaDecider.Decider, process.Value, command) ?? Reply.NoContent;
    }));
}
