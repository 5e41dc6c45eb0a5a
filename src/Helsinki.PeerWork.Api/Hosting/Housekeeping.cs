using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>
/// Forgets what is older than it is kept: answered requests, forms nobody came back for, sessions that have lapsed, files begun that came to nothing.
/// </summary>
sealed class Housekeeping(NpgsqlDataSource db, SealedPieces pieces, KeptInput kept, PageSessions sessions, TimeProvider clock,
    OutageLog outages) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await kept.Forget(stoppingToken);
                await sessions.Forget(stoppingToken);
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
