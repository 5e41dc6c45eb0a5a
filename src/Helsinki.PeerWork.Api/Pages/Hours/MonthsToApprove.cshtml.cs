using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.PeerWorkers;
using Helsinki.PeerWork.Projections.Hours;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.Hours;

/// <summary>Months of the own centres: what waits for approval first, with only what is out of the ordinary pointed out; approved one by one or several at once.</summary>
public sealed class MonthsToApprovePage : PeerWorkPage
{
    const int MonthsBack = 18;

    public enum Tab { Approve, Worker, Done, All }

    public Tab Shown { get; private set; }

    /// <summary>Null: all that is open.</summary>
    public YearMonth? Month { get; private set; }

    /// <summary>Null: all own centres.</summary>
    public string? Centre { get; private set; }

    public IReadOnlyList<string> Centres => [.. Caller.CentresAs(Role.Coordinator).Select(c => c.Value).Order(T.Order)];

    /// <summary>The month of the lists that are of one month.</summary>
    public YearMonth Whole => Month ?? YearMonth.Of(Today.AddMonths(-1));

    public IEnumerable<YearMonth> Months => Enumerable.Range(0, MonthsBack).Select(n => YearMonth.Of(Today.AddMonths(-n)));

    public IReadOnlyDictionary<Tab, int> Counts { get; private set; } = new Dictionary<Tab, int>();

    public IReadOnlyList<ApprovalsApi.ApprovalView> ToApprove { get; private set; } = [];

    public IReadOnlyList<RemindersApi.ReminderView> FromWorkers { get; private set; } = [];

    /// <summary>Of one month, whoever they wait for.</summary>
    public IReadOnlyList<MonthListed> Rows { get; private set; } = [];

    /// <summary>What a box or button of a row says.</summary>
    public static string KeyOf(ApprovalsApi.ApprovalView part) => $"{part.Worker.Value}|{part.Month}|{part.Centre.Value}|{part.Version}";

    public string Address(Tab tab) => $"/months?tab={tab}{(Month is { } m ? $"&month={m}" : "")}{(Centre is null ? "" : $"&centre={Uri.EscapeDataString(Centre)}")}";

    public async Task OnGet(string? tab, string? month, string? centre)
    {
        Shown = Enum.TryParse<Tab>(tab, ignoreCase: true, out var asked) ? asked : Tab.Approve;
        Month = YearMonth.TryParse(month, null, out var chosen) ? chosen : null;
        Centre = Centres.Contains(centre) ? centre : null;
        await Show();
    }

    async Task Show()
    {
        ToApprove = (await Read<ApprovalsApi, Listed<ApprovalsApi.ApprovalView>>(a => a.List(Ct, month: Month, centre: Centre, size: 200))).Items;
        FromWorkers = [.. (await Read<RemindersApi, Listed<RemindersApi.ReminderView>>(a => a.List(Ct, task: nameof(RemindersApi.ReminderTask.Declare), centre: Centre, size: 200)))
            .Items.Where(r => Month is null || r.Month == Month.ToString())];
        var all = (await Read<MonthsApi, Listed<MonthListed>>(a => a.List(Ct, month: Whole, centre: Centre, sort: nameof(MonthColumn.Waits), size: 200))).Items;
        IReadOnlyList<MonthListed> done = [.. all.Where(IsDone)];
        Counts = new Dictionary<Tab, int> { [Tab.Approve] = ToApprove.Count, [Tab.Worker] = FromWorkers.Count, [Tab.Done] = done.Count, [Tab.All] = all.Count };
        Rows = [.. (Shown == Tab.Done ? done : all).OrderBy(r => T.NameOf(r.Name), T.Order)];
    }

    static bool IsDone(MonthListed row) => row.WaitsFor is WaitsFor.PayrollExport or WaitsFor.PayrollAnswer or WaitsFor.Nobody;

    /// <summary>Each part is an act of its own, with the version its row was made of: what was added since is not approved unseen.</summary>
    public async Task<IActionResult> OnPost(string? tab, string? month, string? centre)
    {
        await OnGet(tab, month, centre);
        var chosen = Request.Form["only"] is { Count: > 0 } only ? only : Request.Form["chosen"];
        List<string> approved = [], changed = [], refused = [];
        foreach (var key in chosen)
        {
            if (key?.Split('|') is not [var id, var of, var at, var version] || !Guid.TryParse(id, out var worker) || !YearMonth.TryParse(of, null, out var its) || !long.TryParse(version, out var seen)) continue;
            var answer = await Door.Ask<MonthsApi, object>(a => a.Approve(worker, its, at, Ct), seen, $"{Fields.Once}/{key}");
            var name = $"{T.NameOf(ToApprove.FirstOrDefault(p => p.Worker.Value == worker)?.Name)}, {T.Month(its)}, {at}";
            if (answer.IsDone) approved.Add(name);
            else if (answer.Reply is Reply.Stale) changed.Add(name);
            else if (answer.Reply is Reply.Refused { Refusal: var no }) refused.Add($"{name}: {Problems.Title(no, T.Code)}");
            else throw new NotAnsweredException(answer.Reply);
        }
        if (chosen.Count == 0) Fields.Wrong("chosen", T["Valitse ainakin yksi.", "Välj minst en.", "Choose at least one."]);
        foreach (var name in changed)
            ModelState.AddModelError("", T[$"{name}: muuttui sillä välin, joten sitä ei hyväksytty. Katso se uudelleen.", $"{name}: ändrades under tiden och godkändes därför inte. Se på den på nytt.", $"{name}: changed meanwhile and was not approved. Look at it again."]);
        foreach (var sentence in refused) ModelState.AddModelError("", sentence);
        if (!Fields.AllRight)
        {
            await Show();
            return Page();
        }
        return DoneAt(Address(Shown),
            approved is [var one] ? T[$"Hyväksytty: {one}.", $"Godkänd: {one}.", $"Approved: {one}."] : T[$"Hyväksytty {T.Number(approved.Count)} kuukautta.", $"{T.Number(approved.Count)} månader godkända.", $"{T.Number(approved.Count)} months approved."],
            T["Ne lähtevät seuraavaan palkka-aineistoon. Voit perua hyväksynnän siihen asti.", "De går med i nästa löneunderlag. Du kan återkalla godkännandet fram till dess.", "They go to the next payroll export. Until then you can withdraw the approval."]);
    }
}
