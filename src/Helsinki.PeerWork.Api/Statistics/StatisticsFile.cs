using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Projections.Statistics;
using static Helsinki.PeerWork.Api.Files.Cell;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>
/// Annual statistics as files. CSV is tidy, a row for each figure, for programs and pivot tables; XLSX is the table people read, a column for each
/// centre, with the definitions on a sheet of their own.
/// </summary>
public static class StatisticsFile
{
    const string WholeCity = "*";

    /// <param name="Centre">Null for the city.</param>
    sealed record Row(int Year, YearCentre? Centre, Measure Measure, Figure Figure);

    /// <summary>The stream stays open.</summary>
    /// <param name="language">fi, sv or en: of words, and of how numbers are written.</param>
    public static void WriteCsv(Stream to, IReadOnlyList<YearReport> reports, string language) =>
        CsvFile.Write(to, Sheet.Of("Statistics", Tidy(language), reports.SelectMany(Rows)), language == "en" ? CsvStyle.Invariant : CsvStyle.Finnish);

    static IReadOnlyList<Column<Row>> Tidy(string language) =>
    [
        new("year", "The calendar year.", r => new Whole(r.Year)),
        new("centre", "The service centre's code; * for the whole city.", r => new Text(r.Centre?.Code.Value ?? WholeCity)),
        new("centreName", "As it was called at the year's end.", r => new Text(r.Centre?.Name ?? City.In(language))),
        new("measure", "The measure's key, which never changes.", r => new Text(r.Measure.Key)),
        new("label", "What is measured.", r => new Text(r.Measure.Label.In(language))),
        new("value", "The figure; empty when there is nothing to tell.", r => Number(r.Figure.Value)),
        new("unit", "Of the figure.", r => new Text(Units.Words(r.Measure.Unit).In(language))),
        new("numerator", "Of a ratio.", r => Number(r.Figure.Numerator)),
        new("denominator", "Of a ratio; of a median the number of cases.", r => Number(r.Figure.Denominator)),
    ];

    static IEnumerable<Row> Rows(YearReport report) => report.Rows.SelectMany(row => (IEnumerable<Row>)
    [
        new(report.Year, null, row.Measure, row.City),
        .. report.Centres.Zip(row.Centres).Select(c => new Row(report.Year, c.First, row.Measure, c.Second)),
    ]);

    /// <summary>The stream stays open.</summary>
    /// <param name="language">fi, sv or en.</param>
    public static void WriteXlsx(Stream to, IReadOnlyList<YearReport> reports, string language) =>
        XlsxFile.Write(to, [.. reports.Select(r => Sheet.Of($"{r.Year}", Wide(r, language), r.Rows)), Sheet.Of(Definitions.In(language), Meanings(language), Measures.All)]);

    static IReadOnlyList<Column<YearRow>> Wide(YearReport report, string language) =>
    [
        new(Heading.In(language), "What is measured.", r => new Text(r.Measure.Label.In(language))),
        new(UnitHeading.In(language), "Of the figures.", r => new Text(Units.Words(r.Measure.Unit).In(language))),
        new(City.In(language), "Whoever belongs to two centres counts once.", r => Figure(r.Measure, r.City)),
        .. report.Centres.Select((centre, i) =>
            new Column<YearRow>(centre.Name, "The centre's figure.", r => Figure(r.Measure, r.Centres[i]))),
    ];

    static IReadOnlyList<Column<Measure>> Meanings(string language) =>
    [
        new(Heading.In(language), "What is measured.", m => new Text(m.Label.In(language))),
        new(Meaning.In(language), "What the figure means.", m => new Text(m.Definition.In(language))),
        new(Key.In(language), "The measure's key, which never changes.", m => new Text(m.Key)),
    ];

    static Cell? Figure(Measure measure, Figure figure) =>
        figure.Value is { } value && measure.Unit is Unit.Euros ? new Euros(value) : Number(figure.Value);

    static Number? Number(decimal? value) => value is { } number ? new Number(number) : null;

    static readonly Words City = new("Koko kaupunki", "Hela staden", "Whole city");
    static readonly Words Heading = new("Mittari", "Mått", "Measure");
    static readonly Words UnitHeading = new("Yksikkö", "Enhet", "Unit");
    static readonly Words Definitions = new("Määritelmät", "Definitioner", "Definitions");
    static readonly Words Meaning = new("Määritelmä", "Definition", "Definition");
    static readonly Words Key = new("Tunnus", "Nyckel", "Key");
}
