using Helsinki.PeerWork.Api.Statistics;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>The year on paper, for the table of a manager: in words, in pictures, in one table with its definitions.</summary>
public sealed class ReportPage : StatisticsPage
{
    static readonly IReadOnlyList<string> Told =
    [
        "published-fee-for-service-individuals", "published-volunteers", "published-work-ability-agreements-and-decisions", "published-symppis-individuals",
        "agreements-in-force", "processes-suggested", "processes-started", "processes-assessed", "assessment-coverage", "service-users-supported", "meetings-held", "hours", "compensation",
        "supervision-coverage", "safety-concerns",
    ];

    /// <summary>Without a day that was chosen.</summary>
    public DateOnly AsOf => Today;

    public YearView Shown { get; private set; } = null!;

    public YearView? Other { get; private set; }

    public YearStory Story { get; private set; } = null!;

    /// <summary>Not what the reader may not see.</summary>
    public IReadOnlyList<(YearMeasureView Row, FigureView? Before)> Rows { get; private set; } = [];

    public async Task OnGet(int year, string? compared)
    {
        TakeKnownOn();
        await ReadYears();
        Shown = await Read<StatisticsApi, YearView>(a => a.Read(year, HttpContext, Ct, knownOn: KnownOn));
        var other = YearPage.OtherYear(Years, year, compared);
        Other = other is { } then ? await Read<StatisticsApi, YearView>(a => a.Read(then, HttpContext, Ct, knownOn: KnownOn)) : null;
        var course = await Read<StatisticsApi, CourseView>(a => a.Course(year, HttpContext, Ct, knownOn: KnownOn));
        Story = new(Shown, course, Other, other is { } before ? await Read<StatisticsApi, CourseView>(a => a.Course(before, HttpContext, Ct, knownOn: KnownOn)) : null, T);
        Rows =
        [
            .. Told.Select(key => (Row: Of(Shown, key), Before: Other is null ? null : Of(Other, key).City))
                .Where(r => r.Row.Measure.Unit != Projections.Statistics.Unit.Euros || r.Row.City.Value is not null),
        ];
    }

    static YearMeasureView Of(YearView year, string key) => year.Measures.First(m => m.Measure.Key == key);

    public string Say(MeasureView measure, FigureView? figure) => figure is { Value: { } value, TooFew: not true } ? Short(measure, value) : "–";

    // On paper a column is narrow: euros without cents.
    string Short(MeasureView measure, decimal value) => measure.Unit == Projections.Statistics.Unit.Euros ? $"{T.Number(value)}\u00A0€" : StatisticsWords.Value(T, measure.Unit, value);
}
