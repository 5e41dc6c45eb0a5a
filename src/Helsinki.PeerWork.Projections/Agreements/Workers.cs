using System.Diagnostics;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Projections.Tables.ColumnType;

namespace Helsinki.PeerWork.Projections.Agreements;

/// <summary>The peer-worker register: engagements, assignment agreements and travel tickets. Rides in the append.</summary>
public sealed class Workers : IReadModel
{
    static readonly Table Registered = new("worker", [new("worker", Uuid)], [new("registered_at", Timestamp)]);

    static readonly Table Engagements = new("worker_engagement", [new("worker", Uuid), new("engagement", Uuid)],
        [
            new("form", Text), new("centre", Text), new("kind", Text), new("valid_from", Date), new("valid_until", Date),
            new("imported", ColumnType.Boolean),
        ],
        "create index {table}_centre on {table} (centre)");

    static readonly Table Agreements = new("worker_agreement", [new("worker", Uuid), new("agreement", Uuid)],
        [
            new("phase", Text), new("valid_from", Date), new("valid_until", Date), new("confidentiality", Text), new("ethics", Text),
            new("signed_on", Date), new("termination_reason", Text),
        ],
        "create index {table}_until on {table} (valid_until); create unique index {table}_id on {table} (agreement)");

    static readonly Table Covers = new("worker_agreement_cover", [new("agreement", Uuid), new("centre", Text), new("kind", Text)],
        [new("worker", Uuid)], "create index {table}_centre on {table} (centre)");

    static readonly Table Rates = new("worker_agreement_rate", [new("agreement", Uuid), new("valid_from", Date)], [new("rate", Numeric)]);

    static readonly Table Tickets = new("worker_tickets", [new("worker", Uuid), new("version", Bigint)],
        [new("centre", Text), new("tickets", Integer), new("day", Date), new("issued_by", Text)]);

    public string Name => "Workers";
    public int Version => 1;
    public IReadOnlyList<Table> Tables { get; } = [Registered, Engagements, Agreements, Covers, Rates, Tickets];

    public IReadOnlyCollection<Type> Handles { get; } =
    [
        typeof(PeerWorkerRegistered), typeof(EngagementBegan), typeof(EngagementImported), typeof(EngagementEndSet), typeof(AgreementDrafted),
        typeof(AgreementCovers), typeof(AgreementSigned), typeof(RateAmended), typeof(AgreementExtended), typeof(AgreementTerminated),
        typeof(DraftDiscarded), typeof(TravelTicketsIssued),
    ];

    public void Fold(Recorded e, Changes changes)
    {
        switch (e.Event)
        {
            case PeerWorkerRegistered: changes.Set(Registered, e.Stream, ("registered_at", e.At)); break;
            case EngagementBegan b: Engage(b.Engagement, b.Form, b.Centre, b.Kind, b.From, b.Until, imported: false); break;
            case EngagementImported i: Engage(i.Engagement, i.Form, i.Centre, i.Kind, i.From, i.Until, imported: true); break;
            case EngagementEndSet s: changes.Set(Engagements, (e.Stream, s.Engagement), ("valid_until", s.Until)); break;
            case AgreementDrafted d:
                Agreement(d.Agreement, ("phase", nameof(AgreementPhase.Drafted)), ("valid_from", d.From), ("valid_until", d.Until),
                    ("confidentiality", d.Confidentiality), ("ethics", d.Ethics));
                changes.Set(Rates, (d.Agreement, d.From), ("rate", d.Rate));
                break;
            case AgreementCovers c: changes.Set(Covers, (c.Agreement, c.Centre, c.Kind), ("worker", e.Stream)); break;
            case AgreementSigned s: Agreement(s.Agreement, ("phase", nameof(AgreementPhase.Signed)), ("signed_on", s.On)); break;
            case RateAmended r: changes.Set(Rates, (r.Agreement, r.From), ("rate", r.Rate)); break;
            case AgreementExtended x: Agreement(x.Agreement, ("valid_until", x.Until)); break;
            case AgreementTerminated t:
                Agreement(t.Agreement, ("phase", nameof(AgreementPhase.Terminated)), ("valid_until", t.LastDay), ("termination_reason", t.Reason));
                break;
            case DraftDiscarded d: changes.Delete(Agreements, (e.Stream, d.Agreement)); break;
            case TravelTicketsIssued t:
                changes.Set(Tickets, (e.Stream, e.Version), ("centre", t.Centre), ("tickets", t.Count), ("day", t.On), ("issued_by", e.By));
                break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }

        void Agreement(AgreementId agreement, params ReadOnlySpan<(string, object?)> values) =>
            changes.Set(Agreements, (e.Stream, agreement), values);

        void Engage(EngagementId engagement, EngagementForm form, CentreCode centre, WorkKind kind, DateOnly from, DateOnly? until, bool imported) =>
            changes.Set(Engagements, (e.Stream, engagement), ("form", form), ("centre", centre), ("kind", kind),
                ("valid_from", from), ("valid_until", until), ("imported", imported));
    }

