using Npgsql;

namespace Helsinki.PeerWork.EventStore;

/// <summary>How this program connects to PostgreSQL.</summary>
public static class Database
{
    const int BufferSize = 64 * 1024;

    /// <summary>Statements are prepared by themselves, dead peers are noticed, and no password reaches telemetry.</summary>
    public static NpgsqlDataSource Open(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "peerwork" };
        var settings = builder.ConnectionStringBuilder;
        settings.MaxAutoPrepare = 200;
        settings.AutoPrepareMinUsages = 2;
        settings.Timezone = "UTC";
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
