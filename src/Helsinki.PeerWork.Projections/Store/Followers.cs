using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Helsinki.PeerWork.Projections.Tables;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Daemon.Coordination;
using Marten.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// What Marten's daemon tells of the read models that follow, in this process: how far each is, what stopped it, and that it goes on.
/// </summary>
sealed class Followers : IObserver<ShardState>, IDisposable
{
    readonly Dictionary<string, FollowingReadModel> followers;
    readonly ConcurrentDictionary<string, ProjectionState> states = [];
    readonly ProjectionCoordinator coordinator;
    readonly ShardStateTracker tracker;
    readonly ILogger log;
    readonly OutageLog outages;
    readonly IDisposable telling;

    public Followers(StoreConfiguration configuration, IDocumentStore store, ProjectionCoordinator coordinator, ILogger log)
    {
        followers = configuration.Followers.ToDictionary(f => Progress.NameOf(f.Model));
        (this.coordinator, this.log, outages, tracker) = (coordinator, log, new(log), ((IMartenDatabase)store.Storage.Database).Tracker);
        telling = tracker.Subscribe(this);
    }

    public void Dispose() => telling.Dispose();

    public ProjectionState StateOf(IReadModel model) => states.GetValueOrDefault(Progress.NameOf(model)) ?? new ProjectionState.Waiting();

    public IEnumerable<Measurement<long>> Lags() =>
        from state in states
        let running = state.Value as ProjectionState.Running
        where running is not null
        select new Measurement<long>(Math.Max(0, tracker.HighWaterMark - running.Position), new KeyValuePair<string,
            object?>("projection", followers[state.Key].Model.Name));

    public void OnNext(ShardState value)
    {
        if (!followers.TryGetValue(value.ShardName, out var follower)) return;
        switch (value.Action)
        {
            case ShardAction.Started or ShardAction.Updated:
                Run(follower.Model, value);
                break;
            case ShardAction.Paused or ShardAction.Stopped:
                Halt(follower, value);
                break;
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    void Run(IReadModel model, ShardState told)
    {
        if (states.GetValueOrDefault(told.ShardName) is ProjectionState.Stopped { Position: var stopped })
        {
            if (told.Sequence < stopped) return;
            log.LogWarning("Projection {Projection} goes on past position {Position}.", model.Name, stopped);
        }
        states[told.ShardName] = new ProjectionState.Running(told.Sequence);
    }

    /// <summary>The daemon begins again by itself, at the same event: it is told of once while that can't be taken.</summary>
    void Halt(FollowingReadModel follower, ShardState told)
    {
        var before = states.GetValueOrDefault(told.ShardName);
        if (told.Exception is PoisonException poison)
        {
            if (before is not ProjectionState.Stopped { Position: var at } || at != poison.Position)
                log.LogError("Projection {Projection} stopped at position {Position}: {Reason}", follower.Model.Name, poison.Position, poison.Reason);
            states[told.ShardName] = new ProjectionState.Stopped(poison.Position, poison.Reason);
            return;
        }
        if (before is not ProjectionState.Stopped) states[told.ShardName] = new ProjectionState.Waiting();
        switch (told.Exception)
        {
            case null or WrittenAheadException or OvertakenException or OperationCanceledException:
                break;
            case { InnerException: PostgresException e } when Progress.WasMovedByAnother(e):
                log.LogInformation("Projection {Projection} was moved by another: starting from where it is now.", follower.Model.Name);
                break;
            case ProgressionProgressOutOfOrderException:
                log.LogInformation("Projection {Projection} was moved by another: starting from where it is now.", follower.Model.Name);
                // The daemon takes it for ended for good while it remembers it.
                _ = Task.Run(() => coordinator.DaemonForMainDatabase().StopAgentAsync(told.ShardName));
                break;
            case var e when Outage.Is(e):
                outages.Tell($"Projection {follower.Model.Name} starts again", e);
                break;
            case { InnerException: PostgresException }:
                follower.Suspect();
                break;
            default:
                log.LogError(told.Exception, "Projection {Projection} failed unexpectedly and starts again.", follower.Model.Name);
                break;
        }
    }
}
