using System.Xml.Linq;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Statistics;
using Helsinki.PeerWork.Api.Pages.Statistics.Charts;
using Helsinki.PeerWork.Api.Statistics;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Browser.Tests.Statistics;

/// <summary>What is drawn, without a browser.</summary>
public class ChartTests
{
    static readonly PartyView Told = new(2.1m, 3.4m, 1.3m, 12, false);

    static IReadOnlyList<string> WordsOf(Chart chart) => [.. chart.Drawing!.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];

    static IEnumerable<XElement> Shapes(Chart chart, string name, string style) =>
        chart.Drawing!.Descendants().Where(e => e.Name.LocalName == name && e.Attribute("class")?.Value == style);

    /// <summary>A year in which only what a test says happened.</summary>
    static YearView Year(int year, params (string Key, string? Centre, decimal Value)[] figures) => new(year, null, true, 1, null,
        [.. figures.Select(f => f.Centre).OfType<string>().Distinct().Select(c => new YearCentreView(new CentreCode(c), c, null, null))],
        [
            .. Measures.All.Select(m => new YearMeasureView(
                MeasureView.Of(m, "en"), new(figures.Where(f => f.Key == m.Key && f.Centre is null).Sum(f => f.Value), null, null),
                figures.Select(f => f.Centre).OfType<string>().Distinct().ToDictionary(c => c, c => new FigureView(figures.Where(f => f.Key == m.Key && f.Centre == c).Sum(f => f.Value), null, null)))),
        ]);

    static CourseView Course(int year, IReadOnlyList<decimal> hours, params PartyView[] serviceUsers) => new(year, null,
        [.. hours.Select((h, i) => new CourseMonthView(i + 1, 0, h, true))],
        [.. serviceUsers.Select((p, i) => new CourseThemeView($"theme-{i}", $"Theme {i}", p, Told))]);

    static YearStory Story(YearView year, CourseView course, YearView? before = null, CourseView? courseBefore = null, string language = "en") => new(year, course, before, courseBefore, new Speech(language));

    const string Assignees = "published-fee-for-service-individuals";

    [Fact]
    public void A_centre_has_a_bar_for_each_year_the_largest_first_and_its_numbers_beside_it()
    {
        var chart = Story(Year(2024, (Assignees, "Jelppi", 5), (Assignees, "Malmi", 21)), Course(2024, [1]), Year(2023, (Assignees, "Malmi", 7)), Course(2023, [1])).Centres;

        Assert.Equal("Most people in fee-for-service work: Malmi, 21", chart.Title);
        Assert.Equal(["Malmi", "2024: 21", "2023: 7", "Jelppi", "5", "0"], WordsOf(chart));
        Assert.Equal(["78%", "18.57%"], Shapes(chart, "rect", "now").Select(r => r.Attribute("width")!.Value));
        Assert.All(Shapes(chart, "rect", "before"), bar => Assert.Equal("url(#centres-hatch)", bar.Attribute("fill")!.Value));
        Assert.Equal(["Malmi", "21", "7"], chart.Table.Rows[0]);
    }

    [Fact]
    public void Centres_with_as_many_are_named_together() => Assert.Equal(
        "Eniten toimeksisaajia: Aurora ja Harjula, 4", Story(Year(2024, (Assignees, "Harjula", 4), (Assignees, "Aurora", 4), (Assignees, "Malmi", 1)), Course(2024, [1]), language: "fi").Centres.Title);

    [Fact]
    public void Nothing_is_drawn_of_nothing_and_the_message_says_so()
    {
        var story = Story(Year(2022), Course(2022, [0, 0]));

        Assert.Equal(("There was nobody in fee-for-service work", null), (story.Centres.Title, story.Centres.Drawing));
        Assert.Equal(("No hours were recorded", null), (story.Months.Title, story.Months.Drawing));
    }

