using System.Security.Cryptography;
using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Statistics;

public class OtherStatisticsTests(City city)
{
    [Fact]
    public async Task Years_stand_side_by_side_with_change_and_course()
    {
        await using var planner = await city.Visit("planner");
        await planner.Go("/statistics/compare?from=2023&to=2024");

        await planner.SeesHeading("Vuodet 2023–2024 rinnakkain");
        var first = planner.Page.Locator(".figures").First.Locator("tbody tr").First;
        Assert.Equal(["44", "81"], await first.Locator("td a").AllInnerTextsAsync());
        await Assertions.Expect(first).ToContainTextAsync("+37 (+84,1\u00A0%)");
        Assert.Equal(1, await first.Locator("svg.sparkline").CountAsync());

        await planner.Page.SelectOptionAsync("#measure", "meetings-held");
        await planner.Page.Locator("#centres ~ form button").ClickAsync();
        await Assertions.Expect(planner.Page.Locator("caption", new() { HasText = "Pidetyt tapaamiset" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_JavaScript_a_definition_is_found_by_a_word_of_it()
    {
        await using var planner = await city.Visit("planner", script: false);
        await planner.Go("/statistics/measures");

        await planner.Page.FillAsync("#q", "TYÖNOHJAUKS");
        await planner.Page.ClickAsync("form[role=search] button");

        await planner.Sees("Työnohjauksen kattavuus");
        Assert.Equal(0, await planner.Page.GetByText("Matkaliput").CountAsync());
        await planner.Page.FillAsync("#q", "onnellisuus");
        await planner.Page.ClickAsync("form[role=search] button");
        await planner.Sees("Kokeile lyhyempää sanaa.");
    }

    [Fact]
    public async Task A_year_is_signed_off_once_however_often_the_button_is_pressed_and_its_files_are_what_their_hash_says()
    {
        await using var planner = await city.Visit("planner");
        await planner.Go("/statistics/2023/editions");
        await planner.Press("Hyväksy ja julkaise");
        await planner.Sees("Rastita, kun olet tarkistanut luvut.");

        await planner.Choose("Olen tarkistanut luvut, ja ne saa julkaista. Versiota ei voi muuttaa eikä poistaa.");
        await planner.Page.GetByRole(AriaRole.Button, new() { Name = "Hyväksy ja julkaise" }).DblClickAsync();

        await planner.Sees("Versio 1 on hyväksytty ja tallennettu.");
        await planner.Sees("luvun paikalla on merkki (..)");
        var row = planner.Page.Locator("tbody tr", new() { HasText = "edition-1-fi.csv" });
        var download = await planner.Page.RunAndWaitForDownloadAsync(() => row.Locator("a").ClickAsync());
        await using var bytes = await download.CreateReadStreamAsync();
        Assert.Equal(await row.Locator("code").InnerTextAsync(), Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, TestContext.Current.CancellationToken)));

        await planner.Go("/statistics/2023/editions");
        Assert.Equal(1, await planner.Page.Locator("h2.edition").CountAsync());
        await planner.Choose("Kirjauksia tuli myöhässä");
        await planner.Choose("Olen tarkistanut luvut, ja ne saa julkaista. Versiota ei voi muuttaa eikä poistaa.");
        await planner.Press("Hyväksy ja julkaise");
        await planner.Sees("Luvut ovat samat kuin edellisessä julkaistussa versiossa.");
        Assert.True(await planner.Page.Locator("input[value=LateRecords]").IsCheckedAsync());
    }

    [Fact]
    public async Task A_year_that_is_not_over_says_when_it_can_be_published()
    {
        await using var planner = await city.Visit("planner");

        await planner.Go("/statistics/2026/editions");

        await planner.Sees("Vuoden 2026 voi julkaista, kun se on päättynyt, 1.1.2027 alkaen.");
        Assert.Equal(0, await planner.Page.GetByRole(AriaRole.Button, new() { Name = "Hyväksy ja julkaise" }).CountAsync());
    }

    [Theory]
    [InlineData("fi", "Vuonna 2024 toimeksiantosuhteessa oli 81 henkilöä ja vapaaehtoisina 13")]
    [InlineData("sv", "År 2024 hade 81 personer ett uppdragsförhållande och 13 var frivilliga")]
    [InlineData("en", "In 2024 there were 81 individuals in fee-for-service assignments and 13 volunteers")]
    public async Task The_report_says_the_year_in_words_and_goes_on_two_sheets_of_paper(string language, string sentence)
    {
        await using var planner = await city.Visit("planner", language);
        await planner.Go("/statistics/2024/report");

        await planner.Sees(sentence);
        Assert.Equal(["81", "13", "18", "23"], await planner.Page.Locator(".headlines .big").AllInnerTextsAsync());
        await Assertions.Expect(planner.Page.Locator("[data-print]")).ToBeVisibleAsync();
        var pdf = System.Text.Encoding.Latin1.GetString(await planner.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(pdf, @"/Type\s*/Page\b"));
        await planner.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await planner.Page.Locator("[data-print]").IsVisibleAsync());
        Assert.False(await planner.Page.Locator(".site-head").IsVisibleAsync());
        Assert.True(await planner.Page.Locator(".mark").IsVisibleAsync());
    }

    [Fact]
    public async Task Without_JavaScript_the_report_offers_no_button_that_does_nothing()
    {
        await using var planner = await city.Visit("planner", script: false);

        await planner.Go("/statistics/2024/report");

        Assert.False(await planner.Page.Locator("[data-print]").IsVisibleAsync());
        await planner.Sees("Voit tulostaa myös selaimen valikosta.");
    }
}
