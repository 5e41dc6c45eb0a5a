using Helsinki.PeerWork.Api.Http;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Forgets answered requests when they are older than they are kept.</summary>
sealed partial class Housekeeping(NpgsqlDataSource db, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await IdempotencyKey.Forget(db, clock.GetUtcNow(), stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (NpgsqlException e)
            {
                LogPostponed(log, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old answers are forgotten later: the database does not answer.")]
    static partial void LogPostponed(ILogger log, Exception exception);
}
