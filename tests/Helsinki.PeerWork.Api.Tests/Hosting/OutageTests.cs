using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

/// <summary>The application on a wire to its database: whatever happens to it, whoever asks is told 503 and when to come back, and the log a line a minute.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    /// <summary>Five seconds, on a machine that has the time.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    readonly Wired host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task While_the_database_is_away_every_question_is_answered_503_and_when_to_come_back()
    {
        using var client = host.As("coordinator");
        host.Wire.Cut();

        foreach (var path in Questions())
        {
            using var answer = await client.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            Assert.True(answer.Headers.RetryAfter is { Delta: { } later } && later > TimeSpan.Zero, path);
        }

        host.Wire.Mend();
        await Until.True(async () => (await client.GetAsync("/api/service-centres")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_page_says_so_as_a_page()
    {
        using var visitor = host.Anybody();
        host.Wire.Cut();

        using var answer = await visitor.GetAsync("/accessibility");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("<h1>Palvelu ei juuri nyt vastaa</h1>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outage_is_told_once_however_many_ask_and_without_a_stack()
    {
        using var client = host.As("coordinator");
        host.Wire.Cut();

        for (var n = 0; n < 50; n++)
        {
            using var answer = await client.GetAsync("/api/service-centres");
            using var page = await client.GetAsync("/accessibility");
        }

        Assert.Single(host.Told, line => line.Text.StartsWith("Requests are answered 503", StringComparison.Ordinal));
        Assert.All(host.Told, line => Assert.Null(line.Exception));
        Assert.InRange(host.Told.Count, 1, 8); // one of each kind
    }

    [Fact]
    public async Task A_silent_database_is_given_up_in_seconds_by_requests_pages_and_readiness()
    {
        using var client = host.As("coordinator");
        await client.GetAsync("/api/service-centres");
        host.Wire.Silence();

        var answers = await Task.WhenAll(((string[])["/api/service-centres", "/api/statistics/2026", "/api/statistics/2026?knownOn=2026-05-01", "/accessibility", "/health/ready"]).Select(async path =>
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(path);
            return (path, answer.StatusCode, Took: Stopwatch.GetElapsedTime(began));
        }));

        Assert.All(answers, a => Assert.Equal((a.path, HttpStatusCode.ServiceUnavailable), (a.path, a.StatusCode)));
        Assert.All(answers, a => Assert.InRange(a.Took, TimeSpan.Zero, Longest));
        host.Wire.Mend();
        await Until.True(async () => (await client.GetAsync("/api/service-centres")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Connections_killed_at_any_moment_give_an_answer_or_503_and_nothing_else()
    {
        const int Rounds = 60, MostRounds = 10_000;
        ConcurrentDictionary<(string Path, HttpStatusCode Status), int> answers = [];
        using var enough = new CancellationTokenSource();
        var asking = ((string[])["/api/statistics/2026", "/api/statistics?from=2024&to=2026", "/api/statistics/2026?knownOn=2026-05-01", "/api/statistics/2026/course", "/api/service-centres", "/accessibility"]).Select(path => Task.Run(async () =>
        {
            using var client = host.As("planner");
            while (!enough.IsCancellationRequested)
            {
                using var answer = await client.GetAsync(path);
                answers.AddOrUpdate((path, answer.StatusCode), 1, (_, n) => n + 1);
            }
        })).ToList();
        // Which of them meets a dead connection is chance: it goes on until one did.
        for (var round = 0; round < Rounds || (round < MostRounds && answers.Keys.All(a => a.Status is not HttpStatusCode.ServiceUnavailable)); round++)
        {
            await host.Database.Execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            await Task.Delay(round % 10, CancellationToken.None);
        }
        await enough.CancelAsync();
        await Task.WhenAll(asking);

        Assert.All(answers.Keys, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{a}"));
        Assert.Contains(answers.Keys, a => a.Status is HttpStatusCode.ServiceUnavailable);
        Assert.DoesNotContain(host.Told, line => line.Exception is not null);
    }

    /// <summary>Every question a program can ask, about something or other.</summary>
    IEnumerable<string> Questions() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods: ["GET"] }
        select $"/{string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Filled))))}{(endpoint.RoutePattern.RawText!.TrimEnd('/') == "/api/statistics" ? "?from=2025&to=2026" : "")}";

    static string Filled(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "year" or "number" } => "2026",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "month" } => "2026-05",
        _ => $"{Guid.CreateVersion7()}",
    };

    public sealed class Wired : ApiHost
    {
        readonly Recorder recorder = new();
        NpgsqlDataSource? source;
        Wire? wire;

        internal Wire Wire => wire ??= new(Database.ConnectionString);

        public IReadOnlyCollection<(string Text, Exception? Exception)> Told => recorder.Told;

        /// <summary>As patient as the product, where tests are more patient elsewhere.</summary>
        protected override NpgsqlDataSource Source => source ??= Projections.Store.Database.Open(
            new NpgsqlConnectionStringBuilder(Wire.ConnectionString) { Timeout = Patience.Connecting, CommandTimeout = Patience.Request }.ConnectionString);

        protected override void Configure(WebApplicationBuilder builder)
        {
            base.Configure(builder);
            builder.Logging.AddProvider(recorder);
        }

        public override async ValueTask DisposeAsync()
        {
            Wire.Mend();
            await base.DisposeAsync();
            await source!.DisposeAsync();
            await Wire.DisposeAsync();
            recorder.Dispose();
        }
    }

    /// <summary>Warnings and worse, with the exceptions whose stacks would be written.</summary>
    sealed class Recorder : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(string Text, Exception? Exception)> Told { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Told.Enqueue((formatter(state, exception), exception));
        }

        public void Dispose()
        {
        }
    }
}
