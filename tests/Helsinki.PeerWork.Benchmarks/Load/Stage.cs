using System.Text.Json;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections;
using Helsinki.PeerWork.Projections.Store;
using Marten;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>A PostgreSQL of our own as <c>./run</c> starts it, in a folder that is thrown away, and ways to put made-up history into it fast.</summary>
sealed class Stage : IAsyncDisposable
{
    readonly string folder;
    readonly PrivatePostgres postgres;
    readonly DocumentStore marten;

    Stage(string folder, PrivatePostgres postgres)
    {
        (this.folder, this.postgres) = (folder, postgres);
        (Db, Bare) = (Database.Open(postgres.ConnectionString), NpgsqlDataSource.Create(postgres.ConnectionString));
        var notifier = new Notifier(Db, NullLogger<Notifier>.Instance);
        var configuration = new StoreConfiguration(Db, ReadModels.Inline, ReadModels.Async) { Notifier = notifier };
        marten = configuration.Open();
        Store = new(marten, Db);
        Daemon = new(configuration, marten, notifier, NullLogger<ProjectionDaemon>.Instance);
    }

    /// <summary>As the product opens it.</summary>
    public NpgsqlDataSource Db { get; }

    /// <summary>As Npgsql opens it when nobody says anything.</summary>
    public NpgsqlDataSource Bare { get; }

    public EventLog Store { get; }

    public ProjectionDaemon Daemon { get; }

    public static async Task<Stage> Set(string name = "load")
    {
        var folder = Path.Combine(Path.GetTempPath(), $"peerwork-benchmarks-{name}-{Environment.ProcessId}");
        var stage = new Stage(folder, await PrivatePostgres.Start(folder, durable: true));
        await SchemaScripts.Apply(stage.Db, [typeof(Api.Hosting.PeerWorkApp).Assembly], CancellationToken.None);
        await stage.Daemon.Prepare(null, CancellationToken.None);
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await marten.DisposeAsync();
        await Db.DisposeAsync();
        await Bare.DisposeAsync();
        await postgres.DisposeAsync();
        await PrivatePostgres.Remove(folder);
    }

    /// <summary>A connection without the product's settings, for floors.</summary>
    public async Task<NpgsqlConnection> BareConnection()
    {
        var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>CPU seconds the server has used so far, all its processes together; null where that can't be seen.</summary>
    public async Task<double?> ServerCpu() => ServerProcesses.CpuSeconds(await Scalar<int>("select pid from pg_stat_activity where backend_type = 'checkpointer'"));

    public async Task Execute(string sql)
    {
        await using var command = Db.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> Scalar<T>(string sql)
    {
        await using var command = Db.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Writes whole new streams past every rule, without their rows in the read models.</summary>
    public async Task Copy(IReadOnlyDictionary<Guid, string> categories, IReadOnlyCollection<Recorded> events)
    {
        await using var connection = await Db.OpenConnectionAsync();
        await using (var streams = await connection.BeginBinaryImportAsync("copy mt_streams (id, type, version, timestamp, created) from stdin (format binary)"))
        {
            streams.Timeout = Timeout.InfiniteTimeSpan;
            foreach (var stream in events.CountBy(e => e.Stream))
                await streams.WriteRowAsync(CancellationToken.None, stream.Key, categories[stream.Key], (long)stream.Value, DateTime.UtcNow, DateTime.UtcNow);
            await streams.CompleteAsync();
        }
        var next = await Scalar<long>($"select setval('mt_events_sequence', nextval('mt_events_sequence') + {events.Count - 1}) - {events.Count - 1}");
        await using (var rows = await connection.BeginBinaryImportAsync($"copy mt_events ({EventRow.Columns}) from stdin (format binary)"))
        {
            rows.Timeout = Timeout.InfiniteTimeSpan;
            foreach (var e in events)
            {
                var row = EventRow.Of(e.Event);
                await rows.StartRowAsync();
                await rows.WriteAsync(next++);
                await rows.WriteAsync(Guid.CreateVersion7());
                await rows.WriteAsync(e.Stream);
                await rows.WriteAsync(e.Version);
                await rows.WriteAsync(row.Data, NpgsqlDbType.Jsonb);
                await rows.WriteAsync(row.Alias, NpgsqlDbType.Varchar);
                await rows.WriteAsync(e.At.UtcDateTime);
                await rows.WriteAsync(row.DotNetType, NpgsqlDbType.Varchar);
                await rows.WriteAsync(e.By!, NpgsqlDbType.Varchar);
                await rows.WriteAsync(e.Correlation!, NpgsqlDbType.Varchar);
                await rows.WriteAsync(e.Causation!, NpgsqlDbType.Varchar);
            }
            await rows.CompleteAsync();
        }
    }

    /// <summary>Writes whole new streams and their rows in the read models that ride in appends.</summary>
    public async Task Make(string category, IEnumerable<(Guid Stream, IEnumerable<object> Events)> streams)
    {
        List<Recorded> events =
        [
            .. streams.SelectMany(s => s.Events.Select((e, n) =>
                new Recorded(0, s.Stream, n + 1, e, DateTimeOffset.UtcNow, Made.Therapist.Value.ToString(), "benchmark", "Benchmark"))),
        ];
        await Copy(events.Select(e => e.Stream).Distinct().ToDictionary(id => id, _ => category), events);
        await using var batch = Db.CreateBatch();
        batch.Timeout = 0;
        foreach (var model in ReadModels.Inline)
            foreach (var command in InlineReadModel.Commands(model, events)) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync();
    }
}

/// <summary>What of an event's row in <c>mt_events</c> follows from the event itself.</summary>
sealed record EventRow(string Alias, string DotNetType, byte[] Data)
{
    /// <summary>Those the product writes; the rest are defaults.</summary>
    public const string Columns = "seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, user_name, correlation_id, causation_id";

    public static string AliasOf(Type type) => EventTypes.NameOf(type);

    public static EventRow Of(object e)
    {
        var type = e.GetType();
        return new(AliasOf(type), $"{type.FullName}, {type.Assembly.GetName().Name}", JsonSerializer.SerializeToUtf8Bytes(e, type, EventJson.Options));
    }
}
