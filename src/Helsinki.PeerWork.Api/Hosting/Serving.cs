using System.Reflection;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.EventStore;
using Helsinki.PeerWork.Projections;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Starts what the command line asked for: a database that is there and up to date, then the server or one piece of work.</summary>
static class Serving
{
    const string DefaultAddress = "http://127.0.0.1:5080";

    static readonly Assembly Here = typeof(Serving).Assembly;

    /// <summary>Settings as the server sees them, for commands that need no server.</summary>
    public static IConfiguration Configuration() => Builder().Configuration;

    public static string Audience() => Configuration().GetSection("Oidc").Get<OidcOptions>()?.Audience ?? new OidcOptions().Audience;

    static WebApplicationBuilder Builder()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])) builder.WebHost.UseUrls(DefaultAddress);
        if (builder.Configuration["PersonalData:CurrentKey"] is null && builder.Environment.IsDevelopment())
            KeyRing.AddOwnKeys(builder.Configuration, DataFolder.Of(builder.Configuration));
        return builder;
    }

    /// <summary>The server, until it is told to stop.</summary>
    public static async Task<int> Run(CancellationToken ct)
    {
        var builder = Builder();
        await using var database = await OpenDatabase(builder.Configuration, ct);
        await using var app = PeerWorkApp.Build(builder, database.Source, TimeProvider.System);
        await app.StartAsync(ct);
        Welcome(app);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    static void Welcome(WebApplication app)
    {
        var address = app.Urls.First();
        Console.WriteLine($"""

            Peer work, Helsinki, is ready.
              address        {address}
              API, to read   {address}/docs
              OpenAPI 3.1    {address}{OpenApi.Document}
              health         {address}/health/ready
            """);
        if (!app.Environment.IsDevelopment()) return;
        Console.WriteLine($"""
              to be someone  ./run token planner       (./run token lists everybody)
              for example    curl -H "Authorization: Bearer $(./run token planner)" {address}/api/statistics/2024
            """);
    }

    /// <summary>The server named in <c>ConnectionStrings:PeerWork</c>, otherwise a private one in the data folder; with its schema up to date.</summary>
    static async Task<OpenedDatabase> OpenDatabase(IConfiguration configuration, CancellationToken ct)
    {
        var named = configuration.GetConnectionString("PeerWork");
        var server = named is null ? await PrivatePostgres.Start(Path.Combine(DataFolder.Of(configuration), "postgres"), ct: ct) : null;
        var source = Database.Open(named ?? server!.ConnectionString);
        await SchemaScripts.Apply(source, [Here], ct);
        await ReadTables.Create(source, ReadModels.Inline, ct);
        return new(source, server);
    }

    sealed record OpenedDatabase(NpgsqlDataSource Source, PrivatePostgres? Server) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Source.DisposeAsync();
            if (Server is not null) await Server.DisposeAsync();
        }
    }
}
