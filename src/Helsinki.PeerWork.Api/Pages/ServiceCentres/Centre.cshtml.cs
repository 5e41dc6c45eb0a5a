using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.ServiceCentres;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.ServiceCentres.CentresApi;

namespace Helsinki.PeerWork.Api.Pages.ServiceCentres;

/// <summary>One service centre with its dated names, addresses and cost centres, and what changes them from a day on.</summary>
public sealed class CentrePage : PeerWorkPage
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public CentreHistoryView Centre { get; private set; } = null!;

    public long Version { get; private set; }

    public bool MayChange { get; private set; }

    public IReadOnlyList<Choice> Others { get; private set; } = [];

    string Address => $"/centres/{Uri.EscapeDataString(Code)}";

    public Task<IActionResult> OnGet() => Show();

    public async Task<IActionResult> OnPostRename()
    {
        var (name, from) = Change("name");
        return await Done(Fields.AllRight && await Did<CentresApi>(a => a.Rename(Code, new(name, from), Ct)));
    }

    public async Task<IActionResult> OnPostMove()
    {
        var (address, from) = Change("address");
        return await Done(Fields.AllRight && await Did<CentresApi>(a => a.Move(Code, new(address, from), Ct)));
    }

    public async Task<IActionResult> OnPostCostCentre()
    {
        var (costCentre, from) = Change("costCentre");
        return await Done(Fields.AllRight && await Did<CentresApi>(a => a.ChangeCostCentre(Code, new(costCentre, from), Ct)));
    }

    public async Task<IActionResult> OnPostClose()
    {
        var body = new ClosingRequest(Fields.DayAhead("lastDay", Today), Fields.Typed("successor") is { } code ? new CentreCode(code) : null);
        return await Done(Fields.AllRight && await Did<CentresApi>(a => a.Close(Code, body, Ct)));
    }

    (string To, DateOnly From) Change(string field) => (Fields.Text(field), Fields.DayAhead($"{field}From", Today));

    async Task<IActionResult> Done(bool done) => done
        ? DoneAt(Address, T["Muutos on tallennettu.", "Ändringen är sparad.", "The change is saved."],
            T["Se on voimassa antamastasi päivästä; aiemmat vuodet pysyvät ennallaan.", "Den gäller från dagen du angav; tidigare år förblir som de var.", "It holds from the day you gave; earlier years stay as they were."])
        : await Show();

    async Task<IActionResult> Show()
    {
        (Centre, Version) = await ReadWithVersion<CentresApi, CentreHistoryView>(a => a.Read(Code, Ct));
        MayChange = await Door.Could<CentresApi>(a => a.Rename);
        Others = [.. (await Read<CentresApi, IReadOnlyList<CentreView>>(a => a.List(Ct))).Where(c => c.Code.Value != Code).Select(c => new Choice(c.Code.Value, c.Code.Value))];
        return Page();
    }
}
