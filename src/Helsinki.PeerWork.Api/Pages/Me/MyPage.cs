using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Me;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Api.Me.MeApi;
using static Helsinki.PeerWork.Api.Me.MyMeetingsApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>A peer worker's own page: months, processes and the own record, as several of them speak of these.</summary>
public abstract class MyPage : PeerWorkPage
{
    /// <summary>Whose pages these are; a user who is linked to no record has none.</summary>
    protected Guid Worker => Caller.PeerWorker?.Value ?? throw new NotAnsweredException(Reply.NotFound);

    public YearMonth ThisMonth => YearMonth.Of(Today);

    public DateOnly Now => Today;

    protected Task<MonthView> ReadMonth(YearMonth month) => Read<MeApi, MonthView>(a => a.Month(month, Ct));

    protected Task<WorkerView> ReadSelf() => Read<PeerWorkersApi, WorkerView>(a => a.Read(Worker, Ct));

    /// <summary>Every process the worker mediates, the latest first.</summary>
    protected async Task<IReadOnlyList<MyProcess>> ReadProcesses(bool? open = null) =>
        (await Read<MeApi, Listed<MyProcess>>(a => a.Processes(Ct, open: open, size: 200))).Items;

    protected async Task<IReadOnlyList<MyMeeting>> ReadMeetings(ProcessId process) =>
        (await Read<MyMeetingsApi, Listed<MyMeeting>>(a => a.List(Ct, process: process.Value, size: 200))).Items;

    /// <summary>A choice among few, told as one when none was made.</summary>
    protected int Minutes(string name, int least, int most)
    {
        if (Fields.Typed(name) is not null) return Fields.Minutes(name, least, most);
        Fields.Wrong(name, T["Valitse yksi.", "Välj ett alternativ.", "Choose one."]);
        return default;
    }

    /// <summary>What a month amounts to, and the limit where there is something to say of it.</summary>
    protected async Task<string> SumOf(YearMonth month)
    {
        var view = await ReadMonth(month);
        var sum = T[$"Nyt {T.Month(month)}: {Amount(view)}.", $"Nu {T.Month(month)}: {Amount(view)}.", $"{T.Month(month)} now: {Amount(view)}."];
        return view.Forecast is { } forecast && MyWords.Of(T, forecast) is { } warning ? $"{sum} {warning}" : sum;
    }

    /// <summary>18 h 30 min · 370,00 €.</summary>
    public string Amount(MonthView month) => Amount(month.Minutes, month.Euros);

    public string Amount(int minutes, decimal euros) => $"{T.Hours(minutes)} · {T.Euros(euros)}";
}
