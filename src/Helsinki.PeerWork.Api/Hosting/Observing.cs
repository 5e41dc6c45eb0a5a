using System.Diagnostics;
using Helsinki.PeerWork.EventStore;
using OpenTelemetry;
using OpenTelemetry.Logs;
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
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint])) return;
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(Resource());
            logs.AddOtlpExporter();
        });
        // Made by hand and kept as services, so that they are flushed when the host stops.
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(Resource())
            .AddSource("Microsoft.AspNetCore", "Npgsql").AddOtlpExporter().Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(Resource())
            .AddMeter(Telemetry.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime")
            .AddOtlpExporter().Build());
        builder.Services.AddHostedService<Started>();
    }

    static ResourceBuilder Resource() => ResourceBuilder.CreateDefault().AddService(Service);

    /// <summary>Names the server span by operation: the route with its placeholders, never the address with its ids.</summary>
    public static void UseObserving(this WebApplication app) =>
        app.Use(async (http, next) =>
        {
            await next(http);
            if (Activity.Current is not { } span) return;
            var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            span.DisplayName = $"{http.Request.Method} {route ?? "unknown"}";
            span.SetTag("http.request.method", http.Request.Method);
            span.SetTag("http.route", route);
            span.SetTag("http.response.status_code", http.Response.StatusCode);
        });

    /// <summary>Providers begin to listen when they are made.</summary>
    sealed class Started(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces.ForceFlush();
            metrics.ForceFlush();
            return Task.CompletedTask;
        }
    }
}
