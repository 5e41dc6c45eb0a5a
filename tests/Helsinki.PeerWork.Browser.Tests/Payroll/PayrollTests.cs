using System.Security.Cryptography;
using System.Text;
using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Payroll;

/// <summary>A clerk on the last day. One class, because there is one payroll: its tests run one after the other.</summary>
public sealed class PayrollTests(City city) : IDisposable
{
    readonly PayrollOffice office = new(city);

    public void Dispose() => office.Dispose();

    [Theory]
    [InlineData("fi", Screen.Desktop, true, 5, "Uusi aineisto", "Muu viimeinen työpäivä", "Katso", "Luo aineisto: 20,00 €", "on tehty: 1 rivi, 20,00 €.", "Lataa CSV", "Hyväksy kaikki vastaamattomat", "Kaikkiin riveihin on vastattu")]
    [InlineData("sv", Screen.Phone, false, 6, "Nytt underlag", "Annan sista arbetsdag", "Visa", "Gör underlaget: 20,00 €", "är gjort: 1 rad, 20,00 €.", "Ladda ner CSV", "Godkänn alla obesvarade", "Alla rader är besvarade")]
    [InlineData("en", Screen.Desktop, true, 7, "New export", "Another last day of work", "Look", "Make the export: 20.00 €", "is made: 1 line, 20.00 €.", "Download CSV", "Accept all the unanswered", "Every line is answered")]
    public async Task From_what_is_in_to_the_last_answer(
        string language, Screen screen, bool script, int month, string start, string until, string look, string create, string made, string download, string acceptAll, string answered)
    {
        await office.Approved(SundayOf(2024, month));
        await using var clerk = await city.Visit("payroll", language, screen, script);
        await clerk.Go("/payroll");
        await clerk.Press(start);
        await clerk.Type(until, $"{SundayOf(2024, month):d.M.yyyy}");
        await clerk.Press(look);
        await clerk.Sees(PayrollOffice.Payee);
        if (script) await clerk.MeetsWcag();

        await clerk.Press(create);
        await clerk.Sees(made);
        var shown = await clerk.Page.Locator(".file .sha").First.TextContentAsync();
        var file = await clerk.Page.RunAndWaitForDownloadAsync(() => clerk.Press(download));
        await using (var bytes = await file.CreateReadStreamAsync())
            Assert.Equal(shown!.Trim(), Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes)));
        Assert.EndsWith(".csv", file.SuggestedFilename, StringComparison.Ordinal);
        if (script) await clerk.MeetsWcag();
        await clerk.FitsItsScreen();

        await clerk.Press(acceptAll);
        await clerk.Sees(answered);
        Assert.Empty(clerk.Complaints);
    }

    [Fact]
    public async Task A_double_press_makes_one_export()
    {
        await office.Approved(SundayOf(2024, 8));
        await using var clerk = await city.Visit("payroll");
        await clerk.Go($"/payroll/new?until={SundayOf(2024, 8):yyyy-MM-dd}");
        var before = await office.Exports();

        var led = await clerk.SendTwice("main form[method=post]");

        Assert.StartsWith("/payroll/exports/", led[0], StringComparison.Ordinal);
        Assert.Equal(led[0], led[1]);
        Assert.Equal(before + 1, await office.Exports());
    }

    [Fact]
    public async Task What_was_approved_while_the_clerk_looked_is_not_exported_unseen()
    {
        await office.Approved(SundayOf(2024, 9));
        await using var clerk = await city.Visit("payroll");
        await clerk.Go($"/payroll/new?until={SundayOf(2024, 9).AddDays(7):yyyy-MM-dd}");
        await office.Approved(SundayOf(2024, 9).AddDays(7));
        var before = await office.Exports();

        await clerk.Press("Luo aineisto: 20,00 €");
        await clerk.Sees("Aineisto on muuttunut esikatselun jälkeen. Mitään ei siirretty.");
        Assert.Equal(before, await office.Exports());

        await clerk.Press("Luo aineisto: 40,00 €");
        await clerk.Sees("on tehty: 2 riviä, 40,00 €.");
    }

    [Fact]
    public async Task With_the_keyboard_alone_an_export_is_made_and_answered()
    {
        await office.Approved(SundayOf(2024, 10));
        await using var clerk = await city.Visit("payroll");
        await clerk.Go($"/payroll/new?until={SundayOf(2024, 10):yyyy-MM-dd}");

        await clerk.TabTo(".lock button");
        await clerk.Page.Keyboard.PressAsync("Enter");
        await clerk.Sees("on tehty: 1 rivi");
        await clerk.TabTo("select.answer");
        await clerk.Page.Keyboard.PressAsync("h"); // hyväksytty
        await clerk.TabTo("#answers button");
        await clerk.Page.Keyboard.PressAsync("Enter");

        await clerk.Sees("Vastaukset on kirjattu: hyväksytty 1, hylätty 0.");
    }

    [Fact]
    public async Task A_correction_is_a_pair_before_and_after_it_is_exported()
    {
        var on = SundayOf(2024, 11);
        var entry = await office.Approved(on, 120);
        var (original, number) = await office.Exported(on);
        await office.Answered(original, _ => null);
        await office.Corrected(entry, on, 90);
        await using var clerk = await city.Visit("payroll");

        await clerk.Go($"/payroll/new?until={on:yyyy-MM-dd}");
        var pair = clerk.Page.Locator(".pair", new() { HasText = PayrollOffice.Payee });
        await Assertions.Expect(pair).ToContainTextAsync($"aineisto {number}");
        await Assertions.Expect(pair).ToContainTextAsync("−40,00");
        await Assertions.Expect(pair).ToContainTextAsync("30,00");
        await Assertions.Expect(pair).ToContainTextAsync("−10,00");

        await clerk.Page.ClickAsync(".lock button");
        await Assertions.Expect(clerk.Page.Locator("tr.reversal + tr.replacement")).ToHaveCountAsync(1);
        await clerk.Press($"Peruu: aineisto {number}");
        await Assertions.Expect(clerk.Page.Locator("tr.sought")).ToContainTextAsync("Peruttu: aineisto");
        await clerk.Sees("oikaisi tätä: peruttuja rivejä 1, korvattuja 1.");
    }

    [Fact]
    public async Task An_answer_somebody_else_gave_meanwhile_is_told_and_the_others_stay_chosen()
    {
        var on = SundayOf(2024, 12);
        await office.Approved(on);
        await office.Approved(on.AddDays(7), 90);
        var (export, _) = await office.Exported(on.AddDays(7));
        await using var clerk = await city.Visit("payroll");
        await clerk.Go($"/payroll/exports/{export}");
        var lines = await office.LinesOf(export);
        await clerk.Page.SelectOptionAsync($"[name='answer-{lines[0]}']", "Accepted");
        await clerk.Page.SelectOptionAsync($"[name='answer-{lines[1]}']", "AmountWrong");

        using (var robot = await office.Payroll.PostAsync($"/api/payroll/exports/{export}/answers",
            new StringContent($$"""[{"line": "{{lines[0]}}", "accepted": false, "reason": "Duplicate"}]""", Encoding.UTF8, "application/json"))) robot.EnsureSuccessStatusCode();
        await clerk.Press("Kirjaa valitut vastaukset");

        await clerk.Sees($"Tähän on jo vastattu toisin: {PayrollOffice.Payee} {on:d.M.yyyy}, hylätty: kahteen kertaan.");
        Assert.Equal("AmountWrong", await clerk.Page.InputValueAsync($"[name='answer-{lines[1]}']"));
        await clerk.MeetsWcag();

        await clerk.Press("Kirjaa valitut vastaukset");
        await clerk.Sees("Vastaukset on kirjattu: hyväksytty 0, hylätty 1.");
    }

    [Fact]
    public async Task Of_an_answer_file_it_is_told_what_is_wrong_what_was_taken_and_what_fitted_nothing()
    {
        var on = SundayOf(2025, 1);
        await office.Approved(on);
        var (export, _) = await office.Exported(on);
        var line = (await office.LinesOf(export))[0];
        await using var clerk = await city.Visit("payroll");
        await clerk.Go($"/payroll/exports/{export}");

        await clerk.Press("Kirjaa tiedostosta");
        await clerk.Sees("Valitse tiedosto.");
        await Choose("rivi;tila;syy\n" + $"{line};ehkä;\n");
        await clerk.Sees("Mitään tiedostosta ei kirjattu.");
        await clerk.Sees("ehkä");
        await clerk.MeetsWcag();

        await Choose("rivi;tila;syy\n" + $"{line};hyväksytty;\n{Guid.NewGuid()};hylätty;väärä summa\n");
        await clerk.Sees("Vastaukset on kirjattu: hyväksytty 1, hylätty 0, ei löytänyt riviä 1.");
        await clerk.Sees("tuntematon rivi");
        await clerk.MeetsWcag();
        await clerk.Press("Merkitse katsotuiksi");
        await clerk.Sees("Kohdistumattomat vastaukset on merkitty katsotuiksi.");
        Assert.Equal(0, await clerk.Page.GetByText("tuntematon rivi").CountAsync());
        await clerk.Press("Vastaustiedosto");

        async Task Choose(string text)
        {
            await clerk.Page.SetInputFilesAsync("#file", new FilePayload { Name = "vastaus.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) });
            await clerk.Press("Kirjaa tiedostosta");
        }
    }

    [Fact]
    public async Task Months_are_sorted_and_narrowed_down_to_who_is_waited_for()
    {
        await using var clerk = await city.Visit("payroll");
        await clerk.Go("/payroll/months/2026-09");

        await clerk.Press("Vertaistyöntekijä");
        var names = await clerk.Page.Locator("tbody th").AllInnerTextsAsync();
        Assert.Equal(names.Order(StringComparer.Create(new("fi-FI"), ignoreCase: true)), names);
        Assert.True(names.Count > 3);
        Assert.Equal("ascending", await clerk.Page.Locator("thead th").First.GetAttributeAsync("aria-sort"));

        await clerk.Press("Vertaistyöntekijä");
        Assert.Equal(names.Reverse(), await clerk.Page.Locator("tbody th").AllInnerTextsAsync());
    }

    [Fact]
    public async Task A_payees_insurance_is_noted_changed_under_somebody_elses_hands_and_forgotten()
    {
        var worker = await office.Worker("Jari Lehto");
        await using var clerk = await city.Visit("payroll");
        await using var other = await city.Visit("payroll");
        await clerk.Go($"/payroll/payees/{worker}/pension");
        await other.Go($"/payroll/payees/{worker}/pension");

        await clerk.Choose("On oma YEL-vakuutus");
        await clerk.Type("Todistuksen päivä", "ensi vuonna");
        await clerk.Press("Tallenna");
        await clerk.Sees("Kirjoita päivä näin: 4.5.2026.");
        Assert.Equal("ensi vuonna", await clerk.Page.InputValueAsync("#certificateOn"));
        await clerk.Type("Todistuksen päivä", "7.1.2026");
        await clerk.Type("Seuraava tarkistus", "7.1.");
        await clerk.Press("Tallenna");
        await clerk.Sees("Eläkevakuutuksen tiedot on tallennettu.");
        await clerk.Sees("7.1.2027");

        await other.Choose("Ei YEL-vakuutusta");
        await other.Press("Tallenna");
        await other.Sees("Tätä muutettiin sillä välin");
        await other.Sees("Vakuutuksesta tiedetään nyt: On oma YEL-vakuutus.");

        await clerk.Page.ClickAsync("summary:has-text('Poista vakuutuksen tiedot')");
        await clerk.Press("Poista");
        await clerk.Sees("ei ole kysytty");
    }

    [Fact]
    public async Task A_payees_identity_code_is_shown_when_asked_for_and_a_wrong_one_is_not_taken()
    {
        var worker = await office.Worker("Helena Ranta");
        await using var clerk = await city.Visit("payroll");
        await clerk.Go($"/payroll/payees/{worker}");

        await Assertions.Expect(clerk.Page.GetByText("190577-914M")).ToBeHiddenAsync();
        await clerk.Page.ClickAsync("summary:has-text('Näytä')");
        await clerk.Sees("190577-914M");
        await clerk.Press("Muuta tietoja");
        await clerk.Type("Uusi henkilötunnus", "190577-914A");
        await clerk.Press("Tallenna");
        await clerk.Sees("Henkilötunnus ei ole oikein.");
        await clerk.Page.FillAsync("#identityCode", "");
        await clerk.Type("Palkkanumero", "40026");
        await clerk.Press("Tallenna");

        await clerk.Sees("Saajan tiedot on tallennettu.");
        await clerk.Page.ClickAsync("summary:has-text('Näytä')");
        await clerk.Sees("190577-914M");
    }

    /// <summary>The second Sunday.</summary>
    static DateOnly SundayOf(int year, int month)
    {
        var day = new DateOnly(year, month, 8);
        while (day.DayOfWeek != DayOfWeek.Sunday) day = day.AddDays(1);
        return day;
    }
}
