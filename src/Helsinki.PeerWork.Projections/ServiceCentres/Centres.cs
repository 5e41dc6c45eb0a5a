using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.EventStore;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.EventStore.ColumnType;

namespace Helsinki.PeerWork.Projections.ServiceCentres;

/// <summary>Service centres with their dated names and cost centres. Rides in the append.</summary>
public sealed class Centres : IProjection
{
    static readonly Table Opened = new("centre", [new("stream", Uuid)],
        [new("code", Text), new("type", Text), new("opened_on", Date), new("last_day", Date), new("successor", Text)],
        "create unique index {table}_code on {table} (code)");

    static readonly Table Names = new("centre_name", [new("stream", Uuid), new("valid_from", Date)], [new("name", Text)]);

    static readonly Table CostCentres = new("centre_cost_centre", [new("stream", Uuid), new("valid_from", Date)], [new("cost_centre", Text)]);

    public string Name => "Centres";
    public int Version => 1;
    public IReadOnlyList<Table> Tables { get; } = [Opened, Names, CostCentres];
    public IReadOnlyCollection<Type> Handles { get; } = [typeof(CentreOpened), typeof(CentreRenamed), typeof(CostCentreChanged), typeof(CentreClosed)];

    public void Fold(Recorded e, Changes changes)
    {
        switch (e.Event)
        {
            case CentreOpened o:
                changes.Set(Opened, e.Stream, ("code", o.Code), ("type", o.Type), ("opened_on", o.From));
                changes.Set(Names, (e.Stream, o.From), ("name", o.Name));
                changes.Set(CostCentres, (e.Stream, o.From), ("cost_centre", o.CostCentre));
                break;
            case CentreRenamed r: changes.Set(Names, (e.Stream, r.From), ("name", r.Name)); break;
            case CostCentreChanged c: changes.Set(CostCentres, (e.Stream, c.From), ("cost_centre", c.CostCentre)); break;
            case CentreClosed c: changes.Set(Opened, e.Stream, ("last_day", c.LastDay), ("successor", c.Successor)); break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }
    }

    // A day before the first name gets the first name.
    const string Select = """
        select c.code, c.type, n.name, k.cost_centre, c.opened_on, c.last_day, c.successor
        from read.centre c
        cross join lateral (
            select name from read.centre_name where stream = c.stream
            order by valid_from <= $1 desc, case when valid_from <= $1 then valid_from end desc, valid_from limit 1) n
        cross join lateral (
            select cost_centre from read.centre_cost_centre where stream = c.stream
            order by valid_from <= $1 desc, case when valid_from <= $1 then valid_from end desc, valid_from limit 1) k
        """;

    /// <summary>Every centre, closed ones too, as it was called and accounted on a day, by code.</summary>
    public static Task<IReadOnlyList<CentreRow>> AsOf(NpgsqlDataSource db, DateOnly day, CancellationToken ct) =>
        new Query(Select + " order by c.code").With(day).Rows(db, Row, ct);

    public static Task<CentreRow?> One(NpgsqlDataSource db, CentreCode code, DateOnly day, CancellationToken ct) =>
        new Query(Select + " where c.code = $2").With(day).With(code.Value).One(db, Row, ct);

    /// <summary>What the centre is and was called, each name from its day on.</summary>
    public static Task<IReadOnlyList<Dated<string>>> NamesOf(NpgsqlDataSource db, CentreCode code, CancellationToken ct) =>
        new Query("select valid_from, name as value from read.centre_name join read.centre using (stream) where code = $1 order by valid_from")
            .With(code.Value).Rows(db, Dated, ct);

    /// <summary>The centre's internal orders in the city's accounts, each from its day on.</summary>
    public static Task<IReadOnlyList<Dated<string>>> CostCentresOf(NpgsqlDataSource db, CentreCode code, CancellationToken ct) =>
        new Query("select valid_from, cost_centre as value from read.centre_cost_centre join read.centre using (stream) where code = $1 order by valid_from")
            .With(code.Value).Rows(db, Dated, ct);

    static CentreRow Row(NpgsqlDataReader r) => new(
        r.Centre("code"), r.OneOf<CentreType>("type"), r.Get<string>("name"), r.Get<string>("cost_centre"),
        r.Get<DateOnly>("opened_on"), r.Get<DateOnly?>("last_day"), r.CentreOrNull("successor"));

    static Dated<string> Dated(NpgsqlDataReader r) => new(r.Get<DateOnly>("valid_from"), r.Get<string>("value"));
}

/// <param name="LastDay">Null while no closing is known.</param>
/// <param name="Successor">The centre that goes on with its work, if any.</param>
public sealed record CentreRow(
    CentreCode Code, CentreType Type, string Name, string CostCentre, DateOnly OpenedOn, DateOnly? LastDay, CentreCode? Successor)
{
    public bool IsOpenOn(DateOnly day) => OpenedOn <= day && !(day > LastDay);
}

/// <summary>What holds from a day on, until the next.</summary>
public sealed record Dated<TValue>(DateOnly From, TValue Value);
