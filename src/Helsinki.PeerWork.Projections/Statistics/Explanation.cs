using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>How one figure of a year is made up, without any record of it.</summary>
/// <param name="Centre">Null: the city.</param>
/// <param name="Records">Records that count, in the numerator or the denominator of a ratio.</param>
/// <param name="Breakdowns">Each takes the whole figure apart: by centre (of the city), by month, and by what else its source knows.</param>
/// <param name="Spread">Of distinct persons, agreements or processes in the city: how many belong to one centre, how many to two, and so on.</param>
public sealed record Explanation(
    int Year, Known Known, Measure Measure, CentreCode? Centre, Figure Figure, int Records, IReadOnlyList<TakenApart> Breakdowns,
    IReadOnlyList<Shared>? Spread)
{
    static readonly Breakdown ByCentre = new("centre", new("Palvelupiste", "Servicecenter", "Service centre"), "centre");
    static readonly Words Month = new("Kuukausi", "Månad", "Month");

    /// <returns>Null: there is no such centre.</returns>
    public static Task<Explanation?> Of(Facts facts, int year, Known known, Measure measure, CentreCode? centre, CancellationToken ct)
    {
        IReadOnlyList<Breakdown> breakdowns =
        [
            .. centre is null ? [ByCentre] : (ReadOnlySpan<Breakdown>)[],
            .. measure.Day is { } day ? [new Breakdown("month", Month, $"to_char({day}, 'YYYY-MM')")] : (ReadOnlySpan<Breakdown>)[],
            .. measure.Source.Breakdowns,
        ];
        var rows = $"(select * from ({measure.Source.Records}) r where $4::text is null or centre = $4) f";
        var columns = string.Join(", ", Figure.Columns(measure.Reckoning));
        var among = measure.Reckoning.AmongEither;
        var shared = centre is null && measure.Reckoning is Reckoning.Total { Of: Tally.Different different }
            ? $"select centres::int, count(*)::int from (select count(distinct centre) as centres from {rows} where {among} group by "
                + $"{different.Of}) p group by centres order by centres"
            : null;
        IEnumerable<string> statements =
        [
            YearReport.CentresSql,
            $"select (count(*) filter (where {among}))::int, {columns} from {rows}",
            .. breakdowns.Select(b => $"select {b.Sql}, {columns} from {rows} where {among} group by 1 order by 1"),
            .. shared is null ? [] : (ReadOnlySpan<string>)[shared],
        ];
        return facts.Read(known, async f =>
        {
            await using var reader = await f.Ask(statements,
                () =>
                [.. FactsRead.DaysOf(year, known),
                    new NpgsqlParameter { Value = (object?)centre?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }], ct);
            var names = new Dictionary<string, string>();
            while (await reader.ReadAsync(ct)) names[reader.Get<string>("code")] = reader.Get<string>("name");
            await reader.NextResultAsync(ct);
            await reader.ReadAsync(ct);
            var column = 1;
            var (records, figure) = (reader.GetInt32(0), Figure.Read(reader, measure, ref column));
            if (centre is { } asked && records == 0 && !names.ContainsKey(asked.Value)) return null;
            List<TakenApart> taken = [];
            foreach (var breakdown in breakdowns)
            {
                await reader.NextResultAsync(ct);
                List<Part> parts = [];
                while (await reader.ReadAsync(ct))
                {
                    column = 1;
                    var key = reader.GetString(0);
                    parts.Add(new(key, breakdown == ByCentre ? Plain(names.GetValueOrDefault(key, key)) : breakdown.NameOf?.Invoke(key) ?? Plain(key),
                        Figure.Read(reader, measure, ref column)));
                }
                taken.Add(new(breakdown, parts));
            }
            return new Explanation(year, known, measure, centre, figure, records, taken, shared is null ? null : await ReadShared(reader, ct));
        }, ct);
    }

    static Words Plain(string name) => new(name, name, name);

    static async Task<IReadOnlyList<Shared>> ReadShared(NpgsqlDataReader reader, CancellationToken ct)
    {
        await reader.NextResultAsync(ct);
        List<Shared> shared = [];
        while (await reader.ReadAsync(ct)) shared.Add(new(reader.GetInt32(0), reader.GetInt32(1)));
        return shared;
    }

    /// <summary>The records behind one centre's figure, by day.</summary>
    public static Task<Page<ExplainedRecord>> RecordsOf(
        Facts facts, int year, Known known, Measure measure, CentreCode centre, PageRequest page, CancellationToken ct)
    {
        var numerator = measure.Reckoning.Conditions.Numerator;
        // Whoever counts once, however many records tell of them, has one number in the list.
        var counted = measure.Reckoning switch
        {
            Reckoning.Total { Of: Tally.Different t } => $"dense_rank() over (order by {t.Of})",
            Reckoning.Ratio { Denominator: Tally.Different t } => $"dense_rank() over (order by {t.Of})",
            _ => "row_number() over (order by day, record)",
        };
        var value = measure.Reckoning switch
        {
            Reckoning.Total { Of: Tally.Sum t } => $"{t.Of}::numeric / {t.Per}",
            Reckoning.Ratio { Numerator: Tally.Sum t } => t.Of,
            Reckoning.Median m => m.Of,
            Reckoning.Mean m => m.Of,
            _ => "null",
        };
        var sql = $"""
            select what, record, {measure.Day ?? "day"} as on_day, ({counted})::int as counted, coalesce({numerator}, false) as numerator,
                   trim_scale(({value})::numeric) as value,
                   array[{string.Join(", ", measure.Source.Persons)}] as persons
            from ({measure.Source.Records}) r
            where centre = $4 and {measure.Reckoning.AmongEither}
            """;
        return facts.Read(known, async f =>
        {
            await using var reader = await f.Ask(
                [$"select count(*)::int from ({sql}) q",
                    $"select * from ({sql}) q order by on_day, record, counted limit {page.Size} offset {(page.Number - 1L) * page.Size}"],
                () => [.. FactsRead.DaysOf(year, known), new NpgsqlParameter { Value = centre.Value }], ct);
            await reader.ReadAsync(ct);
            var total = reader.GetInt32(0);
            await reader.NextResultAsync(ct);
            List<ExplainedRecord> records = [];
            while (await reader.ReadAsync(ct))
                records.Add(new(
                    reader.Get<string>("what"), reader.Get<Guid>("record"), reader.Get<DateOnly>("on_day"), reader.Get<int>("counted"),
                    reader.Get<bool>("numerator"), reader.Get<decimal?>("value"), reader.Get<Guid[]>("persons")));
            return new Page<ExplainedRecord>(records, total);
        }, ct);
    }
}

/// <summary>A figure taken apart one way. What is counted once may be in several parts: persons at two centres.</summary>
public sealed record TakenApart(Breakdown By, IReadOnlyList<Part> Parts);

/// <param name="Key">A centre's code, a month (yyyy-MM), a form of engagement and the like.</param>
public sealed record Part(string Key, Words Label, Figure Figure);

/// <param name="Count">How many belong to that number of centres.</param>
public sealed record Shared(int Centres, int Count);

/// <summary>One record behind a figure.</summary>
/// <param name="What">engagement, imported-engagement, agreement, process, meeting, entry, worker-month or peer-worker.</param>
/// <param name="On">The day it counts by; of what is in force for longer, its first.</param>
/// <param name="Counted">Records that count as one, because they tell of one person, agreement or process, have the same number.</param>
/// <param name="InNumerator">Of a ratio: it counts above the line, too.</param>
/// <param name="Value">What it brings to a sum, median or mean; null where records are only counted.</param>
/// <param name="Persons">Whom it tells of: for the access log, never shown.</param>
public sealed record ExplainedRecord(
    string What, Guid Record, DateOnly On, int Counted, bool InNumerator, decimal? Value, IReadOnlyList<Guid> Persons);
