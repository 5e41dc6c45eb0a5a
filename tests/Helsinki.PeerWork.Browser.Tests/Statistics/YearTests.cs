using System.Globalization;
using Helsinki.PeerWork.Browser.Tests.Kernel;
using Helsinki.PeerWork.Projections.Statistics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Statistics;

public class YearTests(City city)
{
    [Theory]
    [InlineData("fi", "Vertaistyö vuonna 2024", "37 enemmän kuin vuonna 2023 (44)", "Toimeksiantosuhteessa olevat henkilöt 2024", "Näin luku lasketaan", "81 henkilöä")]
    [InlineData("sv", "Kamratarbetet år 2024", "37 fler än år 2023 (44)", "Personer i uppdragsförhållande 2024", "Så räknas siffran", "81 personer")]
    [InlineData("en", "Peer work in 2024", "37 more than in 2023 (44)", "Individuals in fee-for-service assignments 2024", "How the figure is counted", "81 persons")]
    public async Task A_planner_is_asked_where_the_81_comes_from(string language, string heading, string change, string explained, string rule, string value)
    {
        await using var planner = await city.Visit("planner", language);

        await planner.Go("/statistics/2024");
        await planner.SeesHeading(heading);
        await planner.Sees(change);
        Assert.Equal(["81", "13", "18", "23"], await planner.Page.Locator(".headlines .big").AllInnerTextsAsync());
        await planner.Page.Locator(".headlines .big").First.ClickAsync();

        await planner.SeesHeading(explained);
        await planner.Sees(rule);
        await planner.Sees(value);
        Assert.Empty(planner.Complaints);
    }

    [Fact]
    public async Task The_card_the_table_and_the_report_it_is_counted_from_say_the_same()
    {
        await using var planner = await city.Visit("planner");
        var report = await YearReport.Of(city.Services.GetRequiredService<Facts>(), 2024, new(DateOnly.FromDateTime(City.Now)), default);

        await planner.Go("/statistics/2024");

        foreach (var headline in await planner.Page.Locator(".headlines .big").AllAsync())
        {
            var (key, card) = (await headline.GetAttributeAsync("data-key"), await headline.InnerTextAsync());
            var row = report.Rows.Single(r => r.Measure.Key == key);
            var cell = await planner.Page.Locator($".figures td.city a[href$='/measures/{key}']").InnerTextAsync();
            Assert.Equal((row.City.Value!.Value.ToString(CultureInfo.InvariantCulture), card), (card, cell.Trim()));
        }
        var malmi = report.Centres.Index().Single(c => c.Item.Code.Value == "Malmi").Index;
        Assert.Equal($"{report.Rows[0].Centres[malmi].Value:0}", await planner.Page.Locator(".figures a[href$='measures/published-fee-for-service-individuals?centre=Malmi']").InnerTextAsync());
    }

