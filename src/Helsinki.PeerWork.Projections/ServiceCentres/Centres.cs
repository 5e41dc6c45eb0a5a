using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Projections.Tables.ColumnType;

namespace Helsinki.PeerWork.Projections.ServiceCentres;

/// <summary>Service centres with their dated names, addresses and cost centres. Rides in the append.</summary>
public sealed class Centres : IReadModel
{
    static readonly Table Opened = new("centre", [new("stream", Uuid)],
        [new("code", Text), new("type", Text), new("opened_on", Date), new("last_day", Date), new("successor", Text), new("split_from", Text)],
        "create unique index {table}_code on {table} (code)");

    static readonly Table Names = new("centre_name", [new("stream", Uuid), new("valid_from", Date)], [new("name", Text)]);

    static readonly Table Addresses = new("centre_address", [new("stream", Uuid), new("valid_from", Date)], [new("address", Text)]);

    static readonly Table CostCentres = new("centre_cost_centre", [new("stream", Uuid), new("valid_from", Date)], [new("cost_centre", Text)]);

    public string Name => "Centres";
    public int Version => 2;
    public IReadOnlyList<Table> Tables { get; } = [Opened, Names, Addresses, CostCentres];
    public IReadOnlyCollection<Type> Handles { get; } =
        [typeof(CentreOpened), typeof(CentreRenamed), typeof(CostCentreChanged), typeof(CentreMoved), typeof(CentreSplitOff), typeof(CentreClosed)];

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
            case CentreMoved m: changes.Set(Addresses, (e.Stream, m.From), ("address", m.Address)); break;
            case CentreSplitOff s: changes.Set(Opened, e.Stream, ("split_from", s.From)); break;
            case CentreClosed c: changes.Set(Opened, e.Stream, ("last_day", c.LastDay), ("successor", c.Successor)); break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }
    }

    // A day before the first name gets the first name; before the first address none is known.
    const string Select = """
        select c.code, c.type, n.name, a.address, k.cost_centre, c.opened_on, c.last_day, c.successor, c.split_from
        from read.centre c
        cross join lateral (
            select name from read.centre_name where stream = c.stream
            order by valid_from <= $1 desc, case when valid_from <= $1 then valid_from end desc, valid_from limit 1) n
        cross join lateral (
            select cost_centre from read.centre_cost_centre where stream = c.stream
            order by valid_from <= $1 desc, case when valid_from <= $1 then valid_from end desc, valid_from limit 1) k
        left join lateral (
            select address from read.centre_address where stream = c.stream and valid_from <= $1 order by valid_from desc limit 1) a on true
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

    /// <summary>Where the centre is and was, each street address from its day on.</summary>
    public static Task<IReadOnlyList<Dated<string>>> AddressesOf(NpgsqlDataSource db, CentreCode code, CancellationToken ct) =>
        new Query("select valid_from, address as value from read.centre_address join read.centre using (stream) where code = $1 order by valid_from")
            .With(code.Value).Rows(db, Dated, ct);

    /// <summary>The centre's internal orders in the city's accounts, each from its day on.</summary>
    public static Task<IReadOnlyList<Dated<string>>> CostCentresOf(NpgsqlDataSource db, CentreCode code, CancellationToken ct) =>
        new Query("select valid_from, cost_centre as value from read.centre_cost_centre join read.centre using (stream) where code = $1 order by "
            + "valid_from")
            .With(code.Value).Rows(db, Dated, ct);

    /// <summary>The centres whose work went on at this one, or that it split off from, by the first day it did.</summary>
    public static Task<IReadOnlyList<CentreLink>> PredecessorsOf(NpgsqlDataSource db, CentreCode code, CancellationToken ct) =>
        new Query("""
            select code, 'Merged' as how, last_day + 1 as first_day from read.centre where successor = $1
            union all select split_from, 'SplitOff', opened_on from read.centre where code = $1 and split_from is not null
            order by first_day, code
            """).With(code.Value).Rows(db, Link, ct);

    /// <summary>The centres at which this one's work goes on, all of it or a part, by the first day it does.</summary>
    public static Task<IReadOnlyList<CentreLink>> SuccessorsOf(NpgsqlDataSource db, CentreCode code, CancellationToken ct) =>
        new Query("""
            select successor as code, 'Merged' as how, last_day + 1 as first_day from read.centre where code = $1 and successor is not null
            union all select code, 'SplitOff', opened_on from read.centre where split_from = $1
            order by first_day, code
            """).With(code.Value).Rows(db, Link, ct);

    static CentreLink Link(NpgsqlDataReader r) => new(r.Centre("code"), r.OneOf<CentreChange>("how"), r.Get<DateOnly>("first_day"));

    static CentreRow Row(NpgsqlDataReader r) => new(
        r.Centre("code"), r.OneOf<CentreType>("type"), r.Get<string>("name"), r.Get<string?>("address"), r.Get<string>("cost_centre"),
        r.Get<DateOnly>("opened_on"), r.Get<DateOnly?>("last_day"), r.CentreOrNull("successor"), r.CentreOrNull("split_from"));

    static Dated<string> Dated(NpgsqlDataReader r) => new(r.Get<DateOnly>("valid_from"), r.Get<string>("value"));
}

/// <param name="Address">Null when none is known for that day.</param>
/// <param name="LastDay">Null while no closing is known.</param>
/// <param name="Successor">The centre that goes on with its work, if any.</param>
/// <param name="SplitFrom">The centre it began as a part of, if any.</param>
public sealed record CentreRow(
    CentreCode Code, CentreType Type, string Name, string? Address, string CostCentre, DateOnly OpenedOn, DateOnly? LastDay, CentreCode? Successor,
    CentreCode? SplitFrom)
{
    public bool IsOpenOn(DateOnly day) => OpenedOn <= day && !(day > LastDay);
}

/// <summary>How the work of one centre went on at another.</summary>
public enum CentreChange
{
    /// <summary>The old centre closed and named the new one as its successor.</summary>
    Merged,

    /// <summary>The new centre opened for a part of the old one's work.</summary>
    SplitOff,
}

/// <param name="FirstDay">On which the work goes on there.</param>
public sealed record CentreLink(CentreCode Code, CentreChange How, DateOnly FirstDay);

/// <summary>What holds from a day on, until the next.</summary>
public sealed record Dated<TValue>(DateOnly From, TValue Value);
