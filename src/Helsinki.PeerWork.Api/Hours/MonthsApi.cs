using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Api.ServiceCentres;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Hours;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;

namespace Helsinki.PeerWork.Api.Hours;

/// <summary>A peer worker's month: hours are recorded, the whole is declared, and each centre's part approved. Meetings come through their process.</summary>
public sealed class MonthsApi(
    MonthReading months, Acts acts, Admission access, PersonalData personal, EventLog store, NpgsqlDataSource db, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet<MonthsApi>("/months", a => a.List).WithTags("Hours").WithName("ListMonths").Produces<Listed<MonthListed>>();

        api.MapGet<MonthsApi>("/peer-workers/{worker:guid}/months", a => a.ListOfWorker).WithTags("Hours").WithName("ListMonthsOfWorker").Produces<Listed<MonthListed>>();

        var month = api.MapGroup("/peer-workers/{worker:guid}/months/{month}").WithTags("Hours");
        month.MapGet<MonthsApi>("", a => a.Read).WithName("ReadMonth").Produces<MonthView>();
        month.MapPost<MonthsApi>("/entries", a => a.Record).WithName("RecordHours").Produces<RecordedView>(StatusCodes.Status201Created);
        month.MapPut<MonthsApi>("/entries/{entry:guid}", a => a.Correct).WithName("CorrectHours").Replaces()
            .Produces<ChangedView>().Produces(StatusCodes.Status204NoContent);
        month.MapPost<MonthsApi>("/entries/{entry:guid}/withdrawal", a => a.Withdraw).WithName("WithdrawHours").Produces(StatusCodes.Status204NoContent);
        month.MapPost<MonthsApi>("/declaration", a => a.Declare).WithName("DeclareMonth").Produces(StatusCodes.Status204NoContent);
        month.MapPost<MonthsApi>("/parts/{centre}/approval", a => a.Approve).WithName("ApprovePart").Produces(StatusCodes.Status204NoContent);
        month.MapPost<MonthsApi>("/parts/{centre}/return", a => a.Return).WithName("ReturnPart").Produces(StatusCodes.Status204NoContent);
        month.MapPost<MonthsApi>("/parts/{centre}/approval-withdrawal", a => a.WithdrawApproval).WithName("WithdrawApproval").Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>One month: entries and where each stands, parts, declaration, totals. The worker sees all of it, a coordinator the own centres' part.</summary>
    public Task<Reply> Read(Guid worker, YearMonth month, CancellationToken ct) => months.Read(new(worker), month, ct);

    /// <param name="Start">Helsinki wall-clock time.</param>
    /// <param name="Minutes">1–1440, not past midnight.</param>
    /// <param name="Kind">Any but a meeting of an Aito Välittäjä process, which is recorded there.</param>
    /// <param name="Form">Under which form of engagement it was done; only fee-for-service is paid.</param>
    /// <param name="Id">Chosen by the caller, so that sending it again changes nothing; made here when not given.</param>
    public sealed record EntryRequest(
        DateOnly On, TimeOnly Start, int Minutes, CentreCode Centre, WorkKind Kind, EngagementForm Form = EngagementForm.FeeForService, Guid? Id = null)
        : IExample<EntryRequest>
    {
        public static EntryRequest Example => new(new(2026, 5, 18), new(13, 0), 120, new("Malmi"), WorkKind.ExpertAppointment);

        internal ReportedWork Work => new(On, Start, Minutes, Centre, Kind, Form);
    }

    /// <summary>Records hours of work done, under the agreement or engagement in force that day. Where the caller may know of the monthly limit, the reply warns.</summary>
    public Task<Reply> Record(Guid worker, YearMonth month, EntryRequest body, CancellationToken ct)
    {
        var entry = new EntryId(body.Id ?? Guid.CreateVersion7());
        return acts.Run(async act =>
        {
            var (_, no) = await act.Month(worker, month, access, body.Centre);
            return no
                ?? await RecordIn(act, month, worker, entry, body.Work)
                ?? Reply.Created($"/api/peer-workers/{worker}/months/{month}", new RecordedView(
                    entry.Value, await act.Forecast(new(worker), month, body.Centre, personal, ct)));
        }, ct);
    }

    /// <summary>Corrects an entry; to another month if its day moves there. Answers with the forecast of that month where the caller may know of the limit.</summary>
    public Task<Reply> Correct(Guid worker, YearMonth month, Guid entry, EntryRequest body, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var (before, no) = await Entry(act, worker, month, new(entry), body.Centre);
            return no
                ?? await CorrectIn(act, month, worker, before!, body.Work)
                ?? Forecasts.Changed(await act.Forecast(new(worker), YearMonth.Of(body.On), body.Centre, personal, ct));
        }, ct);

    /// <summary>Withdraws an entry. If payroll has its fee, the next export takes it back once the withdrawal is approved.</summary>
    public Task<Reply> Withdraw(Guid worker, YearMonth month, Guid entry, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var (before, no) = await Entry(act, worker, month, new(entry));
            return no
                ?? act.Decide(HoursDecider.Decider, month.StreamOf(worker), new WithdrawHours(before!.Id))
                ?? Reply.NoContent;
        }, ct);

    async Task<(Entry? Before, Reply? No)> Entry(Act act, Guid worker, YearMonth month, EntryId entry, params IReadOnlyCollection<CentreCode> named)
    {
        var stream = month.StreamOf(worker);
        if (await act.Load(HoursDecider.Decider, stream) is not HoursState.Opened state || !state.Entries.TryGetValue(entry, out var before))
            return (null, Reply.NotFound);
        var (_, no) = await act.Month(worker, month, access, [before.Work.Centre, .. named]);
        return (before, no);
    }

    static async Task<Reply?> RecordIn(Act act, YearMonth month, Guid worker, EntryId entry, ReportedWork work)
    {
        if (await act.NotOpen(work.Centre, work.On) is { } closed) return closed;
        var stream = month.StreamOf(worker);
        await act.Load(HoursDecider.Decider, stream);
        var (terms, incomeType) = await act.TermsOf(worker, work);
        return act.Decide(HoursDecider.Decider, stream, new RecordHours(new(worker), month.Year, month.Month, entry, work, terms, incomeType, act.Today));
    }

    // One that was withdrawn has no other month to go to: the rule says so where it is.
    static async Task<Reply?> CorrectIn(Act act, YearMonth month, Guid worker, Entry before, ReportedWork work)
    {
        var stream = month.StreamOf(worker);
        if (before.Stands && YearMonth.Of(work.On) is var next && next != month)
            return act.Decide(HoursDecider.Decider, stream, new WithdrawHours(before.Id))
                ?? await RecordIn(act, next, worker, before.Id, work);
        if (await act.NotOpen(work.Centre, work.On) is { } closed) return closed;
        var (terms, incomeType) = await act.TermsOf(worker, work);
        return act.Decide(HoursDecider.Decider, stream, new CorrectHours(before.Id, work, terms, incomeType, act.Today));
    }

    /// <summary>The worker says the month is whole; a month with nothing counts.</summary>
    public Task<Reply> Declare(Guid worker, YearMonth month, CancellationToken ct) =>
        OnMonth(worker, month, [], act => new Declare(new(worker), month.Year, month.Month, act.Today), ct);

    /// <summary>Approves everything at the centre that waits for it. Nobody approves their own hours.</summary>
    public Task<Reply> Approve(Guid worker, YearMonth month, string centre, CancellationToken ct) =>
        OnMonth(worker, month, [new(centre)], act => new ApprovePart(new(centre), OwnHours: act.Caller.Is(new(worker))), ct);

    public sealed record ReturnRequest(ReturnReason Reason) : IExample<ReturnRequest>
    {
        public static ReturnRequest Example => new(ReturnReason.HoursMissing);
    }

    /// <summary>Sends the month back to the worker, who puts it right and declares again. An approval of the part that is not exported is withdrawn by it.</summary>
    public Task<Reply> Return(Guid worker, YearMonth month, string centre, ReturnRequest body, CancellationToken ct) =>
        OnMonth(worker, month, [new(centre)], _ => new ReturnPart(new(centre), body.Reason), ct);

    /// <summary>Takes an approval back, as long as it is not exported.</summary>
    public Task<Reply> WithdrawApproval(Guid worker, YearMonth month, string centre, CancellationToken ct) =>
        OnMonth(worker, month, [new(centre)], _ => new WithdrawApproval(new(centre)), ct);

    // A month is the business of the centres the worker was engaged at, and of no other.
    Task<Reply> OnMonth(
        Guid worker, YearMonth month, IReadOnlyCollection<CentreCode> centres, Func<Act, HoursCommand> command, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var (known, no) = await act.Month(worker, month, access, centres);
            return no
                ?? (centres.Except(known!.Centres).Any() ? Reply.NotFound : null)
                ?? act.Decide(HoursDecider.Decider, month.StreamOf(worker), command(act))
                ?? Reply.NoContent;
        }, ct);

    /// <summary>One month at the caller's centres, this month when none is given: whose hours wait for what, those who declared nothing among them.</summary>
    public async Task<Reply> List(
        CancellationToken ct, YearMonth? month = null, string? status = null, bool? late = null, string? centre = null, string? sort = null,
        int? page = null, int? size = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var (asked, today) = (Lists.Page(page, size), clock.Today());
        var (year, number) = month ?? YearMonth.Of(today);
        var days = (await store.Compensation(ct)).PaymentDaysOf(year, number);
        var waitsFor = MonthListed.WaitsForOf(Lists.OneOf<MonthWaits>("status", status));
        var filter = new MonthFilter(year, number, access.OwnCentres(centre), Deadline.Filter(waitsFor, late, days, today));
        var rows = await MonthsWaiting.Overview(db, filter, Lists.Sort(sort, MonthColumn.Waits), asked, ct);
        var names = await personal.NamesOf([.. rows.Rows.Select(r => r.Worker)], ct);
        access.Log.Touches(null, [.. rows.Rows.Select(r => r.Worker.Value)]);
        return Reply.Ok(Lists.Of(rows, asked, r => MonthListed.Of(r, names.GetValueOrDefault(r.Worker), Deadline.Of(days, r.WaitsFor, today))));
    }

    const int MonthsBack = 12;

    /// <summary>A worker's months at the caller's centres, this one and the eleven before when none is given, the newest first; the worker's own at every centre.</summary>
    public async Task<Reply> ListOfWorker(
        Guid worker, CancellationToken ct, YearMonth? from = null, YearMonth? until = null, int? page = null, int? size = null)
    {
        var (id, asked, today) = (new PeerWorkerId(worker), Lists.Page(page, size), clock.Today());
        var streams = await store.Read([worker, CompensationDecider.StreamId], ct);
        if (Act.Fold(AgreementsDecider.Decider, streams[0]) is not AgreementsState.Registered known) return Reply.NotFound;
        access.Log.Touches(null, worker);
        if (access.MayWith(id, known) is { } no) return no;
        var last = FirstOf(until ?? YearMonth.Of(today));
        var first = from is { } given ? FirstOf(given) : last.AddMonths(1 - MonthsBack);
        var compensation = Act.Fold(CompensationDecider.Decider, streams[1]);
        var rows = await MonthsWaiting.OfWorker(db, access.Caller.Is(id) ? null : access.Centres, id, first, last, ct);
        var name = (await personal.Worker(id, ct))?.Name;
        return Reply.Ok(Lists.Cut([.. rows.Select(r => MonthListed.Of(r, name, Deadline.Of(compensation.PaymentDaysOf(r.Year, r.Month), r.WaitsFor, today)))], asked));

        static DateOnly FirstOf(YearMonth month) => new(month.Year, month.Month, 1);
    }
}
