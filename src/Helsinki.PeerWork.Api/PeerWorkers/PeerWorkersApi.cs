using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Agreements;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsState;

namespace Helsinki.PeerWork.Api.PeerWorkers;

/// <summary>The peer-worker register, and who its people are. Agreements and engagements have a file of their own.</summary>
public sealed class PeerWorkersApi(Acts acts, Admission access, PersonalData personal, NpgsqlDataSource db, TimeProvider clock, EventLog store)
{
    public static void Map(RouteGroupBuilder api)
    {
        var workers = api.MapGroup("/peer-workers").WithTags("Peer workers");
        workers.MapPost<PeerWorkersApi>("", a => a.Register).WithName("RegisterPeerWorker").Produces<Made>(StatusCodes.Status201Created);
        workers.MapPost<PeerWorkersApi>("/search", a => a.Search).WithName("SearchPeerWorkers").NeverStale().Produces<Listed<WorkerListed>>();
        workers.MapGet<PeerWorkersApi>("", a => a.List).WithName("ListPeerWorkers").Produces<Listed<WorkerListed>>();

        var worker = workers.MapGroup("/{worker:guid}");
        worker.MapGet<PeerWorkersApi>("", a => a.Read).WithName("ReadPeerWorker").Produces<WorkerView>();
        worker.MapGet<PeerWorkersApi>("/person", a => a.ReadPerson).WithName("ReadPerson").Produces<PersonView>();
        worker.MapPut<PeerWorkersApi>("/person", a => a.ReplacePerson).WithName("ReplacePerson").Replaces().Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="Name">1–200 characters.</param>
    /// <param name="Reference">As an engagement register kept elsewhere knows the person: its rows then go to this worker.</param>
    /// <param name="IdentityCode">Henkilötunnus; never shown again.</param>
    /// <param name="PayrollNumber">As payroll knows the payee; never shown again but to payroll.</param>
    public sealed record RegisterRequest(string Name, string? Reference = null, string? IdentityCode = null, string? PayrollNumber = null)
        : IExample<RegisterRequest>
    {
        public static RegisterRequest Example => new("Aino Esimerkki", "V-117", "131052-308T", "40117");
    }

    /// <summary>Registers a peer worker. Centres come with the first engagement or agreement; until then every coordinator sees the worker.</summary>
    public Task<Reply> Register(RegisterRequest body, CancellationToken ct)
    {
        var worker = new PeerWorkerId(Guid.CreateVersion7());
        var person = new WorkerPerson(
            worker, PersonField.Name(body.Name), PersonField.Optional("reference", body.Reference), PersonField.IdentityCode(body.IdentityCode),
            PersonField.Optional("payrollNumber", body.PayrollNumber), MonthlyLimit: null, LimitShared: false, Version: 0);
        return acts.Run(async act =>
        {
            if (access.May(new(mine => mine.Count > 0, LooksAfter: false, IsWorker: false), "role") is { } no) return no;
            access.Log.Touches(worker.Value, worker.Value);
            if (person.Reference is { } reference && (await personal.WorkersOf([reference], ct)).Count > 0) return Reply.No(Constraints.ReferenceTaken);
            if (await TakenByAnother(person, ct)) return Reply.No(Constraints.IdentityCodeTaken);
            act.Also(personal.Save(person));
            await act.Load(AgreementsDecider.Decider, worker.Value);
            return act.Decide(AgreementsDecider.Decider, worker.Value, new Register())
                ?? Reply.Created($"/api/peer-workers/{worker.Value}", new Made(worker.Value));
        }, ct);
    }

    async Task<bool> TakenByAnother(WorkerPerson person, CancellationToken ct) =>
        person.IdentityCode is { } code && await personal.WorkerOf(code, ct) is { } other && other != person.Worker;

    /// <summary>What the register is ordered by.</summary>
    public enum WorkerOrder { Name, RegisteredAt, Centre, AgreementUntil }

    /// <summary>The register at the caller's centres, by name. What is in force, is so on the day asked about, today when none is.</summary>
    public Task<Reply> List(
        CancellationToken ct, string? centre = null, string? form = null, bool? inForce = null, DateOnly? on = null, string? sort = null,
        int? page = null, int? size = null) =>
        Find(null, centre, form, inForce, on, sort, page, size, ct);

    /// <param name="Name">Any part of it, case aside. Never in an address: addresses are written down on the way.</param>
    public sealed record SearchRequest(
        string Name, string? Centre = null, string? Form = null, bool? InForce = null, DateOnly? On = null, string? Sort = null, int? Page = null, int? Size = null)
        : IExample<SearchRequest>
    {
        public static SearchRequest Example => new("esimerkki");
    }

    /// <summary>The register at the caller's centres, of those whose name has this in it.</summary>
    public Task<Reply> Search(SearchRequest body, CancellationToken ct) =>
        Find(PersonField.Name(body.Name), body.Centre, body.Form, body.InForce, body.On, body.Sort, body.Page, body.Size, ct);

    // Not through Acts: what is answered has names in it, and would be kept under the Idempotency-Key.
    async Task<Reply> Find(
        string? name, string? centre, string? form, bool? inForce, DateOnly? on, string? sort, int? page, int? size, CancellationToken ct)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var (asked, order) = (Lists.Page(page, size), Lists.Sort(sort, WorkerOrder.Name));
        var filter = new WorkerFilter(
            access.OwnCentres(centre), Lists.OneOf<EngagementForm>("form", form), inForce, OrUnplaced: centre is null);
        // Names can't be searched or ordered where they stand sealed, so the register, a few hundred rows, is read whole.
        var rows = await Workers.List(db, filter, ColumnOf(order), Whole, Lists.Day("on", on) ?? clock.Today(), ct);
        var persons = await personal.Workers([.. rows.Rows.Select(r => r.Worker)], ct);
        access.Log.Touches(null, [.. rows.Rows.Select(r => r.Worker.Value)]);
        var listed = rows.Rows.Select(r => WorkerListed.Of(r, persons.GetValueOrDefault(r.Worker)));
        if (name is not null) listed = listed.Where(w => w.Name?.Contains(name, StringComparison.CurrentCultureIgnoreCase) == true);
        if (order.By == WorkerOrder.Name)
            listed = order.Descending ? listed.OrderByDescending(w => w.Name, Lists.ByName) : listed.OrderBy(w => w.Name is null).ThenBy(w => w.Name, Lists.ByName);
        return Reply.Ok(Lists.Cut([.. listed], asked));
    }

