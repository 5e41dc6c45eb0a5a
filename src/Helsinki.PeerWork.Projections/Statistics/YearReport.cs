using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>One calendar year, every measure for every centre and the city.</summary>
/// <param name="Position">The last event that counts for the statistics and was known.</param>
/// <param name="Centres">Those open on any day of the year, and any other with a figure, by code.</param>
/// <param name="Rows">In the order of <see cref="Measures.All"/>.</param>
/// <param name="Lines">Centres that follow one another, or came from one, counted together; none for a centre that stands alone.</param>
/// <param name="Imported">Null: no engagement that counts for the year was imported.</param>
public sealed record YearReport(
    int Year, Known Known, long Position, IReadOnlyList<YearCentre> Centres, IReadOnlyList<YearRow> Rows, IReadOnlyList<YearLine> Lines,
    ImportedHistory? Imported)
{
    // One statement a source; each gives a row for every centre it knows and one, without a centre, for the city, where a person,
    // agreement or process of two centres counts once.
    static readonly IReadOnlyList<Statement> Statements =
    [
        .. Measures.All.GroupBy(m => m.Source, (source, measures) =>
                (Source: source, Measures: measures.ToList(), Columns: measures.SelectMany(m => Figure.Columns(m.Reckoning))))
            .Select(s => new Statement(s.Source, s.Measures,
                $"select centre, {string.Join(", ", s.Columns)} from ({s.Source.Rows}) f group by grouping sets ((centre), ())",
                $"select l.line as centre, {string.Join(", ", s.Columns)} from ({s.Source.Rows}) f "
                + "join unnest($4, $5) as l (code, line) on l.code = f.centre group by l.line")),
    ];

    /// <param name="PerCentre">And one without a centre for the city.</param>
    /// <param name="PerLine">$4 are the codes of centres, $5 the line each belongs to.</param>
    sealed record Statement(FactSource Source, IReadOnlyList<Measure> Measures, string PerCentre, string PerLine);

    internal const string CentresSql = """
        select c.code, c.type, n.name, c.opened_on <= $2 and (c.last_day is null or c.last_day >= $1) as open,
               c.opened_on, c.last_day, c.successor, c.split_from
        from read.statistics_centre{at} c
        cross join lateral (
            select name from read.statistics_centre_name{at} where stream = c.stream
            order by valid_from <= $2 desc, case when valid_from <= $2 then valid_from end desc, valid_from limit 1) n
        """;

    const string ImportedSql = """
        select count(*)::int, min(imported_on), max(imported_on) from read.statistics_engagement{at}
        where imported_on is not null and valid_from <= $2 and (valid_until is null or valid_until >= greatest($1, valid_from))
        """;

    /// <summary>The same for those who may not see what anybody is paid (DOMAIN: therapists).</summary>
    public YearReport WithoutPay() => this with
    {
        Rows = [.. Rows.Select(r => r.Measure.TellsPay ? new YearRow(r.Measure, default, [.. r.Centres.Select(_ => default(Figure))]) : r)],
        Lines = [.. Lines.Select(l => l with { Figures = [.. l.Figures.Select((figure, i) => Measures.All[i].TellsPay ? default : figure)] })],
    };

    public static Task<YearReport> Of(Facts facts, int year, Known known, CancellationToken ct) => facts.Read(known, f => Of(f, year, known, ct), ct);

    internal static async Task<YearReport> Of(FactsRead facts, int year, Known known, CancellationToken ct) =>
        (await Of(facts, year, known, new Dictionary<FactSource, SourceFigures>(), ct)).Report;

    /// <param name="kept">Figures that stand; the others are counted.</param>
    internal static async Task<(YearReport Report, IReadOnlyDictionary<FactSource, SourceFigures> Counted)> Of(
        FactsRead facts, int year, Known known, IReadOnlyDictionary<FactSource, SourceFigures> kept, CancellationToken ct)
    {
        var centresKnown = new Dictionary<CentreCode, (YearCentre Centre, bool Open)>();
        List<CentreOfLine> linked = [];
        await using (var reader = await facts.Ask([CentresSql], () => FactsRead.DaysOf(year, known), ct))
            while (await reader.ReadAsync(ct))
            {
                var code = reader.Centre("code");
                var successor = reader.CentreOrNull("successor");
                centresKnown[code] = (new(code, reader.Get<string>("name"), reader.OneOf<CentreType>("type"), successor), reader.Get<bool>("open"));
                linked.Add(new(
                    code, reader.Get<DateOnly>("opened_on"), reader.Get<DateOnly?>("last_day"), successor, reader.CentreOrNull("split_from")));
            }
        var lines = CentreLine.Of(linked, known.FirstOpenDay);

        var asked = Statements.Where(s => !kept.ContainsKey(s.Source)).ToList();
        var counted = kept.ToDictionary();
        foreach (var statement in asked) counted[statement.Source] = new([], [], []);
        ImportedHistory? imported;
        await using (var reader = await facts.Ask([ImportedSql, .. asked.Select(s => s.PerCentre)], () => FactsRead.DaysOf(year, known), ct))
        {
            await reader.ReadAsync(ct);
            imported = reader.GetInt32(0) is > 0 and var engagements
                ? new ImportedHistory(engagements, reader.GetFieldValue<DateOnly>(1), reader.GetFieldValue<DateOnly>(2))
                : null;
            foreach (var statement in asked)
                await ReadFigures(reader, statement.Measures, counted[statement.Source].Centres, counted[statement.Source].City);
        }
        if (lines.Count > 0 && asked.Count > 0)
        {
            IEnumerable<NpgsqlParameter> Parameters() =>
            [
                .. FactsRead.DaysOf(year, known),
                new() { Value = lines.SelectMany(l => l.Centres).Select(c => c.Value).ToArray() },
                new() { Value = lines.SelectMany(l => l.Centres.Select(_ => l.Code.Value)).ToArray() },
            ];
            await using var reader = await facts.Ask(["select 1", .. asked.Select(s => s.PerLine)], Parameters, ct);
            foreach (var statement in asked) await ReadFigures(reader, statement.Measures, counted[statement.Source].Lines, []);
        }

        List<YearCentre> centres =
        [
            .. centresKnown.Values.Where(c => c.Open).Select(c => c.Centre)
                .UnionBy(
                    counted.Values.SelectMany(s => s.Centres).Where(f => f.Value.Value is not (null or 0)).Select(f => f.Key.Centre)
                        .Select(code => centresKnown.TryGetValue(code, out var found) ? found.Centre : new YearCentre(code, code.Value, null, null)),
                    c => c.Code)
                .OrderBy(c => c.Code.Value, StringComparer.Ordinal),
        ];
        return (new(year, known, facts.Position, centres,
        [
            .. Measures.All.Select(m => new YearRow(
                m, counted[m.Source].City[m], [.. centres.Select(c => Of(counted[m.Source].Centres, m, c.Code))])),
        ], [.. lines.Select(l => new YearLine(l, [.. Measures.All.Select(m => Of(counted[m.Source].Lines, m, l.Code))]))], imported), counted);

        static Figure Of(Dictionary<(Measure, CentreCode), Figure> figures, Measure measure, CentreCode code) =>
            figures.TryGetValue((measure, code), out var figure) ? figure : Figure.OfNothing(measure);

        async Task ReadFigures(
            NpgsqlDataReader reader, IReadOnlyList<Measure> measures, Dictionary<(Measure Measure, CentreCode Centre), Figure> perCentre,
            Dictionary<Measure, Figure> whole)
        {
            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var centre = reader.CentreOrNull("centre");
                var column = 1;
                foreach (var measure in measures)
                {
                    var figure = Figure.Read(reader, measure, ref column);
                    if (centre is { } code) perCentre[(measure, code)] = figure;
                    else whole[measure] = figure;
                }
            }
        }
    }
}

