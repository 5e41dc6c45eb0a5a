using System.Diagnostics;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>Traces, metrics and logs over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; nothing of a person in any of them.</summary>
static class Observing
{
    const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    const string Service = "helsinki-peerwork";

    public static void AddObserving(this WebApplicationBuilder builder)
    {
        // Says of each request its address, with ids and search words; spans say its route.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint])) return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Service))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddNpgsql().AddProcessor<RouteAlone>())
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.MeterName, Messages.MeterName)
                .AddAspNetCoreInstrumentation().AddNpgsqlInstrumentation().AddRuntimeInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
    }

    /// <summary>A server span knows the route with its placeholders, never the address with its ids and search words, nor who asked from where.</summary>
    sealed class RouteAlone : BaseProcessor<Activity>
    {
        static readonly string[] Addresses = ["url.path", "url.query", "url.full", "client.address", "network.peer.address", "user_agent.original"];

        public override void OnEnd(Activity data)
        {
            foreach (var name in Addresses) data.SetTag(name, null);
        }
    }
}
