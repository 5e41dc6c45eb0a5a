using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;
using static Helsinki.PeerWork.Domain.Payroll.PayrollEvent;
using static Helsinki.PeerWork.Projections.Tables.ColumnType;

namespace Helsinki.PeerWork.Projections.Payroll;

/// <summary>Payroll exports and their files; what payroll answered is counted from their lines. Rides in the append.</summary>
public sealed class Exports : IReadModel
{
    static readonly Table Created = new("payroll_export", [new("export", Uuid)],
        [
            new("number", Integer), new("until", Date), new("lines", Integer), new("total", Numeric),
                new("created_at", Timestamp), new("created_by", Text),
        ],
        "create unique index {table}_number on {table} (number)");

    static readonly Table Files = new("payroll_export_file", [new("export", Uuid), new("format", Text)], [new("name", Text), new("sha256", Text)]);

    static readonly Table Answers = new("payroll_export_answers", [new("export", Uuid), new("answers", Uuid)],
        [new("unmatched", Integer), new("seen", ColumnType.Boolean)]);

    public string Name => "Exports";
    public int Version => 1;
    public IReadOnlyList<Table> Tables { get; } = [Created, Files, Answers];

    /// <summary>An answer is read from the line it is about; here are those that are about none.</summary>
    public IReadOnlyCollection<Type> Handles { get; } = [typeof(ExportCreated), typeof(FileRendered), typeof(AnswersTaken),
        typeof(UnmatchedAnswersSeen)];

    public void Fold(Recorded e, Changes changes)
    {
        switch (e.Event)
        {
            case ExportCreated c:
                changes.Set(Created, e.Stream, ("number", c.Number), ("until", c.Until), ("lines", c.Lines), ("total", c.Total),
                    ("created_at", e.At), ("created_by", e.By));
                break;
            case FileRendered f: changes.Set(Files, (e.Stream, f.Format), ("name", f.Name), ("sha256", f.Sha256)); break;
            case AnswersTaken a: changes.Set(Answers, (e.Stream, a.Answers), ("unmatched", a.Unmatched), ("seen", a.Unmatched == 0)); break;
            case UnmatchedAnswersSeen a: changes.Set(Answers, (e.Stream, a.Answers), ("seen", true)); break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }
    }

    const string Select = """
        select x.*, l.accepted, l.rejected, l.unanswered,
               coalesce((select sum(a.unmatched) from read.payroll_export_answers a where a.export = x.export and not a.seen), 0)::int as unmatched,
               array(select f.format from read.payroll_export_file f where f.export = x.export order by f.format) as formats,
               array(select f.name from read.payroll_export_file f where f.export = x.export order by f.format) as names,
               array(select f.sha256 from read.payroll_export_file f where f.export = x.export order by f.format) as hashes
        from read.payroll_export x
        cross join lateral (
            select (count(*) filter (where status = 'Accepted'))::int as accepted, (count(*) filter (where status = 'Rejected'))::int as rejected,
                   (count(*) filter (where status = 'Sent'))::int as unanswered
            from read.payroll_line p where p.export = x.export) l
        """;

    /// <summary>The newest first.</summary>
    public static Task<Page<ExportRow>> List(NpgsqlDataSource db, PageRequest page, CancellationToken ct) =>
        new Query(Select).Page(db, "number desc", page, Row, ct);

    public static Task<ExportRow?> One(NpgsqlDataSource db, ExportId export, CancellationToken ct) =>
        new Query(Select + " where x.export = $1").With(export.Value).One(db, Row, ct);

    /// <summary>The number of the next export; two that take the same one meet the unique index.</summary>
    public static async Task<int> NextNumber(NpgsqlDataSource db, CancellationToken ct) =>
        (await new Query("select coalesce(max(number), 0) + 1 as next from read.payroll_export").Rows(db, r => r.Get<int>("next"), ct)).Single();

    static ExportRow Row(NpgsqlDataReader r) => new(
        r.Id<ExportId>("export"), r.Get<int>("number"), r.Get<DateOnly>("until"), r.Get<int>("lines"), r.Get<decimal>("total"),
        r.Get<DateTimeOffset>("created_at"), r.Get<string?>("created_by"), r.Get<int>("accepted"), r.Get<int>("rejected"), r.Get<int>("unanswered"),
        r.Get<int>("unmatched"),
        [.. r.Get<string[]>("formats").Zip(r.Get<string[]>("names"), r.Get<string[]>("hashes"))
            .Select(f => new ExportFileRow(f.First, f.Second, f.Third))]);
}

/// <param name="Until">Last day of work it takes.</param>
/// <param name="Total">Euros, reversals subtracted.</param>
/// <param name="Unmatched">Answers that fit no line and that nobody has looked at.</param>
public sealed record ExportRow(
    ExportId Export, int Number, DateOnly Until, int Lines, decimal Total, DateTimeOffset CreatedAt, string? CreatedBy,
    int Accepted, int Rejected, int Unanswered, int Unmatched, IReadOnlyList<ExportFileRow> Files);

/// <param name="Sha256">Of the stored bytes, lower-case hex.</param>
public sealed record ExportFileRow(string Format, string Name, string Sha256);