    /// <summary>Worker and centre where a signed assignment agreement is in force on any day between two, given as SQL.</summary>
    internal static string ActiveBetween(string first, string last) => $"""
        select distinct a.worker, c.centre
        from read.worker_agreement a join read.worker_agreement_cover c on c.agreement = a.agreement
        where a.phase <> 'Drafted' and a.valid_from <= {last} and a.valid_until >= greatest({first}, a.valid_from)
        """;

    // Signing an agreement opens a fee-for-service engagement for all it covers. An empty span (terminated before its first day) was never in force.
    const string Engaged = """
        select n.worker, n.engagement, null::uuid as agreement, n.form, n.centre, n.kind, n.valid_from, n.valid_until, n.imported
        from read.worker_engagement n
        union all
        select a.worker, null, a.agreement, 'FeeForService', c.centre, c.kind, a.valid_from, a.valid_until, false
        from read.worker_agreement a join read.worker_agreement_cover c on c.agreement = a.agreement
        where a.phase <> 'Drafted' and a.valid_until >= a.valid_from
        """;

    /// <summary>The register, by whoever was ever engaged at the centres. <paramref name="today"/> says what is in force.</summary>
    public static Task<Page<WorkerRow>> List(
        NpgsqlDataSource db, WorkerFilter filter, Sort<WorkerColumn> sort, PageRequest page, DateOnly today, CancellationToken ct) =>
        new Query($"""
            select w.worker, w.registered_at, g.centres, g.forms, g.in_force, a.agreement_until
            from read.worker w
            cross join lateral (
                select coalesce(array_agg(distinct n.centre), array[]::text[]) as centres,
                       coalesce(array_agg(distinct n.form) filter (where {InForce}), array[]::text[]) as forms,
                       coalesce(bool_or({InForce}), false) as in_force
                from ({Engaged}) n where n.worker = w.worker) g
            cross join lateral (
                select max(a.valid_until) as agreement_until from read.worker_agreement a
                where a.worker = w.worker and a.phase <> 'Drafted' and a.valid_from <= $1 and a.valid_until >= $1) a
            where ($2::text[] is null or g.centres && $2 or ($5 and cardinality(g.centres) = 0))
              and ($3::text is null or $3 = any(g.forms)) and ($4::boolean is null or g.in_force = $4)
            """)
            .With(today).With(filter.Centres).With(filter.Form?.ToString()).With(filter.InForce).With(filter.OrUnplaced)
            .Page(db, $"{ColumnOf(sort.By)} {(sort.Descending ? "desc" : "asc")} nulls last, worker", page, r => new WorkerRow(
                r.Id<PeerWorkerId>("worker"), r.Get<DateTimeOffset>("registered_at"), [.. r.Get<string[]>("centres").Select(c => new CentreCode(c))],
                [.. r.Get<string[]>("forms").Select(Enum.Parse<EngagementForm>)], r.Get<bool>("in_force"), r.Get<DateOnly?>("agreement_until")), ct);

