using Helsinki.PeerWork.Api.Demonstration;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helsinki.PeerWork.Browser.Tests.Kernel;

/// <summary>An application of a test's own, with nothing in it but the first configuration: for what would disturb the city, as a clock that moves.</summary>
public class Village : IAsyncLifetime
{
    readonly TestDatabase database = new();
    readonly string folder = Directory.CreateTempSubdirectory("peerwork-village-").FullName;
    WebApplication app = null!;

    public Uri Address => new(app.Urls.First());

    protected virtual Task<IReadOnlyDictionary<string, string?>> Settings(Uri address) => Task.FromResult<IReadOnlyDictionary<string, string?>>(new Dictionary<string, string?>());

    /// <summary>The hour it is there at first.</summary>
    protected virtual DateTime Begins => City.Now;

    internal DemonstrationClock Clock { get; } = new();

    public virtual async ValueTask InitializeAsync()
    {
        Clock.Set(Begins);
        await database.InitializeAsync();
        await SchemaScripts.Apply(database.Source, [typeof(PeerWorkApp).Assembly], default);
        // The port has to be known before the application is built: the provider is told where to send people back to.
        var address = FreeAddress();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(address.ToString());
        builder.Logging.ClearProviders();
        KeyRing.AddOwnKeys(builder.Configuration, folder);
        builder.Configuration.AddInMemoryCollection([.. await Settings(address), new(DataFolder.Variable, folder)]);
        app = PeerWorkApp.Build(builder, database.Source, Clock);
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

    static Uri FreeAddress()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
