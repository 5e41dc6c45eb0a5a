using System.Collections.Concurrent;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>
/// Several years' reports, all of the same events. A year that nothing was recorded for since it was counted last is not counted again: what is
/// recorded all day long belongs to one year, and the others stand.
/// </summary>
public sealed class YearReports(Facts facts)
{
    /// <summary>Fifteen years as they are, and as known on some days.</summary>
    const int Most = 200;

    readonly ConcurrentDictionary<(int Year, DateOnly? KnownOn, DateOnly FirstOpenDay), (long Tables, YearReport Report)> counted = [];

    public Task<IReadOnlyList<YearReport>> Of(int from, int to, Known known, CancellationToken ct) =>
        facts.Read(known, async f =>
        {
            var (tables, touched) = await Touched(f, ct);
            List<YearReport> reports = [];
            for (var year = from; year <= to; year++) reports.Add(await Of(f, year, known, tables, touched, ct));
            return (IReadOnlyList<YearReport>)reports;
        }, ct);

    async Task<YearReport> Of(FactsRead f, int year, Known known, long tables, Dictionary<int, long> touched, CancellationToken ct)
    {
        var key = (year, known.On, known.FirstOpenDay);
        var changedAt = Math.Max(touched.GetValueOrDefault(0), touched.GetValueOrDefault(year));
        if (counted.TryGetValue(key, out var before) && before.Tables == tables && before.Report.Position >= changedAt)
            return before.Report with { Known = known, Position = f.Position };
        if (counted.Count >= Most) counted.Clear();
        var report = await YearReport.Of(f, year, known, ct);
        counted[key] = (tables, report);
        return report;
    }

    /// <summary>Which tables these are, for they may have been made anew, and the last event that may have changed each year.</summary>
    static async Task<(long Tables, Dictionary<int, long> Years)> Touched(FactsRead f, CancellationToken ct)
    {
        await using var reader = await f.Ask(
            ["select 'read.statistics_year{at}'::regclass::oid::bigint", "select year, position from read.statistics_year{at}"], () =>
                Array.Empty<NpgsqlParameter>(), ct);
        await reader.ReadAsync(ct);
        var tables = reader.GetInt64(0);
        await reader.NextResultAsync(ct);
        Dictionary<int, long> touched = [];
        while (await reader.ReadAsync(ct)) touched[reader.GetInt32(0)] = reader.GetInt64(1);
        return (tables, touched);
    }
}
