using System.Diagnostics;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.EventStore;
using Helsinki.PeerWork.Projections.Agreements;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.EventStore.ColumnType;

namespace Helsinki.PeerWork.Projections.Hours;

/// <summary>Monthly hours: what was done, what is approved and what payroll was told. Rides in the append.</summary>
public sealed class Months : IProjection
{
    static readonly Table Opened = new("month", [new("stream", Uuid)],
        [
            new("worker", Uuid), new("year", Integer), new("month", Integer), new("declared_on", Date),
            new("returned_by_centre", Text), new("return_reason", Text),
        ],
        "create unique index {table}_of_worker on {table} (worker, year, month); create index {table}_time on {table} (year, month)");

    // A meeting moved to another month keeps its entry id there: the month is part of the key.
    static readonly Table Entries = new("month_entry", [new("stream", Uuid), new("entry", Uuid)],
        [
            new("day", Date), new("start", Time), new("minutes", Integer), new("centre", Text), new("kind", Text), new("form", Text),
            new("agreement", Uuid), new("rate", Numeric), new("fee", Numeric), new("income_type", Text), new("withdrawn", ColumnType.Boolean),
            new("changed_version", Bigint), new("exported_version", Bigint),
        ]);

    static readonly Table Parts = new("month_part", [new("stream", Uuid), new("centre", Text)],
        [new("approved_version", Bigint), new("approved_at", Timestamp), new("approved_by", Text), new("withdrawn_version", Bigint)]);

    static readonly Table Lines = new("payroll_line", [new("line", Uuid)],
        [
            new("export", Uuid), new("stream", Uuid), new("entry", Uuid), new("version", Bigint), new("centre", Text), new("kind", Text),
            new("day", Date), new("minutes", Integer), new("rate", Numeric), new("amount", Numeric), new("income_type", Text),
            new("reverses", Uuid), new("replaces", Uuid), new("nature", Text), new("status", Text), new("rejection_reason", Text),
        ],
        """
        create index {table}_entry on {table} (stream, entry);
        create index {table}_export on {table} (export);
        create index {table}_reverses on {table} (reverses) where reverses is not null;
        create index {table}_replaces on {table} (replaces) where replaces is not null
        """);

    public string Name => "Months";
    public int Version => 1;
    public IReadOnlyList<Table> Tables { get; } = [Opened, Entries, Parts, Lines];

    public IReadOnlyCollection<Type> Handles { get; } =
    [
        typeof(MonthOpened), typeof(HoursRecorded), typeof(HoursCorrected), typeof(HoursWithdrawn), typeof(MonthDeclared), typeof(PartApproved),
        typeof(PartReturned), typeof(ApprovalWithdrawn), typeof(LineExported), typeof(LineClassed), typeof(LineReplaces),
        typeof(LineAccepted), typeof(LineRejected),
    ];

    public void Fold(Recorded e, Changes changes)
    {
        switch (e.Event)
        {
            case MonthOpened o: changes.Set(Opened, e.Stream, ("worker", o.Worker), ("year", o.Year), ("month", o.Month)); break;
            case HoursRecorded r: Entry(r.Entry, r.Work); break;
            case HoursCorrected c: Entry(c.Entry, c.Work); break;
            case HoursWithdrawn w: changes.Set(Entries, (e.Stream, w.Entry), ("withdrawn", true), ("changed_version", e.Version)); break;
            case MonthDeclared d:
                changes.Set(Opened, e.Stream, ("declared_on", d.On), ("returned_by_centre", null), ("return_reason", null));
                break;
            case PartApproved p:
                changes.Set(Parts, (e.Stream, p.Centre), ("approved_version", e.Version), ("approved_at", e.At), ("approved_by", e.By));
                break;
            case PartReturned p:
                changes.Set(Opened, e.Stream, ("declared_on", null), ("returned_by_centre", p.Centre), ("return_reason", p.Reason));
                break;
            case ApprovalWithdrawn a: changes.Set(Parts, (e.Stream, a.Centre), ("withdrawn_version", e.Version)); break;
            case LineExported l:
                changes.Set(Lines, l.Line, ("export", l.Export), ("stream", e.Stream), ("entry", l.Entry), ("version", e.Version),
                    ("centre", l.Centre), ("kind", l.Kind), ("day", l.On), ("minutes", l.Minutes), ("rate", l.Rate),
                    ("amount", l.Amount), ("income_type", l.IncomeType), ("reverses", l.Reverses), ("status", nameof(LineStatus.Sent)));
                changes.Set(Entries, (e.Stream, l.Entry), ("exported_version", e.Version));
                break;
            case LineClassed l: changes.Set(Lines, l.Line, ("nature", l.Nature)); break;
            case LineReplaces l: changes.Set(Lines, l.Line, ("replaces", l.Replaced)); break;
            case LineAccepted l: changes.Set(Lines, l.Line, ("status", nameof(LineStatus.Accepted))); break;
            case LineRejected l:
                changes.Set(Lines, l.Line, ("status", nameof(LineStatus.Rejected)), ("rejection_reason", l.Reason));
                break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }

        void Entry(EntryId entry, Work w) => changes.Set(Entries, (e.Stream, entry), ("day", w.On), ("start", w.Start), ("minutes", w.Minutes),
            ("centre", w.Centre), ("kind", w.Kind), ("form", w.Form), ("agreement", w.Agreement),
            ("rate", w.Rate), ("fee", w.Fee()), ("income_type", w.IncomeType), ("withdrawn", false), ("changed_version", e.Version));
    }

