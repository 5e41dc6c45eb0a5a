using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Supervision;

namespace Helsinki.PeerWork.Api.Supervision;

/// <summary>One supervision session: when, for whom, who came. Of what was said nothing is recorded.</summary>
/// <param name="Start">Helsinki wall-clock time.</param>
/// <param name="Supervisor">Who leads it.</param>
public sealed record SessionView(
    SessionId Id, CentreCode Centre, DateOnly On, TimeOnly Start, SupervisionForm Form, SupervisionPurpose Purpose, UserId Supervisor, bool Cancelled,
    IReadOnlyList<ParticipantView> Participants) : IExample<SessionView>
{
    public static SessionView Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c26")), new("Malmi"), new(2026, 5, 20), new(14, 0), SupervisionForm.Group, SupervisionPurpose.Supervision,
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c21")), false, [new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), "Aino Esimerkki", true, true)]);

    public static SessionView Of(SessionRow row, IReadOnlyDictionary<PeerWorkerId, string> names) => new(
        row.Session, row.Centre, row.On, row.Start, row.Form, row.Purpose, row.Supervisor, row.Cancelled,
        [.. row.Participants.Select(p => new ParticipantView(p.Worker, names.GetValueOrDefault(p.Worker), p.Invited, p.Attended))]);
}

/// <param name="Invited">False: came without an invitation.</param>
public sealed record ParticipantView(PeerWorkerId Worker, string? Name, bool Invited, bool Attended);

/// <summary>A year of supervision, worker by month, with each month's coverage.</summary>
/// <param name="Months">Twelve, January first.</param>
public sealed record CoverageView(int Year, IReadOnlyList<CoverageRow> Workers, IReadOnlyList<CoverageSum> Months) : IExample<CoverageView>
{
    public static CoverageView Example => Of(
        2026,
        [new BoardRow(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), [.. Enumerable.Range(1, 12).Select(m => new BoardMonth(m < 6 ? BoardCell.Attended : BoardCell.None, true))])],
        new Dictionary<PeerWorkerId, string> { [new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20"))] = "Aino Esimerkki" });

    public static CoverageView Of(int year, IReadOnlyList<BoardRow> board, IReadOnlyDictionary<PeerWorkerId, string> names) => new(
        year,
        [.. board.Select(row => new CoverageRow(row.Worker, names.GetValueOrDefault(row.Worker), [.. row.Months.Select(m => m.Cell)]))],
        [.. Enumerable.Range(0, 12).Select(month => CoverageSum.Of([.. board.Select(row => row.Months[month]).Where(m => m.Active)]))]);
}

/// <param name="Months">Twelve, January first.</param>
public sealed record CoverageRow(PeerWorkerId Worker, string? Name, IReadOnlyList<BoardCell> Months);

/// <param name="Active">Workers with an agreement in force in the month.</param>
/// <param name="Attended">Those of them who attended a supervision in it.</param>
/// <param name="Coverage">0–1; null when nobody was active.</param>
public sealed record CoverageSum(int Active, int Attended, decimal? Coverage)
{
    public static CoverageSum Of(IReadOnlyCollection<BoardMonth> active)
    {
        var attended = active.Count(m => m.Cell == BoardCell.Attended);
        return new(active.Count, attended, active.Count == 0 ? null : decimal.Round((decimal)attended / active.Count, 4));
    }
}

/// <summary>Active workers without supervision: in the last whole month, and in both of the last two.</summary>
public sealed record OverdueView(IReadOnlyList<WithoutSupervision> LastMonth, IReadOnlyList<WithoutSupervision> TwoMonths) : IExample<OverdueView>
{
    public static OverdueView Example => new([new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), "Aino Esimerkki", new("Malmi"), new(2026, 3, 18))], []);
}

/// <param name="LastAttended">Day of the last supervision attended, ever; null: none.</param>
public sealed record WithoutSupervision(PeerWorkerId Worker, string? Name, CentreCode Centre, DateOnly? LastAttended);
