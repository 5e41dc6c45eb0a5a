using System.Data.Common;
using System.Diagnostics;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>How this program connects to PostgreSQL.</summary>
public static class Database
{
    /// <summary>
    /// Four connections are held all the time (the projection, the high water, the notifications, the lead over messages), a rebuild takes two,
    /// and the clock's own work and requests want theirs beside them.
    /// </summary>
    public const int SmallestPool = 8;

    const int BufferSize = 64 * 1024;

    /// <summary>Statements are prepared by themselves, dead peers are noticed, nobody waits for ever, and no password reaches telemetry.</summary>
    /// <exception cref="InvalidOperationException">The connection string allows too few connections; says how many are needed.</exception>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "peerwork" };
        // What goes by the clock asks for ever: a statement is traced where it is part of something that is.
        builder.ConfigureTracing(traces => traces
            .ConfigureCommandFilter(_ => Activity.Current is not null)
            .ConfigureBatchFilter(_ => Activity.Current is not null));
        var settings = builder.ConnectionStringBuilder;
        settings.MaxAutoPrepare = 200;
        settings.AutoPrepareMinUsages = 2;
        settings.Timezone = "UTC";
        if (settings.MaxPoolSize < SmallestPool)
            throw new InvalidOperationException(
                $"ConnectionStrings:PeerWork allows {settings.MaxPoolSize} connections (Maximum Pool Size); at least {SmallestPool} are needed: "
                    + "some are held all the time.");
        if (!given.ContainsKey("Timeout")) settings.Timeout = Patience.Connecting;
        if (!given.ContainsKey("Command Timeout")) settings.CommandTimeout = Patience.Request;
        settings.CancellationTimeout = Patience.CancellingMilliseconds;
        // A page of events comes in few large pieces: by default every 8 KiB is a system call and a change of threads.
        (settings.ReadBufferSize, settings.WriteBufferSize) = (BufferSize, BufferSize);
        // No session state of ours outlives its use: what is set is set locally, and advisory locks are given back by hand.
        settings.NoResetOnClose = true;
        // A Unix socket has no keepalives to send, and refuses to be asked.
        if (settings.Host?.StartsWith('/') is not true)
        {
            settings.TcpKeepAlive = true;
            settings.TcpKeepAliveTime = 10;
            settings.TcpKeepAliveInterval = 5;
        }
        return builder.Build();
    }
}
