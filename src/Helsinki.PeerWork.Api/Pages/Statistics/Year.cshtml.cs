using System.Globalization;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Statistics;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>One year: the city's figures first, then what they look like, then every figure by centre.</summary>
public sealed class YearPage : StatisticsPage
{
    /// <summary>Chosen instead of a year: none.</summary>
    public const string None = "none";

    public YearView Shown { get; private set; } = null!;

    /// <summary>The other year; null: none.</summary>
    public YearView? Other { get; private set; }

    public YearStory Story { get; private set; } = null!;

    /// <summary>On a past day: the city's figures that are others today.</summary>
    public IReadOnlyList<(MeasureView Measure, FigureView Then, FigureView Today)> Otherwise { get; private set; } = [];

    /// <summary>Whose measures the table has.</summary>
    public string Theme { get; private set; } = "";

    public IReadOnlyList<FigureRow> Rows { get; private set; } = [];

    /// <summary>Of the theme, those with nothing to tell this year.</summary>
    public IReadOnlyList<MeasureView> Empty { get; private set; } = [];

    /// <summary>Of the theme: the column its rows are sorted by; null: in their own order.</summary>
    public string? Sort { get; private set; }

    /// <summary>By the key of its first measure.</summary>
    public IReadOnlyList<(string Key, string Name)> Themes { get; private set; } = [];

    /// <summary>The column of the whole city, sorted by.</summary>
    public const string City = "city";

    public async Task OnGet(int year, string? compared, string? theme, string? sort)
    {
        TakeKnownOn();
        await ReadYears();
        Shown = await Read<StatisticsApi, YearView>(a => a.Read(year, HttpContext, Ct, knownOn: KnownOn));
        var course = await Read<StatisticsApi, CourseView>(a => a.Course(year, HttpContext, Ct, knownOn: KnownOn));
        if (OtherYear(Years, year, compared) is { } other)
        {
            Other = await Read<StatisticsApi, YearView>(a => a.Read(other, HttpContext, Ct, knownOn: KnownOn));
            Story = new(Shown, course, Other, await Read<StatisticsApi, CourseView>(a => a.Course(other, HttpContext, Ct, knownOn: KnownOn)), T);
        }
        else
        {
            Story = new(Shown, course, null, null, T);
        }
        if (KnownOn is not null)
        {
            var today = await Read<StatisticsApi, YearView>(a => a.Read(year, HttpContext, Ct));
            Otherwise = [.. Shown.Measures.Zip(today.Measures).Where(m => m.First.City != m.Second.City).Select(m => (m.First.Measure, m.First.City, m.Second.City))];
        }
        ShowTable(theme, sort);
    }

    /// <summary>The year before, unless another or none was chosen.</summary>
    public static int? OtherYear(YearsView years, int year, string? compared) =>
        compared == None ? null
        : int.TryParse(compared, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) && chosen != year && chosen >= years.First && chosen <= years.Last ? chosen
        : year > years.First ? year - 1 : null;

    void ShowTable(string? theme, string? sort)
    {
        Themes = [.. Shown.Measures.GroupBy(m => m.Measure.Group).Select(g => (g.First().Measure.Key, g.Key))];
        var chosen = Shown.Measures.FirstOrDefault(m => m.Measure.Key == theme)?.Measure ?? Shown.Measures[0].Measure;
        Theme = Themes.First(t => t.Name == chosen.Group).Key;
        var all = Shown.Measures.Where(m => m.Measure.Group == chosen.Group).ToList();
        var told = all.Where(m => m.Measure.Unit == Projections.Statistics.Unit.Euros || m.Centres.Values.Prepend(m.City).Any(f => f.Value is not (null or 0))).ToList();
        Empty = [.. all.Except(told).Select(m => m.Measure)];
        Sort = sort == City || Shown.Centres.Any(c => c.Code.Value == sort) ? sort : null;
        if (Sort is not null) told = [.. told.OrderByDescending(m => (Sort == City ? m.City : m.Centres[Sort]).Value ?? decimal.MinValue)];
        Rows = [.. told.Select(m => new FigureRow(m, Other?.Measures.First(o => o.Measure.Key == m.Measure.Key).City.Value is { } then && m.City.Value is { } now ? now - then : null))];
    }

    /// <summary>The same page with something chosen otherwise.</summary>
    public string Here(string? theme = null, string? sort = null) => Address(
        $"/statistics/{Written(Shown.Year)}", ("compared", Compared), ("knownOn", Known), ("theme", theme ?? Theme), ("sort", sort)) + "#table";

    public string? Compared => Other is null ? None : Other.Year == Shown.Year - 1 ? null : Written(Other.Year);

    public IReadOnlyList<Choice> OtherChoices =>
        [new(None, T["ei vertailua", "ingen jämförelse", "no comparison"]), .. YearChoices.Where(c => c.Value != Written(Shown.Year))];

    /// <summary>A file as programs get it, marked internal.</summary>
    public Task<IActionResult> OnGetFile(int year, string format)
    {
        TakeKnownOn();
        return File<StatisticsApi>(a => a.Read(year, HttpContext, Ct, knownOn: KnownOn, format: format));
    }
}

/// <param name="Change">Of the city, from the other year.</param>
public sealed record FigureRow(YearMeasureView Row, decimal? Change);