    static readonly PageRequest Whole = new(1, int.MaxValue);

    static Sort<WorkerColumn> ColumnOf(Sort<WorkerOrder> order) => new(order.By switch
    {
        WorkerOrder.Centre => WorkerColumn.Centre,
        WorkerOrder.AgreementUntil => WorkerColumn.AgreementUntil,
        _ => WorkerColumn.RegisteredAt,
    }, order.Descending);

    /// <summary>One worker: engagements, agreements with their rates, travel tickets. The ETag is the version of these.</summary>
    public async Task<Reply> Read(Guid worker, CancellationToken ct)
    {
        var id = new PeerWorkerId(worker);
        var (stream, no) = await Known(id, ct);
        if (no is not null || await Workers.One(db, id, ct) is not { } row) return no ?? Reply.NotFound;
        return Reply.Ok(WorkerView.Of(row, await personal.Worker(id, ct), WorkerHistory.Of(stream.Events), clock.Today()), stream.Version);
    }

    /// <summary>Who the worker is. The ETag is the personal data's own version.</summary>
    public async Task<Reply> ReadPerson(Guid worker, CancellationToken ct)
    {
        var id = new PeerWorkerId(worker);
        if ((await Known(id, ct)).No is { } no) return no;
        var person = await personal.Worker(id, ct) ?? WorkerPerson.Unknown(id);
        return Reply.Ok(new PersonView(person.Name, person.Reference, person.PayrollNumber is not null, person.IdentityCode is not null), person.Version);
    }

    async Task<(StreamEvents Stream, Reply? No)> Known(PeerWorkerId worker, CancellationToken ct)
    {
        var stream = (await store.Read([worker.Value], ct))[0];
        if (Act.Fold(AgreementsDecider.Decider, stream) is not Registered state) return (stream, Reply.NotFound);
        access.Log.Touches(worker.Value, worker.Value);
        return (stream, access.MayWith(worker, state));
    }

    /// <param name="Name">1–200 characters.</param>
    /// <param name="IdentityCode">Only when it is entered or changed: what is on file stays otherwise.</param>
    /// <param name="PayrollNumber">As the identity code. Payroll takes either off file.</param>
    public sealed record PersonRequest(string Name, string? PayrollNumber = null, string? IdentityCode = null) : IExample<PersonRequest>
    {
        public static PersonRequest Example => new("Aino Esimerkki", "40117");
    }

    /// <summary>Replaces who the worker is. If-Match is the ETag of the person, not of the worker.</summary>
    public Task<Reply> ReplacePerson(Guid worker, PersonRequest body, CancellationToken ct)
    {
        var (name, code, number) = (PersonField.Name(body.Name), PersonField.IdentityCode(body.IdentityCode), PersonField.Optional("payrollNumber", body.PayrollNumber));
        return acts.Run(async act =>
        {
            if (await act.Person(worker, access) is { } no) return no;
            var before = await personal.Worker(new(worker), ct) ?? WorkerPerson.Unknown(new(worker));
            act.ETagOf(before.Version);
            var person = before with { Name = name, IdentityCode = code ?? before.IdentityCode, PayrollNumber = number ?? before.PayrollNumber };
            if (await TakenByAnother(person, ct)) return Reply.No(Constraints.IdentityCodeTaken);
            if (person != before) act.Also(personal.Save(person));
            return Reply.NoContent;
        }, ct);
    }
}
