using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Forgets answered requests when they are older than they are kept, and files begun that came to nothing.</summary>
sealed class Housekeeping(NpgsqlDataSource db, SealedPieces pieces, TimeProvider clock, OutageLog outages) : BackgroundService
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
            catch (Exception e) when (Outage.Is(e))
            {
                outages.Tell("What is old is forgotten later", e);
            }
        }
    }
}
