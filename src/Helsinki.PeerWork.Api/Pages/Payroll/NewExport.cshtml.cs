using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Payroll.PayrollApi;

namespace Helsinki.PeerWork.Api.Pages.Payroll;

/// <summary>What an export would take, what it would not and who to ask, and then: make it, exactly as it was looked at.</summary>
public sealed class NewExportPage : PayrollPage
{
    const string UntilField = "until";

    public const int LinesShown = 100;

    /// <summary>Last day of work the batch takes.</summary>
    public DateOnly Until { get; private set; }

    public PreviewView Preview { get; private set; } = null!;

    /// <summary>Work payroll hears of for the first time.</summary>
    public IReadOnlyList<DueLineView> Fresh { get; private set; } = [];

    public IReadOnlyList<Correction> Corrections { get; private set; } = [];

    /// <summary>Days a batch usually ends on.</summary>
    public IReadOnlyList<(DateOnly Day, Text Name)> Ends { get; private set; } = [];

    public IEnumerable<IGrouping<WarningCode, WarningView>> Warnings => Preview.Warnings.GroupBy(w => w.Code).OrderBy(w => w.Key);

    /// <summary>Whoever could approve at a centre; nobody of them has to have logged in.</summary>
    public string CoordinatorsOf(CentreCode centre) =>
        string.Join(", ", Colleagues.Where(c => c.Roles.Contains("coordinator") && c.Centres.Contains(centre.Value)).Select(c => c.Name));

    public async Task OnGet()
    {
        Until = DayAsked(UntilField, text => Reading.Day(text, Today)) ?? LastMonthEnd;
        await Look();
    }

    public async Task<IActionResult> OnPost()
    {
        var (end, previewed) = (Fields.Day("end", Today), Fields.Text("previewed"));
        Until = Fields.AllRight ? end : LastMonthEnd;
        if (!Fields.AllRight || await Do<PayrollApi, ExportCreated>(a => a.Create(new ExportRequest(end, previewed), Ct)) is not { Value: { } made })
        {
            await Look();
            return Page();
        }
        return DoneAt($"/payroll/exports/{made.Id.Value}",
            T[$"Aineisto {made.Number} on tehty: {T.Lines(made.Lines)}, {T.Euros(made.Total)}.", $"Underlag {made.Number} är gjort: {T.Lines(made.Lines)}, {T.Euros(made.Total)}.", $"Export {made.Number} is made: {T.Lines(made.Lines)}, {T.Euros(made.Total)}."],
            T["Seuraavaksi: lataa tiedosto ja vie se palkkajärjestelmään.", "Härnäst: ladda ner filen och för in den i lönesystemet.", "Next: download the file and take it to the payroll system."]);
    }

    DateOnly LastMonthEnd => new DateOnly(Today.Year, Today.Month, 1).AddDays(-1);

    async Task Look()
    {
        await ReadColleagues();
        Preview = await Read<PayrollApi, PreviewView>(a => a.Preview(Ct, until: Until));
        Fresh = [.. Preview.Lines.Where(l => l.Reverses is null && l.Replaces is null)];
        Corrections = [.. Correction.In(Preview.Lines)];
        var before = new DateOnly(LastMonthEnd.Year, LastMonthEnd.Month, 1).AddDays(-1);
        Ends =
        [
            (LastMonthEnd, new("viime kuun loppuun", "till slutet av förra månaden", "to the end of last month")),
            (before, new("sitä edellisen kuun loppuun", "till slutet av månaden före det", "to the end of the month before")),
            (Today, new("tähän päivään", "till i dag", "to today")),
        ];
    }
}

/// <summary>What belongs together of a correction: what is taken back, and what stands for it.</summary>
/// <param name="Reversal">Null: nothing is taken back; payroll had rejected the line, or it was taken back before.</param>
/// <param name="Replacement">Null: nothing stands for it; the work was withdrawn, or belongs to another month.</param>
public sealed record Correction(DueLineView? Reversal, DueLineView? Replacement)
{
    public DueLineView Line => Replacement ?? Reversal!;

    /// <summary>The export the earlier line went with.</summary>
    public SentWithView? SentWith => (Reversal ?? Replacement)!.SentWith;

    /// <summary>Euros.</summary>
    public decimal Change => (Reversal?.Amount ?? 0) + (Replacement?.Amount ?? 0);

    public static IEnumerable<Correction> In(IReadOnlyList<DueLineView> lines)
    {
        var replacements = lines.Where(l => l.Reverses is null && l.Replaces is not null).ToLookup(l => l.Replaces!.Value);
        var reversals = lines.Where(l => l.Reverses is not null).ToList();
        var reversed = reversals.Select(l => l.Reverses!.Value).ToHashSet();
        return
        [
            .. reversals.Select(r => new Correction(r, replacements[r.Reverses!.Value].FirstOrDefault())),
            .. replacements.Where(r => !reversed.Contains(r.Key)).SelectMany(r => r, (_, line) => new Correction(null, line)),
        ];
    }
}
