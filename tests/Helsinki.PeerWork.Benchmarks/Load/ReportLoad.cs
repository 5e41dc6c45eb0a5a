using System.Text.Json;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Statistics;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>The annual statistics with ten years of data.</summary>
static class ReportLoad
{
    const int Runs = 30;
    const int RunsBefore = 5;
    const int RunsOfComparison = 5;

    public static async Task<Figures> Run(Stage stage, TenYears history)
    {
        var today = new DateOnly(history.LastYear + 1, 6, 1);
        await using var connection = await stage.BareConnection();
        await using var one = new NpgsqlCommand("select 1", connection);
        await one.PrepareAsync();

        var facts = new Facts(stage.Db, new PastRows(stage.Db));
        Latencies roundTrip = new(), report = new();
        var queries = new List<(FactSource Source, NpgsqlCommand Query, Latencies Latencies)>();
        foreach (var source in Measures.All.Select(m => m.Source).Distinct())
        {
            var query = new NpgsqlCommand($"select centre, count(*) from ({source.Rows.Replace("{at}", "", StringComparison.Ordinal)}) f where $1 <= $2 and $3 is not null group by grouping sets ((centre), ())", connection)
            {
                Parameters = { Parameter(1), Parameter(2), Parameter(3) },
            };
            await query.PrepareAsync();
            queries.Add((source, query, new()));
        }

        for (var run = -RunsBefore; run < Runs; run++)
        {
            var year = history.AllYears.ElementAt((run + RunsBefore) % history.AllYears.Count());
            await Time(roundTrip, () => one.ExecuteNonQueryAsync());
            foreach (var (_, query, latencies) in queries)
            {
                (query.Parameters[0].Value, query.Parameters[1].Value, query.Parameters[2].Value) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), today);
                await Time(latencies, () => query.ExecuteNonQueryAsync());
            }
            await Time(report, () => YearReport.Of(facts, year, new(today), CancellationToken.None));

            Task Time(Latencies latencies, Func<Task> what) => run < 0 ? what() : latencies.Time(what);
        }

        var (first, last) = (history.AllYears.First(), history.AllYears.Last());
        Latencies counted = new(), kept = new(), sent = new(), folded = new(), remembered = new();
        for (var run = 0; run < RunsOfComparison; run++)
        {
            var years = new YearReports(facts);
            await counted.Time(() => years.Of(first, last, new(today), CancellationToken.None));
            await kept.Time(() => years.Of(first, last, new(today), CancellationToken.None));
            await sent.Time(async () => await JsonSerializer.SerializeAsync(
                Stream.Null, ComparisonView.Of(await years.Of(first, last, new(today), CancellationToken.None), "en"), Json.Options));
            var day = new DateOnly(last, 6, 1 + run);
            await folded.Time(() => YearReport.Of(facts, last, new(today, day), CancellationToken.None));
            await remembered.Time(() => YearReport.Of(facts, last, new(today, day), CancellationToken.None));
        }

        var largest = queries.MaxBy(q => q.Latencies.At(0.5));
        foreach (var (_, query, _) in queries) await query.DisposeAsync();
        return new(
            "Annual report",
            $"""
            One year for 30 centres and the city, all {Measures.All.Count} measures, out of ten years: {((double)history.Events.Count).Whole()} events,
            {(await Count("statistics_hours")).Whole()} hour entries, {(await Count("statistics_meeting")).Whole()} meetings, {(await Count("statistics_process")).Whole()} processes. {Runs} runs over the
            years in turn. The floors: a bare `select 1`, and the largest of the report's sources with its rows only counted ({largest.Source.Title.En}).
            Of ten years compared the sources are counted anew that something was recorded for since, of the years it may have changed; all else is kept. As known on a day: folded the first time, then as the current figures. {RunsOfComparison} runs of these.
            """,
            ["", "p50 ms", "p95 ms"],
            [Row("`select 1`", roundTrip), Row("its largest query, bare", largest.Latencies), Row("the report", report), Row("ten years compared, all counted anew", counted),
                Row("ten years compared, all kept", kept), Row("the same, as the JSON that is sent", sent), Row("as known on a day, the first time", folded), Row("as known on a day, again", remembered)]);

        async Task<double> Count(string table) => await stage.Scalar<long>($"select count(*) from read.{table}");
        static NpgsqlParameter Parameter(int _) => new() { Value = default(DateOnly) };
        static IReadOnlyList<string> Row(string name, Latencies of) => [name, of.At(0.5).Fine(), of.At(0.95).Fine()];
    }
}
