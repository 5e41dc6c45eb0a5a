using System.Collections.Concurrent;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Api.Upkeep;

/// <summary>Read models being made anew in the background, and how far each is. Of this process alone: another instance's own are not seen.</summary>
public sealed partial class Rebuilding(ProjectionDaemon daemon, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<Rebuilding> log)
{
    readonly ConcurrentDictionary<string, Made> runs = [];

    /// <param name="Position">Read up to here, of <paramref name="Total"/>.</param>
    /// <param name="EndedAt">Null while it runs.</param>
    /// <param name="Failed">It broke off; the old rows stand.</param>
    public sealed record Made(long Position, long Total, DateTimeOffset? EndedAt, bool Failed);

    /// <summary>The last run of a read model; null when there was none since the start.</summary>
    public Made? Of(string readModel) => runs.GetValueOrDefault(readModel);

    /// <summary>Begins, unless it is running already.</summary>
    public void Begin(string readModel)
    {
        var fresh = new Made(0, 0, null, false);
        if (runs.AddOrUpdate(readModel, fresh, (_, before) => before.EndedAt is null ? before : fresh) == fresh) _ = Run(readModel);
    }

    async Task Run(string readModel)
    {
        try
        {
            await Task.Run(() => daemon.Rebuild(readModel, new Told(made => runs[readModel] = new(made.Position, made.Total, null, false)), lifetime.ApplicationStopping));
            End(failed: false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailure(log, e, readModel);
            End(failed: true);
        }

        void End(bool failed) => runs.AddOrUpdate(readModel, new Made(0, 0, clock.GetUtcNow(), failed), (_, made) => made with { EndedAt = clock.GetUtcNow(), Failed = failed });
    }

    /// <summary>At once and in order; <see cref="Progress{T}"/> posts to the pool.</summary>
    sealed class Told(Action<RebuildProgress> report) : IProgress<RebuildProgress>
    {
        public void Report(RebuildProgress value) => report(value);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Read model {ReadModel} could not be made anew; its old rows stand")]
    static partial void LogFailure(ILogger logger, Exception exception, string readModel);
}
