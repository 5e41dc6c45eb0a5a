using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.ServiceCentres;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreCommand;

namespace Helsinki.PeerWork.Api.ServiceCentres;

/// <summary>Service centres (palvelupisteet): their names, addresses and cost centres are dated, their codes never change.</summary>
public sealed class CentresApi(NpgsqlDataSource db, TimeProvider clock, EventLog store, Acts acts)
{
    public static void Map(RouteGroupBuilder api)
    {
        var centres = api.MapGroup("/service-centres").WithTags("Service centres");
        centres.MapGet<CentresApi>("", a => a.List).WithName("ListCentres").Produces<IReadOnlyList<CentreView>>();
        centres.MapPost<CentresApi>("", a => a.Open).WithName("OpenCentre").Produces<Opened>(StatusCodes.Status201Created);
        centres.MapGet<CentresApi>("/{code}", a => a.Read).WithName("ReadCentre").Produces<CentreHistoryView>();
        centres.MapPost<CentresApi>("/{code}/names", a => a.Rename).WithName("RenameCentre").Produces(StatusCodes.Status204NoContent);
        centres.MapPost<CentresApi>("/{code}/addresses", a => a.Move).WithName("MoveCentre").Produces(StatusCodes.Status204NoContent);
        centres.MapPost<CentresApi>("/{code}/cost-centres", a => a.ChangeCostCentre).WithName("ChangeCostCentre").Produces(StatusCodes.Status204NoContent);
        centres.MapPost<CentresApi>("/{code}/closing", a => a.Close).WithName("CloseCentre").Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="Name">On the day asked for, as are the address and the cost centre.</param>
    /// <param name="Address">Street address; null when none is known for that day.</param>
    /// <param name="Open">On that day.</param>
    /// <param name="LastDay">Null while no closing is known.</param>
    /// <param name="Successor">The centre that goes on with its work, if any.</param>
    /// <param name="SplitFrom">The centre it began as a part of, if any.</param>
    public sealed record CentreView(
        CentreCode Code, CentreType Type, string Name, string? Address, string CostCentre, bool Open, DateOnly OpenedOn, DateOnly? LastDay,
        CentreCode? Successor, CentreCode? SplitFrom)
        : IExample<CentreView>
    {
        public static CentreView Example => new(
            new("Malmi"), CentreType.PsychiatryAndSubstanceAbuseCentre, "Malmi Psychiatry and Substance Abuse Center", "Talvelantie 4", "2814100100", true,
            new(2020, 1, 1), null, null, null);

        internal static CentreView Of(CentreRow row, DateOnly day) =>
            new(row.Code, row.Type, row.Name, row.Address, row.CostCentre, row.IsOpenOn(day), row.OpenedOn, row.LastDay, row.Successor, row.SplitFrom);
    }

    /// <param name="From">Until the next.</param>
    public sealed record DatedText(DateOnly From, string Value);

    /// <summary>A centre with all its names, addresses and cost centres, each from its day on, and the centres before and after it.</summary>
    /// <param name="Predecessors">Whose work, or a part of it, went on here.</param>
    /// <param name="Successors">Where its work, or a part of it, went on.</param>
    public sealed record CentreHistoryView(
        CentreView Centre, IReadOnlyList<DatedText> Names, IReadOnlyList<DatedText> Addresses, IReadOnlyList<DatedText> CostCentres,
        IReadOnlyList<CentreLink> Predecessors, IReadOnlyList<CentreLink> Successors) : IExample<CentreHistoryView>
    {
        public static CentreHistoryView Example => new(
            CentreView.Example, [new(new(2020, 1, 1), CentreView.Example.Name)], [new(new(2022, 8, 1), CentreView.Example.Address!)],
            [new(new(2020, 1, 1), CentreView.Example.CostCentre)], [new(new("Jelppi"), CentreChange.Merged, new(2024, 1, 1))], []);
    }

    /// <summary>Every service centre, closed ones too, as it was called, found and accounted on a day (today when none is given).</summary>
    public async Task<Reply> List(CancellationToken ct, DateOnly? on = null)
    {
        var day = Lists.Day("on", on) ?? clock.Today();
        return Reply.Ok((await Centres.AsOf(db, day, ct)).Select(c => CentreView.Of(c, day)).ToList());
    }

    /// <summary>One service centre with its names, addresses and cost centres by date, and the centres before and after it.</summary>
    public async Task<Reply> Read(string code, CancellationToken ct)
    {
        var centre = new CentreCode(code);
        var version = (await store.Read([ServiceCentre.StreamOf(centre)], ct))[0].Version;
        if (await Centres.One(db, centre, clock.Today(), ct) is not { } row) return Reply.NotFound;
        return Reply.Ok(new CentreHistoryView(
            CentreView.Of(row, clock.Today()),
            [.. (await Centres.NamesOf(db, centre, ct)).Select(n => new DatedText(n.From, n.Value))],
            [.. (await Centres.AddressesOf(db, centre, ct)).Select(a => new DatedText(a.From, a.Value))],
            [.. (await Centres.CostCentresOf(db, centre, ct)).Select(c => new DatedText(c.From, c.Value))],
            await Centres.PredecessorsOf(db, centre, ct), await Centres.SuccessorsOf(db, centre, ct)), version);
    }

    /// <param name="Code">1–20 letters, digits, hyphens and single inner spaces; never changed.</param>
    /// <param name="Name">1–200 characters.</param>
    /// <param name="CostCentre">Internal order of the city's accounts; 1–200 characters.</param>
    /// <param name="From">The first day it is open.</param>
    /// <param name="SplitFrom">The centre it has been a part of until then; that one may stay open, or have closed the day before.</param>
    public sealed record OpenRequest(CentreCode Code, CentreType Type, string Name, string CostCentre, DateOnly From, CentreCode? SplitFrom = null)
        : IExample<OpenRequest>
    {
        public static OpenRequest Example => new(new("Kannelmäki"), CentreType.HealthAndWellbeingCentre, "Kannelmäki Health and Well-being Centre", "2814100117", new(2026, 9, 1), new CentreCode("Malmi"));
    }

    public sealed record Opened(CentreCode Code) : IExample<Opened>
    {
        public static Opened Example => new(new CentreCode("Kannelmäki"));
    }

    public const string CodeLooksAlike = "centres/code-looks-alike";

    static bool LooksAlike(CentreCode one, CentreCode other) => one != other && one.Value.Equals(other.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens a service centre, a new one or a part of another that goes on by itself.</summary>
    public async Task<Reply> Open(OpenRequest body, CancellationToken ct) =>
        TooLong("name", body.Name) ?? TooLong("costCentre", body.CostCentre) ?? await acts.Run(async act =>
        {
            if ((await Centres.AsOf(db, act.Today, ct)).FirstOrDefault(c => LooksAlike(c.Code, body.Code)) is { } other)
                return Reply.No(new(CodeLooksAlike, $"There is a centre {other.Code} already: codes that differ only in case would be mixed up."));
            var stream = ServiceCentre.StreamOf(body.Code);
            await act.Load(ServiceCentreDecider.Decider, stream);
            var whole = body.SplitFrom is { } from ? new Whole(from, await act.Load(ServiceCentreDecider.Decider, ServiceCentre.StreamOf(from))) : null;
            return act.Decide(
               ServiceCentreDecider.Decider, stream, new OpenCentre(body.Code, body.Type, body.Name.Trim(), body.CostCentre.Trim(), body.From, whole))
                ?? Reply.Created($"/api/service-centres/{Uri.EscapeDataString(body.Code.Value)}", new Opened(body.Code));
        }, ct);

    /// <param name="Name">1–200 characters.</param>
    /// <param name="From">The first day it is called so.</param>
    public sealed record NameRequest(string Name, DateOnly From) : IExample<NameRequest>
    {
        public static NameRequest Example => new("Malmi Mental Health Centre", new(2027, 1, 1));
    }

    /// <summary>Gives a centre another name from a day on; years before keep theirs.</summary>
    public async Task<Reply> Rename(string code, NameRequest body, CancellationToken ct) =>
        TooLong("name", body.Name) ?? await Step(code, _ => Task.FromResult<ServiceCentreCommand>(new Rename(body.Name.Trim(), body.From)), ct);

    /// <param name="Address">Street address; 1–200 characters.</param>
    /// <param name="From">The first day it is there.</param>
    public sealed record AddressRequest(string Address, DateOnly From) : IExample<AddressRequest>
    {
        public static AddressRequest Example => new("Talvelantie 4", new(2027, 1, 1));
    }

    /// <summary>Moves a centre to another address from a day on; it is the same centre.</summary>
    public async Task<Reply> Move(string code, AddressRequest body, CancellationToken ct) =>
        TooLong("address", body.Address) ?? await Step(code, _ => Task.FromResult<ServiceCentreCommand>(new Move(body.Address.Trim(), body.From)), ct);

    /// <param name="CostCentre">1–200 characters.</param>
    /// <param name="From">Work from this day on is paid by it.</param>
    public sealed record CostCentreRequest(string CostCentre, DateOnly From) : IExample<CostCentreRequest>
    {
        public static CostCentreRequest Example => new("2814100200", new(2027, 1, 1));
    }

    /// <summary>Gives a centre another cost centre from a day on.</summary>
    public async Task<Reply> ChangeCostCentre(string code, CostCentreRequest body, CancellationToken ct) =>
        TooLong("costCentre", body.CostCentre)
            ?? await Step(code, _ => Task.FromResult<ServiceCentreCommand>(new ChangeCostCentre(body.CostCentre.Trim(), body.From)), ct);

    /// <param name="LastDay">The last day it is open.</param>
    /// <param name="Successor">The centre that goes on with its work, if any.</param>
    public sealed record ClosingRequest(DateOnly LastDay, CentreCode? Successor = null) : IExample<ClosingRequest>
    {
        public static ClosingRequest Example => new(new(2026, 12, 31), new CentreCode("Malmi"));
    }

    /// <summary>Closes a centre on a day; its successor goes on with the work.</summary>
    public Task<Reply> Close(string code, ClosingRequest body, CancellationToken ct) =>
        Step(code, async act =>
        {
            if (body.Successor is not { } successor) return new Close(body.LastDay, null);
            if (await act.Load(ServiceCentreDecider.Decider, ServiceCentre.StreamOf(successor)) is ServiceCentreState.Unopened)
                throw new InvalidFieldException("successor", "must be the code of a service centre");
            return new Close(body.LastDay, successor, await Onward(act, successor));
        }, ct);

    // Held to, each of them: of two centres that name each other at the same moment the second is refused.
    static async Task<IReadOnlyList<CentreCode>> Onward(Act act, CentreCode centre)
    {
        List<CentreCode> onward = [centre];
        while (await act.Load(ServiceCentreDecider.Decider, ServiceCentre.StreamOf(onward[^1])) is ServiceCentreState.Closed { Successor: { } next }
            && !onward.Contains(next))
            onward.Add(next);
        return onward[1..];
    }

    Task<Reply> Step(string code, Func<Act, Task<ServiceCentreCommand>> command, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var stream = ServiceCentre.StreamOf(new(code));
            if (await act.Load(ServiceCentreDecider.Decider, stream) is ServiceCentreState.Unopened) return Reply.NotFound;
            return act.Decide(ServiceCentreDecider.Decider, stream, await command(act)) ?? Reply.NoContent;
        }, ct);

    static Reply? TooLong(string field, string text) => text.Length > LongestText ? Reply.Field(field, $"must be 1–{LongestText} characters") : null;

    const int LongestText = 200;
}
