using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Helsinki.PeerWork.Faults.Tests.Kernel;

/// <summary>What becomes of the next connections that do what it is about.</summary>
enum Cut
{
    None,

    /// <summary>Before the server gets to know of a write.</summary>
    BeforeWrite,

    /// <summary>The server has committed a write; its answer never arrives.</summary>
    AfterCommit,

    /// <summary>Between the begin of a transaction and its first command.</summary>
    AfterBegin,
}

/// <summary>Stands between the application and PostgreSQL, and understands as much of what they say as it takes to cut them off at the worst moment.</summary>
sealed class Proxy : IAsyncDisposable
{
    /// <summary>A command of the application that writes sends at least so many statements at once; a read sends one.</summary>
    const int StatementsOfAWrite = 4;

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly ConcurrentDictionary<Link, byte> links = [];
    readonly CancellationTokenSource ending = new();
    readonly int server;
    int armed;
    Cut cut;

    public Proxy(int server)
    {
        this.server = server;
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Nothing goes either way, and nobody is told; new connections are taken and not answered.</summary>
    public volatile bool Silent;

    /// <summary>How many connections are there now.</summary>
    public int Connections => links.Count;

    /// <summary>The next so many connections that come to it are cut off there.</summary>
    public void CutNext(int times, Cut where)
    {
        cut = where;
        Volatile.Write(ref armed, times);
    }

    /// <summary>How many are still to be cut.</summary>
    public int StillToCut => Math.Max(0, Volatile.Read(ref armed));

    /// <summary>Everything passes again.</summary>
    public void Mend()
    {
        Silent = false;
        CutNext(0, Cut.None);
    }

    public void CutAll()
    {
        foreach (var link in links.Keys) link.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        CutAll();
        ending.Dispose();
    }

    bool Takes(Cut where) => cut == where && Volatile.Read(ref armed) > 0 && Interlocked.Decrement(ref armed) >= 0;

    async Task Accept()
    {
        while (!ending.IsCancellationRequested)
            try
            {
                var link = new Link(this, await listener.AcceptTcpClientAsync(ending.Token));
                links[link] = 0;
                _ = link.Run();
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
    }

    sealed class Link(Proxy proxy, TcpClient client) : IDisposable
    {
        readonly TcpClient server = new();
        static ReadOnlySpan<byte> Ready => "Z\0\0\0\u0005"u8;

        readonly List<byte> held = [];
        bool cutAtNextReady;

        public async Task Run()
        {
            try
            {
                while (proxy.Silent) await Task.Delay(50);
                await server.ConnectAsync(IPAddress.Loopback, proxy.server);
                client.NoDelay = server.NoDelay = true;
                await Task.WhenAny(Forward(client.GetStream(), server.GetStream(), FromClient), Forward(server.GetStream(), client.GetStream(), FromServer));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // One of the two is gone.
            }
            finally
            {
                Dispose();
                proxy.links.TryRemove(this, out _);
            }
        }

        /// <summary>Both ends are closed.</summary>
        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }

        /// <param name="pass">What of it is forwarded; null: the connection is cut here.</param>
        async Task Forward(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>?> pass)
        {
            var buffer = new byte[256 * 1024];
            try
            {
                for (int read; (read = await from.ReadAsync(buffer)) > 0;)
                {
                    while (proxy.Silent) await Task.Delay(50);
                    if (pass(buffer.AsMemory(0, read)) is not { } passed) return;
                    await to.WriteAsync(passed);
                }
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
            {
                // One of the two is gone.
            }
        }

        ReadOnlyMemory<byte>? FromClient(ReadOnlyMemory<byte> sent)
        {
            var begins = sent.Span.IndexOf("BEGIN"u8);
            if (begins >= 0 && proxy.Takes(Cut.AfterBegin)) return null;
            if (Statements(sent.Span) < StatementsOfAWrite) return sent;
            if (proxy.Takes(Cut.BeforeWrite)) return null;
            cutAtNextReady = cutAtNextReady || proxy.Takes(Cut.AfterCommit);
            return sent;
        }

        /// <summary>ReadyForQuery ends what the server says, and tells whether a transaction is open still: if not, it has committed.</summary>
        ReadOnlyMemory<byte>? FromServer(ReadOnlyMemory<byte> said)
        {
            if (!cutAtNextReady) return said;
            held.AddRange(said.Span);
            byte[] all = [.. held];
            if (all.Length < Ready.Length + 1 || !all.AsSpan()[..^1].EndsWith(Ready)) return ReadOnlyMemory<byte>.Empty;
            if (all[^1] == (byte)'I') return null;
            held.Clear();
            return all;
        }

        /// <summary>Execute messages in what was sent at once: whole messages, as the driver flushes them.</summary>
        static int Statements(ReadOnlySpan<byte> sent)
        {
            var executes = 0;
            while (sent.Length >= 5)
            {
                if (sent[0] == (byte)'E') executes++;
                var length = BinaryPrimitives.ReadInt32BigEndian(sent[1..]) + 1;
                if (length < 5 || length > sent.Length) break;
                sent = sent[length..];
            }
            return executes;
        }
    }
}
