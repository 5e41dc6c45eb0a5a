using System.Text.Json.Serialization;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>A measure in the language asked for.</summary>
/// <param name="Key">Never changed.</param>
/// <param name="Version">Of the rule it is counted by: figures of one version can be compared.</param>
/// <param name="UnitLabel">The unit in words.</param>
/// <param name="Definition">What the figure means, in a sentence.</param>
/// <param name="LeavesOut">What readers may expect to be counted and is not.</param>
/// <param name="Group">What it belongs to, e.g. meetings.</param>
public sealed record MeasureView(string Key, Unit Unit, string UnitLabel, string Label, string Definition, string LeavesOut, string Group, int Version) : IExample<MeasureView>
{
    public static MeasureView Example => Of(Measures.All[0], "en");

    public static MeasureView Of(Measure m, string language) => new(
        m.Key, m.Unit, Units.Words(m.Unit).In(language), m.Label.In(language), m.Definition.In(language), m.Source.LeavesOut.In(language), m.Source.Title.In(language), m.Version);
}

/// <param name="Value">In the measure's unit; null when there is nothing to tell.</param>
/// <param name="Numerator">Of a ratio; of a mean the sum.</param>
/// <param name="Denominator">Of a ratio; of a median or mean the number of cases.</param>
/// <param name="Spread">Of a mean: the sample standard deviation.</param>
/// <param name="TooFew">Of a mean: there are too few pairs (fewer than ten) to say anything by it.</param>
public sealed record FigureView(
    decimal? Value, decimal? Numerator, decimal? Denominator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Spread = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? TooFew = null)
{
    public static FigureView Of(Measure measure, Figure f) => new(f.Value, f.Numerator, f.Denominator, f.Spread, Figure.SaysNothing(measure, f));
}

/// <param name="Name">As it was called at the year's end.</param>
/// <param name="Successor">The centre that goes on with its work, if it is closed.</param>
public sealed record YearCentreView(CentreCode Code, string Name, CentreType? Type, CentreCode? Successor);

/// <param name="City">Whoever or whatever belongs to two centres counts once.</param>
/// <param name="Centres">By centre code.</param>
public sealed record YearMeasureView(MeasureView Measure, FigureView City, IReadOnlyDictionary<string, FigureView> Centres);

/// <summary>Engagements that came from a register kept elsewhere: they are known from the day of their import on, whatever day they began.</summary>
/// <param name="Engagements">Those that count for the year.</param>
/// <param name="FirstOn">The first day any of them was imported; <paramref name="LastOn"/> the last.</param>
public sealed record ImportedView(int Engagements, DateOnly FirstOn, DateOnly LastOn)
{
    internal static ImportedView Of(ImportedHistory i) => new(i.Engagements, i.FirstOn, i.LastOn);
}

/// <summary>One calendar year, every measure for every service centre and the city.</summary>
/// <param name="KnownOn">Everything recorded until the end of that Helsinki day; null: until now.</param>
/// <param name="Whole">The year was over by then: nothing more can happen in it.</param>
/// <param name="Position">The last recorded event that counts for the statistics and was known.</param>
/// <param name="Imported">Null: nothing that counts for the year was imported.</param>
public sealed record YearView(int Year, DateOnly? KnownOn, bool Whole, long Position, ImportedView? Imported, IReadOnlyList<YearCentreView> Centres, IReadOnlyList<YearMeasureView> Measures) : IExample<YearView>
{
    public static YearView Example => new(
        2024, null, true, 192, new(135, new(2025, 1, 15), new(2025, 1, 15)), [new(new("Malmi"), "Malmi Psychiatry and Substance Abuse Center", CentreType.PsychiatryAndSubstanceAbuseCentre, null)],
        [new(MeasureView.Example, new(81, null, null), new Dictionary<string, FigureView> { ["Malmi"] = new(21, null, null) })]);

    public static YearView Of(YearReport report, string language) => new(
        report.Year, report.Known.On, report.Known.IsOver(report.Year), report.Position, report.Imported is { } imported ? ImportedView.Of(imported) : null,
        [.. report.Centres.Select(c => new YearCentreView(c.Code, c.Name, c.Type, c.Successor))],
        [
            .. report.Rows.Select(row => new YearMeasureView(
                MeasureView.Of(row.Measure, language), FigureView.Of(row.Measure, row.City),
                report.Centres.Zip(row.Centres).ToDictionary(c => c.First.Code.Value, c => FigureView.Of(row.Measure, c.Second)))),
        ]);
}

/// <summary>The years there are statistics of.</summary>
/// <param name="First">The first year anything recorded counts for.</param>
/// <param name="Last">This year.</param>
/// <param name="LatestWhole">The last one that is over.</param>
public sealed record YearsView(int First, int Last, int LatestWhole) : IExample<YearsView>
{
    public static YearsView Example => new(2019, 2026, 2025);
}

/// <param name="Month">1–12.</param>
/// <param name="Whole">It was over by then.</param>
public sealed record CourseMonthView(int Month, int Meetings, decimal Hours, bool Whole);

