using System.Globalization;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Statistics;
using static Helsinki.PeerWork.Api.Files.Cell;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>What may be done with a file, as it says itself.</summary>
public abstract record Marking
{
    Marking() { }

    /// <summary>Everything is in it: it stays inside.</summary>
    public sealed record Internal : Marking;

    /// <param name="Hidden">Cells with a mark instead of their figure.</param>
    public sealed record Published(int Edition, DateOnly KnownOn, IReadOnlySet<string> Hidden) : Marking;

    public bool Hides(Measure measure, CentreCode? centre) => this is Published p && PublishableYear.IsHidden(measure, centre, p.Hidden);

    public Words Words => this is Published p
        ? new($"Julkaistu, versio {p.Edition}", $"Publicerad, version {p.Edition}", $"Published, edition {p.Edition}")
        : new("Sisäinen: ei julkaistavaksi", "Intern: får inte publiceras", "Internal: not to be published");
}

/// <summary>
/// Annual statistics as files. CSV is tidy, a row for each figure, or wide, a row for each centre and year; XLSX is the tables people read, a
/// sheet for each theme, with the definitions and the data of charts on sheets of their own.
/// </summary>
/// <param name="language">fi, sv or en: of words, and of how numbers are written.</param>
public sealed class StatisticsFile(IReadOnlyList<YearReport> reports, string language, Marking marking)
{
    /// <summary>What stands instead of a figure that is not shown, as Statistics Finland writes it.</summary>
    public const string Suppressed = "..";

    const string WholeCity = "*";

    /// <summary>A centre of any of the years, as it was called last; without a code the city.</summary>
    sealed record Place(CentreCode? Code, string Name);

    sealed record Line(YearReport Report, YearRow Row, Part Part)
    {
        /// <summary>Null where the centre is none of that year's.</summary>
        public Figure? At(CentreCode? centre) =>
            centre is not { } code ? Row.City
            : Report.Centres.Index().Where(c => c.Item.Code == code).Select(c => (Figure?)Row.Centres[c.Index]).FirstOrDefault();
    }

    /// <summary>One of the numbers of a figure; the first is the figure itself.</summary>
    sealed record Part(Words? Label, Func<Figure, decimal?> Of);

    readonly IReadOnlyList<Place> places =
    [
        new(null, City.In(language)),
        .. reports.SelectMany(r => r.Centres).GroupBy(c => c.Code).Select(c => new Place(c.Key, c.Last().Name)).OrderBy(p => p.Code!.Value.Value, StringComparer.Ordinal),
    ];

    CsvStyle Style => language == "en" ? CsvStyle.Invariant : CsvStyle.Finnish;

    /// <summary>A row for each centre, measure and year. The stream stays open.</summary>
    public void WriteTidy(Stream to) => CsvFile.Write(to, Sheet.Of("Statistics", Tidy, reports.SelectMany(TidyRows)), Style);

    /// <param name="Code">As it stands in the file.</param>
    /// <param name="Centre">Null of the city, and of centres counted together.</param>
    sealed record TidyRow(int Year, string Code, CentreCode? Centre, string Name, Measure Measure, Figure Figure, Compared Compared);

    static IEnumerable<(CentreCode? Code, string Name, int Index)> PlacesOf(YearReport report, string city) =>
        report.Centres.Select((c, i) => ((CentreCode?)c.Code, c.Name, i)).Prepend((null, city, -1));

    /// <summary>A place's figures of a year and of the year before, in the order of the measures.</summary>
    sealed record Columns(string Code, CentreCode? Centre, string Name, IReadOnlyList<Figure> Now, IReadOnlyList<Figure>? Before);

    IEnumerable<TidyRow> TidyRows(YearReport report)
    {
        var columns = ColumnsOf(report, reports.FirstOrDefault(r => r.Year == report.Year - 1)).ToList();
        return report.Rows.Index().SelectMany(row => columns.Select(c => new TidyRow(
            report.Year, c.Code, c.Centre, c.Name, row.Item.Measure, c.Now[row.Index],
            Compared.Of(row.Item.Measure, c.Now[row.Index], c.Before?[row.Index], c.Now[Measures.HoursRow]))));
    }

