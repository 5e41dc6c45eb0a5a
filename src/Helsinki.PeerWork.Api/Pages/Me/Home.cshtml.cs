using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Me;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Projections.Agreements;
using Helsinki.PeerWork.Projections.AitoValittaja;
using static Helsinki.PeerWork.Api.Hours.RemindersApi;
using static Helsinki.PeerWork.Api.Me.MeApi;
using static Helsinki.PeerWork.Api.Me.MySessionsApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>Where a peer worker begins: this month, what waits, and the two things done most.</summary>
public sealed class HomePage : MyPage
{
    /// <summary>A month that waits to be declared, with what is in it.</summary>
    public sealed record Waiting(YearMonth Month, MyReminderView Reminder, MonthView View);

    /// <summary>False: the user is a peer worker, but nobody has said which.</summary>
    public bool IsKnown => Caller.PeerWorker is not null;

    public WorkerView Self { get; private set; } = null!;

    public MonthView Month { get; private set; } = null!;

    public bool LimitShared { get; private set; }

    public IReadOnlyList<Waiting> Waits { get; private set; } = [];

    public int MoreWait { get; private set; }

    public IReadOnlyList<MyProcess> Processes { get; private set; } = [];

    /// <summary>The next one that is not cancelled; null: none is planned.</summary>
    public MySession? NextSession { get; private set; }

    /// <summary>Cancelled ones ahead: who was invited should know.</summary>
    public IReadOnlyList<MySession> Cancelled { get; private set; } = [];

    /// <summary>How many of what waits are shown with their sums; the others are named.</summary>
    const int ShownWaiting = 3;

    public async Task OnGet()
    {
        if (!IsKnown) return;
        (Self, Month) = (await ReadSelf(), await ReadMonth(ThisMonth));
        if (Month.Forecast?.Limit is not null) LimitShared = (await Read<MeApi, MonthlyLimit>(a => a.ReadLimit(Ct))).Shared;
        Processes = [.. (await ReadProcesses(open: true)).OrderBy(p => p.Code, StringComparer.Ordinal)];
        var sessions = (await Read<MySessionsApi, Listed<MySession>>(a => a.List(Ct))).Items;
        NextSession = sessions.FirstOrDefault(s => !s.Cancelled);
        Cancelled = [.. sessions.Where(s => s.Cancelled)];
        var reminders = (await Read<RemindersApi, Listed<MyReminderView>>(a => a.Mine(Ct))).Items;
        List<Waiting> waits = [];
        foreach (var reminder in reminders.Take(ShownWaiting))
        {
            var month = YearMonth.Parse(reminder.Month, null);
            waits.Add(new(month, reminder, await ReadMonth(month)));
        }
        (Waits, MoreWait) = (waits, reminders.Count - waits.Count);
    }

    /// <summary>Before the agreement of boundaries there is nothing to report.</summary>
    public static bool HasBegun(MyProcess process) => process.BeganOn is not null;

    /// <summary>Given name, as people are greeted.</summary>
    public string? GivenName => Self.Name?.Split(' ')[0];

    /// <summary>The agreement in force today that lasts longest; null: none is.</summary>
    public AgreementView? Agreement => Self.Agreements.Where(a => IsInForce(a, Now)).MaxBy(a => a.Until);

    /// <summary>What follows it, where something is signed already.</summary>
    public AgreementView? NextAgreement => Self.Agreements.Where(a => a.Phase == AgreementPhase.Signed && a.From > Now).MinBy(a => a.From);

    static bool IsInForce(AgreementView a, DateOnly day) => a.Phase != AgreementPhase.Drafted && a.From <= day && day <= a.Until;

    public decimal? RateToday => Agreement?.Rates.Where(r => r.From <= Now).MaxBy(r => r.From)?.Rate;

    public int TicketsThisYear => Self.TravelTickets.Where(t => t.On.Year == Now.Year).Sum(t => t.Tickets);

    public TicketRow? LatestTickets => Self.TravelTickets.MaxBy(t => t.On);

    public Text PhaseOf(MyProcess process) => process.Phase == ProcessPhase.Suggested
        ? new("alkaa aloitustapaamisesta", "börjar med det inledande mötet", "begins with the onboarding meeting")
        : new("alkaa, kun yhteydenpidosta, rajoista ja luottamuksellisuudesta on sovittu", "börjar när ni har kommit överens om kontakten, gränserna och konfidentialiteten", "begins when contact, boundaries and confidentiality are agreed");
}
