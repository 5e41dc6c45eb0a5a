using System.Data;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>One calendar year, every measure for every centre and the city.</summary>
/// <param name="Position">The last event the figures know of.</param>
/// <param name="Centres">Those open on any day of the year, and any other with a figure, by code.</param>
/// <param name="Rows">In the order of <see cref="Measures.All"/>.</param>
public sealed record YearReport(int Year, long Position, IReadOnlyList<YearCentre> Centres, IReadOnlyList<YearRow> Rows)
{
    // One statement a source; each gives a row for every centre it knows and one, without a centre, for the city, where a person,
    // agreement or process of two centres counts once.
    static readonly IReadOnlyList<(IReadOnlyList<Measure> Measures, string Sql)> Statements =
    [
        .. Measures.All.GroupBy(m => m.Source, (source, measures) => (Measures: (IReadOnlyList<Measure>)[.. measures], source.Rows))
            .Select(s => (s.Measures, $"select centre, {string.Join(", ", s.Measures.SelectMany(m => Columns(m.Reckoning)))} from ({s.Rows}) f group by grouping sets ((centre), ())")),
    ];

    const string CentresSql = """
        select c.code, c.type, n.name, c.opened_on <= $2 and (c.last_day is null or c.last_day >= $1) as open, c.successor
        from read.statistics_centre c
        cross join lateral (
            select name from read.statistics_centre_name where stream = c.stream
            order by valid_from <= $2 desc, case when valid_from <= $2 then valid_from end desc, valid_from limit 1) n
        """;

    const string PositionSql = "select coalesce(max(last_seq_id), 0) from mt_event_progression where name like 'Statistics:%All'";

    /// <param name="today">The Helsinki day: a month of the year counts in the supervision coverage once it is over.</param>
    public static async Task<YearReport> Of(NpgsqlDataSource db, int year, DateOnly today, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        // All statements see the same events.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var sql in (IEnumerable<string>)[PositionSql, CentresSql, .. Statements.Select(s => s.Sql)])
            batch.BatchCommands.Add(new(sql)
            {
                Parameters =
                {
                    new NpgsqlParameter<DateOnly> { TypedValue = new(year, 1, 1) },
                    new NpgsqlParameter<DateOnly> { TypedValue = new(year, 12, 31) },
                    new NpgsqlParameter<DateOnly> { TypedValue = today },
                },
            });
        await using var reader = await batch.ExecuteReaderAsync(ct);

        await reader.ReadAsync(ct);
        var position = reader.GetInt64(0);

        await reader.NextResultAsync(ct);
        var known = new Dictionary<CentreCode, (YearCentre Centre, bool Open)>();
        while (await reader.ReadAsync(ct))
            known[reader.Centre("code")] = (
                new(reader.Centre("code"), reader.Get<string>("name"), reader.OneOf<CentreType>("type"), reader.CentreOrNull("successor")),
                reader.Get<bool>("open"));

        var city = new Dictionary<Measure, Figure>();
        var figures = new Dictionary<(Measure, CentreCode), Figure>();
        foreach (var (measures, _) in Statements)
        {
            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var centre = reader.CentreOrNull("centre");
                var column = 1;
                foreach (var measure in measures)
                {
                    var figure = Read(reader, measure, ref column);
                    if (centre is { } code) figures[(measure, code)] = figure;
                    else city[measure] = figure;
                }
            }
        }

        List<YearCentre> centres =
        [
            .. known.Values.Where(c => c.Open).Select(c => c.Centre)
                .UnionBy(
                    figures.Where(f => f.Value.Value is not (null or 0)).Select(f => f.Key.Item2)
                        .Select(code => known.TryGetValue(code, out var found) ? found.Centre : new YearCentre(code, code.Value, null, null)),
                    c => c.Code)
                .OrderBy(c => c.Code.Value, StringComparer.Ordinal),
        ];
        return new(year, position, centres,
        [
            .. Measures.All.Select(measure => new YearRow(measure, city[measure],
                [.. centres.Select(c => figures.TryGetValue((measure, c.Code), out var figure) ? figure : Nothing(measure))])),
        ]);
    }

    static IEnumerable<string> Columns(Reckoning reckoning) => reckoning switch
    {
        Reckoning.Total t => [$"({t.Sql})::numeric"],
        Reckoning.Ratio r => [$"({r.Numerator})::numeric", $"({r.Denominator})::numeric"],
        Reckoning.Median m =>
        [
            $"(percentile_cont(0.5) within group (order by {m.Of}) filter (where {m.Among}))::numeric",
            $"(count(*) filter (where {m.Among}))::numeric",
        ],
        _ => throw new UnreachableException(),
    };

    static Figure Read(NpgsqlDataReader row, Measure measure, ref int column)
    {
        switch (measure.Reckoning)
        {
            case Reckoning.Total: return new(Rounded(measure.Unit, row.GetDecimal(column++)), null, null);
            case Reckoning.Ratio:
                var (numerator, denominator) = (row.GetDecimal(column++), row.GetDecimal(column++));
                return denominator == 0 ? new(null, numerator, denominator)
                    : new(Rounded(measure.Unit, numerator / denominator * (measure.Unit is Unit.Percent ? 100 : 1)), numerator, denominator);
            case Reckoning.Median:
                var median = row.IsDBNull(column) ? (decimal?)null : Rounded(measure.Unit, row.GetDecimal(column));
                column++;
                return new(median, null, row.GetDecimal(column++));
            default: throw new UnreachableException();
        }
    }

    static Figure Nothing(Measure measure) => measure.Reckoning switch
    {
        Reckoning.Total => new(0, null, null),
        Reckoning.Ratio => new(null, 0, 0),
        Reckoning.Median => new(null, null, 0),
        _ => throw new UnreachableException(),
    };

    static decimal Rounded(Unit unit, decimal value) => decimal.Round(value, DecimalsOf(unit), MidpointRounding.AwayFromZero);

    /// <summary>How many decimals a figure is given with.</summary>
    public static int DecimalsOf(Unit unit) => unit switch
    {
        Unit.Persons or Unit.Processes or Unit.Agreements or Unit.Meetings or Unit.Concerns or Unit.Tickets => 0,
        Unit.Percent or Unit.Days or Unit.MeetingsPerProcess => 1,
        Unit.Hours or Unit.Euros or Unit.Points => 2,
        _ => throw new UnreachableException(),
    };
}

/// <summary>A centre as it was at the year's end.</summary>
/// <param name="Type">Null for a centre figures name but nobody has opened.</param>
/// <param name="Successor">The centre that goes on with its work, if it is closed.</param>
public sealed record YearCentre(CentreCode Code, string Name, CentreType? Type, CentreCode? Successor);

/// <param name="Centres">In the order of the report's centres.</param>
public sealed record YearRow(Measure Measure, Figure City, IReadOnlyList<Figure> Centres);

/// <summary>One cell.</summary>
/// <param name="Value">In the measure's unit; null when there is nothing to tell, never a made-up 0.</param>
/// <param name="Numerator">Of a ratio.</param>
/// <param name="Denominator">Of a ratio; of a median the number of cases.</param>
public readonly record struct Figure(decimal? Value, decimal? Numerator, decimal? Denominator);