/// <summary>What was counted of one source's rows for a year.</summary>
sealed record SourceFigures(
    Dictionary<(Measure Measure, CentreCode Centre), Figure> Centres, Dictionary<Measure, Figure> City,
    Dictionary<(Measure Measure, CentreCode Line), Figure> Lines);

/// <param name="Figures">In the order of <see cref="Measures.All"/>: a person at two of its centres counts once.</param>
public sealed record YearLine(CentreLine Line, IReadOnlyList<Figure> Figures);

/// <summary>A centre as it was at the year's end.</summary>
/// <param name="Type">Null for a centre figures name but nobody has opened.</param>
/// <param name="Successor">The centre that goes on with its work, if it is closed.</param>
public sealed record YearCentre(CentreCode Code, string Name, CentreType? Type, CentreCode? Successor);

/// <param name="Centres">In the order of the report's centres.</param>
public sealed record YearRow(Measure Measure, Figure City, IReadOnlyList<Figure> Centres);

/// <summary>Engagements that count for the year and came from a register kept elsewhere: they are known from the day of their import on.</summary>
/// <param name="FirstOn">The first Helsinki day any of them was imported, as <paramref name="LastOn"/> is the last.</param>
public sealed record ImportedHistory(int Engagements, DateOnly FirstOn, DateOnly LastOn);