    // Says of each entry what the month's decider says, from versions and lines: `told` when payroll, if it takes what it has, knows the
    // right fee; approved by its centre's part, or by having been exported since, unless the approval of an untold one was withdrawn after.
    // Only an entry that was touched since can be open: that much is known without its lines, so that years of settled ones need not be looked at.
    const string Entry = """
        select e.*, m.worker, m.year, m.month, m.declared_on, o.told,
               greatest(e.changed_version, p.withdrawn_version) >= greatest(p.approved_version, e.exported_version, 0) as touched,
               case
                   when not a.approved then 'Open'
                   when o.told and h.unanswered then 'Sent'
                   when o.told and e.fee <> 0 and not e.withdrawn then 'Accepted'
                   when o.told then 'Approved'
                   when h.unanswered then 'AwaitsAnswer'
                   when h.last_status = 'Rejected' and e.exported_version > e.changed_version then 'Rejected'
                   else 'Approved'
               end as state
        from read.month_entry e
        join read.month m on m.stream = e.stream
        left join read.month_part p on p.stream = e.stream and p.centre = e.centre
        cross join lateral (
            select count(*) as lines, coalesce(bool_or(l.status = 'Sent'), false) as unanswered,
                   coalesce(sum(l.amount) filter (where l.status <> 'Rejected'), 0) as handed,
                   (array_agg(l.status order by l.version desc))[1] as last_status,
                   coalesce(bool_or(
                       l.status <> 'Rejected' and l.reverses is null
                       and (l.centre, l.kind, l.day, l.minutes, l.rate, l.income_type) = (e.centre, e.kind, e.day, e.minutes, e.rate, e.income_type)
                       and not exists (select from read.payroll_line r where r.reverses = l.line and r.status <> 'Rejected')), false) as kept
            from read.payroll_line l where l.stream = e.stream and l.entry = e.entry) h
        cross join lateral (
            select case when e.withdrawn or e.fee = 0 then h.handed = 0 else h.kept and h.handed = e.fee end as told,
                   greatest(p.approved_version, e.exported_version, 0) as approved_version) o
        cross join lateral (
            select o.approved_version > e.changed_version
                   and (o.approved_version > coalesce(p.withdrawn_version, 0) or (o.told and h.lines > 0)) as approved) a
        where not (e.withdrawn and h.handed = 0)
        """;

    const string Sums = """
        (count(*) filter (where not withdrawn))::int as entries, coalesce(sum(minutes) filter (where not withdrawn), 0)::int as minutes,
        coalesce(sum(fee) filter (where not withdrawn), 0) as fee, (count(*) filter (where state = 'Open'))::int as unapproved,
        (count(*) filter (where state <> 'Open' and not told))::int as to_export,
        (count(*) filter (where state in ('Approved', 'Rejected') and not told))::int as due
        """;