    // Centres that merged or split stand there once more, counted together, where years are compared.
    IEnumerable<Columns> ColumnsOf(YearReport report, YearReport? before) =>
    [
        .. PlacesOf(report, City.In(language)).Select(p => new Columns(p.Code?.Value ?? WholeCity, p.Code, p.Name, FiguresOf(report, p.Code)!, before is null ? null : FiguresOf(before, p.Code))),
        .. report.Lines.Where(_ => reports.Count > 1).Select((line, i) => new Columns(
            string.Join('+', line.Line.Centres), null, string.Join(" + ", line.Line.Centres.Select(c => places.FirstOrDefault(p => p.Code == c)?.Name ?? c.Value)),
            line.Figures, before?.Lines[i].Figures)),
    ];

    static IReadOnlyList<Figure>? FiguresOf(YearReport report, CentreCode? centre) =>
        centre is not { } code ? [.. report.Rows.Select(r => r.City)]
        : report.Centres.Index().Where(c => c.Item.Code == code).Select(c => (IReadOnlyList<Figure>)[.. report.Rows.Select(r => r.Centres[c.Index])]).FirstOrDefault();

    IReadOnlyList<Column<TidyRow>> Tidy =>
    [
        new("year", "The calendar year.", r => new Whole(r.Year)),
        new("centre", "The service centre's code; * for the whole city; codes with + between them for centres that merged or split, counted together.", r => new Text(r.Code)),
        new("centreName", "As it was called at the year's end.", r => new Text(r.Name)),
        new("measure", "The measure's key, which never changes.", r => new Text(r.Measure.Key)),
        new("label", "What is measured.", r => new Text(r.Measure.Label.In(language))),
        new("value", "The figure; empty when there is nothing to tell, .. when it is not shown.", r => Shown(r.Measure, r.Centre, r.Figure.Value)),
        new("unit", "Of the figure.", r => new Text(Units.Words(r.Measure.Unit).In(language))),
        new("numerator", "Of a ratio; of a mean the sum.", r => Shown(r.Measure, r.Centre, r.Figure.Numerator)),
        new("denominator", "Of a ratio; of a median or mean the number of cases.", r => Shown(r.Measure, r.Centre, r.Figure.Denominator)),
        new("spread", "Of a mean: the sample standard deviation.", r => Shown(r.Measure, r.Centre, r.Figure.Spread)),
        .. reports.Count == 1 ? [] : (ReadOnlySpan<Column<TidyRow>>)
        [
            new("change", "From the year before, in the measure's unit.", r => OrNothing(r.Compared.Change)),
            new("changePercent", "The same in percent of the year before; empty of percentages and points.", r => OrNothing(r.Compared.ChangePercent)),
            new("perThousandHours", "For each 1,000 hours of peer work of the year.", r => OrNothing(r.Compared.PerThousandHours)),
        ],
        new("note", "Why a figure is not shown, says nothing, or may still grow.", r => Note(r) is { } note ? new Text(note.In(language)) : null),
        new("knownOn", "The figures know what was recorded up to the end of that day, or up to when the file was made if it was made on it; empty: up to when it was made.", _ => KnownOn is { } day ? new Day(day) : null),
        new("marking", "Whether the figures may be published.", _ => new Text(marking.Words.In(language))),
    ];

    DateOnly? KnownOn => (marking as Marking.Published)?.KnownOn ?? reports[0].Known.On;

    /// <summary>A row for each centre and year, a column for each measure. The stream stays open.</summary>
    public void WriteWide(Stream to) => CsvFile.Write(to, Sheet.Of("Statistics", Wide, reports.SelectMany(r => PlacesOf(r, City.In(language)).Select(p => (r, p.Code, p.Name, p.Index)))), Style);

