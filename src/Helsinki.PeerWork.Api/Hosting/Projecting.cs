using Helsinki.PeerWork.Projections.Store;


namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Runs the projections that follow the appends for as long as the server runs.</summary>
sealed class Projecting(ProjectionDaemon daemon) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => daemon.Run(stoppingToken);
}
