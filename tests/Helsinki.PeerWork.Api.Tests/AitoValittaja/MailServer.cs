using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Helsinki.PeerWork.Api.Tests.AitoValittaja;

/// <summary>Takes mail at a port of its own, once it is started, and keeps what was in it.</summary>
sealed class MailServer : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stopping = new();
    Task taking = Task.CompletedTask;

    public MailServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop(); // nobody answers yet
    }

    public int Port { get; }

    public ConcurrentQueue<string> Got { get; } = [];

    public void Start()
    {
        var at = new TcpListener(IPAddress.Loopback, Port);
        at.Start();
        taking = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    using var client = await at.AcceptTcpClientAsync(stopping.Token);
                    await Take(client.GetStream());
                }
            }
            catch (OperationCanceledException)
            {
                at.Stop();
            }
        });
    }

    async Task Take(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
            switch (line.Split(' ')[0])
            {
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync(stopping.Token) is { } part && part != ".") text.AppendLine(part);
                    Got.Enqueue(text.ToString());
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await taking;
        stopping.Dispose();
        listener.Dispose();
    }
}
