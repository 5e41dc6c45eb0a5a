using System.Net;
using System.Net.Http.Headers;
using Alba;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Kernel;

/// <summary>
/// The application as <c>./run</c> puts it together, hosted by Alba on a database of its own, at the hour the test says. Nothing is in it but the
/// first configuration. One for a test class: <c>IClassFixture&lt;ApiHost&gt;</c>.
/// </summary>
public class ApiHost : IAsyncLifetime
{
    readonly TestDatabase database = new();
    readonly string folder = Directory.CreateTempSubdirectory("peerwork-api-").FullName;
    readonly Dictionary<string, string?> settings = [];
    IHost app = null!;
    DemonstrationTokens tokens = null!;

    /// <summary>Stands still until the test moves it.</summary>
    public FakeTimeProvider Clock { get; } = new(new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));

    public TestDatabase Database => database;

    public IServiceProvider Services => app.Services;

    /// <summary>How the application reaches its database.</summary>
    protected virtual NpgsqlDataSource Source => database.Source;

    /// <summary>False: the application tells nobody of anything.</summary>
    protected virtual bool Tells => true;

    protected virtual string EnvironmentName => "Development";

    /// <summary>Changes the application before it is built.</summary>
    protected virtual void Configure(WebApplicationBuilder builder) => builder.Logging.ClearProviders();

    /// <summary>Set before the host starts.</summary>
    protected void Setting(string name, string? value) => settings[name] = value;

    public virtual async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = EnvironmentName, ContentRootPath = folder });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Configure(builder);
        KeyRing.AddOwnKeys(builder.Configuration, folder);
        builder.Configuration.AddInMemoryCollection([.. settings, new(DataFolder.Variable, folder)]);
        await SchemaScripts.Apply(Source, [typeof(PeerWorkApp).Assembly], default);
        builder.Services.AddHostedService<Prepared>();
        PeerWorkApp.Add(builder, Source, Clock, Tells);
        tokens = DemonstrationTokens.In(folder, new OidcOptions().Audience);
        app = await Start(builder);
    }

    protected virtual async Task<IHost> Start(WebApplicationBuilder builder) => await AlbaHost.For(builder, app =>
    {
        // As on a port of loopback, where alone the demonstration's tokens are believed.
        app.Use((http, next) =>
        {
            http.Connection.LocalIpAddress = IPAddress.Loopback;
            return Before(http, next);
        });
        PeerWorkApp.Use(app);
    });

    /// <summary>Stands in front of the application.</summary>
    protected virtual Task Before(HttpContext http, RequestDelegate next) => next(http);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is IAsyncDisposable started) await started.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Someone of the demonstration, e.g. <c>therapist</c>.</summary>
    public HttpClient As(string persona, PeerWorkerId? worker = null) => As(Persona.All.Single(p => p.Name == persona), worker);

    /// <summary>Someone of the test's own.</summary>
    public HttpClient As(Persona persona, PeerWorkerId? worker = null)
    {
        var client = Anybody();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.TokenOf(persona, worker));
        return client;
    }

    /// <summary>A browser nobody is logged in with.</summary>
    public Browsing Browser() => new(Alba.Server.CreateHandler());

    /// <summary>A browser somebody of the demonstration is logged in with.</summary>
    public async Task<Browsing> BrowserOf(string persona)
    {
        var browser = Browser();
        await browser.LogIn(persona);
        return browser;
    }

    /// <summary>Nobody in particular: no token.</summary>
    public virtual HttpClient Anybody() => Alba.Server.CreateClient();

    /// <summary>One request, and what is to come of it.</summary>
    public Task<IScenarioResult> Scenario(Action<Scenario> told) => Alba.Scenario(told);

    IAlbaHost Alba => (IAlbaHost)app;

    /// <summary>Waits until the statistics know of everything recorded.</summary>
    public Task CatchUp() => app.Services.GetRequiredService<ProjectionDaemon>().CatchUp(default);
}

/// <summary>Before anything else of the application is started.</summary>
sealed class Prepared(IServiceProvider services, ProjectionDaemon daemon) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await daemon.Prepare(null, cancellationToken);
        await InitialConfiguration.Ensure(services, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

static class Clocks
{
    /// <summary>Noon in Helsinki of that day, be it an earlier one.</summary>
    public static void Set(this FakeTimeProvider clock, DateOnly day) => clock.AdjustTime(HelsinkiTime.MomentOf(day.ToDateTime(new(12, 0))).ToUniversalTime());
}
