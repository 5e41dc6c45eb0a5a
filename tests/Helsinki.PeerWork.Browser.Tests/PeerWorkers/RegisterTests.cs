using Helsinki.PeerWork.Browser.Tests.Hours;
using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.PeerWorkers;

public class RegisterTests(City city)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Somebody_is_found_by_a_part_of_the_name_and_no_name_stands_in_an_address(bool script)
    {
        await using var coordinator = await city.Visit("coordinator", script: script);
        List<string> addresses = [];
        coordinator.Page.Request += (_, request) => addresses.Add(request.Url);
        await coordinator.Go("/workers");

        await coordinator.Page.FillAsync("#name", "leht");
        if (!script) await coordinator.Press("Etsi");

        await Assertions.Expect(coordinator.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await coordinator.Sees("Jari Lehto");
        Assert.DoesNotContain(addresses, a => a.Contains("leht", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_identity_code_that_is_none_is_told_at_its_field_and_one_on_file_is_never_shown()
    {
        await using var coordinator = await city.Visit("coordinator");
        await coordinator.Go("/workers/new");
        await coordinator.Page.FillAsync("#name", "Yrjö Yksi");
        await coordinator.Page.FillAsync("#identityCode", "131052-308X");
        await coordinator.Press("Lisää");
        await coordinator.Sees("Tarkista henkilötunnus");
        await coordinator.Page.FillAsync("#identityCode", "131052-308T");
        await coordinator.Press("Lisää");

        await coordinator.SeesHeading("Yrjö Yksi");
        await coordinator.Press("Muokkaa henkilötietoja");
        await coordinator.Sees("On tallessa. Kirjoita vain, jos se muuttuu.");
        Assert.DoesNotContain("131052", await coordinator.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tickets_are_recorded_and_a_volunteer_begins_and_ends()
    {
        var worker = Months.IdOf(await city.Ask("coordinator").Post("/api/peer-workers", new { name = "Åke Alku" }, "worker-alku"));
        await using var coordinator = await city.Visit("coordinator");
        await coordinator.Go($"/workers/{worker}");
        await coordinator.Press("Aloita muu osallistuminen");
        await coordinator.Page.CheckAsync("#form-Volunteer", new() { Force = true });
        await coordinator.Choose("Malmi");
        await coordinator.Page.SelectOptionAsync("#kind", "PeerSupport");
        await coordinator.Press("Aloita");
        await coordinator.Sees("Osallistuminen alkaa 20.11.2026: vapaaehtoistyö.");

        await coordinator.Page.Locator("summary", new() { HasText = "Kirjaa annetut liput" }).ClickAsync();
        await coordinator.Page.FillAsync("#count", "500");
        await coordinator.Press("Kirjaa");
        await coordinator.Sees("Kirjoita kokonaisluku 1–200.");
        await coordinator.Page.FillAsync("#count", "10");
        await coordinator.Press("Kirjaa");
        await coordinator.Sees("Kirjattu: 10 matkalippua.");

        await coordinator.Page.Locator(".acts-list summary").ClickAsync();
        await coordinator.Page.Locator(".acts-list input[type=text]").FillAsync("31.12.");
        await coordinator.Page.Locator(".acts-list button").ClickAsync();
        await coordinator.Sees("Osallistumisen viimeinen päivä on 31.12.2026.");
    }
}