    const string InForce = "n.valid_from <= $1 and (n.valid_until is null or n.valid_until >= $1)";

    /// <summary>Everything kept of one worker; null when there is none by that id.</summary>
    public static async Task<WorkerDetail?> One(NpgsqlDataSource db, PeerWorkerId worker, CancellationToken ct)
    {
        var registered = await new Query("select registered_at from read.worker where worker = $1")
            .With(worker.Value).Rows(db, r => r.Get<DateTimeOffset>("registered_at"), ct);
        if (registered is not [var at]) return null;
        var engagements = await new Query("select * from read.worker_engagement where worker = $1 order by valid_from, engagement")
            .With(worker.Value).Rows(db, Engagement, ct);
        var tickets = await new Query("select * from read.worker_tickets where worker = $1 order by day, version").With(worker.Value)
            .Rows(db, r => new TicketRow(
            r.Centre("centre"), r.Get<int>("tickets"), r.Get<DateOnly>("day"), r.Get<string?>("issued_by")), ct);
        return new(worker, at, engagements, await AgreementsOf(db, worker, ct), tickets);
    }

    /// <summary>Every agreement of a worker, drafts too, in order of their first day.</summary>
    public static Task<IReadOnlyList<AgreementRow>> AgreementsOf(NpgsqlDataSource db, PeerWorkerId worker, CancellationToken ct) =>
        new Query(AgreementSelect + " where a.worker = $1 order by a.valid_from, a.agreement").With(worker.Value).Rows(db, Agreement, ct);

    /// <summary>Signed agreements whose last day lies between two days, at the centres, the earliest first.</summary>
    public static Task<IReadOnlyList<AgreementRow>> Ending(
        NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, DateOnly from, DateOnly until, CancellationToken ct) =>
        new Query(AgreementSelect + """
             where a.phase = 'Signed' and a.valid_until between $2 and $3
               and ($1::text[] is null or exists (select from read.worker_agreement_cover c where c.agreement = a.agreement and c.centre = any($1)))
             order by a.valid_until, a.agreement
            """).With(centres).With(from).With(until).Rows(db, Agreement, ct);

    /// <summary>Agreements at the centres nobody has signed yet, by their first day.</summary>
    public static Task<IReadOnlyList<AgreementRow>> Drafts(NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, CancellationToken ct) =>
        new Query(AgreementSelect + """
             where a.phase = 'Drafted'
               and ($1::text[] is null or exists (select from read.worker_agreement_cover c where c.agreement = a.agreement and c.centre = any($1)))
             order by a.valid_from, a.agreement
            """).With(centres).Rows(db, Agreement, ct);

    /// <summary>
    /// What every worker does under what on a day at the centres; a signed agreement is a fee-for-service engagement for all it covers.
    /// </summary>
    public static Task<IReadOnlyList<EngagementRow>> InForceOn(
        NpgsqlDataSource db, IReadOnlyCollection<CentreCode>? centres, DateOnly day, CancellationToken ct) =>
        new Query($"""
            select n.* from ({Engaged}) n where {InForce} and ($2::text[] is null or n.centre = any($2))
            order by n.centre, n.worker, n.form, n.kind, n.valid_from
            """).With(day).With(centres).Rows(db, Engagement, ct);

    const string AgreementSelect = """
        select a.*,
               array(select c.centre from read.worker_agreement_cover c where c.agreement = a.agreement order by c.centre, c.kind) as cover_centres,
               array(select c.kind from read.worker_agreement_cover c where c.agreement = a.agreement order by c.centre, c.kind) as cover_kinds,
               array(select r.valid_from from read.worker_agreement_rate r where r.agreement = a.agreement order by r.valid_from) as rate_days,
               array(select r.rate from read.worker_agreement_rate r where r.agreement = a.agreement order by r.valid_from) as rates
        from read.worker_agreement a
        """;