    IReadOnlyList<Column<(YearReport Report, CentreCode? Centre, string Name, int Index)>> Wide =>
    [
        new("year", "The calendar year.", r => new Whole(r.Report.Year)),
        new("centre", "The service centre's code; * for the whole city.", r => new Text(r.Centre?.Value ?? WholeCity)),
        new("centreName", "As it was called at the year's end.", r => new Text(r.Name)),
        .. Measures.All.Select((measure, i) => new Column<(YearReport Report, CentreCode? Centre, string Name, int Index)>(
            measure.Key, "The measure's figure.", r => Shown(measure, r.Centre, (r.Centre is null ? r.Report.Rows[i].City : r.Report.Rows[i].Centres[r.Index]).Value))),
        new("knownOn", "The figures know what was recorded up to the end of that day, or up to when the file was made if it was made on it; empty: up to when it was made.", _ => KnownOn is { } day ? new Day(day) : null),
        new("marking", "Whether the figures may be published.", _ => new Text(marking.Words.In(language))),
    ];

    /// <summary>The stream stays open.</summary>
    public void WriteXlsx(Stream to) => XlsxFile.Write(to,
    [
        Sheet.Of(AboutSheet.In(language), About, AboutRows()),
        .. reports[0].Rows.GroupBy(r => r.Measure.Source).Select(theme => Sheet.Of(theme.Key.Title.In(language), Theme,
            from first in theme from report in reports let row = report.Rows.Single(r => r.Measure == first.Measure) from part in PartsOf(row.Measure) select new Line(report, row, part))),
        Sheet.Of(DefinitionsSheet.In(language), Definitions, Measures.All),
        Sheet.Of(ChartsSheet.In(language), Charts, from measure in Measures.All from place in places select (measure, place)),
    ]);

    static IReadOnlyList<Column<(Words What, string Value)>> AboutColumns(string language) =>
    [
        new(AboutSheet.In(language), "What is told.", r => new Text(r.What.In(language))),
        new("", "It.", r => new Text(r.Value)),
    ];

    IReadOnlyList<Column<(Words What, string Value)>> About => AboutColumns(language);

    IEnumerable<(Words What, string Value)> AboutRows()
    {
        yield return (new("Vertaistyön vuositilastot, Helsinki", "Årsstatistik över kamratarbetet, Helsingfors", "Annual statistics of peer work, Helsinki"), string.Join(", ", reports.Select(r => r.Year)));
        yield return (new("Käyttö", "Användning", "Use"), marking.Words.In(language));
        if (KnownOn is { } known) yield return (new("Tiedot tilanteessa", "Uppgifterna per", "As known on"), Written(known));
        foreach (var (year, imported) in reports.Where(r => r.Imported is not null).Select(r => (r.Year, r.Imported!)))
            yield return (
                new($"Muusta rekisteristä tuotu, {year}", $"Importerat från ett annat register, {year}", $"Imported from another register, {year}"),
                string.Join("–", new[] { imported.FirstOn, imported.LastOn }.Distinct().Select(Written)) + (marking is Marking.Internal ? $" ({imported.Engagements})" : ""));
        foreach (var report in reports.Where(r => !r.Known.IsOver(r.Year)))
            yield return (NotOver, $"{report.Year}");
        if (marking is Marking.Published) yield return (new(Suppressed, Suppressed, Suppressed), SuppressedMeans.In(language));
    }

    string Written(DateOnly day) => day.ToString(language == "en" ? "yyyy-MM-dd" : "d.M.yyyy", CultureInfo.InvariantCulture);

    IReadOnlyList<Column<Line>> Theme =>
    [
        new(Heading.In(language), "What is measured.", l => new Text(l.Part.Label is { } part ? $"{l.Row.Measure.Label.In(language)}: {part.In(language)}" : l.Row.Measure.Label.In(language))),
        new(UnitHeading.In(language), "Of the figures.", l => l.Part.Label is null ? new Text(Units.Words(l.Row.Measure.Unit).In(language)) : null),
        new(YearHeading.In(language), "The calendar year.", l => new Whole(l.Report.Year)),
        .. places.Select(place => new Column<Line>(place.Name, "The centre's figure, or the city's.", l =>
            l.At(place.Code) is { } figure ? Shown(l.Row.Measure, place.Code, l.Part.Of(figure), l.Part.Label is null) : null)),
    ];

    static IEnumerable<Part> PartsOf(Measure measure) => measure.Reckoning switch
    {
        Reckoning.Ratio => [Itself, new(new("osoittaja", "täljare", "numerator"), f => f.Numerator), new(new("nimittäjä", "nämnare", "denominator"), f => f.Denominator)],
        Reckoning.Mean =>
        [
            Itself, new(new("parien määrä", "antal par", "number of pairs"), f => f.Denominator), new(new("keskihajonta", "standardavvikelse", "standard deviation"), f => f.Spread),
        ],
        Reckoning.Median => [Itself, new(new("tapausten määrä", "antal fall", "number of cases"), f => f.Denominator)],
        _ => [Itself],
    };

