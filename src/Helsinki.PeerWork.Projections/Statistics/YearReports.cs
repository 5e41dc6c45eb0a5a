using System.Collections.Concurrent;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>
/// Several years' reports, all of the same events. Of a year only the sources are counted again that something was recorded for since: what is
/// recorded all day long belongs to one theme of one year, and all the rest stands.
/// </summary>
public sealed class YearReports(Facts facts)
{
    /// <summary>Fifteen years as they are, and as known on some days.</summary>
    const int Most = 200;

    readonly ConcurrentDictionary<(int Year, DateOnly? KnownOn, DateOnly FirstOpenDay), Kept> counted = [];

    /// <param name="Tables">Which they were counted from: they may have been made anew.</param>
    sealed record Kept(long Tables, YearReport Report, IReadOnlyDictionary<FactSource, SourceFigures> Sources);

    public Task<IReadOnlyList<YearReport>> Of(int from, int to, Known known, CancellationToken ct) =>
        facts.Read(known, async f =>
        {
            var touched = await Touched.Of(f, ct);
            List<YearReport> reports = [];
            for (var year = from; year <= to; year++) reports.Add(await Of(f, year, known, touched, ct));
            return (IReadOnlyList<YearReport>)reports;
        }, ct);

    async Task<YearReport> Of(FactsRead f, int year, Known known, Touched touched, CancellationToken ct)
    {
        var key = (year, known.On, known.FirstOpenDay);
        var before = counted.GetValueOrDefault(key);
        if (before?.Tables != touched.Tables || touched.Since(before.Report.Position, FactTheme.Centres, year)) before = null;
        var standing =
            before?.Sources.Where(s => !s.Key.Themes.Any(theme => touched.Since(before.Report.Position, theme, year))).ToDictionary() ?? [];
        if (before is not null && standing.Count == before.Sources.Count) return before.Report with { Known = known, Position = f.Position };
        if (counted.Count >= Most) counted.Clear();
        var (report, sources) = await YearReport.Of(f, year, known, standing, ct);
        counted[key] = new(touched.Tables, report, sources);
        return report;
    }

    /// <summary>The last events that may have changed each theme's figures of each year.</summary>
    sealed record Touched(long Tables, ILookup<FactTheme, (int Year, bool Onward, long Position)> Events)
    {
        public bool Since(long position, FactTheme theme, int year) =>
            Events[theme].Any(e => e.Position > position && (e.Year == year || (e.Onward && e.Year < year)));

        public static async Task<Touched> Of(FactsRead f, CancellationToken ct)
        {
            await using var reader = await f.Ask(
                ["select 'read.statistics_year{at}'::regclass::oid::bigint", StatisticsFacts.TouchedSql], () => Array.Empty<NpgsqlParameter>(), ct);
            await reader.ReadAsync(ct);
            var tables = reader.GetInt64(0);
            await reader.NextResultAsync(ct);
            List<(FactTheme Theme, (int, bool, long) Event)> events = [];
            while (await reader.ReadAsync(ct))
                events.Add((reader.OneOf<FactTheme>("theme"), (reader.GetInt32(1), reader.GetBoolean(2), reader.GetInt64(3))));
            return new(tables, events.ToLookup(e => e.Theme, e => e.Event));
        }
    }
}