    static AgreementRow Agreement(NpgsqlDataReader r) => new(
        r.Id<PeerWorkerId>("worker"), r.Id<AgreementId>("agreement"), r.OneOf<AgreementPhase>("phase"), r.Get<DateOnly>("valid_from"),
        r.Get<DateOnly>("valid_until"), r.Get<string>("confidentiality"), r.Get<string>("ethics"), r.Get<DateOnly?>("signed_on"),
        r.OneOfOrNull<TerminationReason>("termination_reason"),
        [.. r.Get<string[]>("cover_centres").Zip(r.Get<string[]>("cover_kinds"), (c, k) => new CoverRow(new(c), Enum.Parse<WorkKind>(k)))],
        [.. r.Get<DateOnly[]>("rate_days").Zip(r.Get<decimal[]>("rates"), (from, rate) => new RateRow(from, rate))]);

    static EngagementRow Engagement(NpgsqlDataReader r) => new(
        r.Id<PeerWorkerId>("worker"), r.IdOrNull<EngagementId>("engagement"), r.OneOf<EngagementForm>("form"),
        r.Centre("centre"), r.OneOf<WorkKind>("kind"), r.Get<DateOnly>("valid_from"), r.Get<DateOnly?>("valid_until"), r.Get<bool>("imported"));

    static string ColumnOf(WorkerColumn column) => column switch
    {
        WorkerColumn.RegisteredAt => "registered_at",
        WorkerColumn.Centre => "centres",
        WorkerColumn.AgreementUntil => "agreement_until",
        _ => throw new UnreachableException(),
    };
}

/// <summary>That an agreement has expired follows from its last day.</summary>
public enum AgreementPhase { Drafted, Signed, Terminated }

public enum WorkerColumn { RegisteredAt, Centre, AgreementUntil }

/// <summary>Null is no limit.</summary>
/// <param name="Form">In force today.</param>
/// <param name="InForce">Whether anything is in force today.</param>
/// <param name="OrUnplaced">Beside those of the centres also workers who were never engaged at any.</param>
public sealed record WorkerFilter(
    IReadOnlyCollection<CentreCode>? Centres = null, EngagementForm? Form = null, bool? InForce = null, bool OrUnplaced = false);

/// <param name="Centres">Where ever engaged.</param>
/// <param name="Forms">In force today.</param>
/// <param name="AgreementUntil">Last day of the agreement in force today that lasts longest.</param>
public sealed record WorkerRow(
    PeerWorkerId Worker, DateTimeOffset RegisteredAt, IReadOnlyList<CentreCode> Centres, IReadOnlyList<EngagementForm> Forms,
    bool InForce, DateOnly? AgreementUntil);

/// <param name="Engagements">Those without an agreement; signed agreements are beside them.</param>
public sealed record WorkerDetail(
    PeerWorkerId Worker, DateTimeOffset RegisteredAt, IReadOnlyList<EngagementRow> Engagements, IReadOnlyList<AgreementRow> Agreements,
    IReadOnlyList<TicketRow> Tickets);

/// <param name="Engagement">Null when it is what a signed agreement opens.</param>
/// <param name="Until">Null: open.</param>
public sealed record EngagementRow(
    PeerWorkerId Worker, EngagementId? Engagement, EngagementForm Form, CentreCode Centre, WorkKind Kind, DateOnly From,
    DateOnly? Until, bool Imported);

/// <param name="Until">Last day, also of a terminated one.</param>
/// <param name="Rates">Euros an hour, each from its day on.</param>
public sealed record AgreementRow(
    PeerWorkerId Worker, AgreementId Agreement, AgreementPhase Phase, DateOnly From, DateOnly Until, string Confidentiality, string Ethics,
    DateOnly? SignedOn, TerminationReason? TerminationReason, IReadOnlyList<CoverRow> Covers, IReadOnlyList<RateRow> Rates);

public sealed record CoverRow(CentreCode Centre, WorkKind Kind);

public sealed record RateRow(DateOnly From, decimal Rate);

public sealed record TicketRow(CentreCode Centre, int Tickets, DateOnly On, string? IssuedBy);
