using Npgsql;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>How a year went: month by month, and the four themes at the beginning and at the end of the processes assessed in it.</summary>
/// <param name="Months">Those that had begun, from January on.</param>
public sealed record YearCourse(int Year, Known Known, IReadOnlyList<CourseMonth> Months, IReadOnlyList<CourseTheme> Themes)
{
    const int MinutesPerHour = 60;
    const int MonthsPerYear = 12;

    /// <summary>The first year anything recorded counts for; null when nothing does.</summary>
    public static Task<int?> FirstYear(Facts facts, Known known, CancellationToken ct) => facts.Read(known, async f =>
    {
        const string sql = """
            select min(year)::int from (
                select extract(year from min(valid_from)) as year from read.statistics_engagement{at}
                union all select extract(year from min(valid_from)) from read.statistics_agreement{at} where signed_on is not null
                union all select extract(year from min(suggested_on)) from read.statistics_process{at}
                union all select min(year) from read.statistics_year{at} where year > 0 and theme in ('Meetings', 'Hours')) y
            """;
        await using var reader = await f.Ask([sql], () => Array.Empty<NpgsqlParameter>(), ct);
        return await reader.ReadAsync(ct) && !await reader.IsDBNullAsync(0, ct) ? reader.GetInt32(0) : (int?)null;
    }, ct);

    public static Task<YearCourse> Of(Facts facts, int year, Known known, CancellationToken ct) => facts.Read(known, async f =>
    {
        var assessed = Measures.Themes.SelectMany(t => AssessedBy($"{t.Key}_service_user").Concat(AssessedBy($"{t.Key}_therapist")));
        IEnumerable<string> statements =
        [
            "select $1, $2, $3",
            $"select extract(month from day)::int, sum(held)::int from ({FactSources.Meetings.Records}) r group by 1",
            $"select extract(month from day)::int, sum(minutes)::numeric from ({FactSources.Hours.Records}) r group by 1",
            $"select {string.Join(", ", assessed)} from ({FactSources.Processes.Records}) r where assessed_on between $1 and $2",
        ];
        await using var reader = await f.Ask(statements, () => FactsRead.DaysOf(year, known), ct);
        Dictionary<int, int> meetings = [];
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct)) meetings[reader.GetInt32(0)] = reader.GetInt32(1);
        Dictionary<int, decimal> minutes = [];
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct)) minutes[reader.GetInt32(0)] = reader.GetDecimal(1);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        var column = 0;
        return new YearCourse(year, known,
        [
            .. Enumerable.Range(1, MonthsPerYear).Select(month => (Month: month, First: new DateOnly(year, month, 1)))
                .Where(m => m.First <= (known.On ?? known.Today))
                .Select(m => new CourseMonth(
                    m.Month, meetings.GetValueOrDefault(m.Month), Figure.Rounded(Unit.Hours, minutes.GetValueOrDefault(m.Month) / MinutesPerHour),
                    m.First.AddMonths(1) <= known.FirstOpenDay)),
        ],
        [.. Measures.Themes.Select(t => new CourseTheme(t.Key, t.Label, ReadOne(), ReadOne()))]);

        Assessed ReadOne()
        {
            var pairs = (int)reader.GetInt64(column++);
            var (before, after, change) = (DecimalOrNull(column++), DecimalOrNull(column++), DecimalOrNull(column++));
            return new(before, after, change, pairs);
        }

        decimal? DecimalOrNull(int at) => reader.IsDBNull(at) ? null : Figure.Rounded(Unit.Points, reader.GetDecimal(at));
    }, ct);

    static IEnumerable<string> AssessedBy(string party)
    {
        var name = party.Replace('-', '_');
        var pair = $"(where before_{name} is not null and after_{name} is not null)";
        return [$"count(*) filter {pair}", $"avg(before_{name}) filter {pair}", $"avg(after_{name}) filter {pair}",
            $"avg(after_{name} - before_{name}) filter {pair}"];
    }
}

/// <param name="Hours">Of peer work of every kind.</param>
/// <param name="Whole">It was over.</param>
public sealed record CourseMonth(int Month, int Meetings, decimal Hours, bool Whole);

/// <param name="ServiceUser">As the service user sees it.</param>
public sealed record CourseTheme(string Key, Words Label, Assessed ServiceUser, Assessed Therapist);

/// <summary>The means at the beginning and at the end, of the processes that have both.</summary>
/// <param name="Before">1–5, to two decimals.</param>
/// <param name="Change">Of the exact means, as the measure of the theme has it.</param>
public sealed record Assessed(decimal? Before, decimal? After, decimal? Change, int Pairs)
{
    public bool TooFew => Pairs < Figure.FewestPairs;
}