    [Fact]
    public async Task Without_JavaScript_another_year_is_chosen_and_rows_are_sorted()
    {
        await using var planner = await city.Visit("planner", screen: Screen.Phone, script: false);
        await planner.Go("/statistics");
        await planner.SeesHeading("Vertaistyö vuonna 2025");

        await planner.Page.SelectOptionAsync("#year", "2024");
        await planner.Page.SelectOptionAsync("#compared", "none");
        await planner.Press("Näytä");

        await planner.SeesHeading("Vertaistyö vuonna 2024");
        Assert.Equal(0, await planner.Page.Locator(".headlines .change").CountAsync());
        await planner.Page.Locator(".figures thead a", new() { HasText = "Malmi" }).First.ClickAsync();
        var malmi = await planner.Page.Locator(".figures a[href*='centre=Malmi']").AllInnerTextsAsync();
        Assert.Equal("descending", await planner.Page.Locator(".figures thead th", new() { HasText = "Malmi" }).First.GetAttributeAsync("aria-sort"));
        Assert.Equal(malmi.Select(v => int.Parse(v, CultureInfo.InvariantCulture)).OrderDescending(), malmi.Select(v => int.Parse(v, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task With_the_keyboard_alone_a_figure_is_reached_and_taken_apart()
    {
        await using var planner = await city.Visit("planner");
        await planner.Go("/statistics/2024");

        await planner.Page.Locator("#knownOn").FocusAsync();
        await planner.Page.Keyboard.PressAsync("Tab");
        await planner.Page.Keyboard.PressAsync("Tab");
        await planner.Page.Keyboard.PressAsync("Tab");
        await planner.Page.Keyboard.PressAsync("Enter");
        await planner.Sees("Eri henkilöt, joilla on ollut toimeksianto voimassa");
        await planner.Page.Keyboard.PressAsync("Shift+Tab");
        await planner.Page.Keyboard.PressAsync("Enter");

        await planner.SeesHeading("Toimeksiantosuhteessa olevat henkilöt 2024");
    }

    [Fact]
    public async Task A_past_day_says_what_is_looked_at_and_what_is_otherwise_today()
    {
        await using var planner = await city.Visit("planner");
        await planner.Go("/statistics/2024");

        await planner.Type("Tilanne päivänä", "1.6.2024");
        await planner.Press("Näytä");

        await planner.Sees("Näet tilanteen sellaisena kuin se tiedettiin 1.6.2024");
        await planner.Page.Locator(".banner summary").ClickAsync();
        await planner.Sees("Toimeksiantosuhteessa olevat henkilöt: 8 → 81");
        Assert.Equal("8", await planner.Page.Locator(".headlines .big").First.InnerTextAsync());
        await planner.Page.Locator(".headlines .big").First.ClickAsync();
        await planner.Sees("Niin kuin tiedettiin 1.6.2024.");
    }

    [Theory]
    [InlineData("eilen")]
    [InlineData("1.1.2030")]
    public async Task A_day_that_can_not_be_known_on_is_told_beside_its_field_and_stays(string typed)
    {
        await using var planner = await city.Visit("planner");
        await planner.Go("/statistics/2024");

        await planner.Type("Tilanne päivänä", typed);
        await planner.Press("Näytä");

        await planner.Sees("Kirjoita tämä päivä tai aiempi näin: 31.1.2025.");
        Assert.Equal(typed, await planner.Page.InputValueAsync("#knownOn"));
        await planner.MeetsWcag();
    }

    [Fact]
    public async Task Therapists_see_no_pay_and_a_centres_records_only_at_their_own()
    {
        await using var therapist = await city.Visit("therapist");

        await therapist.Go("/statistics/2024?theme=hours");
        await therapist.Sees("ei näytetä terapeuteille");
        Assert.Equal(0, await therapist.Page.Locator("main").GetByText("€").CountAsync());
        Assert.Equal(403, await therapist.Go("/statistics/2024/measures/compensation"));
        await therapist.Go("/statistics/2024/measures/hours?centre=Laakso");
        Assert.Equal(0, await therapist.Page.GetByRole(AriaRole.Link, new() { Name = "Näytä kirjaukset" }).CountAsync());
        await therapist.Go("/statistics/2024/measures/hours?centre=Malmi");
        Assert.Equal(0, await therapist.Page.Locator("td code").CountAsync());
        await therapist.Press("Näytä kirjaukset");
        await therapist.Sees("tuntikirjaus");
    }

    [Fact]
    public async Task A_planner_never_sees_a_record_nor_its_id()
    {
        await using var planner = await city.Visit("planner");

        await planner.Go("/statistics/2024/measures/hours?centre=Malmi&records=true");

        await planner.Sees("Yksittäiset kirjaukset näkee vain");
        Assert.Equal(0, await planner.Page.Locator("code").CountAsync());
    }

    [Fact]
    public async Task Internal_files_say_in_their_names_that_they_are()
    {
        await using var planner = await city.Visit("planner");
        await planner.Go("/statistics/2024");

        var download = await planner.Page.RunAndWaitForDownloadAsync(() => planner.Press("Sisäinen: Excel"));

        Assert.Equal("peer-work-2024-internal.xlsx", download.SuggestedFilename);
    }

    [Fact]
    public async Task Every_chart_has_its_message_a_description_and_the_same_figures_as_a_table()
    {
        await using var planner = await city.Visit("planner");
        await planner.Go("/statistics/2025");

        foreach (var figure in await planner.Page.Locator("figure").AllAsync())
        {
            var title = await figure.Locator("h3").InnerTextAsync();
            Assert.Equal(title, await figure.Locator("svg[role=img] > title").TextContentAsync());
            Assert.NotEmpty(await figure.Locator("svg > desc").TextContentAsync() ?? "");
            await figure.Locator("summary").ClickAsync();
            await Assertions.Expect(figure.Locator("table")).ToBeVisibleAsync();
        }
        Assert.Equal(4, await planner.Page.Locator("figure svg.picture").CountAsync());
    }
}
