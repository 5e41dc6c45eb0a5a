using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Reflection;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Demonstration;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Import;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Projections;
using Helsinki.PeerWork.Projections.Store;
using Marten;
using Npgsql;
using Spectre.Console;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Starts what the command line asked for: a database that is there and up to date, then the server or one piece of work.</summary>
static class Serving
{
    public const string DefaultAddress = "http://127.0.0.1:5080";

    static readonly Assembly Here = typeof(Serving).Assembly;

    /// <summary>Settings as the server sees them, for commands that need no server.</summary>
    public static IConfiguration Configuration() => Builder().Configuration;

    public static string Audience(IConfiguration configuration) => (configuration.GetSection("Oidc").Get<OidcOptions>() ?? new()).Audience;

    /// <param name="address">Null: what the configuration says.</param>
    public static WebApplicationBuilder Builder(string? address = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        if (address is not null || string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(address ?? DefaultAddress);
        if (builder.Configuration["PersonalData:CurrentKey"] is null && builder.Environment.IsDevelopment())
            KeyRing.AddOwnKeys(builder.Configuration, DataFolder.Of(builder.Configuration));
        return builder;
    }

    /// <summary>The server, until it is told to stop.</summary>
    public static async Task<int> Run(CancellationToken ct)
    {
        var builder = Builder();
        MustBeFree(builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultAddress);
        await using var database = await OpenDatabase(builder.Configuration, ct);
        await using var app = PeerWorkApp.Build(builder, database.Source, TimeProvider.System);
        await MakeReady(app, database.Source, ct);
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await app.StopAsync(CancellationToken.None); // what was started before somebody took the address stops in order
            throw new InvalidOperationException(e.Message, e);
        }
        Welcome(app);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    /// <summary>Found out before anything is started, so that it is told in a sentence.</summary>
    /// <exception cref="InvalidOperationException">Somebody else answers at one of the addresses.</exception>
    static void MustBeFree(string addresses)
    {
        foreach (var address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (BindingAddress.Parse(address) is { IsUnixPipe: false, Port: > 0 and var port } asked && IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(l => Clash(asked, l)))
                throw new InvalidOperationException(
                    $"{address}: the address is already in use. Stop what answers there, or choose another: ASPNETCORE_URLS=http://127.0.0.1:{port + 1} ./run");
    }

    /// <summary>A port is taken at one of the machine's addresses and free at another.</summary>
    static bool Clash(BindingAddress ours, IPEndPoint theirs) => ours.Port == theirs.Port
        && (theirs.Address.Equals(IPAddress.Any) || theirs.Address.Equals(IPAddress.IPv6Any)
            || (ours.Host == "localhost" ? IPAddress.IsLoopback(theirs.Address)
                : !IPAddress.TryParse(ours.Host.Trim('[', ']'), out var ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any) || ip.Equals(theirs.Address)));

    /// <summary>Makes a read model anew from the events, while the old rows still answer.</summary>
    public static async Task<int> Rebuild(string projection, CancellationToken ct)
    {
        var builder = Builder();
        await using var database = await OpenDatabase(builder.Configuration, ct);
        await using var app = PeerWorkApp.Build(builder, database.Source, TimeProvider.System);
        var daemon = app.Services.GetRequiredService<ProjectionDaemon>();
        var names = ReadModels.Inline.Concat(ReadModels.Async).Select(p => p.Name).ToList();
        if (!names.Contains(projection))
        {
            await Console.Error.WriteLineAsync($"There is no read model {projection}. There are: {string.Join(", ", names)}.");
            return 1;
        }
        await ShowProgress(progress => daemon.Rebuild(projection, progress, ct));
        Console.WriteLine($"{projection} is made anew.");
        return 0;
    }

    /// <summary>An engagement register from a file, all of it or nothing; what is wrong is told line by line.</summary>
    public static async Task<int> Import(FileInfo file, bool dryRun, CancellationToken ct)
    {
        if (!file.Exists)
        {
            await Console.Error.WriteLineAsync($"There is no file {file.FullName}.");
            return 1;
        }
        var builder = Builder();
        await using var database = await OpenDatabase(builder.Configuration, ct);
        await using var app = PeerWorkApp.Build(builder, database.Source, TimeProvider.System);
        await MakeReady(app, database.Source, ct);

        await using var scope = app.Services.ScopeOf(Asked.BySystem("ImportEngagements", "command-line", Concurrency.NeverStale));
        await using var register = file.OpenRead();
        return Tell(await scope.ServiceProvider.GetRequiredService<RegisterImport>().Run(register, dryRun, ct));
    }

    static int Tell(Reply reply)
    {
        if (reply is Reply.Done { Body: ImportReport r })
        {
            Console.WriteLine($"{(r.DryRun ? "A dry run, nothing was changed. " : "")}{r.Rows} engagements: {r.NewEngagements} new, {r.Changed} ended or extended, "
                + $"{r.Unchanged} as they were; {r.NewPersons} new persons; {r.Repeated} repeated rows.");
            return 0;
        }
        if (reply is Reply.InvalidFile invalid)
        {
            Console.Error.WriteLine(invalid.Detail);
            foreach (var e in (IReadOnlyList<FileErrorView>)invalid.Rows(new DefaultHttpContext()))
                Console.Error.WriteLine($"  line {e.Line?.ToString(CultureInfo.InvariantCulture) ?? "-"}{(e.Column is null ? "" : $", {e.Column}")}: {e.Title}{(e.Given is null ? "" : $" Given: {e.Given}.")} {e.Expected}");
        }
        else
        {
            Console.Error.WriteLine(reply is Reply.Refused { Refusal: var no } ? $"{no.Code}: {no.Detail}" : $"The import was not done: {reply.GetType().Name}.");
        }
        return 1;
    }

    /// <summary>Read models made, the first configuration sent, in Development the demonstration told.</summary>
    internal static async Task MakeReady(WebApplication app, NpgsqlDataSource db, CancellationToken ct)
    {
        await Patiently(() => app.Services.GetRequiredService<KeyRing>().MustOpen(db, ct), ct);
        await Patiently(() => app.Services.GetRequiredService<IDocumentStore>().Storage.Database.AssertDatabaseMatchesConfigurationAsync(ct), ct);
        await Patiently(() => Messages.MustMatch(app.Services, ct), ct);
        await Patiently(() => ShowProgress(progress => app.Services.GetRequiredService<ProjectionDaemon>().Prepare(progress, ct)), ct);
        if (app.Environment.IsDevelopment()) await Patiently(() => DemonstrationHistory.FillOnce(db, app.Services.GetRequiredService<TimeProvider>(), ct), ct);
        await Patiently(() => InitialConfiguration.Ensure(app.Services, ct), ct);
    }

    /// <summary>Seals personal data again with the current key.</summary>
    public static async Task<int> RotateKeys(CancellationToken ct)
    {
        var configuration = Configuration();
        await using var database = await OpenDatabase(configuration, ct);
        var rows = await KeyRotation.Run(database.Source, KeyRing.Of(configuration), ct);
        Console.WriteLine($"{rows} rows were sealed again; all are under the current key.");
        return 0;
    }

    /// <summary>A bar per read model, where there is anything to read.</summary>
    static Task ShowProgress(Func<IProgress<RebuildProgress>, Task> work) =>
        Terminal.Progress().StartAsync(async bars =>
        {
            Dictionary<string, ProgressTask> tasks = [];
            await work(new Reported(made =>
            {
                if (made.Total == 0) return;
                lock (tasks)
                {
                    if (!tasks.TryGetValue(made.Projection, out var task)) tasks[made.Projection] = task = bars.AddTask(made.Projection);
                    task.MaxValue = Math.Max(1, made.Total);
                    task.Value = made.Position;
                }
            }));
        });

    /// <summary>At once and in order; <see cref="Progress{T}"/> posts to the pool.</summary>
    sealed class Reported(Action<RebuildProgress> report) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => report(value);
    }

    static void Welcome(WebApplication app)
    {
        var address = app.Urls.First();
        Console.WriteLine($"""

            Peer work, Helsinki, is ready.
              pages          {address}
              API, to read   {address}/docs
              OpenAPI 3.1    {address}{OpenApi.Document}
              health         {address}/health/ready
            """);
        if (!app.Environment.IsDevelopment()) return;
        Console.WriteLine($"""
              to log in      choose a persona at {address}
              as a program   ./run token planner       (./run token lists everybody)
              for example    curl -H "Authorization: Bearer $(./run token planner)" {address}/api/statistics/2024
            """);
    }

    /// <summary>The server named in <c>ConnectionStrings:PeerWork</c>, otherwise a private one in the data folder; with its schema up to date.</summary>
    public static async Task<OpenedDatabase> OpenDatabase(IConfiguration configuration, CancellationToken ct)
    {
        var named = configuration.GetConnectionString("PeerWork");
        var server = named is null ? await PrivatePostgres.Start(PostgresFolder(configuration), ct: ct) : null;
        var source = Database.Open(named ?? server!.ConnectionString);
        await Patiently(() => SchemaScripts.Apply(source, [Here], ct), ct);
        return new(source, server);
    }

    /// <summary>How long a start waits for a database that is away: it may start itself, or be busy with what others ask.</summary>
    static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(1);

    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(500);

    /// <summary>Does a piece of the start that may be done again, until the database is there for it.</summary>
    static async Task Patiently(Func<Task> work, CancellationToken ct)
    {
        for (var (began, told) = (Stopwatch.GetTimestamp(), false); ; told = true)
            try
            {
                await work();
                return;
            }
            catch (Exception e) when (Outage.Is(e) && Stopwatch.GetElapsedTime(began) < StartsWithin)
            {
                if (!told) Console.WriteLine($"Waiting for the database ({Outage.Reason(e)}) …");
                await Task.Delay(BetweenTries, ct);
            }
    }

    /// <summary>Forgets everything of a private installation: its database, its keys, its demonstration.</summary>
    public static async Task<int> Reset(CancellationToken ct)
    {
        var configuration = Configuration();
        if (configuration.GetConnectionString("PeerWork") is not null)
        {
            await Console.Error.WriteLineAsync("ConnectionStrings:PeerWork names a server of yours; only a private installation is reset.");
            return 1;
        }
        try
        {
            await PrivatePostgres.Remove(PostgresFolder(configuration), ct);
        }
        catch (InvalidOperationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        Directory.Delete(DataFolder.Of(configuration), recursive: true);
        Console.WriteLine("Everything is forgotten. ./run starts over.");
        return 0;
    }

    static string PostgresFolder(IConfiguration configuration) => Path.Combine(DataFolder.Of(configuration), "postgres");
}

/// <summary>A database in use, and the private server under it, if there is one.</summary>
sealed record OpenedDatabase(NpgsqlDataSource Source, PrivatePostgres? Server) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (Server is not null) await Server.DisposeAsync();
    }
}
