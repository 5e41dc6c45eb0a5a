using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Hours;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Payroll;

/// <summary>
/// What payroll was told and what it is to be told, line by line. The lines are rows of <see cref="Months"/>, written with the hours they pay.
/// </summary>
public static class PayrollLines
{
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
    public static async Task<IReadOnlyDictionary<LineId, (ExportId Export, int Number)>> ExportsOf(
        NpgsqlDataSource db, IEnumerable<LineId> lines, CancellationToken ct) =>
        (await new Query("select l.line, l.export, x.number from read.payroll_line l join read.payroll_export x on x.export = l.export where "
            + "l.line = any($1)")
            .With(lines.Select(l => l.Value).ToArray())
                .Rows(db, r => (Line: r.Id<LineId>("line"), Sent: (r.Id<ExportId>("export"), r.Get<int>("number"))), ct))
        .ToDictionary(r => r.Line, r => r.Sent);

    /// <summary>Whose lines are in an export.</summary>
    public static Task<IReadOnlyList<PeerWorkerId>> WorkersOf(NpgsqlDataSource db, ExportId export, CancellationToken ct) =>
        new Query("select distinct m.worker from read.payroll_line l join read.month m on m.stream = l.stream where l.export = $1")
            .With(export.Value).Rows(db, r => r.Id<PeerWorkerId>("worker"), ct);

    /// <summary>Later lines that take back or replace lines of an export, in the order they were handed over.</summary>
    public static Task<IReadOnlyList<FollowingLineRow>> FollowingLinesOf(NpgsqlDataSource db, ExportId export, CancellationToken ct) =>
        new Query("""
            select l.line as original, f.line, f.export, x.number, x.created_at, x.created_by,
                   f.reverses is not distinct from l.line as reverses, f.status
            from read.payroll_line l
            join read.payroll_line f on f.reverses = l.line or f.replaces = l.line
            join read.payroll_export x on x.export = f.export
            where l.export = $1
            order by x.number, l.line, f.line
            """).With(export.Value).Rows(db, r => new FollowingLineRow(
                r.Id<LineId>("original"), r.Id<LineId>("line"), r.Id<ExportId>("export"), r.Get<int>("number"), r.Get<DateTimeOffset>("created_at"),
                r.Get<string?>("created_by"), r.Get<bool>("reverses"), r.OneOf<LineStatus>("status")), ct);
}

/// <summary>Work that is in one month now and was in another when payroll was sent a fee of it.</summary>
/// <param name="Line">The last fee payroll was sent of it there; null: one was sent of it here or elsewhere since.</param>
public sealed record MovedRow(Guid Month, EntryId Entry, Guid There, LineId? Line);

public enum LineStatus { Sent, Accepted, Rejected }

/// <param name="Minutes">Negative in a reversal, as is <paramref name="Amount"/> (euros).</param>
/// <param name="Reverses">The accepted line this one takes back.</param>
/// <param name="Replaces">The line this one stands for.</param>
/// <param name="Nature">Null: nobody had classed its income type.</param>
public sealed record PayrollLineRow(
    LineId Line, ExportId Export, Guid Stream, EntryId Entry, PeerWorkerId Worker, CentreCode Centre, WorkKind Kind, DateOnly On, int Minutes,
    decimal Rate, decimal Amount, string IncomeType, LineId? Reverses, LineId? Replaces, PayNature? Nature, LineStatus Status,
    RejectionReason? Rejection);

/// <summary>A line that came after another one and speaks of it.</summary>
/// <param name="Number">Of the export it went with.</param>
/// <param name="Reverses">It takes the original back; otherwise it replaces it.</param>
public sealed record FollowingLineRow(
    LineId Original, LineId Line, ExportId Export, int Number, DateTimeOffset ExportedAt, string? ExportedBy, bool Reverses, LineStatus Status);
