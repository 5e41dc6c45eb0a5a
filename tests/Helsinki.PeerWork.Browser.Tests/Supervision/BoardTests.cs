using Helsinki.PeerWork.Browser.Tests.Hours;
using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Supervision;

/// <summary>A coordinator looks after everybody's supervision.</summary>
public class BoardTests(City city)
{
    [Theory]
    [InlineData("fi", "osallistui", "kutsuttu, ei osallistunut", "kutsuttu")]
    [InlineData("sv", "deltog", "inbjuden, deltog inte", "inbjuden")]
    [InlineData("en", "attended", "invited, did not attend", "invited")]
    public async Task Every_cell_of_the_board_says_in_words_what_its_mark_shows(string language, string attended, string missed, string ahead)
    {
        await using var coordinator = await city.Visit("coordinator", language);
        await coordinator.Go("/supervision?year=2026");

        var meri = coordinator.Page.Locator(".board tbody tr", new() { HasText = "Meri Virta" }).Locator("td");
        Assert.Equal(attended, await meri.Nth(0).InnerTextAsync());
        Assert.Equal(missed, await meri.Nth(9).InnerTextAsync());
        Assert.Equal(ahead, await meri.Nth(11).InnerTextAsync());
        Assert.Equal("8/8", await coordinator.Page.Locator(".board tfoot td").Nth(0).InnerTextAsync());
        Assert.Contains("Meri Virta", await coordinator.Page.Locator(".card--waits").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_year_without_agreements_is_chosen_without_JavaScript_and_says_what_will_appear()
    {
        await using var coordinator = await city.Visit("coordinator", script: false);
        await coordinator.Go("/supervision");

        await coordinator.Page.SelectOptionAsync("#year", "2023");
        await coordinator.Press("Näytä");

        await coordinator.Sees("Kattavuus 2023");
        await coordinator.Sees("Kenelläkään ei ole toimeksiantosopimusta tänä vuonna.");
    }

    [Theory]
    [InlineData("fi", Screen.Desktop, "Suunnittele", "Tallenna osallistujat", "Merkitty: 1 osallistuja.", "osallistui")]
    [InlineData("sv", Screen.Phone, "Planera", "Spara deltagarna", "Antecknat: 1 deltog.", "deltog")]
    [InlineData("en", Screen.Desktop, "Plan it", "Save attendance", "Recorded: 1 attended.", "attended")]
    public async Task A_session_is_planned_and_its_attendance_recorded(string language, Screen screen, string plan, string save, string recorded, string attended)
    {
        var name = $"Saga Session {language}";
        var worker = await city.DeclaredOctober(name); // without supervision in October
        await using var coordinator = await city.Visit("coordinator", language, screen);
        await coordinator.Go("/supervision/new?centre=Malmi");

        await coordinator.Page.FillAsync("#on", "18.11.");
        Assert.True(await coordinator.Page.IsCheckedAsync($"#invited-{worker}"));
        await coordinator.Press(plan);
        await coordinator.MeetsWcag();
        await coordinator.Page.CheckAsync($"#attended-{worker}", new() { Force = true });
        await coordinator.Press(save);

        await coordinator.Sees(recorded);
        Assert.Equal(attended, await coordinator.Page.Locator(".board tbody tr", new() { HasText = name }).Locator("td").Nth(10).InnerTextAsync());
        Assert.Empty(coordinator.Complaints);
    }

    [Fact]
    public async Task An_individual_session_for_two_is_refused_where_they_are_ticked_and_what_was_typed_stays()
    {
        await using var coordinator = await city.Visit("coordinator");
        await coordinator.Go("/supervision/new?centre=Laakso");

        await coordinator.Page.FillAsync("#on", "9.12.");
        await coordinator.Page.CheckAsync("#form-Individual", new() { Force = true });
        foreach (var name in (string[])["Tuomas Laine", "Jari Lehto"]) await coordinator.Page.GetByLabel(name).CheckAsync(new() { Force = true });
        await coordinator.Press("Suunnittele");

        await Assertions.Expect(coordinator.Page.Locator("#invited-error")).ToHaveTextAsync("Yksilötyönohjaus on yhdelle työntekijälle.");
        Assert.Equal("9.12.", await coordinator.Page.InputValueAsync("#on"));
        Assert.True(await coordinator.Page.GetByLabel("Jari Lehto").IsCheckedAsync());
        await coordinator.MeetsWcag();
    }

    [Fact]
    public async Task A_session_to_come_is_moved_and_cancelled_and_a_stale_form_says_what_it_is_now()
    {
        var session = Months.IdOf(await city.Ask("coordinator").Post("/api/supervision-sessions",
            new { centre = "Vuosaari", on = "2026-12-16", start = "15:00", form = "Group" }, "session-moved"));
        await using var first = await city.Visit("coordinator");
        await using var second = await city.Visit("coordinator");
        await first.Go($"/supervision/sessions/{session}");
        await second.Go($"/supervision/sessions/{session}");
        await second.Page.Locator("summary", new() { HasText = "Siirrä toiseen aikaan" }).ClickAsync();
        await second.Page.FillAsync("#on", "17.12.");
        await second.Press("Siirrä");
        await second.Sees("Siirretty: to 17.12.2026 klo 15.00.");

        await first.Page.Locator("summary", new() { HasText = "Siirrä toiseen aikaan" }).ClickAsync();
        await first.Page.FillAsync("#on", "18.12.");
        await first.Press("Siirrä");
        await first.Sees("Tätä muutettiin sillä välin");
        await first.Sees("Nyt: to 17.12.2026 klo 15.00");
        Assert.Equal("18.12.", await first.Page.InputValueAsync("#on"));

        await second.Page.Locator("summary", new() { HasText = "Peru työnohjaus" }).ClickAsync();
        await second.Press("Peru työnohjaus");
        await second.Sees("Työnohjaus on peruttu.");
    }
}
