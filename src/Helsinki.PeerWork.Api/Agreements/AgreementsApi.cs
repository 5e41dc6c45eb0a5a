using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Api.ServiceCentres;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Agreements;
using Npgsql;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;

namespace Helsinki.PeerWork.Api.Agreements;

/// <summary>Engagements, assignment agreements and travel tickets of a peer worker. Nobody decides on their own.</summary>
public sealed class AgreementsApi(Acts acts, Admission access, NpgsqlDataSource db, PersonalData personal, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api)
    {
        var worker = api.MapGroup("/peer-workers/{worker:guid}").WithTags("Agreements");
        worker.MapPost<AgreementsApi>("/engagements", a => a.Begin).WithName("BeginEngagement").Produces<Made>(StatusCodes.Status201Created);
        worker.MapPost<AgreementsApi>("/engagements/{engagement:guid}/end", a => a.End).WithName("EndEngagement").Produces(StatusCodes.Status204NoContent);
        worker.MapPost<AgreementsApi>("/agreements", a => a.Draft).WithName("DraftAgreement").Produces<Made>(StatusCodes.Status201Created);
        worker.MapPost<AgreementsApi>("/travel-tickets", a => a.IssueTickets).WithName("IssueTravelTickets").Produces(StatusCodes.Status204NoContent);

        var agreement = worker.MapGroup("/agreements/{agreement:guid}");
        agreement.MapPost<AgreementsApi>("/signature", a => a.Sign).WithName("SignAgreement").Produces(StatusCodes.Status204NoContent);
        agreement.MapPost<AgreementsApi>("/amendments", a => a.Amend).WithName("AmendRate").Produces(StatusCodes.Status204NoContent);
        agreement.MapPost<AgreementsApi>("/extension", a => a.Extend).WithName("ExtendAgreement").Produces(StatusCodes.Status204NoContent);
        agreement.MapPost<AgreementsApi>("/termination", a => a.Terminate).WithName("TerminateAgreement").Produces(StatusCodes.Status204NoContent);
        agreement.MapPost<AgreementsApi>("/discard", a => a.Discard).WithName("DiscardDraft").Produces(StatusCodes.Status204NoContent);

        api.MapGet<AgreementsApi>("/agreements/drafts", a => a.Drafts).WithTags("Agreements").WithName("ListDraftAgreements").Produces<Listed<DraftListed>>();
        api.MapGet<AgreementsApi>("/agreements", a => a.Ending).WithTags("Agreements").WithName("ListEndingAgreements").Produces<Listed<EndingAgreement>>();
    }

    /// <param name="Form">Any but fee-for-service, which opens when its agreement is signed.</param>
    /// <param name="Until">Null: open.</param>
    /// <param name="Id">Chosen by the caller, so that sending it again changes nothing; made here when not given.</param>
    public sealed record EngagementRequest(
        EngagementForm Form, CentreCode Centre, WorkKind Kind, DateOnly From, DateOnly? Until = null, Guid? Id = null) : IExample<EngagementRequest>
    {
        public static EngagementRequest Example => new(EngagementForm.Volunteer, new("Malmi"), WorkKind.PeerSupport, new(2026, 5, 4));
    }

    /// <summary>Begins an engagement of a form that is not paid.</summary>
    public Task<Reply> Begin(Guid worker, EngagementRequest body, CancellationToken ct)
    {
        var engagement = new EngagementId(body.Id ?? Guid.CreateVersion7());
        return acts.Run(async act =>
        {
            var (_, no) = await act.Worker(worker, access, body.Centre);
            return no
                ?? await act.NotOpen(body.Centre, body.From)
                ?? act.Decide(
                   AgreementsDecider.Decider, worker, new BeginEngagement(engagement, body.Form, body.Centre, body.Kind, body.From, body.Until))
                ?? Reply.Created($"/api/peer-workers/{worker}", new Made(engagement.Value));
        }, ct);
    }

    public sealed record EndRequest(DateOnly LastDay) : IExample<EndRequest>
    {
        public static EndRequest Example => new(new DateOnly(2026, 12, 31));
    }

    /// <summary>Sets the last day of an engagement, earlier or later.</summary>
    public Task<Reply> End(Guid worker, Guid engagement, EndRequest body, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var id = new EngagementId(engagement);
            if (await act.Load(
               AgreementsDecider.Decider, worker) is not AgreementsState.Registered state || !state.Engagements.TryGetValue(id, out var found))
                return Reply.NotFound;
            access.Log.Touches(worker, worker);
            return access.May(act.Caller.To(found.Work.Centre, isWorker: act.Caller.Is(new(worker))), "own-centre")
                ?? act.Decide(AgreementsDecider.Decider, worker, new EndEngagement(id, body.LastDay))
                ?? Reply.NoContent;
        }, ct);

    public sealed record WorkRequest(CentreCode Centre, WorkKind Kind);

    /// <param name="Rate">Euros an hour; the configured rate of the first day when not given.</param>
    /// <param name="Works">The kinds of work at which centres; at least one.</param>
    /// <param name="Confidentiality">Version of the confidentiality document to be accepted, 1–40 characters.</param>
    /// <param name="Ethics">Version of the ethical guidelines to be accepted, 1–40 characters.</param>
    /// <param name="Id">Chosen by the caller, so that sending it again changes nothing; made here when not given.</param>
    public sealed record DraftRequest(
        DateOnly From, DateOnly Until, IReadOnlyList<WorkRequest> Works, string Confidentiality, string Ethics, decimal? Rate = null, Guid? Id = null)
        : IExample<DraftRequest>
    {
        public static DraftRequest Example => new(
            new(2026, 1, 7), new(2026, 12, 31), [new(new("Malmi"), WorkKind.AitoValittajaMeeting)], "2026-1", "2026-1");
    }

    /// <summary>Drafts an assignment agreement. It binds nobody before it is signed.</summary>
    public Task<Reply> Draft(Guid worker, DraftRequest body, CancellationToken ct)
    {
        if (body.Works.Any(w => w is null)) throw new InvalidFieldException("works", "must not hold null");
        var agreement = new AgreementId(body.Id ?? Guid.CreateVersion7());
        var works = body.Works.Select(w => new Coverage(w.Centre, w.Kind)).Distinct().ToList();
        var centres = works.Select(w => w.Centre).Distinct().ToList();
        var (confidentiality, ethics) = (DocumentVersion("confidentiality", body.Confidentiality), DocumentVersion("ethics", body.Ethics));
        return acts.Run(async act =>
        {
            var (_, no) = await act.Worker(worker, access, centres);
            if (no is not null) return no;
            foreach (var centre in centres)
                if (await act.NotOpen(centre, body.From) is { } closed) return closed;
            if ((body.Rate ?? await RateOn(act, body.From)) is not { } rate) return Reply.Field("rate", "is required: none is configured for the first day");
            return act.Decide(
               AgreementsDecider.Decider, worker, new DraftAgreement(agreement, rate, body.From, body.Until, works, confidentiality, ethics))
                ?? Reply.Created($"/api/peer-workers/{worker}", new Made(agreement.Value));
        }, ct);
    }

    static async Task<decimal?> RateOn(Act act, DateOnly day) =>
        (await act.Peek(CompensationDecider.Decider, CompensationDecider.StreamId)).RateOn(day);

    static string DocumentVersion(string field, string text) => text.Trim() is { Length: > 0 and <= 40 } version
        ? version
        : throw new InvalidFieldException(field, "must be 1–40 characters");

    /// <param name="Confidentiality">The version accepted: the draft's.</param>
    /// <param name="Ethics">The version accepted: the draft's.</param>
    /// <param name="On">The day it was signed by both; today when not given.</param>
    public sealed record SignatureRequest(string Confidentiality, string Ethics, DateOnly? On = null) : IExample<SignatureRequest>
    {
        public static SignatureRequest Example => new("2026-1", "2026-1", new DateOnly(2026, 1, 7));
    }

    /// <summary>Signs a draft, both documents accepted: fee-for-service work is allowed from its first day.</summary>
    public Task<Reply> Sign(Guid worker, Guid agreement, SignatureRequest body, CancellationToken ct) =>
        OnAgreement(worker, agreement, (id, today) =>
            new SignAgreement(id, body.Confidentiality.Trim(), body.Ethics.Trim(), body.On ?? today, today), ct);

    /// <param name="Rate">Euros an hour.</param>
    /// <param name="From">Tomorrow at the earliest.</param>
    public sealed record AmendmentRequest(decimal Rate, DateOnly From) : IExample<AmendmentRequest>
    {
        public static AmendmentRequest Example => new(21.50m, new(2026, 7, 1));
    }

    /// <summary>Amends the rate from a day on; hours before keep theirs.</summary>
    public Task<Reply> Amend(Guid worker, Guid agreement, AmendmentRequest body, CancellationToken ct) =>
        OnAgreement(worker, agreement, (id, today) => new AmendRate(id, body.Rate, body.From, today), ct);

    public sealed record ExtensionRequest(DateOnly Until) : IExample<ExtensionRequest>
    {
        public static ExtensionRequest Example => new(new DateOnly(2027, 6, 30));
    }

    /// <summary>Gives an agreement another last day, today at the earliest.</summary>
    public Task<Reply> Extend(Guid worker, Guid agreement, ExtensionRequest body, CancellationToken ct) =>
        OnAgreement(worker, agreement, (id, today) => new ExtendAgreement(id, body.Until, today), ct);

    /// <param name="LastDay">Work on this day is still covered; today at the earliest.</param>
    public sealed record TerminationRequest(DateOnly LastDay, TerminationReason Reason) : IExample<TerminationRequest>
    {
        public static TerminationRequest Example => new(new(2026, 6, 30), TerminationReason.WishOfWorker);
    }

    /// <summary>Terminates a signed agreement, with a reason.</summary>
    public Task<Reply> Terminate(Guid worker, Guid agreement, TerminationRequest body, CancellationToken ct) =>
        OnAgreement(worker, agreement, (id, today) => new TerminateAgreement(id, body.LastDay, body.Reason, today), ct);

    /// <summary>Discards a draft that will not be signed.</summary>
    public Task<Reply> Discard(Guid worker, Guid agreement, CancellationToken ct) =>
        OnAgreement(worker, agreement, (id, _) => new DiscardDraft(id), ct);

    Task<Reply> OnAgreement(Guid worker, Guid agreement, Func<AgreementId, DateOnly, AgreementsCommand> command, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var id = new AgreementId(agreement);
            return await act.Agreement(worker, id, access)
                ?? act.Decide(AgreementsDecider.Decider, worker, command(id, act.Today))
                ?? Reply.NoContent;
        }, ct);

    /// <param name="Count">1–200.</param>
    /// <param name="On">The day; today when not given.</param>
    public sealed record TicketsRequest(CentreCode Centre, int Count, DateOnly? On = null) : IExample<TicketsRequest>
    {
        public static TicketsRequest Example => new(new("Malmi"), 10, new DateOnly(2026, 5, 4));
    }

    /// <summary>Writes city travel tickets handed out into the ledger: in kind, never euros.</summary>
    public Task<Reply> IssueTickets(Guid worker, TicketsRequest body, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var on = body.On ?? act.Today;
            var (_, no) = await act.Worker(worker, access, body.Centre);
            return no
                ?? await act.NotOpen(body.Centre, on)
                ?? act.Decide(AgreementsDecider.Decider, worker, new IssueTravelTickets(body.Centre, body.Count, on, act.Today))
                ?? Reply.NoContent;
        }, ct);

    /// <summary>An agreement whose last day is near.</summary>
    public sealed record EndingAgreement(PeerWorkerId Worker, string? Name, AgreementView Agreement) : IExample<EndingAgreement>
    {
        public static EndingAgreement Example => new(WorkerView.Example.Id, WorkerView.Example.Name, AgreementView.Example);
    }

    /// <summary>Sixty days: time to talk about going on before an agreement ends.</summary>
    const int DaysAhead = 60;

    /// <summary>Signed agreements in force at the caller's centres that end before a day (in sixty days when none is given), the earliest first.</summary>
    public async Task<Reply> Ending(CancellationToken ct, DateOnly? endingBefore = null, string? centre = null, int? page = null, int? size = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var (asked, today) = (Lists.Page(page, size), clock.Today());
        var last = (Lists.Day("endingBefore", endingBefore) ?? today.AddDays(DaysAhead)).AddDays(-1);
        var rows = await Workers.Ending(db, access.OwnCentres(centre), today, last, ct);
        var names = await personal.NamesOf([.. rows.Select(r => r.Worker)], ct);
        access.Log.Touches(null, [.. rows.Select(r => r.Worker.Value)]);
        return Reply.Ok(Lists.Cut([.. rows.Select(r => new EndingAgreement(r.Worker, names.GetValueOrDefault(r.Worker), AgreementView.Of(r, today)))], asked));
    }

    /// <summary>An agreement that waits to be signed.</summary>
    public sealed record DraftListed(PeerWorkerId Worker, string? Name, AgreementView Agreement) : IExample<DraftListed>
    {
        public static DraftListed Example => new(
            WorkerView.Example.Id, WorkerView.Example.Name, AgreementView.Example with { Phase = AgreementPhase.Drafted, SignedOn = null });
    }

    /// <summary>Drafts at the caller's centres that wait to be signed, by their first day.</summary>
    public async Task<Reply> Drafts(CancellationToken ct, string? centre = null, int? page = null, int? size = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var (asked, today) = (Lists.Page(page, size), clock.Today());
        var rows = await Workers.Drafts(db, access.OwnCentres(centre), ct);
        var names = await personal.NamesOf([.. rows.Select(r => r.Worker)], ct);
        access.Log.Touches(null, [.. rows.Select(r => r.Worker.Value)]);
        return Reply.Ok(Lists.Cut([.. rows.Select(r => new DraftListed(r.Worker, names.GetValueOrDefault(r.Worker), AgreementView.Of(r, today)))], asked));
    }
}