/// <param name="Before">The mean at the beginning, 1–5; null when nobody was assessed.</param>
/// <param name="After">The mean at the end, of the same processes.</param>
/// <param name="Change">Of the exact means: the figure of the theme's measure.</param>
/// <param name="Pairs">How many processes have both.</param>
/// <param name="TooFew">There are too few pairs (fewer than ten) to say anything by it.</param>
public sealed record PartyView(decimal? Before, decimal? After, decimal? Change, int Pairs, bool TooFew)
{
    internal static PartyView Of(Assessed a) => new(a.Before, a.After, a.Change, a.Pairs, a.TooFew);
}

/// <param name="Theme">empowerment, social-participation, confidence or wellbeing.</param>
public sealed record CourseThemeView(string Theme, string Label, PartyView ServiceUser, PartyView Therapist);

/// <summary>How a year went: month by month, and the four themes at the beginning and at the end of the processes assessed in it.</summary>
/// <param name="KnownOn">Null: as known now.</param>
/// <param name="Months">Those that had begun.</param>
public sealed record CourseView(int Year, DateOnly? KnownOn, IReadOnlyList<CourseMonthView> Months, IReadOnlyList<CourseThemeView> Themes) : IExample<CourseView>
{
    public static CourseView Example => new(2024, null, [new(1, 12, 24.5m, true)], [new("empowerment", "Empowerment", new(2.18m, 2.55m, 0.36m, 11, false), new(2.27m, 3.36m, 1.09m, 11, false))]);

    internal static CourseView Of(YearCourse course, string language) => new(
        course.Year, course.Known.On, [.. course.Months.Select(m => new CourseMonthView(m.Month, m.Meetings, m.Hours, m.Whole))],
        [.. course.Themes.Select(t => new CourseThemeView(t.Key, t.Label.In(language), PartyView.Of(t.ServiceUser), PartyView.Of(t.Therapist)))]);
}

/// <summary>A centre, or centres that go on with one another's work, over the years: renamed, merged or split, they keep one line.</summary>
/// <param name="Code">Of those that are not closed, the one opened first.</param>
/// <param name="Name">As it was called at the end of the last year.</param>
/// <param name="Centres">All of the line, by code.</param>
/// <param name="FormerNames">What it was called in the years before, where that was another name.</param>
public sealed record CentreLineView(CentreCode Code, string Name, IReadOnlyList<CentreCode> Centres, IReadOnlyList<string> FormerNames);

/// <summary>A figure beside those of other years.</summary>
/// <param name="Change">From the year before, in the measure's unit; null when either year has nothing to tell.</param>
/// <param name="ChangePercent">The same in percent of the year before; null of percentages and points, and when that was 0.</param>
/// <param name="PerThousandHours">For each 1,000 hours of peer work of the year; null of ratios, medians and means, and without hours.</param>
/// <param name="Spread">Of a mean: the sample standard deviation.</param>
/// <param name="TooFew">Of a mean: there are too few pairs (fewer than ten) to say anything by it.</param>
public sealed record ComparedFigureView(
    decimal? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Numerator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Denominator,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Change,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? ChangePercent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? PerThousandHours,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Spread = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? TooFew = null)
{
    internal static ComparedFigureView Of(Measure measure, Figure figure, Figure? before, Figure hours)
    {
        var compared = Compared.Of(measure, figure, before, hours);
        return new(
            figure.Value, figure.Numerator, figure.Denominator, compared.Change, compared.ChangePercent, compared.PerThousandHours, figure.Spread,
            Figure.SaysNothing(measure, figure));
    }
}

/// <param name="Figure">Of the whole line: a person at two of its centres counts once.</param>
/// <param name="Centres">Of a line of several centres, those of that year.</param>
public sealed record LineYearView(
    int Year, ComparedFigureView Figure,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, FigureView>? Centres);

/// <param name="City">By year.</param>
/// <param name="Lines">By the line's code: its years in order.</param>
public sealed record ComparedMeasureView(
    MeasureView Measure, IReadOnlyDictionary<int, ComparedFigureView> City, IReadOnlyDictionary<string, IReadOnlyList<LineYearView>> Lines);

