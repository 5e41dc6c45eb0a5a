using System.Diagnostics;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Agreements;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Hours;

/// <summary>Who waits for whom, until hours are paid: one story for workers, coordinators and payroll, told from <see cref="Months"/>.</summary>
public static class MonthsWaiting
{
    const string Sums = """
        (count(*) filter (where not withdrawn))::int as entries, coalesce(sum(minutes) filter (where not withdrawn), 0)::int as minutes,
        coalesce(sum(fee) filter (where not withdrawn), 0) as fee, (count(*) filter (where state = 'Open'))::int as unapproved,
        (count(*) filter (where state <> 'Open' and not told))::int as to_export,
        (count(*) filter (where state in ('Approved', 'Rejected') and not told))::int as due
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
        entry as (
            select * from ({Months.Entry}) e
            where (e.year, e.month) >= {YearAndMonth(first)} and (e.year, e.month) <= {YearAndMonth(last)} and {entries}),
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
                    (select min(valid_from) from read.worker_agreement where phase <> 'Drafted'),
                    (select min(make_date(year, month, 1)) from read.month))), $1)::date as first),
            {Rows(
                "(select first from beginning)", "$1", "(e.touched or e.declared_on is null) and ($3::uuid is null or e.worker = $3)",
                "l.status = 'Sent'")}
            select * from row
            where waits_for in ('Worker', 'Coordinators') and ($2::text[] is null or centre = any($2)) and ($3::uuid is null or worker = $3)
            order by year, month, worker, centre
            """)
            .With(until).With(centres).With(worker?.Value).Rows(db, Row, ct);

    /// <summary>The months of one worker between two first days of months at the centres, the newest first.</summary>
    public static Task<IReadOnlyList<MonthRow>> OfWorker(
        NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, PeerWorkerId worker, DateOnly first, DateOnly last, CancellationToken ct) =>
        new Query($"""
            with {Rows("$1", "$2", "e.worker = $4", "m.worker = $4")}
            select * from row where worker = $4 and ($3::text[] is null or centre = any($3)) order by year desc, month desc, centre
            """).With(first).With(last).With(centres).With(worker.Value).Rows(db, Row, ct);

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
                r.Get<int>("year"), r.Get<int>("month"), r.Get<int>("undeclared"), r.Get<int>("unapproved"), r.Get<int>("due"),
                r.Get<int>("unanswered")), ct);

    static MonthRow Row(NpgsqlDataReader r) => new(
        r.Id<PeerWorkerId>("worker"), r.Centre("centre"), r.Get<Guid?>("stream"), r.Get<int>("year"), r.Get<int>("month"),
        r.Get<DateOnly?>("declared_on"), r.CentreOrNull("returned_by_centre"), r.OneOfOrNull<ReturnReason>("return_reason"),
        r.Get<DateTimeOffset?>("approved_at"), r.Get<string?>("approved_by"), r.Get<int>("entries"), r.Get<int>("minutes"),
        r.Get<decimal>("fee"), r.Get<int>("unapproved"), r.Get<int>("to_export"), r.Get<int>("due"), r.Get<int>("lines"), r.Get<int>("unanswered"),
        r.OneOf<WaitsFor>("waits_for"));

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
    PeerWorkerId Worker, CentreCode Centre, Guid? Stream, int Year, int Month, DateOnly? DeclaredOn, CentreCode? ReturnedBy,
    ReturnReason? ReturnReason,
    DateTimeOffset? ApprovedAt, string? ApprovedBy, int Entries, int Minutes, decimal Fee, int Unapproved, int ToExport,
    int Due, int Lines, int Unanswered, WaitsFor WaitsFor);

/// <summary>What is open of one month, over workers and centres.</summary>
/// <param name="Undeclared">Workers who have not declared.</param>
/// <param name="Unapproved">Parts, one for each worker and centre, with something to approve.</param>
/// <param name="Due">Entries the next export can take.</param>
/// <param name="Unanswered">Lines payroll owes an answer.</param>
public sealed record OpenRow(int Year, int Month, int Undeclared, int Unapproved, int Due, int Unanswered);
