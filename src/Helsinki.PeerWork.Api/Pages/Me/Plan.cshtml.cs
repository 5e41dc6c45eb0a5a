using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Me;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Me.PlanApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>What a peer worker means to do in a month, as a note of their own.</summary>
public sealed class PlanPage : MyPage
{
    static readonly IReadOnlyList<int> Lengths = [60, 90, 120, 150, 180, 240];

    public YearMonth Month { get; private set; }

    public IReadOnlyList<PlannedItem> Plan { get; private set; } = [];

    /// <summary>Of the own personal data.</summary>
    public long Version { get; private set; }

    public IReadOnlyList<WorkChoice> Works { get; private set; } = [];

    public IReadOnlyList<ForecastView> Forecasts { get; private set; } = [];

    public bool IsOver => Last < Today;

    public IReadOnlyList<Choice> LengthsChoices => [.. Lengths.Select(m => new Choice($"{m}", T.Hours(m)))];

    DateOnly First => new(Month.Year, Month.Month, 1);

    DateOnly Last => First.AddMonths(1).AddDays(-1);

    public YearMonth Before => YearMonth.Of(First.AddMonths(-1));

    public YearMonth After => YearMonth.Of(First.AddMonths(1));

    public string Line(PlannedItem item) =>
        $"{T.Weekday(item.On)}{(item.Start is { } start ? $" {T["klo ", "kl. ", ""]}{T.Time(start)}" : "")}, {T.Hours(item.Minutes)}, {T[WorkWords.Of(item.Kind)]}, {item.Centre}";

    public async Task<IActionResult> OnGet(string? month) => await Show(month) ? Page() : NotFound();

    async Task<bool> Show(string? text)
    {
        if (text is null) Month = ThisMonth;
        else if (YearMonth.TryParse(text, null, out var month)) Month = month;
        else return false;
        (Plan, Version) = await ReadWithVersion<PlanApi, IReadOnlyList<PlannedItem>>(a => a.Read(Month, Ct));
        Works = [.. WorkChoice.Of(await ReadSelf(), First, Last).DistinctBy(w => (w.Centre, w.Kind))];
        Forecasts = await Read<PlanApi, IReadOnlyList<ForecastView>>(a => a.Forecast(Month, Ct));
        return true;
    }

    public async Task<IActionResult> OnPost(string? month)
    {
        if (!await Show(month)) return NotFound();
        var (work, minutes, on) = (WorkChoice.Parse(Fields.Text("work")), Minutes("minutes", 1, 1440), DayOfMonth());
        var start = Fields.Typed("start") is null ? (TimeOnly?)null : Fields.Time("start");
        if (!Fields.AllRight || work is null || !await Did<PlanApi>(a => a.Replace(Month, Plan.Append(new(on, minutes, work.Centre, work.Kind, start)).ToList(), Ct)))
        {
            await Show(month);
            return Page();
        }
        return await Done(T[$"Suunnitelmaan lisättiin {T.Weekday(on)}, {T.Hours(minutes)}.", $"{T.Weekday(on)}, {T.Hours(minutes)}, lades till i planen.", $"{T.Weekday(on)}, {T.Hours(minutes)}, is added to the plan."]);
    }

    /// <summary>Plans are of days to come: 15. or 15.12. is that day of the month.</summary>
    DateOnly DayOfMonth()
    {
        if (Fields.Typed("on")?.TrimEnd('.') is { } text && int.TryParse(text, out var day) && day >= 1 && day <= Last.Day) return new(Month.Year, Month.Month, day);
        var on = Fields.Day("on", Last);
        if (Fields.AllRight && YearMonth.Of(on) != Month)
            Fields.Wrong("on", T[$"Päivä ei ole tässä kuukaudessa ({T.Month(Month)}).", $"Dagen är inte i den här månaden ({T.Month(Month)}).", $"The day is not in this month ({T.Month(Month)})."]);
        return on;
    }

    public async Task<IActionResult> OnPostRemove(string? month)
    {
        if (!await Show(month)) return NotFound();
        var item = Fields.Whole("item", 0, Plan.Count - 1);
        var removed = Fields.AllRight ? Plan[item] : null;
        if (removed is null || !await Did<PlanApi>(a => a.Replace(Month, Plan.Where((_, i) => i != item).ToList(), Ct)))
        {
            await Show(month);
            return Page();
        }
        return await Done(T[$"Suunnitelmasta poistettiin {Line(removed)}.", $"Ur planen togs bort {Line(removed)}.", $"{Line(removed)} is taken out of the plan."]);
    }

    async Task<IActionResult> Done(string what)
    {
        await Show(Month.ToString());
        var forecast = Forecasts[0];
        var sum = T[$"{T.Capital(T.Month(Month))} maksaisi nyt {T.Euros(forecast.Total)}.", $"{T.Capital(T.Month(Month))} skulle nu ge {T.Euros(forecast.Total)}.", $"{T.Month(Month)} would now pay {T.Euros(forecast.Total)}."];
        return DoneAt($"/my/plan/{Month}", what, MyWords.Of(T, forecast) is { } warning ? $"{sum} {warning}" : sum);
    }

    protected override async Task<IReadOnlyList<string>> Since(long version)
    {
        await Show(Month.ToString());
        return
        [
            T["Suunnitelmaasi tai rajaasi muutettiin toisessa ikkunassa tai laitteessa.", "Din plan eller gräns ändrades i ett annat fönster eller på en annan enhet.", "Your plan or limit was changed in another window or on another device."],
            .. Plan.Select(Line),
        ];
    }
}
