using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Marten;
using Npgsql;

namespace Helsinki.PeerWork.Tests.Shared;

/// <summary>A fresh database with the event store's schema, for one test class: <c>IClassFixture&lt;TestDatabase&gt;</c>.</summary>
public sealed class TestDatabase : IAsyncLifetime
{
    readonly string name = $"test_{Guid.CreateVersion7():n}";

    public string ConnectionString { get; private set; } = "";

    public NpgsqlDataSource Source { get; private set; } = null!;

    public EventLog Log { get; private set; } = null!;

    /// <summary>Marten on this database, with these read models riding in what is appended.</summary>
    public EventLog LogWith(params IReadOnlyList<IReadModel> inline)
    {
        var with = new StoreConfiguration(Source, inline, []).Open();
        stores.Add(with);
        return new(with, Source);
    }

    readonly List<DocumentStore> stores = [];

    public async ValueTask InitializeAsync()
    {
        await OnServer($"create database {name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(await TestServer.ConnectionString) { Database = name }.ConnectionString;
        Source = Database.Open(ConnectionString);
        Log = LogWith();
        await SchemaScripts.Apply(Source, [typeof(SchemaScripts).Assembly], TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in stores) await store.DisposeAsync();
        await Source.DisposeAsync();
        await OnServer($"drop database {name} with (force)");
    }

    public async Task Execute(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of every row.</summary>
    public async Task<IReadOnlyList<T>> Query<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await rows.ReadAsync()) values.Add(rows.GetFieldValue<T>(0));
        return values;
    }

    static async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection(await TestServer.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The server named by <c>ConnectionStrings__PeerWork</c>, or a private one shared by all test programs of this user; where no PostgreSQL is installed, one in a container.</summary>
static class TestServer
{
    /// <summary>A machine under load is no silent database.</summary>
    const string Patience = ";Timeout=60;Command Timeout=120";

    static readonly Lazy<Task<string>> Server = new(Start);

    public static Task<string> ConnectionString => Server.Value;

    static async Task<string> Start()
    {
        if (Environment.GetEnvironmentVariable("ConnectionStrings__PeerWork") is { Length: > 0 } named) return named;
        if (!PrivatePostgres.IsInstalled) return await PostgresInContainer.Start() + Patience;
        var postgres = await PrivatePostgres.Start(Path.Combine(Path.GetTempPath(), $"peerwork-tests-{Environment.UserName}"), durable: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => postgres.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return postgres.ConnectionString + Patience;
    }
}
