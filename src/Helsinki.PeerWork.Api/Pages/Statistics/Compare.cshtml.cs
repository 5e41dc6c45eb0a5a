using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Statistics;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>Years side by side: the city's figures of a theme, and one measure centre by centre.</summary>
public sealed class ComparePage : StatisticsPage
{
    /// <summary>Before anything else was chosen.</summary>
    const int YearsShown = 4;

    static readonly IReadOnlyList<string> Headlines =
    [
        "published-fee-for-service-individuals", "published-volunteers", "published-work-ability-agreements-and-decisions", "published-symppis-individuals",
        "processes-suggested", "processes-started", "assessment-coverage", "service-users-supported", "meetings-held", "hours", "compensation", "supervision-coverage",
    ];

    public ComparisonView Compared { get; private set; } = null!;

    /// <summary>The headlines, or the theme of one measure by its key.</summary>
    public string? Theme { get; private set; }

    public IReadOnlyList<(string? Key, string Name)> Themes { get; private set; } = [];

    public IReadOnlyList<ComparedMeasureView> Rows { get; private set; } = [];

    /// <summary>Shown centre by centre.</summary>
    public ComparedMeasureView ByCentre { get; private set; } = null!;

    public IReadOnlyList<Choice> MeasureChoices { get; private set; } = [];

    public async Task OnGet(int? from, int? to, string? theme, string? measure)
    {
        TakeKnownOn();
        await ReadYears();
        var last = Math.Clamp(to ?? Math.Max(Years.First, Years.LatestWhole), Years.First, Years.Last);
        var first = Math.Clamp(from ?? last - YearsShown + 1, Years.First, Years.Last);
        (first, last) = (Math.Min(first, last), Math.Max(first, last));
        Compared = await Read<StatisticsApi, ComparisonView>(a => a.Compare(first, last, HttpContext, Ct, knownOn: KnownOn));
        var groups = Compared.Measures.GroupBy(m => m.Measure.Group).ToList();
        Themes = [(null, T["Pääluvut", "Huvudsiffror", "Headline figures"]), .. groups.Select(g => ((string?)g.First().Measure.Key, g.Key))];
        var group = groups.FirstOrDefault(g => g.Any(m => m.Measure.Key == theme));
        Theme = group?.First().Measure.Key;
        Rows = group is null ? [.. Headlines.Select(Of)] : [.. group.Where(m => m.City.Values.Any(f => f.Value is not (null or 0)))];
        ByCentre = Compared.Measures.FirstOrDefault(m => m.Measure.Key == measure) ?? Of(Headlines[0]);
        MeasureChoices = [.. Compared.Measures.Where(m => m.City.Values.Any(f => f.Value is not (null or 0)) || m == ByCentre).Select(m => new Choice(m.Measure.Key, m.Measure.Label))];
    }

    ComparedMeasureView Of(string key) => Compared.Measures.First(m => m.Measure.Key == key);

    public string Here(string? theme) => Address("/statistics/compare", [.. Chosen, ("theme", theme), ("measure", ByCentre.Measure.Key)]) + "#city";

    public IReadOnlyList<(string, string?)> Chosen => [("from", Written(Compared.Years[0])), ("to", Written(Compared.Years[^1])), ("knownOn", Known)];

    /// <summary>Renamed or merged, it is one line all the same, and says so.</summary>
    public string? Remark(CentreLineView line) => string.Join(" ", ((string?[])
    [
        line.Centres.Count > 1
            ? T[$"Yhdistetty rivi: {string.Join(", ", line.Centres)}.", $"En gemensam rad: {string.Join(", ", line.Centres)}.", $"One line for {string.Join(", ", line.Centres)}."]
            : null,
        line.FormerNames.Count > 0
            ? T[$"Aiemmin: {string.Join(", ", line.FormerNames)}.", $"Tidigare: {string.Join(", ", line.FormerNames)}.", $"Formerly: {string.Join(", ", line.FormerNames)}."]
            : null,
    ]).OfType<string>()) is { Length: > 0 } said ? said : null;

    public string Say(MeasureView measure, ComparedFigureView figure) => figure is { Value: { } value, TooFew: not true } ? StatisticsWords.Value(T, measure.Unit, value) : "–";

    /// <summary>What the last year brought against the one before, in the unit and in percent.</summary>
    public string Change(MeasureView measure, ComparedFigureView figure) => figure is { Change: { } change, TooFew: not true }
        ? StatisticsWords.Change(T, measure.Unit, change) + (figure.ChangePercent is { } percent && change != 0 ? $" ({StatisticsWords.Signed(T, percent, 1)}\u00A0%)" : "")
        : "–";

    /// <summary>The years compared as a file, marked internal.</summary>
    public Task<IActionResult> OnGetFile(int from, int to, string format)
    {
        TakeKnownOn();
        return File<StatisticsApi>(a => a.Compare(from, to, HttpContext, Ct, knownOn: KnownOn, format: format));
    }
}
