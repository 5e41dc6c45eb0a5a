using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>An edition as it is kept inside: every figure and every rule as they were, what the public does not see of it, and what has changed since the one before.</summary>
/// <param name="Changes">Null of the first edition.</param>
/// <param name="Table">What the hiding was decided on; the next edition must not give it away.</param>
/// <param name="Hidden">The table's hidden cells.</param>
public sealed record EditionDocument(
    int Year, int Number, DateOnly KnownOn, long Position, IReadOnlyList<EditionCentre> Centres, IReadOnlyList<EditionMeasure> Measures,
    EditionChanges? Changes, PublishedTable Table, IReadOnlyList<string> Hidden)
{
    /// <summary>It is never to leave the house.</summary>
    public string Marking { get; init; } = "internal";

    public static EditionDocument Of(PublishableYear year, DateOnly knownOn, int number, IReadOnlySet<string> hidden)
    {
        var report = year.Report;
        return new(report.Year, number, knownOn, report.Position, [.. report.Centres.Select(c => new EditionCentre(c.Code, c.Name))],
            [
                .. report.Rows.Select(row => new EditionMeasure(
                    row.Measure.Key, row.Measure.Version, row.Measure.Unit, row.Measure.Label, row.Measure.Definition, row.Measure.Source.Title,
                    EditionFigure.Of(row.Measure, null, row.City, hidden),
                    report.Centres.Zip(row.Centres).ToDictionary(c => c.First.Code.Value, c => EditionFigure.Of(row.Measure, c.First.Code, c.Second, hidden)))),
            ], null, year.Table, [.. hidden.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Of all figures, names and rules: two reports with the same say the same.</summary>
    public static string Sha256Of(YearReport report)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{report.Year}\n");
        foreach (var centre in report.Centres) text.Append(CultureInfo.InvariantCulture, $"{centre.Code}\t{centre.Name}\n");
        foreach (var row in report.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Measure.Key}\t{row.Measure.Version}\t{row.Measure.Label}\t{row.Measure.Definition}");
            foreach (var f in row.Centres.Prepend(row.City))
                text.Append(CultureInfo.InvariantCulture, $"\t{f.Value:0.#########} {f.Numerator:0.#########} {f.Denominator:0.#########} {f.Spread:0.#########}");
            text.Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <param name="events">How often each kind of event that counts was recorded in between, by its stored name.</param>
    public EditionDocument Since(EditionDocument before, IReadOnlyDictionary<string, int> events)
    {
        var (was, rules) = (before.Figures().ToDictionary(f => (f.Measure, f.Centre), f => f.Figure), before.Measures.ToDictionary(m => m.Key, m => (int?)m.Version));
        var now = Figures().ToDictionary(f => (f.Measure, f.Centre), f => f.Figure);
        return this with
        {
            Changes = new(
                [
                    .. from cell in now.Keys.Union(was.Keys)
                       let then = was.GetValueOrDefault(cell)
                       let here = now.GetValueOrDefault(cell)
                       where !Says(then, here)
                       select new ChangedFigure(cell.Measure, cell.Centre, then, here),
                ],
                [
                    .. from key in Measures.Select(m => m.Key).Union(rules.Keys)
                       let then = rules.GetValueOrDefault(key)
                       let here = Measures.Where(m => m.Key == key).Select(m => (int?)m.Version).SingleOrDefault()
                       where then != here
                       select new ChangedRule(key, then, here),
                ],
                [
                    .. from code in Centres.Concat(before.Centres).Select(c => c.Code).Distinct()
                       let then = before.Centres.FirstOrDefault(c => c.Code == code)?.Name
                       let here = Centres.FirstOrDefault(c => c.Code == code)?.Name
                       where then != here
                       select new ChangedCentre(code, then, here),
                ],
                events),
        };
    }

    IEnumerable<(string Measure, CentreCode? Centre, EditionFigure Figure)> Figures() =>
        Measures.SelectMany(m => m.Centres.Select(c => (m.Key, (CentreCode?)new CentreCode(c.Key), c.Value)).Prepend((m.Key, null, m.City)));

    // A centre that had nothing and is not there any more says the same.
    static bool Says(EditionFigure? one, EditionFigure? other) => Plain(one) == Plain(other);

    static (decimal?, decimal?, decimal?, decimal?) Plain(EditionFigure? f) => (f?.Value is 0 ? null : f?.Value, f?.Numerator is 0 ? null : f?.Numerator, f?.Denominator is 0 ? null : f?.Denominator, f?.Spread);
}

/// <param name="Name">As it was called at the year's end.</param>
public sealed record EditionCentre(CentreCode Code, string Name);

/// <param name="Version">Of the rule it was counted by.</param>
/// <param name="Centres">By centre code.</param>
public sealed record EditionMeasure(
    string Key, int Version, Unit Unit, Words Label, Words Definition, Words Group, EditionFigure City, IReadOnlyDictionary<string, EditionFigure> Centres);

/// <param name="Value">In the measure's unit; null when there is nothing to tell.</param>
/// <param name="Numerator">Of a ratio; of a mean the sum.</param>
/// <param name="Denominator">Of a ratio; of a median or mean the number of cases.</param>
/// <param name="Spread">Of a mean: the sample standard deviation.</param>
/// <param name="Suppressed">The public sees a mark instead.</param>
public sealed record EditionFigure(decimal? Value, decimal? Numerator, decimal? Denominator, decimal? Spread, bool Suppressed) : IExample<EditionFigure>
{
    public static EditionFigure Example => new(81, null, null, null, false);

    internal static EditionFigure Of(Measure measure, CentreCode? centre, Figure f, IReadOnlySet<string> hidden) =>
        new(f.Value, f.Numerator, f.Denominator, f.Spread, PublishableYear.IsHidden(measure, centre, hidden));
}

/// <summary>What an edition says otherwise than the one before, and what was recorded in between.</summary>
/// <param name="Events">How often each kind of event that counts was recorded between the two, by its stored name.</param>
public sealed record EditionChanges(
    IReadOnlyList<ChangedFigure> Figures, IReadOnlyList<ChangedRule> Rules, IReadOnlyList<ChangedCentre> Centres, IReadOnlyDictionary<string, int> Events);

/// <param name="Centre">Null: the city.</param>
/// <param name="Before">Null: there was none.</param>
public sealed record ChangedFigure(string Measure, CentreCode? Centre, EditionFigure? Before, EditionFigure? After);

/// <summary>A measure that is counted by another rule, is new or is gone.</summary>
/// <param name="Before">The version of its rule.</param>
public sealed record ChangedRule(string Measure, int? Before, int? After);

/// <param name="Before">Its name; null: it was not there.</param>
/// <param name="After">Its name; null: it is not there any more.</param>
public sealed record ChangedCentre(CentreCode Code, string? Before, string? After);
