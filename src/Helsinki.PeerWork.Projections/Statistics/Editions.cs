using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Statistics;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearEvent;
using static Helsinki.PeerWork.Projections.Tables.ColumnType;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>The published editions of every year, and their documents. Rides in the append.</summary>
public sealed class Editions : IReadModel
{
    static readonly Table Published = new("edition", [new("stream", Uuid), new("number", Integer)],
        [
            new("year", Integer), new("known_on", Date), new("position", Bigint), new("sha256", Text), new("reason", Text),
            new("published_at", Timestamp), new("published_by", Text),
        ],
        "create unique index {table}_year on {table} (year, number)");

    static readonly Table Files = new("edition_file", [new("stream", Uuid), new("number", Integer), new("name", Text)], [new("sha256", Text)]);

    public string Name => "Editions";
    public int Version => 1;
    public IReadOnlyList<Table> Tables { get; } = [Published, Files];
    public IReadOnlyCollection<Type> Handles { get; } = [typeof(EditionPublished), typeof(EditionFileRendered)];

    public void Fold(Recorded e, Changes changes)
    {
        switch (e.Event)
        {
            case EditionPublished p:
                changes.Set(Published, (e.Stream, p.Number), ("year", p.Year), ("known_on", p.KnownOn),
                    ("position", p.Position), ("sha256", p.Sha256),
                    ("reason", p.Reason), ("published_at", e.At), ("published_by", e.By));
                break;
            case EditionFileRendered f: changes.Set(Files, (e.Stream, f.Number, f.Name), ("sha256", f.Sha256)); break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }
    }

    const string Select = """
        select e.*, array(select f.name from read.edition_file f where f.stream = e.stream and f.number = e.number order by f.name) as names,
               array(select f.sha256 from read.edition_file f where f.stream = e.stream and f.number = e.number order by f.name) as hashes
        from read.edition e
        """;

    /// <summary>Of every year, by year and number.</summary>
    public static Task<IReadOnlyList<EditionRow>> All(NpgsqlDataSource db, CancellationToken ct) =>
        new Query(Select + " order by e.year, e.number").Rows(db, Row, ct);

    /// <summary>Of one year, the first first.</summary>
    public static Task<IReadOnlyList<EditionRow>> OfYear(NpgsqlDataSource db, int year, CancellationToken ct) =>
        new Query(Select + " where e.year = $1 order by e.number").With(year).Rows(db, Row, ct);

    /// <summary>
    /// How often each kind of event that counts for the statistics was recorded after one position and up to another, by its stored name.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, int>> EventsBetween(NpgsqlDataSource db, long after, long until, CancellationToken ct) =>
        (await new Query("select type, count(*)::int as times from mt_events where seq_id > $1 and seq_id <= $2 and type = any($3) group by type "
            + "order by type")
            .With(after).With(until).With(new StatisticsFacts().Handles.Select(EventTypes.NameOf).ToArray())
            .Rows(db, r => (Type: r.Get<string>("type"), Times: r.Get<int>("times")), ct)).ToDictionary(e => e.Type, e => e.Times);

    static EditionRow Row(NpgsqlDataReader r) => new(
        r.Get<int>("year"), r.Get<int>("number"), r.Get<DateOnly>("known_on"), r.Get<long>("position"), r.Get<string>("sha256"),
        r.OneOfOrNull<EditionReason>("reason"), r.Get<DateTimeOffset>("published_at"), r.Get<string?>("published_by"),
        [.. r.Get<string[]>("names").Zip(r.Get<string[]>("hashes")).Select(f => new EditionFileRow(f.First, f.Second))]);
}

/// <param name="KnownOn">The figures know what was recorded up to the end of that Helsinki day.</param>
/// <param name="Position">The last event they know of.</param>
/// <param name="Sha256">Of all figures and the rules they were counted by, lower-case hex.</param>
/// <param name="PublishedBy">Who signed it off, as an opaque id.</param>
public sealed record EditionRow(
    int Year, int Number, DateOnly KnownOn, long Position, string Sha256, EditionReason? Reason, DateTimeOffset PublishedAt, string? PublishedBy,
    IReadOnlyList<EditionFileRow> Files);

/// <param name="Sha256">Of the stored bytes, lower-case hex.</param>
public sealed record EditionFileRow(string Name, string Sha256);
