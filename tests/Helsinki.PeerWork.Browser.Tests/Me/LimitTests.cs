using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Me;

/// <summary>The own limit and plan of a worker who has neither before.</summary>
public class LimitTests(City city)
{
    [Theory]
    [InlineData("fi", Screen.Phone, "500,50", "Tallenna raja", "500,50", "Koordinaattorisi näkee rajan ja ennusteen.", "Poista raja", "on poistettu")]
    [InlineData("sv", Screen.Desktop, "500,50", "Spara gränsen", "500,50", "Din koordinator ser gränsen och prognosen.", "Ta bort gränsen", "är borttagen")]
    [InlineData("en", Screen.Desktop, "500.50", "Save the limit", "500.50", "Your coordinator sees the limit and the forecast.", "Delete the limit", "is deleted")]
    public async Task A_limit_is_set_shared_and_deleted(string language, Screen screen, string amount, string save, string shown, string shared, string delete, string deleted)
    {
        await using var worker = await city.Visit("peer-worker-laakso", language, screen);
        await worker.Go("/my/limit");
        await worker.Page.FillAsync("#amount", amount);
        await worker.Page.ClickAsync("label[for=shared]");
        await worker.Press(save);
        await worker.Sees(shared);
        Assert.Equal(shown, await worker.Page.InputValueAsync("#amount"));
        Assert.True(await worker.Page.IsCheckedAsync("#shared"));
        await worker.MeetsWcag();

        await worker.Press(delete);

        await worker.Sees(deleted);
        Assert.Equal("", await worker.Page.InputValueAsync("#amount"));
        Assert.Empty(worker.Complaints);
    }

    [Fact]
    public async Task Two_windows_do_not_overwrite_each_other()
    {
        await using var worker = await city.Visit("peer-worker-laakso");
        var other = await worker.Context.NewPageAsync();
        await worker.Go("/my/limit");
        await other.GotoAsync("/my/limit");
        await worker.Page.FillAsync("#amount", "600");
        await worker.Press("Tallenna raja");
        await worker.Sees("Vain sinä näet sen.");

        await other.FillAsync("#amount", "700");
        await other.ClickAsync("main form .hds-button--primary");

        await Assertions.Expect(other.GetByText("Raja on nyt 600,00")).ToBeVisibleAsync();
        Assert.Equal("700", await other.InputValueAsync("#amount"));
        await worker.Go("/my/limit");
        await worker.Press("Poista raja");
        await worker.Sees("on poistettu");
    }

    [Fact]
    public async Task Planned_work_is_in_the_forecast_until_it_is_removed()
    {
        await using var worker = await city.Visit("peer-worker-laakso", screen: Screen.Phone);
        await worker.Go("/my/plan/2026-12");
        await worker.Page.FillAsync("#on", "15.");
        await worker.Page.ClickAsync("label[for=minutes-180]");
        await worker.Page.ClickAsync("#work label >> nth=1");
        await worker.Press("Lisää");

        await worker.Sees("Suunnitelmaan lisättiin ti 15.12.2026");
        await worker.Sees("Joulukuu 2026 maksaisi nyt 60,00");
        await Assertions.Expect(worker.Page.Locator("svg .planned")).ToHaveCountAsync(1);
        await worker.MeetsWcag();

        await worker.Page.ClickAsync(".my-entries button");
        await worker.Sees("Suunnitelmasta poistettiin");
        await worker.Sees("Tässä kuussa ei ole vielä mitään suunniteltua.");
    }
}