    const string Waits = """
        case when declared_on is null then 'Declaration' when unapproved > 0 then 'Approval' when to_export > 0 then 'Export' end
        """;

    /// <summary>
    /// A row for each worker, centre and month between two first days of months: whoever has hours there, an agreement in force or a line payroll
    /// owes an answer, so that those who have declared nothing are seen too. Every list of who waits for whom is this one.
    /// </summary>
    /// <param name="first">SQL of a day, as is <paramref name="last"/>.</param>
    /// <param name="entries">Which entries are counted, in SQL, as <paramref name="lines"/>.</param>
    static string Rows(string first, string last, string entries = "true", string lines = "true") => $"""
        period as (
            select t::date as first, extract(year from t)::int as year, extract(month from t)::int as month
            from generate_series({first}::timestamp, {last}::timestamp, interval '1 month') t),
        entry as (select * from ({Entry}) e where (e.year, e.month) >= {YearAndMonth(first)} and (e.year, e.month) <= {YearAndMonth(last)} and {entries}),
        part as (select worker, centre, year, month, {Sums} from entry group by worker, centre, year, month),
        line as (
            select m.worker, l.centre, m.year, m.month, count(*)::int as lines, (count(*) filter (where l.status = 'Sent'))::int as unanswered
            from read.payroll_line l join read.month m on m.stream = l.stream
            where (m.year, m.month) >= {YearAndMonth(first)} and (m.year, m.month) <= {YearAndMonth(last)} and {lines}
            group by m.worker, l.centre, m.year, m.month),
        counted as (
            select w.worker, w.centre, m.stream, w.year, w.month, m.declared_on, m.returned_by_centre, m.return_reason,
                   p.approved_at, p.approved_by, coalesce(s.entries, 0) as entries, coalesce(s.minutes, 0) as minutes,
                   coalesce(s.fee, 0) as fee, coalesce(s.unapproved, 0) as unapproved, coalesce(s.to_export, 0) as to_export,
                   coalesce(s.due, 0) as due, coalesce(l.lines, 0) as lines, coalesce(l.unanswered, 0) as unanswered
            from (
                select worker, centre, year, month from part
                union
                select worker, centre, year, month from line where unanswered > 0
                union
                select a.worker, a.centre, t.year, t.month
                from period t cross join lateral ({Workers.ActiveBetween("t.first", "(t.first + interval '1 month - 1 day')::date")}) a) w
            left join part s on s.worker = w.worker and s.centre = w.centre and s.year = w.year and s.month = w.month
            left join line l on l.worker = w.worker and l.centre = w.centre and l.year = w.year and l.month = w.month
            left join read.month m on m.worker = w.worker and m.year = w.year and m.month = w.month
            left join read.month_part p on p.stream = m.stream and p.centre = w.centre),
        row as (
            select *, case
                when declared_on is null then 'Worker' when unapproved > 0 then 'Coordinators' when due > 0 then 'PayrollExport'
                when unanswered > 0 then 'PayrollAnswer' else 'Nobody' end as waits_for
            from counted)
        """;

    static string YearAndMonth(string day) => $"(extract(year from {day})::int, extract(month from {day})::int)";

    /// <summary>One month at the centres, a row for each worker and centre.</summary>
    public static Task<Page<MonthRow>> Overview(
        NpgsqlDataSource db, MonthFilter filter, Sort<MonthColumn> sort, PageRequest page, CancellationToken ct) =>
        new Query($"""
            with {Rows("$1", "$1")}
            select * from row where ($2::text[] is null or centre = any($2)) and ($3::text[] is null or waits_for = any($3))
            """)
            .With(new DateOnly(filter.Year, filter.Month, 1)).With(filter.Centres).With(filter.WaitsFor?.Select(w => w.ToString()).ToArray())
            .Page(db, $"{ColumnOf(sort.By)} {(sort.Descending ? "desc" : "asc")} nulls last, centre, worker", page, Row, ct);

