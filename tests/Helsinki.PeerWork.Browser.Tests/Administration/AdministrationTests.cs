using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Pages.Access;
using Helsinki.PeerWork.Browser.Tests.AitoValittaja;
using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Administration;

/// <summary>Administrators and the data-protection officer.</summary>
public class AdministrationTests(City city)
{
    [Theory]
    [InlineData("fi", "Tuntipalkkio", "Euroa tunnissa", "21,50", "Tallenna palkkio", "Asetus on tallennettu.", "1.3.2031")]
    [InlineData("sv", "Timarvode", "Euro per timme", "21,60", "Spara arvodet", "Inställningen är sparad.", "1.3.2032")]
    [InlineData("en", "Hourly rate", "Euros an hour", "21.70", "Save the rate", "The setting is saved.", "1.3.2033")]
    public async Task A_rate_is_set_from_a_day_on_and_says_who_set_it(string language, string what, string label, string euros, string save, string saved, string from)
    {
        await using var administrator = await city.Visit("administrator", language);
        await administrator.Go("/rates");

        await administrator.Page.Locator("details > summary", new() { HasText = what }).ClickAsync();
        await administrator.Type(label, euros);
        await administrator.Page.FillAsync("#rateFrom", from);
        await administrator.Press(save);

        await administrator.Sees(saved);
        await Assertions.Expect(administrator.Page.Locator("main ul.list li").First).ToContainTextAsync("Pekka Pääjärvi");
        await Assertions.Expect(administrator.Page.Locator("main ul.list li").First).ToContainTextAsync(euros);
    }

    [Fact]
    public async Task A_register_is_looked_at_first_and_what_is_wrong_is_told_line_by_line()
    {
        await using var administrator = await city.Visit("administrator");
        await administrator.Go("/import");
        await administrator.Page.SetInputFilesAsync("#file", new FilePayload
        {
            Name = "register.csv",
            MimeType = "text/csv",
            Buffer = "person;centre;form;work;from;until\nP1;Malmi;Volunteer;PeerSupport;2026-01-01;\nP2;Atlantis;Volunteer;PeerSupport;2026-01-01;\n"u8.ToArray(),
        });

        await administrator.Press("Tarkista ensin");

        await administrator.Sees("1 kohtaa on väärin. Mitään ei tuotu.");
        await administrator.Sees("Atlantis");
        await administrator.MeetsWcag();
        Assert.Empty(administrator.Complaints);
    }

    [Fact]
    public async Task Making_a_read_model_anew_shows_that_it_is_done()
    {
        await using var administrator = await city.Visit("administrator");
        await administrator.Go("/upkeep");

        await administrator.Press("Tee uudelleen ProcessList");

        await Assertions.Expect(administrator.Page.Locator("tr", new() { HasText = "ProcessList" })).ToContainTextAsync("valmis", new() { Timeout = 20_000 });
        Assert.Empty(administrator.Complaints);
    }

    [Fact]
    public async Task Who_has_looked_at_a_service_users_data_is_answered_by_the_reference_that_stands_in_no_address()
    {
        await using var therapist = await city.Visit("therapist");
        await therapist.OpenProcess("PT-who-looked");
        await using var officer = await city.Visit("data-protection");
        await officer.Go("/access-log");

        await officer.Page.FillAsync("#serviceUserReference", "pt-WHO-looked");
        await officer.Press("Hae");

        await officer.SeesHeading("Kuka on katsonut näitä tietoja?");
        await officer.Sees("ehdotti mallia");
        await officer.Sees("Tarja Toivonen");
        Assert.DoesNotContain("looked", officer.Page.Url, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, InlineData("data-protection", "/access-log?from=eilen", "#from"), InlineData("administrator", "/rates?on=32.1.2026", "#on")]
    public async Task A_day_in_the_address_that_is_none_is_told_beside_its_field(string persona, string path, string field)
    {
        await using var visitor = await city.Visit(persona);
        await visitor.Go(path);

        await visitor.Sees("Kirjoita päivä näin: 4.5.2026.");
        Assert.Equal("true", await visitor.Page.GetAttributeAsync(field, "aria-invalid"));
    }

    [Fact]
    public async Task A_right_given_here_is_in_force()
    {
        await using var administrator = await city.Visit("administrator");
        await administrator.Go("/users");
        await administrator.Press("Tiina Tuomi");
        await administrator.Page.CheckAsync("input[value='planner|']", new() { Force = true });

        await administrator.Press("Tallenna oikeudet");

        await administrator.Sees("Oikeudet on tallennettu.");
        await using var officer = await city.Visit("data-protection");
        Assert.Equal(200, await officer.Go("/statistics/2024"));
    }

    [Fact]
    public void Every_operation_has_words_for_the_access_log() =>
        Assert.Equal(AccessTable.Instance.Operations.Order(StringComparer.Ordinal), OperationWords.Operations.Order(StringComparer.Ordinal));
}
