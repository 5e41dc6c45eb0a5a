using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Hours.MonthsApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>A peer worker reports work that is no Aito Välittäjä meeting.</summary>
public sealed class NewHoursPage : MyPage
{
    /// <summary>People report at the month's end, and some a month late: what was allowed then can be chosen.</summary>
    const int DaysBack = 62;

    public HoursForm Form { get; private set; } = null!;

    public async Task OnGet() => await Show();

    async Task Show()
    {
        var works = WorkChoice.Of(await ReadSelf(), Today.AddDays(-DaysBack), Today).Where(w => w.Kind != WorkKind.AitoValittajaMeeting).ToList();
        Form = new(works, works is [var only] ? only : null, null, null);
    }

    public async Task<IActionResult> OnPost()
    {
        await Show();
        var (on, (start, minutes), work) = (DaysOf.Read(Fields, Today), HoursForm.Read(Fields, T), WorkChoice.Parse(Fields.Text("work")));
        if (!Fields.AllRight || work is null
            || !await Did<MonthsApi>(a => a.Record(Worker, YearMonth.Of(on), new EntryRequest(on, start, minutes, work.Centre, work.Kind, work.Form), Ct)))
            return Page();
        var kind = T.Capital(T[WorkWords.Of(work.Kind)]);
        return DoneAt("/my",
            T[$"Kirjattu: {kind}, {work.Centre}, {T.Weekday(on)}, {T.Hours(minutes)}.", $"Antecknat: {kind}, {work.Centre}, {T.Weekday(on)}, {T.Hours(minutes)}.", $"Recorded: {kind}, {work.Centre}, {T.Weekday(on)}, {T.Hours(minutes)}."],
            await SumOf(YearMonth.Of(on)));
    }

    protected override string FieldOf(string refusal) => HoursForm.FieldOf(refusal, Fields.Typed("when") == nameof(DayOf.Other) ? "on" : "when");
}
