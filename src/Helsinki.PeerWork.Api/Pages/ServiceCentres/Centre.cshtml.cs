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

    public Task<IActionResult> OnPostRename() => Change(Rename, "name", (name, from) => new NameRequest(name, from));

    public Task<IActionResult> OnPostMove() => Change(Move, "address", (address, from) => new AddressRequest(address, from));

    public Task<IActionResult> OnPostCostCentre() => Change(ChangeCostCentre, "costCentre", (costCentre, from) => new CostCentreRequest(costCentre, from));

    public async Task<IActionResult> OnPostClose()
    {
        var body = new ClosingRequest(Fields.DayAhead("lastDay", Today), Fields.Typed("successor") is { } code ? new CentreCode(code) : null);
        return await Done(Fields.AllRight && await Did(CentresApi.Close, new { code = Code, body }));
    }

    async Task<IActionResult> Change(Delegate operation, string field, Func<string, DateOnly, object> body)
    {
        var (value, from) = (Fields.Text(field), Fields.DayAhead($"{field}From", Today));
        return await Done(Fields.AllRight && await Did(operation, new { code = Code, body = body(value, from) }));
    }

    async Task<IActionResult> Done(bool done) => done
        ? DoneAt(Address, T["Muutos on tallennettu.", "Ändringen är sparad.", "The change is saved."],
            T["Se on voimassa antamastasi päivästä; aiemmat vuodet pysyvät ennallaan.", "Den gäller från dagen du angav; tidigare år förblir som de var.", "It holds from the day you gave; earlier years stay as they were."])
        : await Show();

    async Task<IActionResult> Show()
    {
        (Centre, Version) = await ReadWithVersion<CentreHistoryView>(CentresApi.Read, new { code = Code });
        MayChange = await Door.Could(Rename);
        Others = [.. (await Read<IReadOnlyList<CentreView>>(CentresApi.List)).Where(c => c.Code.Value != Code).Select(c => new Choice(c.Code.Value, c.Code.Value))];
        return Page();
    }
}
