using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.EventStore;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

/// <summary>The program itself, in a process of its own that can be killed.</summary>
sealed class RunningProgram : IAsyncDisposable
{
    readonly Process process;

    RunningProgram(Process process, HttpClient administrator) => (this.process, Administrator) = (process, administrator);

    public HttpClient Administrator { get; }

    /// <param name="folder">Its data folder.</param>
    /// <param name="database">Null: a private PostgreSQL in the folder.</param>
    public static async Task<RunningProgram> Start(string folder, string? database)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [typeof(PeerWorkApp).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = address;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["PEERWORK_DATA"] = folder;
        start.Environment.Remove("ConnectionStrings__PeerWork");
        if (database is not null) start.Environment["ConnectionStrings__PeerWork"] = database;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var client = new HttpClient { BaseAddress = new Uri(address) };
        await Until.True(async () =>
        {
            Assert.False(process.HasExited, "The program ended before it was ready.");
            try { return (await client.GetAsync("/health/ready")).IsSuccessStatusCode; }
            catch (HttpRequestException) { return false; }
        });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            DemonstrationTokens.In(folder, new OidcOptions().Audience).TokenOf(Persona.All.Single(p => p.Name == "administrator")));
        return new(process, client);
    }

    /// <summary>Everything a start makes, and no demonstration.</summary>
    public static async Task Prepare(NpgsqlDataSource db)
    {
        await SchemaScripts.Apply(db, [typeof(PeerWorkApp).Assembly], default);
        await using var told = db.CreateCommand("insert into peerwork.demonstration (until, finished_at) values ('2026-01-01', now())");
        await told.ExecuteNonQueryAsync();
    }

    /// <summary>Opens a centre; null when nobody answered.</summary>
    public async Task<HttpStatusCode?> Open(string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/service-centres")
        {
            Headers = { { "Idempotency-Key", code } },
            Content = JsonContent.Create(new { code, type = "HospitalArea", name = code, costCentre = "1", from = "2020-01-01" }),
        };
        try
        {
            using var response = await Administrator.SendAsync(request);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Administrator.Dispose();
        if (!process.HasExited) await Kill();
        process.Dispose();
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