    /// <summary>
    /// What workers have to declare and coordinators to approve at the centres, in months from the first agreement up to one that begins on a day.
    /// Of entries and lines only those that wait are counted.
    /// </summary>
    /// <param name="worker">Null: everybody.</param>
    public static Task<IReadOnlyList<MonthRow>> WaitingForPeople(
        NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, PeerWorkerId? worker, DateOnly until, CancellationToken ct) =>
        new Query($"""
            with beginning as (
                select coalesce(date_trunc('month', least(
                    (select min(valid_from) from read.worker_agreement where phase <> 'Drafted'), (select min(make_date(year, month, 1)) from read.month))), $1)::date as first),
            {Rows("(select first from beginning)", "$1", "(e.touched or e.declared_on is null) and ($3::uuid is null or e.worker = $3)", "l.status = 'Sent'")}
            select * from row
            where waits_for in ('Worker', 'Coordinators') and ($2::text[] is null or centre = any($2)) and ($3::uuid is null or worker = $3)
            order by year, month, worker, centre
            """)
            .With(until).With(centres).With(worker?.Value).Rows(db, Row, ct);

    /// <summary>How much of each month of a period is open at the centres; a month of which nothing is known has no row.</summary>
    /// <param name="from">First day of a month, as is <paramref name="until"/>.</param>
    public static Task<IReadOnlyList<OpenRow>> Open(
        NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, DateOnly from, DateOnly until, CancellationToken ct) =>
        new Query($"""
            with {Rows("$1", "$2")}
            select year, month, (count(distinct worker) filter (where waits_for = 'Worker'))::int as undeclared,
                   (count(*) filter (where unapproved > 0))::int as unapproved, sum(due)::int as due, sum(unanswered)::int as unanswered
            from row where $3::text[] is null or centre = any($3)
            group by year, month
            """)
            .With(from).With(until).With(centres).Rows(db, r => new OpenRow(
                r.Get<int>("year"), r.Get<int>("month"), r.Get<int>("undeclared"), r.Get<int>("unapproved"), r.Get<int>("due"), r.Get<int>("unanswered")), ct);

    static MonthRow Row(NpgsqlDataReader r) => new(
        r.Id<PeerWorkerId>("worker"), r.Centre("centre"), r.Get<Guid?>("stream"), r.Get<int>("year"), r.Get<int>("month"),
        r.Get<DateOnly?>("declared_on"), r.CentreOrNull("returned_by_centre"), r.OneOfOrNull<ReturnReason>("return_reason"),
        r.Get<DateTimeOffset?>("approved_at"), r.Get<string?>("approved_by"), r.Get<int>("entries"), r.Get<int>("minutes"),
        r.Get<decimal>("fee"), r.Get<int>("unapproved"), r.Get<int>("to_export"), r.Get<int>("due"), r.Get<int>("lines"), r.Get<int>("unanswered"),
        r.OneOf<WaitsFor>("waits_for"));

    /// <summary>All months of a worker, the newest first.</summary>
    public static Task<IReadOnlyList<WorkerMonthRow>> Of(NpgsqlDataSource db, PeerWorkerId worker, CancellationToken ct) =>
        new Query($"""
            with entry as (select * from ({Entry}) e where e.worker = $1),
            month as (select stream, {Sums} from entry group by stream)
            select *, {Waits} as waits
            from (
                select m.stream, m.year, m.month, m.declared_on, m.returned_by_centre, m.return_reason, coalesce(s.entries, 0) as entries,
                       coalesce(s.minutes, 0) as minutes, coalesce(s.fee, 0) as fee, coalesce(s.unapproved, 0) as unapproved,
                       coalesce(s.to_export, 0) as to_export
                from read.month m left join month s on s.stream = m.stream
                where m.worker = $1) m
            order by year desc, month desc
            """).With(worker.Value).Rows(db, r => new WorkerMonthRow(
                r.Get<Guid>("stream"), r.Get<int>("year"), r.Get<int>("month"), r.Get<DateOnly?>("declared_on"), r.CentreOrNull("returned_by_centre"),
                r.OneOfOrNull<ReturnReason>("return_reason"), r.Get<int>("entries"), r.Get<int>("minutes"), r.Get<decimal>("fee"),
                r.Get<int>("unapproved"), r.OneOfOrNull<MonthWaits>("waits")), ct);

