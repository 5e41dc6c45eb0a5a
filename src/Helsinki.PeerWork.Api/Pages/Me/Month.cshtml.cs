using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Me;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Me.MyMeetingsApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>One month of a peer worker's own: every entry, where it stands, and declaring it complete.</summary>
public sealed class MonthPage : MyPage
{
    /// <summary>One line of the month.</summary>
    /// <param name="Meeting">Null: other work.</param>
    /// <param name="Entry">Null: a missed meeting that pays nothing.</param>
    public sealed record Line(MyMeeting? Meeting, EntryView? Entry)
    {
        public DateOnly On => Entry?.On ?? Meeting!.On;

        public TimeOnly Start => Entry?.Start ?? Meeting!.Start;
    }

    public YearMonth Month { get; private set; }

    public MonthView View { get; private set; } = null!;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public bool IsOver => (ThisMonth.Year, ThisMonth.Month).CompareTo((Month.Year, Month.Month)) > 0;

    public bool IsAhead => (ThisMonth.Year, ThisMonth.Month).CompareTo((Month.Year, Month.Month)) < 0;

    public YearMonth Before => Of(-1);

    public YearMonth After => Of(1);

    YearMonth Of(int months) => YearMonth.Of(First.AddMonths(months));

    DateOnly First => new(Month.Year, Month.Month, 1);

    public async Task<IActionResult> OnGet(string? month) => await Show(month) ? Page() : NotFound();

    async Task<bool> Show(string? text)
    {
        if (text is null) Month = ThisMonth;
        else if (YearMonth.TryParse(text, null, out var month)) Month = month;
        else return false;
        View = await ReadMonth(Month);
        var meetings = (await Read<MyMeetingsApi, Listed<MyMeeting>>(a => a.List(Ct, from: First, until: First.AddMonths(1).AddDays(-1), size: 200))).Items;
        var byId = meetings.ToDictionary(m => m.Id.Value);
        Lines =
        [
            .. View.Entries.Select(e => new Line(byId.GetValueOrDefault(e.Id.Value), e))
                .Concat(meetings.Where(m => View.Entries.All(e => e.Id.Value != m.Id.Value)).Select(m => new Line(m, null)))
                .OrderBy(l => l.On).ThenBy(l => l.Start),
        ];
        return true;
    }

    public async Task<IActionResult> OnPostDeclare(string? month)
    {
        if (!await Show(month)) return NotFound();
        if (!await Did<MonthsApi>(a => a.Declare(Worker, Month, Ct)))
        {
            await Show(month);
            return Page();
        }
        return DoneAt($"/my/months/{Month}",
            T[$"{T.Capital(T.Month(Month))} on ilmoitettu valmiiksi.", $"{T.Capital(T.Month(Month))} är anmäld klar.", $"{T.Month(Month)} is declared complete."],
            View.Entries.Count == 0
                ? T["Kuukauteen ei ole kirjattu mitään, eikä siitä makseta.", "Ingenting är antecknat för månaden, och inget betalas.", "Nothing is recorded in the month, and nothing is paid for it."]
                : T["Seuraavaksi koordinaattori hyväksyy tunnit, ja palkanlaskenta maksaa ne.", "Härnäst godkänner koordinatorn timmarna, och löneräkningen betalar dem.", "Next the coordinator approves the hours, and payroll pays them."]);
    }

    /// <summary>Where a part stands, and what comes next.</summary>
    public Text Explained(PartStatus status) => status switch
    {
        PartStatus.WaitsForDeclaration => new("ilmoita kuukausi valmiiksi, niin koordinaattori hyväksyy tunnit", "anmäl månaden klar, så godkänner koordinatorn timmarna", "declare the month complete, and the coordinator approves the hours"),
        PartStatus.WaitsForApproval => new("koordinaattori hyväksyy tunnit", "koordinatorn godkänner timmarna", "the coordinator approves the hours"),
        PartStatus.Approved => new("lähtee seuraavassa palkka-aineistossa", "följer med nästa löneunderlag", "goes with the next payroll export"),
        PartStatus.Exported => new("palkkio maksetaan maksupäivänä", "arvodet betalas på betalningsdagen", "the fee is paid on the payment day"),
    };

    /// <summary>Why a line can't be changed; null: it can.</summary>
    public Text? Fixed(Line line) => line switch
    {
        { Entry.Withdrawn: true } => new("Poistettu. Palkanlaskenta ottaa palkkion takaisin, kun koordinaattori on hyväksynyt poiston.",
            "Borttagen. Löneräkningen tar tillbaka arvodet när koordinatorn har godkänt det.",
            "Taken back. Payroll takes the fee back once the coordinator has approved it."),
        { Meeting: null, Entry.Kind: WorkKind.AitoValittajaMeeting } => new("Tapaaminen on poistettu prosessista.", "Träffen är borttagen ur processen.", "The meeting is taken out of its process."),
        _ => null,
    };

    public string LinkTo(Line line) => line.Meeting is { } meeting
        ? $"/my/meetings/{meeting.Process.Value}/{meeting.Id.Value}"
        : $"/my/months/{Month}/hours/{line.Entry!.Id.Value}";

}
