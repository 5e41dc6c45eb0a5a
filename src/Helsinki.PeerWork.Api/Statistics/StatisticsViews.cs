using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>A measure in the language asked for.</summary>
/// <param name="Key">Never changed.</param>
/// <param name="UnitLabel">The unit in words.</param>
/// <param name="Definition">What the figure means, in a sentence.</param>
/// <param name="Group">What it belongs to, e.g. meetings.</param>
public sealed record MeasureView(string Key, Unit Unit, string UnitLabel, string Label, string Definition, string Group) : IExample<MeasureView>
{
    public static MeasureView Example => Of(Measures.All[0], "en");

    public static MeasureView Of(Measure m, string language) => new(
        m.Key, m.Unit, Units.Words(m.Unit).In(language), m.Label.In(language), m.Definition.In(language), m.Source.Title.In(language));
}

/// <param name="Value">In the measure's unit; null when there is nothing to tell.</param>
/// <param name="Numerator">Of a ratio.</param>
/// <param name="Denominator">Of a ratio; of a median the number of cases.</param>
public sealed record FigureView(decimal? Value, decimal? Numerator, decimal? Denominator)
{
    public static FigureView Of(Figure f) => new(f.Value, f.Numerator, f.Denominator);
}

/// <param name="Name">As it was called at the year's end.</param>
/// <param name="Successor">The centre that goes on with its work, if it is closed.</param>
public sealed record YearCentreView(CentreCode Code, string Name, CentreType? Type, CentreCode? Successor);

/// <param name="City">Whoever or whatever belongs to two centres counts once.</param>
/// <param name="Centres">By centre code.</param>
public sealed record YearMeasureView(MeasureView Measure, FigureView City, IReadOnlyDictionary<string, FigureView> Centres);

/// <summary>One calendar year, every measure for every service centre and the city.</summary>
/// <param name="Position">The last recorded event the figures know of.</param>
public sealed record YearView(int Year, long Position, IReadOnlyList<YearCentreView> Centres, IReadOnlyList<YearMeasureView> Measures) : IExample<YearView>
{
    public static YearView Example => new(
        2024, 192, [new(new("Malmi"), "Malmi Psychiatry and Substance Abuse Center", CentreType.PsychiatryAndSubstanceAbuseCentre, null)],
        [new(MeasureView.Example, new(81, null, null), new Dictionary<string, FigureView> { ["Malmi"] = new(21, null, null) })]);

    public static YearView Of(YearReport report, string language) => new(
        report.Year, report.Position, [.. report.Centres.Select(c => new YearCentreView(c.Code, c.Name, c.Type, c.Successor))],
        [
            .. report.Rows.Select(row => new YearMeasureView(
                MeasureView.Of(row.Measure, language), FigureView.Of(row.City),
                report.Centres.Zip(row.Centres).ToDictionary(c => c.First.Code.Value, c => FigureView.Of(c.Second)))),
        ]);
}

/// <summary>One centre's line over the years: a renamed centre keeps it, a closed one goes on in the line of its successor.</summary>
/// <param name="Code">The last of the centres.</param>
public sealed record CentreLineView(CentreCode Code, string Name);

/// <param name="Centres">Usually one; two in a year in which one centre followed another. Persons may be in both, so they are not added up.</param>
public sealed record LineYearView(int Year, IReadOnlyDictionary<string, FigureView> Centres);

/// <param name="City">By year.</param>
/// <param name="Lines">By the line's code: its years in order.</param>
public sealed record ComparedMeasureView(
    MeasureView Measure, IReadOnlyDictionary<int, FigureView> City, IReadOnlyDictionary<string, IReadOnlyList<LineYearView>> Lines);

/// <summary>Years side by side.</summary>
public sealed record ComparisonView(IReadOnlyList<int> Years, IReadOnlyList<CentreLineView> Lines, IReadOnlyList<ComparedMeasureView> Measures)
    : IExample<ComparisonView>
{
    public static ComparisonView Example => Of(
        [new(2024, 192, [new(new("Malmi"), "Malmi Psychiatry and Substance Abuse Center", CentreType.PsychiatryAndSubstanceAbuseCentre, null)],
            [new(Projections.Statistics.Measures.All[0], new(81, null, null), [new(21, null, null)])])], "en");

    public static ComparisonView Of(IReadOnlyList<YearReport> reports, string language)
    {
        // The latest word on a centre holds: a later year knows of a successor an earlier one did not.
        var latest = reports.SelectMany(r => r.Centres).GroupBy(c => c.Code).ToDictionary(c => c.Key, c => c.Last());
        var lines = latest.Keys.GroupBy(code => LastOf(code, latest)).OrderBy(l => l.Key.Value, StringComparer.Ordinal).ToList();
        return new(
            [.. reports.Select(r => r.Year)],
            [.. lines.Select(l => new CentreLineView(l.Key, latest.TryGetValue(l.Key, out var centre) ? centre.Name : l.Key.Value))],
            [
                .. reports[0].Rows.Select((first, i) => new ComparedMeasureView(
                    MeasureView.Of(first.Measure, language),
                    reports.ToDictionary(r => r.Year, r => FigureView.Of(r.Rows[i].City)),
                    lines.ToDictionary(l => l.Key.Value, IReadOnlyList<LineYearView> (l) => [.. reports.Select(r => YearOf(r, i, [.. l]))]))),
            ]);
    }

    static LineYearView YearOf(YearReport report, int measure, HashSet<CentreCode> line) => new(report.Year, report.Centres
        .Zip(report.Rows[measure].Centres).Where(c => line.Contains(c.First.Code)).ToDictionary(c => c.First.Code.Value, c => FigureView.Of(c.Second)));

    /// <summary>Two centres that name each other as successors would lead nowhere: the chain is followed only to centres not seen yet.</summary>
    static CentreCode LastOf(CentreCode code, Dictionary<CentreCode, YearCentre> known)
    {
        HashSet<CentreCode> seen = [code];
        while (known.TryGetValue(code, out var centre) && centre.Successor is { } next && seen.Add(next)) code = next;
        return code;
    }
}
