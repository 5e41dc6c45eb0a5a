using Helsinki.PeerWork.Browser.Tests.Hours;
using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Agreements;

/// <summary>A coordinator takes somebody into the register and makes an agreement.</summary>
public class AgreementTests(City city)
{
    [Theory]
    [InlineData("fi", Screen.Phone, "Lisää", "Tee sopimus", "Tee luonnos", "Merkitse allekirjoitetuksi", "Sopimus on allekirjoitettu.")]
    [InlineData("sv", Screen.Desktop, "Lägg till", "Gör ett avtal", "Gör ett utkast", "Anteckna som undertecknat", "Avtalet är undertecknat.")]
    [InlineData("en", Screen.Desktop, "Add", "Make an agreement", "Make the draft", "Record as signed", "The agreement is signed.")]
    public async Task From_a_name_to_a_signed_agreement(string language, Screen screen, string add, string make, string draft, string sign, string signed)
    {
        await using var coordinator = await city.Visit("coordinator", language, screen);
        await coordinator.Go("/workers/new");
        await coordinator.Page.FillAsync("#name", $"Taavi Tuore {language}");
        await coordinator.Press(add);
        await coordinator.Press(make);

        Assert.Equal(language == "en" ? "1 Jan 2027" : "1.1.2027", await coordinator.Page.InputValueAsync("#from")); // late in the year the next one is meant
        Assert.Equal(language == "en" ? "20.00" : "20,00", await coordinator.Page.InputValueAsync("#rate"));
        await coordinator.Page.CheckAsync("#works-Malmi-ExpertAppointment", new() { Force = true });
        await coordinator.Page.FillAsync("#confidentiality", "2027-1");
        await coordinator.Page.FillAsync("#ethics", "2027-1");
        await coordinator.Press(draft);
        await coordinator.Page.CheckAsync("#confidentiality", new() { Force = true });
        await coordinator.Page.CheckAsync("#ethics", new() { Force = true });
        await coordinator.MeetsWcag();
        await coordinator.Press(sign);

        await coordinator.Sees(signed);
        await coordinator.Go("/agreements?tab=InForce");
        await coordinator.Sees($"Taavi Tuore {language}");
        Assert.Empty(coordinator.Complaints);
    }

    [Fact]
    public async Task An_agreement_for_days_that_are_taken_says_which_one_takes_them_and_cannot_be_signed()
    {
        var coordinates = city.Ask("coordinator");
        var worker = Months.IdOf(await coordinates.Post("/api/peer-workers", new { name = "Ulla Over" }, "worker-over"));
        await coordinates.Sign(worker, "Ulla Over", "2027-01-01", "2027-06-30");
        await using var coordinator = await city.Visit("coordinator");
        await coordinator.Go($"/workers/{worker}/agreements/new");
        await coordinator.Page.FillAsync("#from", "1.6.2027");
        await coordinator.Page.FillAsync("#until", "31.12.");
        await coordinator.Press("Tee luonnos");

        await coordinator.Sees("Tätä ei voi vielä allekirjoittaa");
        await coordinator.Page.CheckAsync("#confidentiality", new() { Force = true });
        await coordinator.Page.CheckAsync("#ethics", new() { Force = true });
        await coordinator.Press("Merkitse allekirjoitetuksi");

        await Assertions.Expect(coordinator.Page.Locator("#signedOn-error")).ToHaveTextAsync("Toinen sopimus kattaa jo saman työn samassa palvelupisteessä.");
        await coordinator.Go("/agreements?tab=Drafts");
        await coordinator.Sees("Ulla Over");
    }

    [Fact]
    public async Task Both_documents_are_accepted_or_nothing_is_signed_and_a_draft_can_be_discarded_without_JavaScript()
    {
        var coordinates = city.Ask("coordinator");
        var worker = Months.IdOf(await coordinates.Post("/api/peer-workers", new { name = "Vili Void" }, "worker-void"));
        var agreement = Months.IdOf(await coordinates.Post($"/api/peer-workers/{worker}/agreements",
            new { from = "2027-01-01", until = "2027-12-31", works = new[] { new { centre = "Malmi", kind = "PeerSupport" } }, confidentiality = "a", ethics = "b" }, "draft-void"));
        await using var coordinator = await city.Visit("coordinator", script: false);
        await coordinator.Go($"/workers/{worker}/agreements/{agreement}");

        await coordinator.Page.FillAsync("#signedOn", "19.11.");
        await coordinator.Page.CheckAsync("#ethics", new() { Force = true });
        await coordinator.Press("Merkitse allekirjoitetuksi");
        await coordinator.Sees("Molemmat asiakirjat on hyväksyttävä ennen allekirjoitusta.");
        Assert.Equal("19.11.", await coordinator.Page.InputValueAsync("#signedOn"));
        Assert.True(await coordinator.Page.IsCheckedAsync("#ethics"));

        await coordinator.Page.Locator("summary", new() { HasText = "Hylkää luonnos" }).ClickAsync();
        await coordinator.Press("Hylkää luonnos");
        await coordinator.Sees("Luonnos on hylätty.");
    }

    [Fact]
    public async Task A_rate_of_the_past_is_refused_at_its_day_and_a_termination_needs_a_reason()
    {
        var coordinates = city.Ask("coordinator");
        var worker = Months.IdOf(await coordinates.Post("/api/peer-workers", new { name = "Wilma Wage" }, "worker-wage"));
        var agreement = await coordinates.Sign(worker, "Wilma Wage", "2026-11-02", "2026-12-31");
        await using var coordinator = await city.Visit("coordinator");
        await coordinator.Go($"/workers/{worker}/agreements/{agreement}");

        await coordinator.Page.Locator("summary", new() { HasText = "Muuta tuntipalkkiota" }).ClickAsync();
        await coordinator.Page.FillAsync("#rate", "21,50");
        await coordinator.Page.FillAsync("#rateFrom", "1.11.2026");
        await coordinator.Press("Tallenna");
        await Assertions.Expect(coordinator.Page.Locator("#rateFrom-error")).ToHaveTextAsync("Muutos voi tulla voimaan vasta myöhemmin.");
        Assert.Equal("21,50", await coordinator.Page.InputValueAsync("#rate"));

        await coordinator.Page.Locator("summary", new() { HasText = "Irtisano sopimus" }).ClickAsync();
        await coordinator.Press("Irtisano sopimus");
        await coordinator.Sees("Valitse yksi.");
        await coordinator.Choose("työntekijän toive");
        await coordinator.Press("Irtisano sopimus");
        await coordinator.Sees("Sopimus on irtisanottu, viimeinen päivä 20.11.2026.");
    }
}
