using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Domain.PersonalData;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Payroll.PayeesApi;

namespace Helsinki.PeerWork.Api.Pages.Payroll;

/// <summary>Whom payroll pays, and who owes the pension contribution.</summary>
public sealed class PayeePage : PayrollPage
{
    public PayeeView Known { get; private set; } = null!;

    public PensionInsuranceView Pension { get; private set; } = null!;

    /// <summary>Of the payee's record: identity and insurance are one.</summary>
    public long Version { get; private set; }

    public Task OnGet(Guid id) => Look(id);

    /// <summary>Forgets what was known of the insurance.</summary>
    public async Task<IActionResult> OnPostForget(Guid id)
    {
        if (await Did<PayeesApi>(a => a.DeletePension(id, Ct)))
            return DoneAt($"/payroll/payees/{id}", T["Eläkevakuutuksen tiedot on poistettu.", "Uppgifterna om pensionsförsäkringen är raderade.", "What was known of the pension insurance is deleted."],
                T["Kysy saajalta, onko hänellä YEL-vakuutus.", "Fråga mottagaren om hen har en FöPL-försäkring.", "Ask the payee whether they have a YEL insurance."]);
        await Look(id);
        return Page();
    }

    async Task Look(Guid id)
    {
        (Known, Version) = await ReadWithVersion<PayeesApi, PayeeView>(a => a.Read(id, Ct));
        Pension = await Read<PayeesApi, PensionInsuranceView>(a => a.ReadPension(id, Ct));
    }
}

/// <summary>A payee's name, payroll number and identity code.</summary>
public sealed class PayeeIdentityPage : PayrollPage
{
    public PayeeView Known { get; private set; } = null!;

    public long Version { get; private set; }

    public Task OnGet(Guid id) => Look(id);

    public async Task<IActionResult> OnPost(Guid id)
    {
        await Look(id);
        var code = Fields.Ticked("forgetCode") ? null : Fields.Typed("identityCode") ?? Known.IdentityCode;
        if (code is not null && !IdentityCode.TryParse(code, out _, out _))
            Fields.Wrong("identityCode", T["Henkilötunnus ei ole oikein. Tarkista numerot ja tarkistusmerkki.", "Personbeteckningen är inte rätt. Kontrollera siffrorna och kontrolltecknet.", "The identity code is not right. Check the digits and the last character."]);
        if (Fields.AllRight && await Did<PayeesApi>(a => a.Replace(id, new PayeeRequest(Fields.Typed("name"), code, Fields.Typed("payrollNumber")), Ct)))
            return DoneAt($"/payroll/payees/{id}", T["Saajan tiedot on tallennettu.", "Mottagarens uppgifter är sparade.", "The payee's details are saved."],
                T["Jo tehdyt tiedostot eivät muutu.", "Redan gjorda filer ändras inte.", "Files already made stay as they are."]);
        return Page();
    }

    protected override Task<IReadOnlyList<string>> Since(long version) => Task.FromResult<IReadOnlyList<string>>(
    [
        T["Joku muutti saajan tietoja.", "Någon ändrade mottagarens uppgifter.", "Somebody changed the payee's details."],
        T[$"Nimi on nyt {Payee(Known.Name)}, palkkanumero {Known.PayrollNumber ?? "–"}.", $"Namnet är nu {Payee(Known.Name)}, lönenumret {Known.PayrollNumber ?? "–"}.", $"The name is now {Payee(Known.Name)}, the payroll number {Known.PayrollNumber ?? "–"}."],
    ]);

    async Task Look(Guid id) => (Known, Version) = await ReadWithVersion<PayeesApi, PayeeView>(a => a.Read(id, Ct));
}

/// <summary>A payee's own pension insurance as self-employed (YEL).</summary>
public sealed class PayeePensionPage : PayrollPage
{
    public PayeeView Known { get; private set; } = null!;

    public PensionInsuranceView Pension { get; private set; } = null!;

    public long Version { get; private set; }

    public Task OnGet(Guid id) => Look(id);

    public async Task<IActionResult> OnPost(Guid id)
    {
        await Look(id);
        var status = Fields.OneOf<YelStatus>("status");
        var insured = status != YelStatus.NotInsured;
        var (certificate, check) = (insured ? Fields.DayOrNull("certificateOn", Today) : null, insured ? Fields.DayOrNull("nextCheck", Today.AddYears(1)) : null);
        if (certificate > Today) Fields.Wrong("certificateOn", T["Todistuksen päivä on tänään tai aiemmin.", "Intyget är från i dag eller tidigare.", "The certificate is of today or earlier."]);
        if (check <= certificate) Fields.Wrong("nextCheck", T["Tarkistuspäivä on todistuksen jälkeen.", "Kontrolldagen är efter intyget.", "The day to check it is later than the certificate."]);
        if (Fields.AllRight && await Did<PayeesApi>(a => a.ReplacePension(id, new PensionInsuranceRequest(status, certificate, check), Ct)))
            return DoneAt($"/payroll/payees/{id}", T["Eläkevakuutuksen tiedot on tallennettu.", "Uppgifterna om pensionsförsäkringen är sparade.", "The pension insurance is saved."]);
        return Page();
    }

    protected override Task<IReadOnlyList<string>> Since(long version) => Task.FromResult<IReadOnlyList<string>>(
    [
        T["Joku muutti saajan tietoja.", "Någon ändrade mottagarens uppgifter.", "Somebody changed the payee's details."],
        T[$"Vakuutuksesta tiedetään nyt: {StatusText}.", $"Om försäkringen vet man nu: {StatusText}.", $"Of the insurance is known now: {StatusText}."],
    ]);

    string StatusText => Pension.Status is { } status ? T[PayrollWords.Of(status)] : T["ei mitään", "ingenting", "nothing"];

    async Task Look(Guid id)
    {
        (Known, Version) = await ReadWithVersion<PayeesApi, PayeeView>(a => a.Read(id, Ct));
        Pension = await Read<PayeesApi, PensionInsuranceView>(a => a.ReadPension(id, Ct));
    }
}
