using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Hours;

/// <summary>A coordinator goes through the months that wait.</summary>
public class ApproveTests(City city)
{
    [Theory]
    [InlineData("fi", Screen.Desktop, "Hyväksy", "Ei tunteja kolmena edellisenä kuukautena", "Hyväksytty:")]
    [InlineData("sv", Screen.Phone, "Godkänn", "Inga timmar under de tre föregående månaderna", "Godkänd:")]
    [InlineData("en", Screen.Desktop, "Approve", "No hours in the three months before", "Approved:")]
    public async Task A_month_is_approved_where_it_is_listed_and_what_is_unusual_stands_beside_it(string language, Screen screen, string approve, string unusual, string approved)
    {
        var name = $"Aapo Approve {language}";
        await city.DeclaredOctober(name);
        await using var coordinator = await city.Visit("coordinator", language, screen);
        await coordinator.Go("/");
        Assert.Equal("/months", coordinator.Path); // where a coordinator begins

        var row = Row(coordinator, name);
        await Assertions.Expect(row).ToContainTextAsync(unusual);
        await row.GetByRole(AriaRole.Button, new() { Name = approve }).ClickAsync();

        await coordinator.Sees($"{approved} {name}");
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await coordinator.MeetsWcag();
        Assert.Empty(coordinator.Complaints);
    }

    [Fact]
    public async Task Several_are_approved_at_once_without_JavaScript_too()
    {
        await city.DeclaredOctober("Beata Both");
        await city.DeclaredOctober("Birger Both");
        await using var coordinator = await city.Visit("coordinator", script: false);
        await coordinator.Go("/");

        foreach (var name in (string[])["Beata Both", "Birger Both"]) await Row(coordinator, name).GetByRole(AriaRole.Checkbox).CheckAsync(new() { Force = true });
        await coordinator.Press("Hyväksy valitut");

        await coordinator.Sees("Hyväksytty 2 kuukautta.");
        await coordinator.Go("/months?tab=Done&month=2026-10");
        await coordinator.Sees("Beata Both");
        await coordinator.Sees("Birger Both");
    }

    [Fact]
    public async Task A_return_says_why_and_without_a_reason_nothing_is_returned()
    {
        var worker = await city.DeclaredOctober("Cecilia Change");
        await using var coordinator = await city.Visit("coordinator");
        await coordinator.Go($"/months/{worker}/2026-10");

        await coordinator.Page.GetByText("Palauta työntekijälle").ClickAsync();
        await coordinator.Press("Palauta");
        await coordinator.Sees("Valitse yksi.");
        await coordinator.Choose("väärä päivä");
        await coordinator.Press("Palauta");

        await coordinator.Sees("Palautettu: Cecilia Change, lokakuu 2026.");
        await coordinator.Go($"/months/{worker}/2026-10");
        await coordinator.Sees("Malmi: palautettu työntekijälle, väärä päivä (Kaisa Koskinen).");
        await coordinator.Go("/months?tab=Worker");
        await coordinator.Sees("Cecilia Change");
    }

    [Fact]
    public async Task What_another_coordinator_did_meanwhile_is_told_and_nothing_is_approved()
    {
        var worker = await city.DeclaredOctober("Daniel Double");
        await using var first = await city.Visit("coordinator");
        await using var second = await city.Visit("coordinator");
        await first.Go($"/months/{worker}/2026-10");
        await second.Go($"/months/{worker}/2026-10");
        await second.Page.GetByText("Palauta työntekijälle").ClickAsync();
        await second.Choose("tunteja puuttuu");
        await second.Press("Palauta");
        await second.Sees("Palautettu: Daniel Double");

        await first.Press("Hyväksy Malmi");

        await first.Sees("Tätä muutettiin sillä välin");
        await first.Sees("Malmi: palautettu työntekijälle, tunteja puuttuu (Kaisa Koskinen).");
        await first.Sees("hyväksymättä");
        await first.MeetsWcag();
    }

    [Fact]
    public async Task What_was_added_since_the_list_was_shown_is_not_approved_unseen()
    {
        var worker = await city.DeclaredOctober("Ester Extra");
        await using var coordinator = await city.Visit("coordinator");
        await coordinator.Go("/");
        await city.Ask("peer-worker", worker).Post($"/api/peer-workers/{worker}/months/2026-10/entries",
            new { on = "2026-10-07", start = "10:00", minutes = 300, centre = "Malmi", kind = "Supervision" }, $"extra-{worker}");

        await Row(coordinator, "Ester Extra").GetByRole(AriaRole.Button).ClickAsync();

        await coordinator.Sees("Ester Extra, lokakuu 2026, Malmi: muuttui sillä välin, joten sitä ei hyväksytty.");
        await Assertions.Expect(Row(coordinator, "Ester Extra")).ToContainTextAsync("Yli kolmen tunnin merkintä 7.10.2026: 5 h");
    }

    [Fact]
    public async Task A_double_press_approves_once_and_an_approval_can_be_taken_back_without_JavaScript()
    {
        var worker = await city.DeclaredOctober("Frans Fast");
        await using var coordinator = await city.Visit("coordinator", script: false);
        await coordinator.Go($"/months/{worker}/2026-10");

        await coordinator.Page.GetByRole(AriaRole.Button, new() { Name = "Hyväksy Malmi" }).ClickAsync(new() { ClickCount = 2 });
        await coordinator.SeesHeading("Kuukauden tunnit");
        await coordinator.Go($"/months/{worker}/2026-10");
        Assert.Equal(1, await coordinator.Page.GetByText("Malmi: hyväksytty (Kaisa Koskinen).").CountAsync());

        await coordinator.Page.Locator("summary", new() { HasText = "Peru hyväksyntä" }).ClickAsync();
        await coordinator.Press("Peru hyväksyntä");
        await coordinator.Sees("Hyväksyntä on peruttu.");
    }

    [Fact]
    public async Task A_month_is_approved_by_keyboard_alone()
    {
        var worker = await city.DeclaredOctober("Greta Keys");
        await using var coordinator = await city.Visit("coordinator");
        await coordinator.Go($"/months/{worker}/2026-10");

        for (var presses = 0; presses < 60 && !await coordinator.Page.EvaluateAsync<bool>("document.activeElement?.textContent.startsWith('Hyväksy Malmi') ?? false"); presses++)
            await coordinator.Page.Keyboard.PressAsync("Tab");
        await coordinator.Page.Keyboard.PressAsync("Enter");

        await coordinator.Sees("Hyväksytty: Greta Keys, lokakuu 2026.");
    }

    static ILocator Row(Visitor coordinator, string name) => coordinator.Page.Locator(".approval", new() { HasText = name });
}