    /// <summary>A worker's entries of one month in order of time; withdrawn ones only while payroll holds a fee for them.</summary>
    public static Task<IReadOnlyList<EntryRow>> EntriesOf(NpgsqlDataSource db, PeerWorkerId worker, int year, int month, CancellationToken ct) =>
        new Query($"select * from ({Entry}) e where e.worker = $1 and e.year = $2 and e.month = $3 order by day, start, entry")
            .With(worker.Value).With(year).With(month).Rows(db, r => new EntryRow(
                r.Id<EntryId>("entry"), r.Get<DateOnly>("day"), r.Get<TimeOnly>("start"), r.Get<int>("minutes"), r.Centre("centre"),
                r.OneOf<WorkKind>("kind"), r.OneOf<EngagementForm>("form"), r.IdOrNull<AgreementId>("agreement"), r.Get<decimal?>("rate"),
                r.Get<decimal>("fee"), r.Get<bool>("withdrawn"), r.OneOf<EntryState>("state")), ct);

    /// <summary>
    /// Months that may have something for an export up to a day. More than will have: the month itself decides what is approved and due.
    /// </summary>
    public static Task<IReadOnlyList<Guid>> ExportCandidates(NpgsqlDataSource db, DateOnly until, CancellationToken ct) =>
        new Query("""
            select m.stream
            from read.month m
            where make_date(m.year, m.month, 1) <= $1
              and m.stream in (
                  select e.stream
                  from read.month_entry e
                  left join (
                      select stream, entry, coalesce(sum(amount) filter (where status <> 'Rejected'), 0) as handed,
                             max(version) filter (where status = 'Rejected') = max(version) as rejected
                      from read.payroll_line group by stream, entry) l on l.stream = e.stream and l.entry = e.entry
                  where coalesce(l.handed, 0) <> case when e.withdrawn then 0 else e.fee end
                     or l.rejected or e.exported_version < e.changed_version)
            order by m.year, m.month, m.stream
            """).With(until).Rows(db, r => r.Get<Guid>("stream"), ct);

    /// <summary>Work that was taken out of another month of the same worker where payroll was sent a fee of it: a row for each such month.</summary>
    /// <param name="months">Where the work is now.</param>
    public static Task<IReadOnlyList<MovedRow>> MovedInto(NpgsqlDataSource db, IReadOnlyCollection<Guid> months, CancellationToken ct) =>
        new Query("""
            select distinct on (e.stream, e.entry, gone.stream) e.stream, e.entry, gone.stream as there,
                   case when x.number > h.number and x.number = max(x.number) over (partition by e.stream, e.entry) then l.line end as line
            from read.month_entry e
            join read.month here on here.stream = e.stream
            join read.month there on there.worker = here.worker and there.stream <> here.stream
            join read.month_entry gone on gone.stream = there.stream and gone.entry = e.entry and gone.withdrawn
            join read.payroll_line l on l.stream = gone.stream and l.entry = gone.entry and l.reverses is null
            join read.payroll_export x on x.export = l.export
            cross join lateral (
                select coalesce(max(hx.number), 0) as number from read.payroll_line hl join read.payroll_export hx on hx.export = hl.export
                where hl.stream = e.stream and hl.entry = e.entry and hl.reverses is null) h
            where e.stream = any($1) and not e.withdrawn
            order by e.stream, e.entry, gone.stream, x.number desc
            """).With(months.ToArray()).Rows(db, r => new MovedRow(
                r.Get<Guid>("stream"), r.Id<EntryId>("entry"), r.Get<Guid>("there"), r.IdOrNull<LineId>("line")), ct);

    /// <summary>The lines of an export by worker and day: fees, then wages, then what nobody classed.</summary>
    public static Task<IReadOnlyList<PayrollLineRow>> LinesOf(NpgsqlDataSource db, ExportId export, CancellationToken ct) =>
        new Query("""
            select l.*, m.worker from read.payroll_line l join read.month m on m.stream = l.stream
            where l.export = $1 order by array_position(array['Fee', 'Wage'], l.nature), m.worker, l.day, l.version, l.line
            """).With(export.Value).Rows(db, r => new PayrollLineRow(
                r.Id<LineId>("line"), r.Id<ExportId>("export"), r.Get<Guid>("stream"), r.Id<EntryId>("entry"), r.Id<PeerWorkerId>("worker"),
                r.Centre("centre"), r.OneOf<WorkKind>("kind"), r.Get<DateOnly>("day"), r.Get<int>("minutes"), r.Get<decimal>("rate"),
                r.Get<decimal>("amount"), r.Get<string>("income_type"), r.IdOrNull<LineId>("reverses"), r.IdOrNull<LineId>("replaces"),
                r.OneOfOrNull<PayNature>("nature"), r.OneOf<LineStatus>("status"), r.OneOfOrNull<RejectionReason>("rejection_reason")), ct);

