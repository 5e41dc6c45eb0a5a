using System.Diagnostics;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Projections.Tables.ColumnType;

namespace Helsinki.PeerWork.Projections.AitoValittaja;

/// <summary>Safety concerns and whether the team has seen them. Rides in the append: nobody should wait to see one.</summary>
public sealed class Concerns : IReadModel
{
    static readonly Table Raised = new("concern", [new("process", Uuid), new("concern", Uuid)],
        [
            new("category", Text), new("raised_at", Timestamp), new("raised_by", Text),
            new("acknowledged_at", Timestamp), new("acknowledged_by", Text), new("escalated_at", Timestamp),
        ],
        "create index {table}_waiting on {table} (raised_at) where acknowledged_at is null");

    public string Name => "Concerns";
    public int Version => 1;
    public IReadOnlyList<Table> Tables { get; } = [Raised];
    public IReadOnlyCollection<Type> Handles { get; } = [typeof(SafetyConcernRaised), typeof(SafetyConcernAcknowledged),
        typeof(SafetyConcernEscalated)];

    public void Fold(Recorded e, Changes changes)
    {
        switch (e.Event)
        {
            case SafetyConcernRaised c: Set(c.Concern, ("category", c.Category), ("raised_at", e.At), ("raised_by", e.By)); break;
            case SafetyConcernAcknowledged c: Set(c.Concern, ("acknowledged_at", e.At), ("acknowledged_by", e.By)); break;
            case SafetyConcernEscalated c: Set(c.Concern, ("escalated_at", e.At)); break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }

        void Set(ConcernId concern, params ReadOnlySpan<(string, object?)> values) => changes.Set(Raised, (e.Stream, concern), values);
    }

    const string Select = """
        select c.process, c.concern, p.code, p.centre, p.service_user, p.therapist, p.mediator, c.category, c.raised_at, c.raised_by,
               c.acknowledged_at, c.acknowledged_by, c.escalated_at
        from read.concern c join read.process_list p on p.process = c.process
        """;

    /// <summary>Those nobody has acknowledged, the oldest first.</summary>
    public static Task<IReadOnlyList<ConcernRow>> Open(NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, CancellationToken ct) =>
        new Query(Select + " where c.acknowledged_at is null and ($1::text[] is null or p.centre = any($1)) order by c.raised_at, c.concern")
            .With(centres).Rows(db, Row, ct);

    /// <summary>All of one process, the oldest first.</summary>
    public static Task<IReadOnlyList<ConcernRow>> Of(NpgsqlDataSource db, ProcessId process, CancellationToken ct) =>
        new Query(Select + " where c.process = $1 order by c.raised_at, c.concern").With(process.Value).Rows(db, Row, ct);

    static ConcernRow Row(NpgsqlDataReader r) => new(
        r.Id<ProcessId>("process"), r.Id<ConcernId>("concern"), r.Get<string>("code"), r.Centre("centre"), r.Id<ServiceUserId>("service_user"),
        r.Id<UserId>("therapist"),
        r.IdOrNull<PeerWorkerId>("mediator"), r.OneOf<ConcernCategory>("category"), r.Get<DateTimeOffset>("raised_at"), r.Get<string?>("raised_by"),
        r.Get<DateTimeOffset?>("acknowledged_at"), r.Get<string?>("acknowledged_by"), r.Get<DateTimeOffset?>("escalated_at"));
}

/// <param name="RaisedBy">The envelope's user, as is <paramref name="AcknowledgedBy"/>.</param>
public sealed record ConcernRow(
    ProcessId Process, ConcernId Concern, string Code, CentreCode Centre, ServiceUserId ServiceUser, UserId Therapist,
    PeerWorkerId? Mediator, ConcernCategory Category,
    DateTimeOffset RaisedAt, string? RaisedBy, DateTimeOffset? AcknowledgedAt, string? AcknowledgedBy, DateTimeOffset? EscalatedAt);
