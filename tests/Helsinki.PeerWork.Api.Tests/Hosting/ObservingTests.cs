using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

/// <summary>What a collector of traces, metrics and logs gets to know: which operations, how long and how often, and nobody's name.</summary>
public sealed class ObservingTests
{
    const string Name = "Kanarialintu Keltainen";
    const string IdentityCode = "131052-308T";

    [Fact]
    public async Task A_collector_gets_operations_figures_and_logs_and_nothing_of_a_person()
    {
        await using var collector = new Collector();
        await collector.Start();
        var host = new Watched(collector.Address);
        await host.InitializeAsync();
        string made;
        using (var coordinator = host.As("coordinator"))
        {
            using var created = await coordinator.PostAsJsonAsync("/api/peer-workers", new { name = Name, identityCode = IdentityCode });
            made = created.Headers.Location!.ToString();
            using var read = await coordinator.GetAsync(created.Headers.Location);
            using var sought = await coordinator.GetAsync($"/api/peer-workers?name={Uri.EscapeDataString(Name)}");
            using var taken = await coordinator.PostAsJsonAsync("/api/peer-workers", new { name = Name, identityCode = IdentityCode });
            using var broken = await coordinator.PostAsJsonAsync("/api/peer-workers", new { name = Name + "\0" });
        }
        await host.DisposeAsync(); // sends what it still holds

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], collector.Got.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("api/peer-workers/{worker:guid}", collector.Text("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", collector.Text("/v1/metrics"), StringComparison.Ordinal);
        foreach (var poll in (string[])["wolverine_", "mt_high_water", "listen peerwork_events"])
            Assert.DoesNotContain(poll, collector.Text("/v1/traces"), StringComparison.Ordinal);
        foreach (var path in collector.Got.Keys)
            foreach (var personal in (string[])[Name, Uri.EscapeDataString(Name), "Kanarialintu", IdentityCode, made])
                Assert.DoesNotContain(personal, collector.Text(path), StringComparison.Ordinal);
    }

    sealed class Watched : ApiHost
    {
        public Watched(string collector)
        {
            Setting("OTEL_EXPORTER_OTLP_ENDPOINT", collector);
            Setting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        }
    }

    /// <summary>Takes everything sent over OTLP and keeps it as it came; texts stand readable in it.</summary>
    sealed class Collector : IAsyncDisposable
    {
        readonly WebApplication server;

        public Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            server = builder.Build();
            server.MapPost("/v1/{signal}", async (HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                Got.GetOrAdd(request.Path, _ => []).Enqueue(Encoding.UTF8.GetString(body.ToArray()));
                return Results.Bytes([], "application/x-protobuf");
            });
        }

        public ConcurrentDictionary<string, ConcurrentQueue<string>> Got { get; } = [];

        public string Address => server.Urls.First();

        public string Text(string path) => string.Concat(Got[path]);

        public Task Start() => server.StartAsync();

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
