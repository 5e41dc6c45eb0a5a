using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Faults.Tests.Kernel;

/// <summary>The program itself, in a process of its own.</summary>
sealed class PeerWorkProgram : IAsyncDisposable
{
    readonly Process process;

    PeerWorkProgram(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Everything it wrote.</summary>
    public ConcurrentQueue<string> Said { get; } = [];

    public static async Task<PeerWorkProgram> Start(
        string folder, string database, int? port = null, string? clock = null, IReadOnlyList<string>? command = null, bool untilReady = true)
    {
        var address = new Uri($"http://127.0.0.1:{port ?? Machine.FreePort()}");
        var start = new ProcessStartInfo("dotnet", [typeof(PeerWorkApp).Assembly.Location, .. command ?? []]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["PEERWORK_DATA"] = folder;
        start.Environment["DOTNET_TieredPGO"] = "0"; // nothing runs long enough to earn it back
        start.Environment["ConnectionStrings__PeerWork"] = database;
        if (clock is not null)
            foreach (var (name, value) in Clock.Environment(clock)) start.Environment[name] = value;
        var program = new PeerWorkProgram(Process.Start(start)!, address);
        program.Listen();
        if (untilReady && command is null) await program.Ready();
        return program;
    }

    public Task Ready() => Until.True(async () =>
    {
        Assert.False(process.HasExited, $"The program ended before it was ready: {string.Join('\n', Said.TakeLast(20))}");
        return await Health() is "ready";
    });

    /// <summary>What <c>/health/ready</c> says; null when nobody answers.</summary>
    public async Task<string?> Health()
    {
        try
        {
            using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(20) };
            using var answer = await client.GetAsync("/health/ready");
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Megabytes in memory, and threads.</summary>
    public (int Megabytes, int Threads) Size()
    {
        var status = File.ReadLines($"/proc/{Id}/status").ToList();
        return (Of("VmRSS:") / 1024, Of("Threads:"));

        int Of(string name) => int.Parse(status.Single(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task Kill()
    {
        Machine.Signal("KILL", [Id]);
        await process.WaitForExitAsync();
    }

    /// <summary>As whoever runs it stops it.</summary>
    public async Task<int> Stop()
    {
        Machine.Signal("TERM", [Id]);
        return await Ended();
    }

    public async Task<int> Ended()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    void Listen()
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        void Keep(string? line)
        {
            if (line is not null) Said.Enqueue(line);
        }
    }
}
