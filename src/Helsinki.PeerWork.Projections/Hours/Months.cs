using System.Diagnostics;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Payroll;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Projections.Tables.ColumnType;

namespace Helsinki.PeerWork.Projections.Hours;

/// <summary>Monthly hours: what was done, what is approved and what payroll was told. Rides in the append.</summary>
public sealed class Months : IReadModel
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
    internal const string Entry = """
        select e.*, m.worker, m.year, m.month, m.declared_on, o.told, h.lines > 0 as handed_over,
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

    /// <summary>A worker's entries of one month in order of time; withdrawn ones only while payroll holds a fee for them.</summary>
    public static Task<IReadOnlyList<EntryRow>> EntriesOf(NpgsqlDataSource db, PeerWorkerId worker, int year, int month, CancellationToken ct) =>
        new Query($"select * from ({Entry}) e where e.worker = $1 and e.year = $2 and e.month = $3 order by day, start, entry")
            .With(worker.Value).With(year).With(month).Rows(db, Row, ct);

    /// <summary>Entries of several workers at the centres in the months between two first days of months.</summary>
    public static Task<IReadOnlyList<PartEntryRow>> EntriesOf(
        NpgsqlDataSource db, IReadOnlyCollection<PeerWorkerId> workers, IReadOnlyCollection<CentreCode>? centres, DateOnly first,
        DateOnly last, CancellationToken ct) =>
        new Query($"""
            select * from ({Entry}) e
            where e.worker = any($1) and ($2::text[] is null or e.centre = any($2)) and make_date(e.year, e.month, 1) between $3 and $4
            order by e.worker, day, start, entry
            """)
            .With(workers.Select(w => w.Value).ToArray()).With(centres).With(first).With(last)
            .Rows(db, r => new PartEntryRow(r.Id<PeerWorkerId>("worker"), r.Get<int>("year"), r.Get<int>("month"), Row(r)), ct);

    static EntryRow Row(NpgsqlDataReader r) => new(
        r.Id<EntryId>("entry"), r.Get<DateOnly>("day"), r.Get<TimeOnly>("start"), r.Get<int>("minutes"), r.Centre("centre"),
        r.OneOf<WorkKind>("kind"), r.OneOf<EngagementForm>("form"), r.IdOrNull<AgreementId>("agreement"), r.Get<decimal?>("rate"),
        r.Get<decimal>("fee"), r.Get<bool>("withdrawn"), r.OneOf<EntryState>("state"), r.Get<bool>("handed_over"));
}

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

/// <param name="Rate">Euros an hour; null when not paid.</param>
/// <param name="Fee">Euros; 0 when not paid.</param>
/// <param name="Withdrawn">It stands no more; a reversal is to be approved or sent.</param>
/// <param name="HandedOver">Payroll was told of it, as it is now or as it was before.</param>
public sealed record EntryRow(
    EntryId Entry, DateOnly On, TimeOnly Start, int Minutes, CentreCode Centre, WorkKind Kind, EngagementForm Form, AgreementId? Agreement,
    decimal? Rate, decimal Fee, bool Withdrawn, EntryState State, bool HandedOver);

/// <summary>An entry with whose month it is of.</summary>
public sealed record PartEntryRow(PeerWorkerId Worker, int Year, int Month, EntryRow Entry);