    /// <summary>Which exports lines went with; a line nobody handed over is not among them.</summary>
    public static async Task<IReadOnlyDictionary<LineId, (ExportId Export, int Number)>> ExportsOf(NpgsqlDataSource db, IEnumerable<LineId> lines, CancellationToken ct) =>
        (await new Query("select l.line, l.export, x.number from read.payroll_line l join read.payroll_export x on x.export = l.export where l.line = any($1)")
            .With(lines.Select(l => l.Value).ToArray()).Rows(db, r => (Line: r.Id<LineId>("line"), Sent: (r.Id<ExportId>("export"), r.Get<int>("number"))), ct))
        .ToDictionary(r => r.Line, r => r.Sent);

    /// <summary>Whose lines are in an export.</summary>
    public static Task<IReadOnlyList<PeerWorkerId>> WorkersOf(NpgsqlDataSource db, ExportId export, CancellationToken ct) =>
        new Query("select distinct m.worker from read.payroll_line l join read.month m on m.stream = l.stream where l.export = $1")
            .With(export.Value).Rows(db, r => r.Id<PeerWorkerId>("worker"), ct);

    /// <summary>Later lines that take back or replace lines of an export, in the order they were handed over.</summary>
    public static Task<IReadOnlyList<FollowingLineRow>> FollowingLinesOf(NpgsqlDataSource db, ExportId export, CancellationToken ct) =>
        new Query("""
            select l.line as original, f.line, f.export, x.number, x.created_at, x.created_by, f.reverses is not distinct from l.line as reverses, f.status
            from read.payroll_line l
            join read.payroll_line f on f.reverses = l.line or f.replaces = l.line
            join read.payroll_export x on x.export = f.export
            where l.export = $1
            order by x.number, l.line, f.line
            """).With(export.Value).Rows(db, r => new FollowingLineRow(
                r.Id<LineId>("original"), r.Id<LineId>("line"), r.Id<ExportId>("export"), r.Get<int>("number"), r.Get<DateTimeOffset>("created_at"),
                r.Get<string?>("created_by"), r.Get<bool>("reverses"), r.OneOf<LineStatus>("status")), ct);

    static string ColumnOf(MonthColumn column) => column switch
    {
        MonthColumn.Centre => "centre",
        MonthColumn.Worker => "worker",
        MonthColumn.Minutes => "minutes",
        MonthColumn.Fee => "fee",
        MonthColumn.Waits => "array_position(array['Coordinators', 'Worker', 'PayrollExport', 'PayrollAnswer'], waits_for)",
        _ => throw new UnreachableException(),
    };
}

/// <summary>Work that is in one month now and was in another when payroll was sent a fee of it.</summary>
/// <param name="Line">The last fee payroll was sent of it there; null: one was sent of it here or elsewhere since.</param>
public sealed record MovedRow(Guid Month, EntryId Entry, Guid There, LineId? Line);

/// <summary>What a month's part waits for before it is with payroll. Null where one is given: nothing.</summary>
public enum MonthWaits { Declaration, Approval, Export }

/// <summary>Who is waited for, so that a worker's month at a centre goes on.</summary>
public enum WaitsFor
{
    /// <summary>Declares the month whole, a returned one again.</summary>
    Worker,

    /// <summary>Approve the centre's part.</summary>
    Coordinators,

    /// <summary>Something is approved that payroll does not know.</summary>
    PayrollExport,

    /// <summary>Payroll owes an answer to a line it was sent.</summary>
    PayrollAnswer,
    Nobody,
}

public enum MonthColumn { Centre, Worker, Minutes, Fee, Waits }

public enum LineStatus { Sent, Accepted, Rejected }

