using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Agreements;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Projections.Tables.ColumnType;

namespace Helsinki.PeerWork.Projections.Supervision;

/// <summary>Supervision sessions, who was invited and who attended, and the months nobody attended in. Rides in the append.</summary>
public sealed class Sessions : IReadModel
{
    static readonly Table Planned = new("supervision_session", [new("session", Uuid)],
        [
            new("centre", Text), new("day", Date), new("start", Time), new("form", Text), new("purpose", Text), new("supervisor", Uuid),
            new("cancelled", ColumnType.Boolean),
        ],
        "create index {table}_day on {table} (day)");

    static readonly Table Participants = new("supervision_participant", [new("session", Uuid), new("worker", Uuid)],
        [new("invited", ColumnType.Boolean), new("attended", ColumnType.Boolean)],
        "create index {table}_worker on {table} (worker)");

    public string Name => "Sessions";
    public int Version => 1;
    public IReadOnlyList<Table> Tables { get; } = [Planned, Participants];

    public IReadOnlyCollection<Type> Handles { get; } =
    [
        typeof(SessionPlanned), typeof(WorkerInvited), typeof(WorkerAttended), typeof(AttendanceTakenBack),
            typeof(SessionMoved), typeof(SessionCancelled),
    ];

    public void Fold(Recorded e, Changes changes)
    {
        switch (e.Event)
        {
            case SessionPlanned s:
                changes.Set(Planned, e.Stream, ("centre", s.Centre), ("day", s.On), ("start", s.Start), ("form", s.Form), ("purpose", s.Purpose),
                    ("supervisor", s.Supervisor), ("cancelled", false));
                break;
            case WorkerInvited w: changes.Set(Participants, (e.Stream, w.Worker), ("invited", true)); break;
            case WorkerAttended w: changes.Set(Participants, (e.Stream, w.Worker), ("attended", true)); break;
            case AttendanceTakenBack w: changes.Set(Participants, (e.Stream, w.Worker), ("attended", false)); break;
            case SessionMoved s: changes.Set(Planned, e.Stream, ("day", s.On), ("start", s.Start)); break;
            case SessionCancelled: changes.Set(Planned, e.Stream, ("cancelled", true)); break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }
    }

    const string Select = """
        select s.*, p.workers, p.invited, p.attended
        from read.supervision_session s
        cross join lateral (
            select coalesce(array_agg(worker order by worker), array[]::uuid[]) as workers,
                   coalesce(array_agg(coalesce(invited, false) order by worker), array[]::boolean[]) as invited,
                   coalesce(array_agg(coalesce(attended, false) order by worker), array[]::boolean[]) as attended
            from read.supervision_participant p where p.session = s.session) p
        """;

    /// <summary>Sessions by day, the newest first or last.</summary>
    public static Task<Page<SessionRow>> List(NpgsqlDataSource db, SessionFilter filter, bool newestFirst, PageRequest page, CancellationToken ct) =>
        new Query(Select + """
             where ($1::text[] is null or s.centre = any($1)) and ($2::uuid is null or $2 = any(p.workers))
               and ($3::date is null or s.day >= $3) and ($4::date is null or s.day <= $4)
            """)
            .With(filter.Centres).With(filter.Worker?.Value).With(filter.From).With(filter.Until)
            .Page(db, newestFirst ? "day desc, start desc, session" : "day, start, session", page, Row, ct);

    public static Task<SessionRow?> One(NpgsqlDataSource db, SessionId session, CancellationToken ct) =>
        new Query(Select + " where s.session = $1").With(session.Value).One(db, Row, ct);

    /// <summary>
    /// A year of supervision: every worker with an agreement in force in it at the centres, and each of its months.
    /// A session is the worker's, wherever it was held; wellbeing support is no supervision.
    /// </summary>
    public static async Task<IReadOnlyList<BoardRow>> Board(
        NpgsqlDataSource db, int year, IReadOnlyCollection<CentreCode>? centres, CancellationToken ct)
    {
        var months = await new Query($"""
            with month as (
                select n, make_date($1, n, 1) as first, (make_date($1, n, 1) + interval '1 month - 1 day')::date as last
                from generate_series(1, 12) n),
            active as (
                select distinct m.n, a.worker
                from month m cross join lateral ({Workers.ActiveBetween("m.first", "m.last")}) a
                where $2::text[] is null or a.centre = any($2))
            select w.worker, m.n as month, a.n is not null as active, {Attended("w.worker", "m.first", "m.last")} as attended,
                   {Participated("w.worker", "m.first", "m.last", "p.invited")} as invited
            from (select distinct worker from active) w
            cross join month m
            left join active a on a.worker = w.worker and a.n = m.n
            order by w.worker, m.n
            """).With(year).With(centres).Rows(db, r => (
                Worker: r.Id<PeerWorkerId>("worker"), Active: r.Get<bool>("active"),
                Cell: r.Get<bool>("attended") ? BoardCell.Attended
                    : r.Get<bool>("invited") ? BoardCell.Invited
                    : r.Get<bool>("active") ? BoardCell.None
                    : BoardCell.NoAgreement), ct);
        return [.. months.GroupBy(m => m.Worker, (worker, cells) => new BoardRow(worker, [.. cells.Select(c => new BoardMonth(c.Cell, c.Active))]))];
    }

