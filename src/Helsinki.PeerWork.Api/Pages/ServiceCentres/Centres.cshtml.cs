using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.ServiceCentres;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.ServiceCentres.CentresApi;

namespace Helsinki.PeerWork.Api.Pages.ServiceCentres;

/// <summary>Every service centre as it is today, and opening another.</summary>
public sealed class CentresPage : PeerWorkPage
{
    public IReadOnlyList<CentreView> Centres { get; private set; } = [];

    public bool MayOpen { get; private set; }

    public IReadOnlyList<Choice> Types => Choice.AllOf<CentreType>(t => T.Capital(CentreWords.Of(t)));

    public IReadOnlyList<Choice> Codes => [.. Centres.Select(c => new Choice(c.Code.Value, c.Code.Value))];

    public string DefaultDay => T.Day(Today);

    public Task<IActionResult> OnGet() => Show();

    public async Task<IActionResult> OnPost()
    {
        var code = Fields.Text("code", 20);
        if (code.Length > 0 && !ServiceCentre.IsCode(code))
            Fields.Wrong("code", T["Kirjaimia, numeroita, väliviivoja ja yksittäisiä välejä, enintään 20.", "Bokstäver, siffror, bindestreck och enstaka mellanslag, högst 20.", "Letters, digits, hyphens and single spaces, at most 20."]);
        var body = (Type: Fields.OneOf<CentreType>("type"), Name: Fields.Text("name"), CostCentre: Fields.Text("costCentre"), From: Fields.DayAhead("from", Today), Split: Fields.Typed("splitFrom"));
        return Fields.AllRight && await Did<CentresApi>(a => a.Open(new OpenRequest(new(code), body.Type, body.Name, body.CostCentre, body.From, body.Split is { } split ? new CentreCode(split) : null), Ct))
            ? DoneAt($"/centres/{Uri.EscapeDataString(code)}", T[$"Keskus {code} on avattu {T.Day(body.From)} alkaen.", $"Centret {code} är öppet från {T.Day(body.From)}.", $"Centre {code} is open from {T.Day(body.From)}."])
            : await Show();
    }

    async Task<IActionResult> Show()
    {
        Centres = await Read<CentresApi, IReadOnlyList<CentreView>>(a => a.List(Ct));
        MayOpen = await Door.Could<CentresApi>(a => a.Open);
        return Page();
    }
}