    [Fact]
    public void Each_line_names_its_year_and_the_highest_month_its_hours()
    {
        var chart = Story(Year(2024), Course(2024, [10, 30.5m, 20]), Year(2023), Course(2023, [5, 5, 5])).Months;

        Assert.Equal("Most hours in February: 30.5", chart.Title);
        Assert.Contains("30.5\u00A0h", WordsOf(chart));
        Assert.Equal(["2023", "2024"], WordsOf(chart).Where(w => w.StartsWith("20", StringComparison.Ordinal)));
        Assert.Equal(2, chart.Drawing!.Descendants().Count(e => e.Name.LocalName == "polyline"));
        Assert.Equal(["February", "30.5", "5"], chart.Table.Rows[1]);
    }

    [Fact]
    public void Two_lines_that_end_at_one_height_do_not_write_over_one_another()
    {
        var chart = Story(Year(2024), Course(2024, [10, 20]), Year(2023), Course(2023, [5, 20])).Months;

        var at = chart.Drawing!.Descendants().Where(e => e.Value is "2023" or "2024" && e.Name.LocalName == "text").Select(e => decimal.Parse(e.Attribute("y")!.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(Math.Abs(at[0] - at[1]) >= 14);
    }

    [Fact]
    public void A_theme_goes_from_a_hollow_mark_to_a_full_one_round_for_the_service_user_and_square_for_the_therapist()
    {
        var chart = Story(Year(2024), Course(2024, [1], Told, Told, Told, Told)).Themes;

        Assert.Equal("Service users' own ratings rose on all four themes", chart.Title);
        Assert.Equal((4, 4), (Shapes(chart, "circle", "start now").Count(), Shapes(chart, "circle", "end now").Count()));
        Assert.Equal((4, 4), (Shapes(chart, "path", "start other").Count(), Shapes(chart, "path", "end other").Count()));
        Assert.Equal(8, WordsOf(chart).Count(w => w == "n=12"));
    }

    [Fact]
    public void Too_few_pairs_are_not_drawn_but_said()
    {
        var chart = Story(Year(2024), Course(2024, [1], new PartyView(1, 5, 4, 3, true), Told, Told, Told), language: "fi").Themes;

        Assert.Contains("liian vähän pareja (n=3)", WordsOf(chart));
        Assert.Equal("Palvelunkäyttäjien oma arvio parani 3 teemassa neljästä", chart.Title);
        Assert.Equal(3, Shapes(chart, "circle", "end now").Count());
        Assert.DoesNotContain("5,00", chart.Table.Rows[0]);
    }

    [Fact]
    public void What_gets_worse_is_drawn_backwards_and_not_told_as_better()
    {
        var chart = Story(Year(2024), Course(2024, [1], new PartyView(4, 2, -2, 12, false), Told, Told, Told)).Themes;

        Assert.Equal("Service users' own ratings rose on 3 of four themes", chart.Title);
        Assert.Equal(["Theme 0", "service user", "4.00", "2.00", "−2.00", "12"], chart.Table.Rows[0]);
    }

    [Fact]
    public void Headlines_say_more_fewer_and_as_many_with_an_arrow_of_its_own_shape()
    {
        var story = Story(
            Year(2024, (Assignees, null, 81), ("published-volunteers", null, 1), ("published-symppis-individuals", null, 2)), Course(2024, [1]),
            Year(2023, (Assignees, null, 44), ("published-volunteers", null, 3), ("published-symppis-individuals", null, 2)), Course(2023, [1]));

        Assert.Equal(
            [("81", "37 more than in 2023 (44)", "▲"), ("1", "2 fewer than in 2023 (3)", "▼"), ("0", "as many as in 2023", "="), ("2", "as many as in 2023", "=")],
            story.Headlines.Select(h => (h.Value, h.Change!, h.Arrow!)));
    }

    [Fact]
    public void Steps_of_the_process_stand_one_after_the_other_with_their_numbers() => Assert.Equal(
        ["34", "suggested", "26", "onboarding", "meeting", "26", "cooperation", "began", "11", "assessed", "together"],
        WordsOf(Story(
            Year(2024, ("processes-suggested", null, 34), ("processes-onboarded", null, 26), ("processes-started", null, 26), ("processes-assessed", null, 11)), Course(2024, [1])).Processes));

    [Fact]
    public void One_year_alone_has_no_course() => Assert.Equal("", $"{Sparkline.Draw("hours", [3, null, null])}");
}