    /// <summary>Those active at the centres in the last whole calendar month who attended no supervision in it.</summary>
    public static Task<IReadOnlyList<WithoutSupervisionRow>> Overdue(
        NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, DateOnly today, CancellationToken ct) =>
        Without(db, centres, today, months: 1, ct);

    /// <summary>Those active at the centres in both of the last two whole calendar months who attended no supervision in either.</summary>
    public static Task<IReadOnlyList<WithoutSupervisionRow>> TwoMonthsWithout(
        NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, DateOnly today, CancellationToken ct) =>
        Without(db, centres, today, months: 2, ct);

    static Task<IReadOnlyList<WithoutSupervisionRow>> Without(
        NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, DateOnly today, int months, CancellationToken ct) =>
        new Query($"""
            with month as (
                select first, (first + interval '1 month - 1 day')::date as last
                from (select (date_trunc('month', $1::date) - make_interval(months => n))::date as first from generate_series(1, $2) n) f)
            select a.worker, a.centre,
                   (select max(s.day) from read.supervision_participant p join read.supervision_session s on s.session = p.session
                    where p.worker = a.worker and p.attended and s.purpose = 'Supervision' and not s.cancelled) as last_attended
            from month m cross join lateral ({Workers.ActiveBetween("m.first", "m.last")}) a
            where $3::text[] is null or a.centre = any($3)
            group by a.worker, a.centre
            having count(*) = $2 and not bool_or({Attended("a.worker", "m.first", "m.last")})
            order by last_attended nulls first, a.centre, a.worker
            """).With(today).With(months).With(centres).Rows(db, r => new WithoutSupervisionRow(
                r.Id<PeerWorkerId>("worker"), r.Centre("centre"), r.Get<DateOnly?>("last_attended")), ct);

    static string Attended(string worker, string first, string last) => Participated(worker, first, last, "p.attended");

    static string Participated(string worker, string first, string last, string how) => $"""
        exists (
            select from read.supervision_participant p join read.supervision_session s on s.session = p.session
            where p.worker = {worker} and {how} and s.day between {first} and {last} and s.purpose = 'Supervision' and not s.cancelled)
        """;

    static SessionRow Row(NpgsqlDataReader r) => new(
        r.Id<SessionId>("session"), r.Centre("centre"), r.Get<DateOnly>("day"), r.Get<TimeOnly>("start"), r.OneOf<SupervisionForm>("form"),
        r.OneOf<SupervisionPurpose>("purpose"), r.Id<UserId>("supervisor"), r.Get<bool>("cancelled"),
        [.. r.Ids<PeerWorkerId>("workers").Zip(r.Get<bool[]>("invited"), r.Get<bool[]>("attended"))
            .Select(p => new ParticipantRow(p.First, p.Second, p.Third))]);
}

/// <summary>Null is no limit.</summary>
public sealed record SessionFilter(
    IReadOnlyCollection<CentreCode>? Centres = null, PeerWorkerId? Worker = null, DateOnly? From = null, DateOnly? Until = null);

public sealed record SessionRow(
    SessionId Session, CentreCode Centre, DateOnly On, TimeOnly Start, SupervisionForm Form, SupervisionPurpose Purpose, UserId Supervisor,
    bool Cancelled, IReadOnlyList<ParticipantRow> Participants);

public sealed record ParticipantRow(PeerWorkerId Worker, bool Invited, bool Attended);

public enum BoardCell { NoAgreement, None, Invited, Attended }

/// <param name="Active">An agreement was in force at the centres asked about: the month counts in the coverage.</param>
public sealed record BoardMonth(BoardCell Cell, bool Active);

/// <param name="Months">Twelve, January first.</param>
public sealed record BoardRow(PeerWorkerId Worker, IReadOnlyList<BoardMonth> Months);

/// <param name="LastAttended">Day of the last supervision attended, ever; null: none.</param>
public sealed record WithoutSupervisionRow(PeerWorkerId Worker, CentreCode Centre, DateOnly? LastAttended);