/// <summary>Where an entry, as it is now, stands between its worker and payroll.</summary>
public enum EntryState
{
    /// <summary>Waits for approval.</summary>
    Open,

    /// <summary>Approved: the next export takes what it pays, if it pays.</summary>
    Approved,

    /// <summary>An approved change that waits until payroll has answered what it was sent before.</summary>
    AwaitsAnswer,
    Sent,
    Accepted,

    /// <summary>Payroll refused it: it returns to the next export.</summary>
    Rejected,
}

/// <summary>Null is no limit.</summary>
/// <param name="Month">1–12.</param>
public sealed record MonthFilter(
    int Year, int Month, IReadOnlyCollection<CentreCode>? Centres = null, IReadOnlyCollection<WaitsFor>? WaitsFor = null);

/// <param name="Stream">Null while the worker has recorded and declared nothing.</param>
/// <param name="ApprovedAt">When this centre's part was last approved.</param>
/// <param name="Fee">Euros of everything that stands here.</param>
/// <param name="Unapproved">Entries that wait for approval.</param>
/// <param name="ToExport">Approved entries payroll does not know as they are now.</param>
/// <param name="Due">Of these, those the next export can take; the others wait until payroll has answered.</param>
/// <param name="Lines">Handed to payroll of this month and centre, ever.</param>
/// <param name="Unanswered">Of these, those payroll owes an answer.</param>
public sealed record MonthRow(
    PeerWorkerId Worker, CentreCode Centre, Guid? Stream, int Year, int Month, DateOnly? DeclaredOn, CentreCode? ReturnedBy, ReturnReason? ReturnReason,
    DateTimeOffset? ApprovedAt, string? ApprovedBy, int Entries, int Minutes, decimal Fee, int Unapproved, int ToExport,
    int Due, int Lines, int Unanswered, WaitsFor WaitsFor);

/// <summary>What is open of one month, over workers and centres.</summary>
/// <param name="Undeclared">Workers who have not declared.</param>
/// <param name="Unapproved">Parts, one for each worker and centre, with something to approve.</param>
/// <param name="Due">Entries the next export can take.</param>
/// <param name="Unanswered">Lines payroll owes an answer.</param>
public sealed record OpenRow(int Year, int Month, int Undeclared, int Unapproved, int Due, int Unanswered);

/// <param name="Fee">Euros of everything that stands, at every centre.</param>
public sealed record WorkerMonthRow(
    Guid Stream, int Year, int Month, DateOnly? DeclaredOn, CentreCode? ReturnedBy, ReturnReason? ReturnReason,
    int Entries, int Minutes, decimal Fee, int Unapproved, MonthWaits? Waits);

/// <param name="Rate">Euros an hour; null when not paid.</param>
/// <param name="Fee">Euros; 0 when not paid.</param>
/// <param name="Withdrawn">It stands no more; a reversal is to be approved or sent.</param>
public sealed record EntryRow(
    EntryId Entry, DateOnly On, TimeOnly Start, int Minutes, CentreCode Centre, WorkKind Kind, EngagementForm Form, AgreementId? Agreement,
    decimal? Rate, decimal Fee, bool Withdrawn, EntryState State);

/// <param name="Minutes">Negative in a reversal, as is <paramref name="Amount"/> (euros).</param>
/// <param name="Reverses">The accepted line this one takes back.</param>
/// <param name="Replaces">The line this one stands for.</param>
/// <param name="Nature">Null: nobody had classed its income type.</param>
public sealed record PayrollLineRow(
    LineId Line, ExportId Export, Guid Stream, EntryId Entry, PeerWorkerId Worker, CentreCode Centre, WorkKind Kind, DateOnly On, int Minutes,
    decimal Rate, decimal Amount, string IncomeType, LineId? Reverses, LineId? Replaces, PayNature? Nature, LineStatus Status, RejectionReason? Rejection);

/// <summary>A line that came after another one and speaks of it.</summary>
/// <param name="Number">Of the export it went with.</param>
/// <param name="Reverses">It takes the original back; otherwise it replaces it.</param>
public sealed record FollowingLineRow(
    LineId Original, LineId Line, ExportId Export, int Number, DateTimeOffset ExportedAt, string? ExportedBy, bool Reverses, LineStatus Status);
