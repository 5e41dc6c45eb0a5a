using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Pages.PeerWorkers;
using Helsinki.PeerWork.Api.Users;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Projections.Hours;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using static Helsinki.PeerWork.Api.Hours.MonthsApi;

namespace Helsinki.PeerWork.Api.Pages.Hours;

/// <summary>One worker's month, as far as it is of the own centres: the entries, what happened to it, and approving, returning, taking an approval back.</summary>
public sealed class WorkerMonthPage : PeerWorkPage
{
    public YearMonth Of { get; private set; }

    public MonthView Month { get; private set; } = null!;

    public long Version { get; private set; }

    public string Name => T.NameOf(Month.Name);

    /// <summary>The reader's own hours: shown, but not the reader's to approve.</summary>
    public bool Own => Caller.PeerWorker == Month.Worker;

    public IReadOnlyList<Part> Parts { get; private set; } = [];

    /// <summary>What happened, the latest first.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Sentence)> Story { get; private set; } = [];

    /// <summary>One centre's part.</summary>
    /// <param name="Number">0 upwards, so that fields of several parts have names of their own.</param>
    /// <param name="Waiting">What is to be looked at, where it waits for approval.</param>
    public sealed record Part(int Number, PartView View, IReadOnlyList<EntryView> Entries, ApprovalsApi.ApprovalView? Waiting)
    {
        /// <summary>The field of why it is returned.</summary>
        public string ReasonField => $"reason{Number}";

        /// <summary>Something of it is approved and not with payroll.</summary>
        public bool CanWithdraw => Entries.Any(e => e.State is EntryState.Approved or EntryState.AwaitsAnswer or EntryState.Rejected);
    }

    public IReadOnlyList<Choice> Reasons => Choice.AllOf<ReturnReason>(r => T[HoursWords.Of(r)]);

    public Task<IActionResult> OnGet(Guid worker, string month) => Show(worker, month);

    async Task<IActionResult> Show(Guid worker, string month)
    {
        if (!YearMonth.TryParse(month, null, out var of)) return NotFound();
        Of = of;
        (Month, Version) = await ReadWithVersion<MonthsApi, MonthView>(a => a.Read(worker, of, Ct));
        var waiting = (await Read<ApprovalsApi, Listed<ApprovalsApi.ApprovalView>>(a => a.List(Ct, month: of, size: 200))).Items.Where(a => a.Worker == Month.Worker).ToList();
        Parts = [.. Month.Parts.Select((part, n) => new Part(
            n, part, [.. Month.Entries.Where(e => e.Centre == part.Centre)], waiting.FirstOrDefault(a => a.Centre == part.Centre)))];
        var names = await Names();
        Story = [.. Month.History.Reverse().Select(row => (row.At, T.Sentence(row, WhoOf(row, names))))];
        return Page();
    }

    async Task<IReadOnlyDictionary<string, string>> Names() =>
        (await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct))).ToDictionary(c => $"{c.Id.Value}", c => c.Name);

    // A month is declared by nobody but its worker.
    string? WhoOf(MonthHistoryRow row, IReadOnlyDictionary<string, string> names) =>
        row.What == MonthHappening.Declared ? Name : row.By is { } by && names.TryGetValue(by, out var name) ? name : null;

    string Here => $"/months/{Month.Worker.Value}/{Of}";

    public async Task<IActionResult> OnPostApprove(Guid worker, string month)
    {
        if (await Show(worker, month) is not PageResult || !await Did<MonthsApi>(a => a.Approve(worker, Of, Fields.Text("centre"), Ct))) return await Show(worker, month);
        return DoneAt("/months", T[$"Hyväksytty: {Name}, {T.Month(Of)}.", $"Godkänd: {Name}, {T.Month(Of)}.", $"Approved: {Name}, {T.Month(Of)}."],
            T["Tunnit lähtevät seuraavaan palkka-aineistoon. Voit perua hyväksynnän siihen asti.", "Timmarna går med i nästa löneunderlag. Du kan återkalla godkännandet fram till dess.", "The hours go to the next payroll export. Until then you can withdraw the approval."]);
    }

    public async Task<IActionResult> OnPostReturn(Guid worker, string month)
    {
        if (await Show(worker, month) is not PageResult) return NotFound();
        var part = Parts.FirstOrDefault(p => p.View.Centre.Value == Fields.Typed("centre"));
        var reason = Fields.OneOf<ReturnReason>(part?.ReasonField ?? "reason0");
        if (!Fields.AllRight || !await Did<MonthsApi>(a => a.Return(worker, Of, Fields.Text("centre"), new ReturnRequest(reason), Ct))) return await Show(worker, month);
        return DoneAt("/months", T[$"Palautettu: {Name}, {T.Month(Of)}.", $"Återsänd: {Name}, {T.Month(Of)}.", $"Returned: {Name}, {T.Month(Of)}."],
            T["Työntekijä näkee syyn, korjaa tunnit ja ilmoittaa kuukauden uudelleen valmiiksi.", "Kamratarbetaren ser orsaken, rättar timmarna och anmäler månaden klar på nytt.", "The worker sees why, puts the hours right and declares the month again."]);
    }

    public async Task<IActionResult> OnPostWithdraw(Guid worker, string month)
    {
        if (await Show(worker, month) is not PageResult || !await Did<MonthsApi>(a => a.WithdrawApproval(worker, Of, Fields.Text("centre"), Ct))) return await Show(worker, month);
        return DoneAt(Here, T["Hyväksyntä on peruttu.", "Godkännandet är återkallat.", "The approval is withdrawn."],
            T["Tunnit odottavat taas hyväksyntää, eivätkä ne lähde palkka-aineistoon.", "Timmarna väntar igen på godkännande och går inte med i löneunderlaget.", "The hours wait for approval again and do not go to payroll."]);
    }

    protected override async Task<IReadOnlyList<string>> Since(long version)
    {
        var now = await Read<MonthsApi, MonthView>(a => a.Read(Month.Worker.Value, Of, Ct));
        var names = await Names();
        return [.. now.History.Where(r => r.Version > version).Select(r => $"{T.Moment(r.At)}: {T.Sentence(r, WhoOf(r, names))}")];
    }
}
