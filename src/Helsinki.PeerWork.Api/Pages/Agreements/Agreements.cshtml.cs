using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Agreements;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.PeerWorkers;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Pages.Agreements;

/// <summary>Agreements of the own centres: to sign first, then those that end soon, then all that are in force or begin later.</summary>
public sealed class AgreementsPage : PeerWorkPage
{
    public enum Tab { Drafts, Ending, InForce }

    /// <param name="Next">What follows an agreement that ends, signed or still a draft; null: nothing yet.</param>
    public sealed record Row(PeerWorkerId Worker, string Name, AgreementView Agreement, AgreementView? Next = null);

    public Tab Shown { get; private set; }

    /// <summary>Null: all own centres.</summary>
    public string? Centre { get; private set; }

    public IReadOnlyList<string> Centres => [.. Caller.CentresAs(Role.Coordinator).Select(c => c.Value).Order(T.Order)];

    public IReadOnlyDictionary<Tab, int> Counts { get; private set; } = new Dictionary<Tab, int>();

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int DaysLeft(AgreementView agreement) => agreement.Until.DayNumber - Today.DayNumber;

    public DateOnly Now => Today;

    /// <summary>After every last day the system can hold.</summary>
    static readonly DateOnly Ever = new(2200, 12, 31);

    public async Task OnGet(string? tab, string? centre)
    {
        Centre = Centres.Contains(centre) ? centre : null;
        var drafts = (await Read<AgreementsApi, Listed<AgreementsApi.DraftListed>>(a => a.Drafts(Ct, centre: Centre, size: 200))).Items
            .Select(d => new Row(d.Worker, T.NameOf(d.Name), d.Agreement)).ToList();
        var inForce = await Signed(Ever);
        var ending = (await Signed(null)).Select(r => r with { Next = inForce.Concat(drafts).FirstOrDefault(n => n.Worker == r.Worker && n.Agreement.From > r.Agreement.Until)?.Agreement })
            .OrderBy(r => r.Next is not null).ThenBy(r => r.Agreement.Until).ThenBy(r => r.Name, T.Order).ToList();
        Counts = new Dictionary<Tab, int> { [Tab.Drafts] = drafts.Count, [Tab.Ending] = ending.Count(r => r.Next is null), [Tab.InForce] = inForce.Count };
        Shown = Enum.TryParse<Tab>(tab, ignoreCase: true, out var asked) ? asked : drafts.Count > 0 ? Tab.Drafts : ending.Exists(r => r.Next is null) ? Tab.Ending : Tab.InForce;
        Rows = Shown switch
        {
            Tab.Drafts => drafts,
            Tab.Ending => ending,
            Tab.InForce => [.. inForce.OrderBy(r => r.Name, T.Order).ThenBy(r => r.Agreement.From)],
        };
    }

    async Task<List<Row>> Signed(DateOnly? endingBefore) =>
        [.. (await Read<AgreementsApi, Listed<AgreementsApi.EndingAgreement>>(a => a.Ending(Ct, endingBefore: endingBefore, centre: Centre, size: 200))).Items
            .Select(d => new Row(d.Worker, T.NameOf(d.Name), d.Agreement))];
}
