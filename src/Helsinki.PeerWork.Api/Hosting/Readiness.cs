using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>
/// Whether the database answers and takes writes. It is asked once at a time and at most once a second, however many want to know, and nobody
/// waits longer than <see cref="Longest"/>: a database that stands still is away, too.
/// </summary>
public sealed class Readiness(ProjectionDaemon daemon, NpgsqlDataSource db, OutageLog outages, TimeProvider clock)
{
    /// <summary>Then it is said not to answer.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1_500);

    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    readonly Lock turn = new();
    Task<State>? asking;

    /// <summary>By no clock that anybody sets.</summary>
    long askedAt;

    /// <param name="Problem">Why it is not ready; null: it is.</param>
    public sealed record State(string? Problem, IReadOnlyList<ProjectionLag> Lags);

    public async Task<State> Now()
    {
        Task<State> answer;
        lock (turn)
        {
            if (asking is null || (asking.IsCompleted && clock.GetElapsedTime(askedAt) >= Fresh)) (asking, askedAt) = (Task.Run(Ask), clock.GetTimestamp());
            answer = asking;
        }
        try
        {
            return await answer.WaitAsync(Longest);
        }
        catch (TimeoutException)
        {
            return new("the database does not answer", []);
        }
    }

    async Task<State> Ask()
    {
        try
        {
            var lags = await daemon.Lag(CancellationToken.None);
            return new(await Written() ? null : "writes fail", lags);
        }
        catch (Exception e) when (Outage.Is(e) || e is PostgresException)
        {
            outages.Tell("Not ready", e);
            return new("the database does not answer", []);
        }
    }

    /// <summary>A row that always fits would not tell of a full disk: an exported snapshot is a new file, which goes with the transaction.</summary>
    async Task<bool> Written()
    {
        try
        {
            await using var batch = db.CreateBatch();
            batch.BatchCommands.Add(new("update peerwork.heartbeat set at = now()"));
            batch.BatchCommands.Add(new("select pg_export_snapshot()"));
            await batch.ExecuteNonQueryAsync();
            return true;
        }
        catch (PostgresException e)
        {
            outages.Tell("Writes fail", e);
            return false;
        }
    }
}
