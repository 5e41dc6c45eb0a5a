using System.Net;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Api.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>Pages as people get them, from the demonstration's city, over HTTP on loopback.</summary>
static partial class PageLoad
{
    /// <summary>A page of every kind of user: where their work begins, and the heaviest.</summary>
    static readonly IReadOnlyList<(string Persona, string Path)> Pages =
    [
        ("therapist", "/processes"), ("peer-worker", "/my"), ("coordinator", "/months"), ("coordinator", "/supervision"),
        ("payroll", "/payroll"), ("planner", "/statistics/2025"), ("administrator", "/rates"), ("data-protection", "/access-log"),
    ];

    /// <summary>Asks nothing of the database: the layout and its words alone.</summary>
    const string Floor = "/accessibility";

    const int WarmUp = 20;

    /// <param name="stage">Empty: the demonstration is told on it.</param>
    public static async Task<Figures> Run(Stage stage, int runs)
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
        var folder = Directory.CreateTempSubdirectory("peerwork-pages-");
        Environment.SetEnvironmentVariable(DataFolder.Variable, folder.FullName);
        var builder = Serving.Builder("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = PeerWorkApp.Build(builder, stage.Db, TimeProvider.System);
        await Serving.MakeReady(app, stage.Db, CancellationToken.None);
        await app.StartAsync();
        await app.Services.GetRequiredService<Projections.Store.ProjectionDaemon>().CatchUp(CancellationToken.None);

        var visitors = new Dictionary<string, HttpClient>();
        foreach (var persona in Pages.Select(p => p.Persona).Distinct()) visitors[persona] = await LogIn(new Uri(app.Urls.First()), persona);
        var measured = new List<(string Name, int Bytes, Latencies Floor, Latencies Page)>();
        foreach (var (persona, path) in Pages)
        {
            var (visitor, bytes) = (visitors[persona], 0);
            Latencies floor = new(), page = new();
            for (var run = -WarmUp; run < runs; run++)
            {
                await Time(floor, Floor);
                await Time(page, path);

                async Task Time(Latencies latencies, string address)
                {
                    if (run < 0) bytes = (await Get(visitor, address)).Length;
                    else await latencies.Time(() => Get(visitor, address));
                }
            }
            measured.Add(($"{path} ({persona})", bytes, floor, page));
        }
        foreach (var visitor in visitors.Values) visitor.Dispose();
        await app.StopAsync();
        folder.Delete(recursive: true);
        return new(
            "Pages",
            "From the request to the last byte over loopback, in the demonstration's city of two years and more. The floor is a page that asks nothing of the database, at the same time. One user.",
            ["", "kB", "floor p50 ms", "p50 ms", "p95 ms"],
            [.. measured.Select(m => (IReadOnlyList<string>)[m.Name, (m.Bytes / 1000d).Fine(), m.Floor.At(0.5).Fine(), m.Page.At(0.5).Fine(), m.Page.At(0.95).Fine()])]);
    }

    static async Task<HttpClient> LogIn(Uri address, string persona)
    {
        var visitor = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        visitor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fi");
        var token = Token().Match(await Get(visitor, "/log-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("persona", persona), new("__RequestVerificationToken", token)]);
        using var logIn = new HttpRequestMessage(HttpMethod.Post, new Uri("/log-in", UriKind.Relative)) { Content = form };
        logIn.Headers.Add("Sec-Fetch-Site", "same-origin");
        (await visitor.SendAsync(logIn)).EnsureSuccessStatusCode();
        return visitor;
    }

    static async Task<string> Get(HttpClient visitor, string path) => await visitor.GetStringAsync(new Uri(path, UriKind.Relative));

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
