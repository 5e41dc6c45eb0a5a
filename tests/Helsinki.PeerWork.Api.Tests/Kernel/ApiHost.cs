using System.Net.Http.Headers;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Kernel;

/// <summary>
/// The application as <c>./run</c> starts it, on a port and a database of its own, at the hour the test says. Nothing is in it but the first
/// configuration. One for a test class: <c>IClassFixture&lt;ApiHost&gt;</c>.
/// </summary>
public class ApiHost : IAsyncLifetime
{
    readonly TestDatabase database = new();
    readonly string folder = Directory.CreateTempSubdirectory("peerwork-api-").FullName;
    readonly Dictionary<string, string?> settings = [];
    WebApplication app = null!;
    DemonstrationTokens tokens = null!;

    public TestClock Clock { get; } = new();

    public TestDatabase Database => database;

    public IServiceProvider Services => app.Services;

    public Uri Address => new(app.Urls.First());

    /// <summary>How the application reaches its database.</summary>
    protected virtual NpgsqlDataSource Source => database.Source;

    /// <summary>Changes the application before it is built.</summary>
    protected virtual void Configure(WebApplicationBuilder builder) => builder.Logging.ClearProviders();

    /// <summary>Set before the host starts.</summary>
    protected void Setting(string name, string? value) => settings[name] = value;

    public virtual async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = folder });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Configure(builder);
        KeyRing.AddOwnKeys(builder.Configuration, folder);
        builder.Configuration.AddInMemoryCollection([.. settings, new(DataFolder.Variable, folder)]);
        await SchemaScripts.Apply(Source, [typeof(PeerWorkApp).Assembly], default);
        app = PeerWorkApp.Build(builder, Source, Clock);
        tokens = DemonstrationTokens.In(folder, new OidcOptions().Audience);
        await app.Services.GetRequiredService<ProjectionDaemon>().Prepare(null, default);
        await InitialConfiguration.Ensure(app.Services, default);
        await app.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await app.StopAsync();
        await app.DisposeAsync();
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

    /// <summary>Nobody in particular: no token.</summary>
    public HttpClient Anybody() => new() { BaseAddress = Address };

    /// <summary>Waits until the statistics know of everything recorded.</summary>
    public Task CatchUp() => app.Services.GetRequiredService<ProjectionDaemon>().CatchUp(default);
}

/// <summary>Stands still until the test moves it.</summary>
public sealed class TestClock : TimeProvider
{
    DateTimeOffset now = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public DateOnly Today => HelsinkiTime.DayOf(now);

    /// <summary>Noon in Helsinki of that day.</summary>
    public void Set(DateOnly day) => now = HelsinkiTime.MomentOf(day.ToDateTime(new(12, 0))).ToUniversalTime();

    public void Advance(TimeSpan by) => now += by;
}
