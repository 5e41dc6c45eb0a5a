using System.Threading.Channels;
using JasperFx.Events.Daemon.HighWater;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// Wakes the projections after a commit: in this process at once, in others by NOTIFY. It never rides in an append, where it would
/// put all commits in one queue, and however many appends commit, one notification is under way.
/// </summary>
public sealed class Notifier(NpgsqlDataSource db, ILogger<Notifier> log)
{
    const string ChannelName = "peerwork_events";
    static readonly TimeSpan BetweenNotifications = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan BeforeReconnecting = TimeSpan.FromSeconds(1);

    readonly Pulse woken = new();
    readonly OutageLog outages = new(log);
    readonly Channel<bool> unsent = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Events were committed. Never waits and never fails: a wake-up that is lost is made up for by polling.</summary>
    public void Signal()
    {
        woken.Beat();
        unsent.Writer.TryWrite(true);
    }

    /// <summary>Until cancelled.</summary>
    public Task Run(CancellationToken ct) => Task.WhenAll(Keep(Send, ct), Keep(Listen, ct));

    /// <summary>For Marten's daemon, which else would poll.</summary>
    internal IDaemonWakeup Waking() => new Wakeup(woken);

    sealed class Wakeup(Pulse woken) : IDaemonWakeup
    {
        /// <summary>Of the beat after the last wait: one between two waits is not missed.</summary>
        Task next = woken.Next;

        public async Task WaitAsync(TimeSpan timeout, CancellationToken token)
        {
            await next.OrAfter(timeout, token);
            next = woken.Next;
        }

        public void Dispose() { }
    }

    async Task Send(CancellationToken ct)
    {
        await foreach (var _ in unsent.Reader.ReadAllAsync(ct))
        {
            await using var notify = db.CreateCommand($"notify {ChannelName}");
            await notify.ExecuteNonQueryAsync(ct);
            await Task.Delay(BetweenNotifications, ct);
        }
    }

    async Task Listen(CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var listen = new NpgsqlCommand($"listen {ChannelName}", connection);
        await using var stop = new NpgsqlCommand("unlisten *", connection);
        await listen.ExecuteNonQueryAsync(ct);
        try
        {
            for (; ; await connection.WaitAsync(ct)) woken.Beat();
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open) await stop.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    async Task Keep(Func<CancellationToken, Task> work, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
            try
            {
                await work(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (Outage.Is(e)) outages.Tell("Notifications are interrupted, and projections are polled meanwhile", e);
                else log.LogError(e, "Notifications failed unexpectedly; projections are polled meanwhile.");
                await Task.Delay(BeforeReconnecting, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }
}

/// <summary>Tells of commits that had events in them.</summary>
sealed class CommitListener(Notifier notifier) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.GetEvents().Any()) notifier.Signal();
        return Task.CompletedTask;
    }
}