/// <summary>Years side by side.</summary>
/// <param name="NotOver">Those of the years that were not over by then: they compare with whole ones only with care.</param>
/// <param name="KnownOn">Everything recorded until the end of that Helsinki day; null: until now.</param>
/// <param name="Imported">What of each year was imported from a register kept elsewhere.</param>
public sealed record ComparisonView(
    IReadOnlyList<int> Years, IReadOnlyList<int> NotOver, DateOnly? KnownOn, IReadOnlyDictionary<int, ImportedView> Imported, IReadOnlyList<CentreLineView> Lines, IReadOnlyList<ComparedMeasureView> Measures) : IExample<ComparisonView>
{
    public static ComparisonView Example
    {
        get
        {
            var malmi = new CentreCode("Malmi");
            var measure = MeasureView.Example;
            return new([2023, 2024], [], null, new Dictionary<int, ImportedView> { [2024] = new(135, new(2025, 1, 15), new(2025, 1, 15)) }, [new(malmi, "Malmi Psychiatry and Substance Abuse Center", [malmi], [])],
            [
                new(measure, new Dictionary<int, ComparedFigureView> { [2023] = new(74, null, null, null, null, 15.2m), [2024] = new(81, null, null, 7, 9.5m, 16.4m) },
                    new Dictionary<string, IReadOnlyList<LineYearView>>
                    {
                        ["Malmi"] = [new(2023, new(19, null, null, null, null, 13.2m), null), new(2024, new(21, null, null, 2, 10.5m, 14.1m), null)],
                    }),
            ]);
        }
    }

    /// <param name="reports">One or more, of consecutive years.</param>
    public static ComparisonView Of(IReadOnlyList<YearReport> reports, string language)
    {
        var lines = Line.Of(reports);
        return new(
            [.. reports.Select(r => r.Year)], [.. reports.Where(r => !r.Known.IsOver(r.Year)).Select(r => r.Year)], reports[0].Known.On,
            reports.Where(r => r.Imported is not null).ToDictionary(r => r.Year, r => ImportedView.Of(r.Imported!)), [.. lines.Select(l => new CentreLineView(l.Code, l.Name, l.Centres, FormerNames(reports, l)))],
            [
                .. reports[0].Rows.Select((row, m) => new ComparedMeasureView(
                    MeasureView.Of(row.Measure, language),
                    reports.Index().ToDictionary(r => r.Item.Year, r => ComparedFigureView.Of(
                        row.Measure, r.Item.Rows[m].City, r.Index > 0 ? reports[r.Index - 1].Rows[m].City : null, r.Item.Rows[Projections.Statistics.Measures.HoursRow].City)),
                    lines.ToDictionary(l => l.Code.Value, IReadOnlyList<LineYearView> (l) => [.. reports.Select((r, year) => l.YearOf(r, year, m))]))),
            ]);
    }

    static IReadOnlyList<string> FormerNames(IReadOnlyList<YearReport> reports, Line line) =>
        [.. reports.SelectMany(r => r.Centres).Where(c => c.Code == line.Code && c.Name != line.Name).Select(c => c.Name).Distinct()];

    /// <summary>One line's cells, year by year.</summary>
    /// <param name="years">Null in a year without any of its centres.</param>
    sealed class Line(CentreCode code, string name, IReadOnlyList<CentreCode> centres, IReadOnlyList<Line.Year?> years)
    {
        public CentreCode Code => code;
        public string Name => name;
        public IReadOnlyList<CentreCode> Centres => centres;

        /// <param name="Figures">In the order of the measures.</param>
        /// <param name="Columns">Where the line's centres stand in the report.</param>
        public sealed record Year(IReadOnlyList<Figure> Figures, IReadOnlyList<int> Columns);

        public static List<Line> Of(IReadOnlyList<YearReport> reports)
        {
            // Lines are what is known now of centres, in every year the same.
            var joint = reports[0].Lines.Select(l => l.Line).ToList();
            var names = reports.SelectMany(r => r.Centres).GroupBy(c => c.Code).ToDictionary(c => c.Key, c => c.Last().Name);
            return
            [
                .. joint.Where(l => l.Centres.Any(names.ContainsKey)).Select(l => (l.Code, l.Centres))
                    .Concat(names.Keys.Except(joint.SelectMany(l => l.Centres)).Select(c => (Code: c, Centres: (IReadOnlyList<CentreCode>)[c])))
                    .OrderBy(l => l.Code.Value, StringComparer.Ordinal)
                    .Select(l => new Line(l.Code, names.GetValueOrDefault(l.Code) ?? l.Code.Value, l.Centres, [.. reports.Select(r => YearOf(r, l.Code, l.Centres))])),
            ];
        }

        static Year? YearOf(YearReport report, CentreCode line, IReadOnlyList<CentreCode> centres)
        {
            var columns = report.Centres.Index().Where(c => centres.Contains(c.Item.Code)).Select(c => c.Index).ToList();
            return columns.Count == 0 ? null
                : new(report.Lines.FirstOrDefault(l => l.Line.Code == line)?.Figures ?? [.. report.Rows.Select(r => r.Centres[columns[0]])], columns);
        }

        public LineYearView YearOf(YearReport report, int year, int measure)
        {
            var row = report.Rows[measure];
            return years[year] is not { } known
                ? new(report.Year, Nothing, null)
                : new(
                    report.Year,
                    ComparedFigureView.Of(row.Measure, known.Figures[measure], year > 0 ? years[year - 1]?.Figures[measure] : null, known.Figures[Projections.Statistics.Measures.HoursRow]),
                    centres.Count == 1 ? null : known.Columns.ToDictionary(c => report.Centres[c].Code.Value, c => FigureView.Of(row.Measure, row.Centres[c])));
        }

        static readonly ComparedFigureView Nothing = new(null, null, null, null, null, null);
    }
}
