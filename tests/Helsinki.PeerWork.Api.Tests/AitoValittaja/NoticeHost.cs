using System.Collections.Concurrent;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.Runtime;
using static Helsinki.PeerWork.Api.Tests.Kernel.Office;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;

namespace Helsinki.PeerWork.Api.Tests.AitoValittaja;

/// <summary>Takes notices by webhook and keeps them; it can be told to fail, or to take its time.</summary>
sealed class Hook : IAsyncDisposable
{
    readonly WebApplication server;

    public Hook()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.MapPost("/hook", async (HttpRequest request) =>
        {
            using var body = new StreamReader(request.Body);
            var text = await body.ReadToEndAsync();
            Interlocked.Increment(ref asked);
            await Task.Delay(Takes);
            if (Fails) return Results.StatusCode(500);
            Got.Enqueue(text);
            return Results.Ok();
        });
    }

    public static async Task<Hook> Start()
    {
        var hook = new Hook();
        await hook.server.StartAsync();
        return hook;
    }

    public string Address => $"{server.Urls.First()}/hook";

    int asked;

    public int Asked => asked;

    public ConcurrentQueue<string> Got { get; } = [];

    public bool Fails { get; set; }

    public TimeSpan Takes { get; set; } = TimeSpan.Zero;

    public ValueTask DisposeAsync() => server.DisposeAsync();
}

/// <summary>
/// An application with a way to send notices, and another on the same database beside or after it. What goes by the clock goes when the test says.
/// </summary>
sealed class NoticeHost(Hook? hook, ApiHost? on = null, bool tells = true) : ApiHost
{
    public static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    protected override NpgsqlDataSource Source => on?.Database.Source ?? base.Source;

    protected override bool Tells => tells;

    public NoticeHost With(string setting, string value)
    {
        Setting(setting, value);
        return this;
    }

    public override async ValueTask InitializeAsync()
    {
        if (hook is not null) Setting("Notices:Webhook", hook.Address);
        Setting("Notices:Link", "https://peerwork.example/concerns");
        await base.InitializeAsync();
    }

    protected override Task<IHost> Start(WebApplicationBuilder builder)
    {
        var sweep = builder.Services.SingleOrDefault(s => s.ImplementationFactory?.Method.ReturnType == typeof(ConcernNotices));
        if (sweep is not null) builder.Services.Remove(sweep);
        var durability = (DurabilitySettings)builder.Services.Single(s => s.ServiceType == typeof(DurabilitySettings)).ImplementationInstance!;
        durability.ScheduledJobPollingTime = durability.OrphanedMessageSweepPollingTime = Moment;
        durability.HealthCheckPollingTime = durability.FirstHealthCheckExecution = Moment;
        durability.ScheduledJobFirstExecution = TimeSpan.Zero;
        durability.StaleNodeTimeout = TimeSpan.FromSeconds(2);
        durability.InboxStaleTime = TimeSpan.FromSeconds(2);
        return base.Start(builder);
    }

    public Task Tick() => Services.GetRequiredService<ConcernNotices>().Tick(default);

    IWolverineRuntime Wolverine => Services.GetRequiredService<IWolverineRuntime>();

    /// <summary>What is committed from now on stays where it is: as if the program stood between its commit and what comes after it.</summary>
    public async Task Stand() => await Wolverine.Endpoints.FindListenerCircuit(new("local://notices"))!.PauseAsync(TimeSpan.FromHours(1));

    public async Task GoOn() => await Wolverine.Endpoints.FindListenerCircuit(new("local://notices"))!.StartAsync();

    /// <summary>As <c>kill -9</c>: nothing is given back, and the server ends its sessions.</summary>
    public async Task Die()
    {
        ((WolverineRuntime)Wolverine).StopMode = StopMode.Quick;
        await ((IHostedService)Wolverine).StopAsync(default);
        await Database.Execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        Database.Source.Clear();
    }

    /// <summary>A process at Malmi that has begun; nobody worries yet.</summary>
    public async Task<ProcessId> Process()
    {
        var process = new ProcessId(Guid.CreateVersion7());
        if ((await Database.Query<long>("select count(*) from read.centre")).Single() == 0) await this.OpenCentre(Malmi, "1");
        var today = Clock.Today();
        await Decide(process, new Suggest(new(Guid.CreateVersion7()), Malmi, new(Guid.CreateVersion7()), "K-0001", today, today));
        var terms = new Terms(new(Guid.CreateVersion7()), EngagementForm.FeeForService, 20m);
        await Decide(process, new MatchMediator(new(Guid.CreateVersion7()), today, terms, today));
        return process;
    }

    public async Task<ConcernId> Worry(ProcessId process)
    {
        var concern = new ConcernId(Guid.CreateVersion7());
        await Decide(process, new RaiseConcern(concern, ConcernCategory.SelfHarm));
        return concern;
    }

    public async Task Decide(ProcessId process, AitoValittajaCommand command) => Assert.IsType<Reply.Done>(await this.Run(async act =>
    {
        await act.Load(AitoValittajaDecider.Decider, process.Value);
        return act.Decide(AitoValittajaDecider.Decider, process.Value, command) ?? Reply.NoContent;
    }));

    /// <summary>What Wolverine has of a kind: Incoming, Scheduled, Handled.</summary>
    public async Task<long> Messages(string status) =>
        (await (on ?? this).Database.Query<long>($"select count(*) from wolverine.wolverine_incoming_envelopes where status = '{status}'")).Single();

    public async Task<long> Sent() =>
        (await (on ?? this).Database.Query<long>("select count(*) from peerwork.concern_notice where sent_at is not null")).Single();

    public Task UntilSent(int notices) => Until.True(async () => await Sent() == notices);
}
