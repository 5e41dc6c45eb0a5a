using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.PeerWorkers;
using Helsinki.PeerWork.Api.Supervision;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Supervision;

namespace Helsinki.PeerWork.Api.Pages.Supervision;

/// <summary>Who has been without supervision, which sessions wait, and the year on one board.</summary>
public sealed class SupervisionPage : PeerWorkPage
{
    const int YearsBack = 4;

    /// <summary>How long a session whose attendance nobody recorded is asked about.</summary>
    const int DaysToRecord = 60;

    public int Year { get; private set; }

    /// <summary>Null: all own centres.</summary>
    public string? Centre { get; private set; }

    public IReadOnlyList<string> Centres => [.. Caller.CentresAs(Role.Coordinator).Select(c => c.Value).Order(T.Order)];

    public IEnumerable<int> Years => Enumerable.Range(Today.Year - YearsBack, YearsBack + 2).Reverse();

    public CoverageView Coverage { get; private set; } = null!;

    /// <summary>Whoever has been without the longest first.</summary>
    public IReadOnlyList<CoverageRow> Rows { get; private set; } = [];

    /// <summary>Without in both of the last two months.</summary>
    public IReadOnlyList<WithoutSupervision> TwoMonths { get; private set; } = [];

    /// <summary>Without last month, but not longer.</summary>
    public IReadOnlyList<WithoutSupervision> OneMonth { get; private set; } = [];

    /// <summary>Held, and nobody has written down who came.</summary>
    public IReadOnlyList<SessionView> ToRecord { get; private set; } = [];

    public IReadOnlyList<SessionView> Coming { get; private set; } = [];

    /// <summary>Of the year looked at, the newest first.</summary>
    public IReadOnlyList<SessionView> Past { get; private set; } = [];

    public bool IsAhead(int month) => new DateOnly(Year, month, 1) > Today;

    public bool IsNow(int month) => (Year, month) == (Today.Year, Today.Month);

    /// <summary>The next supervision somebody is invited to.</summary>
    public SessionView? NextOf(PeerWorkerId worker) => Coming.LastOrDefault(s => s.Participants.Any(p => p.Worker == worker && p.Invited));

    public async Task OnGet(int? year, string? centre)
    {
        Centre = Centres.Contains(centre) ? centre : null;
        Year = year is { } asked && Years.Contains(asked) ? asked : Today.Year;
        Coverage = await Read<SupervisionApi, CoverageView>(a => a.Coverage(Ct, year: Year, centre: Centre));
        var overdue = await Read<SupervisionApi, OverdueView>(a => a.Overdue(Ct, centre: Centre));
        TwoMonths = overdue.TwoMonths;
        OneMonth = [.. overdue.LastMonth.Where(w => overdue.TwoMonths.All(t => (t.Worker, t.Centre) != (w.Worker, w.Centre)))];
        Rows = [.. Coverage.Workers.OrderBy(r => RankOf(r.Worker)).ThenBy(r => T.NameOf(r.Name), T.Order)];

        var ahead = await Read<SupervisionApi, Listed<SessionView>>(a => a.List(Ct, centre: Centre, from: Today, size: 200));
        Coming = [.. ahead.Items.Where(s => !s.Cancelled)];
        var recent = await Read<SupervisionApi, Listed<SessionView>>(a => a.List(Ct, centre: Centre, from: Today.AddDays(-DaysToRecord), until: Today, size: 200));
        ToRecord = [.. recent.Items.Where(s => !s.Cancelled && s.Participants.Count > 0 && !s.Participants.Any(p => p.Attended))];
        var last = Year == Today.Year ? Today.AddDays(-1) : new(Year, 12, 31);
        Past = Year > Today.Year ? [] : (await Read<SupervisionApi, Listed<SessionView>>(a => a.List(Ct, centre: Centre, from: new DateOnly(Year, 1, 1), until: last, size: 200))).Items;
    }

    int RankOf(PeerWorkerId worker) => TwoMonths.Any(w => w.Worker == worker) ? 0 : OneMonth.Any(w => w.Worker == worker) ? 1 : 2;

    /// <summary>Its look on the board.</summary>
    public static string MarkOf(BoardCell cell) => cell switch
    {
        BoardCell.Attended => "attended",
        BoardCell.Invited => "invited",
        BoardCell.None => "none",
        BoardCell.NoAgreement => "absent",
    };
}
