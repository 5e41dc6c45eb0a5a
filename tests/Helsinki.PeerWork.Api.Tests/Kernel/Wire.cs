using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Kernel;

/// <summary>Between a program and its PostgreSQL: it can be cut, go silent, and be mended.</summary>
sealed class Wire : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly NpgsqlConnectionStringBuilder server;
    readonly HashSet<Socket> open = [];
    readonly Task accepting;
    volatile TaskCompletionSource flowing = Done();
    volatile bool cut;

    public Wire(string connectionString)
    {
        server = new(connectionString);
        listener.Start();
        accepting = Accept();
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)listener.LocalEndpoint).Port,
    }.ConnectionString;

    /// <summary>Every connection breaks, and new ones do at once.</summary>
    public void Cut()
    {
        cut = true;
        lock (open) foreach (var socket in open) socket.Dispose();
    }

    /// <summary>Everything stays open, and nothing comes through.</summary>
    public void Silence() => flowing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend()
    {
        cut = false;
        flowing.TrySetResult();
    }

    async Task Accept()
    {
        while (true)
            try
            {
                var client = await listener.AcceptSocketAsync();
                if (cut) client.Dispose();
                else _ = Join(client);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
    }

    async Task Join(Socket client)
    {
        using var upstream = server.Host!.StartsWith('/') ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
            try
            {
                lock (open) open.UnionWith([client, upstream]);
                await upstream.ConnectAsync(server.Host.StartsWith('/') ? new UnixDomainSocketEndPoint($"{server.Host}/.s.PGSQL.{server.Port}") : new DnsEndPoint(server.Host, server.Port));
                await Task.WhenAny(Pump(client, upstream), Pump(upstream, client));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
            }
            finally
            {
                lock (open) open.ExceptWith([client, upstream]);
            }
    }

    async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await from.ReceiveAsync(buffer)) > 0;)
            {
                await flowing.Task;
                for (var sent = 0; sent < read;) sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        Cut();
        flowing.TrySetResult();
        await accepting;
    }
}
