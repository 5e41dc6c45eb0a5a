using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Payroll;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Forgets answered requests when they are older than they are kept, and files begun that came to nothing.</summary>
sealed partial class Housekeeping(NpgsqlDataSource db, SealedPieces pieces, TimeProvider clock, ILogger<Housekeeping> log) : BackgroundService
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
                await pieces.ForgetUnnamed(stoppingToken);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is old is forgotten later: the database does not answer.")]
    static partial void LogPostponed(ILogger log, Exception exception);
}