    static readonly Part Itself = new(null, f => f.Value);

    IReadOnlyList<Column<Measure>> Definitions =>
    [
        new(Heading.In(language), "What is measured.", m => new Text(m.Label.In(language))),
        new(UnitHeading.In(language), "Of the figures.", m => new Text(Units.Words(m.Unit).In(language))),
        new(DefinitionHeading.In(language), "What the figure means.", m => new Text(m.Definition.In(language))),
        new(KeyHeading.In(language), "The measure's key, which never changes.", m => new Text(m.Key)),
        new(VersionHeading.In(language), "Of the rule it is counted by.", m => new Whole(m.Version)),
    ];

    // A row is a series, and the years are its points.
    IReadOnlyList<Column<(Measure Measure, Place Place)>> Charts =>
    [
        new(Heading.In(language), "What is measured.", s => new Text(s.Measure.Label.In(language))),
        new(UnitHeading.In(language), "Of the figures.", s => new Text(Units.Words(s.Measure.Unit).In(language))),
        new(CentreHeading.In(language), "The centre, or the city.", s => new Text(s.Place.Name)),
        .. reports.Select(report => new Column<(Measure Measure, Place Place)>($"{report.Year}", "The year's figure.", s =>
            new Line(report, report.Rows.Single(r => r.Measure == s.Measure), Itself).At(s.Place.Code) is { } figure ? Shown(s.Measure, s.Place.Code, figure.Value, true) : null)),
    ];

    static Number? OrNothing(decimal? value) => value is { } number ? new Number(number) : null;

    Cell? Shown(Measure measure, CentreCode? centre, decimal? value, bool inItsUnit = false) =>
        marking.Hides(measure, centre) ? new Text(Suppressed)
        : value is not { } number ? null
        : inItsUnit && measure.Unit is Unit.Euros ? new Euros(number)
        : new Number(number);

    Words? Note(TidyRow row) =>
        marking.Hides(row.Measure, row.Centre) ? SuppressedMeans
        : row.Figure.Denominator > 0 && Figure.SaysNothing(row.Measure, row.Figure) == true ? TooFewPairs
        : !reports[0].Known.IsOver(row.Year) ? NotOver
        : null;

    /// <summary>What the mark means.</summary>
    public static readonly Words SuppressedMeans = new(
        "Tietoa ei esitetä tietosuojan vuoksi", "Uppgiften visas inte av dataskyddsskäl", "Not shown, to protect the persons behind it");

    static readonly Words NotOver = new("Vuosi on kesken", "Året är inte slut", "The year is not over");

    static readonly Words TooFewPairs = new(
        $"Alle {Figure.FewestPairs} paria: keskiarvosta ei voi päätellä mitään", $"Färre än {Figure.FewestPairs} par: medelvärdet säger ingenting",
        $"Fewer than {Figure.FewestPairs} pairs: the mean says nothing");

    static readonly Words City = new("Koko kaupunki", "Hela staden", "Whole city");
    static readonly Words Heading = new("Mittari", "Mått", "Measure");
    static readonly Words UnitHeading = new("Yksikkö", "Enhet", "Unit");
    static readonly Words YearHeading = new("Vuosi", "År", "Year");
    static readonly Words CentreHeading = new("Palvelupiste", "Servicecenter", "Service centre");
    static readonly Words DefinitionHeading = new("Määritelmä", "Definition", "Definition");
    static readonly Words KeyHeading = new("Tunnus", "Nyckel", "Key");
    static readonly Words VersionHeading = new("Määritelmän versio", "Definitionens version", "Version of the definition");
    static readonly Words AboutSheet = new("Tietoja", "Om", "About");
    static readonly Words DefinitionsSheet = new("Määritelmät", "Definitioner", "Definitions");
    static readonly Words ChartsSheet = new("Kaavioiden tiedot", "Diagrammens data", "Chart data");
}
