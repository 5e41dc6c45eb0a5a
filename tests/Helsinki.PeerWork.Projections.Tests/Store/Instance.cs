using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Tests.Store;

/// <summary>A program on the database, with connections, a notifier and a daemon of its own.</summary>
sealed class Instance : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();
    Task running = Task.CompletedTask;

    Instance(TestDatabase database, IReadOnlyList<IReadModel> following, IReadOnlyList<IReadModel> inline)
    {
        Source = Database.Open(database.ConnectionString);
        Notifier = new(Source, NullLogger<Notifier>.Instance);
        Daemon = new(Source, inline, following, Notifier, NullLogger<ProjectionDaemon>.Instance);
    }

    public NpgsqlDataSource Source { get; }
    public Notifier Notifier { get; }
    public ProjectionDaemon Daemon { get; }

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
        await running;
        await Source.DisposeAsync();
        stop.Dispose();
    }
}
