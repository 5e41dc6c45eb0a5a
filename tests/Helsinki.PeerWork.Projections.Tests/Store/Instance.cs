using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Helsinki.PeerWork.Tests.Shared;
using Marten;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Tests.Store;

/// <summary>A program on the database, with connections, a notifier and a daemon of its own.</summary>
sealed class Instance : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly DocumentStore store;
    Task running = Task.CompletedTask;

    Instance(TestDatabase database, IReadOnlyList<IReadModel> following, IReadOnlyList<IReadModel> inline)
    {
        Source = Database.Open(database.ConnectionString);
        var notifier = new Notifier(Source, NullLogger<Notifier>.Instance);
        var configuration = new StoreConfiguration(Source, inline, following) { Notifier = notifier };
        store = configuration.Open();
        Daemon = new(configuration, store, notifier, NullLogger<ProjectionDaemon>.Instance);
        Log = new(store, Source);
    }

    public NpgsqlDataSource Source { get; }
    public ProjectionDaemon Daemon { get; }

    /// <summary>Appends with the inline rows, and wakes whoever follows.</summary>
    public EventLog Log { get; }

    public static async Task<Instance> Start(TestDatabase database, IReadOnlyList<IReadModel> following, params IReadOnlyList<IReadModel> inline)
    {
        var instance = new Instance(database, following, inline);
        await instance.Daemon.Prepare(null, CancellationToken.None);
        instance.running = instance.Daemon.Run(instance.stop.Token);
        return instance;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await store.DisposeAsync();
        await Source.DisposeAsync();
        stop.Dispose();
    }
}
