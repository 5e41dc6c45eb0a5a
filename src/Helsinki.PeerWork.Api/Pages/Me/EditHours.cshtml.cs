using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Hours;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Hours.MonthsApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>A peer worker puts own hours right, or takes them back. Meetings have a page of their own.</summary>
public sealed class EditHoursPage : MyPage
{
    YearMonth month;

    public EntryView Entry { get; private set; } = null!;

    /// <summary>Of the month.</summary>
    public long Version { get; private set; }

    public HoursForm Form { get; private set; } = null!;

    public string Back => $"/my/months/{month}";

    /// <summary>Payroll knows of it: what is changed now is approved and sent anew.</summary>
    public bool IsWithPayroll => Entry.State is EntryState.Sent or EntryState.Accepted or EntryState.AwaitsAnswer;

    public async Task<IActionResult> OnGet(string month, Guid entry) => await Find(month, entry) ? Page() : NotFound();

    async Task<bool> Find(string text, Guid entry)
    {
        if (!YearMonth.TryParse(text, null, out month)) return false;
        var (view, version) = await ReadWithVersion<MonthsApi, MonthView>(a => a.Read(Worker, month, Ct));
        if (view.Entries.FirstOrDefault(e => e.Id.Value == entry && !e.Withdrawn && e.Kind != WorkKind.AitoValittajaMeeting) is not { } found) return false;
        (Entry, Version) = (found, version);
        var own = new WorkChoice(found.Centre, found.Kind, found.Form);
        var works = WorkChoice.Of(await ReadSelf(), found.On, found.On).Where(w => w.Kind != WorkKind.AitoValittajaMeeting);
        Form = new([.. works.Append(own).Distinct()], own, found.Start, found.Start.AddMinutes(found.Minutes));
        return true;
    }

    public async Task<IActionResult> OnPost(string month, Guid entry)
    {
        if (!await Find(month, entry)) return NotFound();
        var (on, (start, minutes), work) = (Fields.Day("on", Today), HoursForm.Read(Fields, T), WorkChoice.Parse(Fields.Text("work")));
        if (!Fields.AllRight || work is null
            || !await Did<MonthsApi>(a => a.Correct(Worker, this.month, entry, new EntryRequest(on, start, minutes, work.Centre, work.Kind, work.Form), Ct)))
            return Page();
        return DoneAt($"/my/months/{YearMonth.Of(on)}",
            T[$"Merkintä on korjattu: {T.Weekday(on)}, {T.Hours(minutes)}.", $"Anteckningen är rättad: {T.Weekday(on)}, {T.Hours(minutes)}.", $"The entry is put right: {T.Weekday(on)}, {T.Hours(minutes)}."],
            await SumOf(YearMonth.Of(on)));
    }

    public async Task<IActionResult> OnPostWithdraw(string month, Guid entry)
    {
        if (!await Find(month, entry)) return NotFound();
        if (!await Did<MonthsApi>(a => a.Withdraw(Worker, this.month, entry, Ct))) return Page();
        return DoneAt(Back,
            T[$"Merkintä {T.Weekday(Entry.On)}, {T.Hours(Entry.Minutes)}, on poistettu.", $"Anteckningen {T.Weekday(Entry.On)}, {T.Hours(Entry.Minutes)}, är borttagen.", $"The entry {T.Weekday(Entry.On)}, {T.Hours(Entry.Minutes)}, is taken back."],
            await SumOf(this.month));
    }

    protected override async Task<IReadOnlyList<string>> Since(long version) => await Find(month.ToString(), Entry.Id.Value)
        ?
        [
            T["Kuukaudessasi muuttui jotain sen jälkeen, kun avasit tämän sivun.", "Något ändrades i din månad efter att du öppnade den här sidan.", "Something in your month changed after you opened this page."],
            T[$"Merkintä on nyt: {Line}.", $"Anteckningen är nu: {Line}.", $"The entry is now: {Line}."],
        ]
        : [T["Merkintä on poistettu sen jälkeen, kun avasit tämän sivun.", "Anteckningen togs bort efter att du öppnade den här sidan.", "The entry was taken back after you opened this page."]];

    /// <summary>The entry in one line.</summary>
    public string Line => $"{T.Weekday(Entry.On)} {T["klo ", "kl. ", ""]}{MyWords.Times(T, Entry.Start, Entry.Minutes)}, {T[WorkWords.Of(Entry.Kind)]}, {Entry.Centre}";

    protected override string FieldOf(string refusal) => HoursForm.FieldOf(refusal, "on");
}
