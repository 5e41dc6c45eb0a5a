using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Api.ServiceCentres;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Supervision;
using Npgsql;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionCommand;

namespace Helsinki.PeerWork.Api.Supervision;

/// <summary>Supervision (työnohjaus): sessions, who came, and who has been without.</summary>
public sealed class SupervisionApi(Acts acts, Admission access, NpgsqlDataSource db, PersonalData personal, EventLog store, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api)
    {
        var sessions = api.MapGroup("/supervision-sessions").WithTags("Supervision");
        sessions.MapPost<SupervisionApi>("", a => a.Plan).WithName("PlanSession").Produces<Made>(StatusCodes.Status201Created);
        sessions.MapGet<SupervisionApi>("", a => a.List).WithName("ListSessions").Produces<Listed<SessionView>>();

        var session = sessions.MapGroup("/{session:guid}");
        session.MapGet<SupervisionApi>("", a => a.Read).WithName("ReadSession").Produces<SessionView>();
        session.MapPost<SupervisionApi>("/invitations", a => a.Invite).WithName("InviteToSession").Produces(StatusCodes.Status204NoContent);
        session.MapPost<SupervisionApi>("/attendance", a => a.Attend).WithName("RecordAttendance").Produces(StatusCodes.Status204NoContent);
        session.MapPut<SupervisionApi>("/attendance", a => a.ReplaceAttendance).WithName("ReplaceAttendance").Replaces().Produces(StatusCodes.Status204NoContent);
        session.MapPut<SupervisionApi>("/time", a => a.Move).WithName("MoveSession").Replaces().Produces(StatusCodes.Status204NoContent);
        session.MapPost<SupervisionApi>("/cancellation", a => a.Cancel).WithName("CancelSession").Produces(StatusCodes.Status204NoContent);

        var supervision = api.MapGroup("/supervision").WithTags("Supervision");
        supervision.MapGet<SupervisionApi>("/coverage", a => a.Coverage).WithName("ReadSupervisionCoverage").Produces<CoverageView>();
        supervision.MapGet<SupervisionApi>("/overdue", a => a.Overdue).WithName("ListOverdueSupervision").Produces<OverdueView>();
    }

    /// <param name="On">Any day: one that was held unplanned is written down afterwards.</param>
    /// <param name="Start">Helsinki wall-clock time.</param>
    /// <param name="Supervisor">Who leads it; the caller when not given.</param>
    /// <param name="Invited">Workers invited from the start; more can follow.</param>
    /// <param name="Id">Chosen by the caller, so that sending it again changes nothing; made here when not given.</param>
    public sealed record SessionRequest(
        CentreCode Centre, DateOnly On, TimeOnly Start, SupervisionForm Form, SupervisionPurpose Purpose = SupervisionPurpose.Supervision,
        UserId? Supervisor = null, IReadOnlyList<PeerWorkerId>? Invited = null, Guid? Id = null) : IExample<SessionRequest>
    {
        public static SessionRequest Example => new(
            new("Malmi"), new(2026, 5, 20), new(14, 0), SupervisionForm.Group, Invited: [new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20"))]);
    }

    /// <summary>Plans a session, with whoever is invited to it.</summary>
    public Task<Reply> Plan(SessionRequest body, CancellationToken ct)
    {
        var session = new SessionId(body.Id ?? Guid.CreateVersion7());
        return acts.Run(async act =>
        {
            if (access.May(act.Caller.To(body.Centre), "own-centre") is { } no) return no;
            if (await act.NotOpen(body.Centre, body.On) is { } closed) return closed;
            await act.Load(SupervisionDecider.Decider, session.Value);
            access.Log.Touches(session.Value);
            if (act.Decide(SupervisionDecider.Decider, session.Value, new PlanSession(
                    body.Centre, body.On, body.Start, body.Form, body.Purpose, body.Supervisor ?? act.Caller.User)) is { } refused) return refused;
            foreach (var worker in body.Invited ?? [])
                if (await InviteWorker(act, session.Value, worker) is { } not) return not;
            return Reply.Created($"/api/supervision-sessions/{session.Value}", new Made(session.Value));
        }, ct);
    }

    /// <param name="Worker">One to invite.</param>
    /// <param name="Workers">Several: all are invited, or none.</param>
    public sealed record InvitationRequest(PeerWorkerId? Worker = null, IReadOnlyList<PeerWorkerId>? Workers = null) : IExample<InvitationRequest>
    {
        public static InvitationRequest Example => new(new PeerWorkerId(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")));
    }

    /// <summary>Invites a worker, or several at once.</summary>
    public Task<Reply> Invite(Guid session, InvitationRequest body, CancellationToken ct)
    {
        PeerWorkerId[] invited = [.. body.Worker is { } one ? [one] : Array.Empty<PeerWorkerId>(), .. body.Workers ?? []];
        if (invited.Length == 0) throw new InvalidFieldException(body.Workers is null ? "worker" : "workers", "names at least one worker");
        return acts.Run(async act =>
        {
            if (await Session(act, session) is { } no) return no;
            foreach (var worker in invited)
                if (await InviteWorker(act, session, worker) is { } not) return not;
            return Reply.NoContent;
        }, ct);
    }

    async Task<Reply?> InviteWorker(Act act, Guid session, PeerWorkerId worker) =>
        await Unregistered(act, worker) ?? act.Decide(SupervisionDecider.Decider, session, new Invite(worker));

    /// <param name="Attended">False takes an attendance back that was recorded by mistake.</param>
    public sealed record AttendanceRequest(PeerWorkerId Worker, bool Attended) : IExample<AttendanceRequest>
    {
        public static AttendanceRequest Example => new(new PeerWorkerId(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), true);
    }

    /// <summary>Records that a worker attended, invited or not, or takes it back.</summary>
    public Task<Reply> Attend(Guid session, AttendanceRequest body, CancellationToken ct) =>
        acts.Run(async act =>
            await Session(act, session)
            ?? await Unregistered(act, body.Worker)
            ?? act.Decide(
               SupervisionDecider.Decider, session,
               body.Attended ? new RecordAttendance(body.Worker, act.Today) : new TakeBackAttendance(body.Worker))
            ?? Reply.NoContent, ct);

    /// <param name="Attended">Everybody who came, invited or not; of anybody else an attendance is taken back.</param>
    public sealed record AttendanceList(IReadOnlyList<PeerWorkerId> Attended) : IExample<AttendanceList>
    {
        public static AttendanceList Example => new([new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20"))]);
    }

    /// <summary>Records in one go who attended, as ticked on a list.</summary>
    public Task<Reply> ReplaceAttendance(Guid session, AttendanceList body, CancellationToken ct) =>
        acts.Run(async act =>
        {
            if (await Session(act, session) is { } no) return no;
            var before = await act.Load(SupervisionDecider.Decider, session) is SupervisionState.Planned planned ? planned.Attended : [];
            // First whoever did not come: an individual session has room for one.
            foreach (var worker in before.Except(body.Attended))
                if (act.Decide(SupervisionDecider.Decider, session, new TakeBackAttendance(worker)) is { } not) return not;
            foreach (var worker in body.Attended)
                if (await Unregistered(act, worker) is { } unknown) return unknown;
                else if (act.Decide(SupervisionDecider.Decider, session, new RecordAttendance(worker, act.Today)) is { } not) return not;
            return Reply.NoContent;
        }, ct);

    public sealed record MoveRequest(DateOnly On, TimeOnly Start) : IExample<MoveRequest>
    {
        public static MoveRequest Example => new(new(2026, 5, 27), new(14, 0));
    }

    /// <summary>Moves a session to another day or time.</summary>
    public Task<Reply> Move(Guid session, MoveRequest body, CancellationToken ct) =>
        acts.Run(async act =>
            await Session(act, session)
            ?? act.Decide(SupervisionDecider.Decider, session, new Move(body.On, body.Start, act.Today))
            ?? Reply.NoContent, ct);

    /// <summary>Cancels a session nobody attended.</summary>
    public Task<Reply> Cancel(Guid session, CancellationToken ct) =>
        acts.Run(async act =>
            await Session(act, session)
            ?? act.Decide(SupervisionDecider.Decider, session, new Cancel())
            ?? Reply.NoContent, ct);

    async Task<Reply?> Session(Act act, Guid session)
    {
        CentreCode? centre = await act.Load(SupervisionDecider.Decider, session) switch
        {
            SupervisionState.Planned s => s.Plan.Centre,
            SupervisionState.Cancelled s => s.Plan.Centre,
            _ => null,
        };
        if (centre is not { } at) return Reply.NotFound;
        access.Log.Touches(session);
        return access.May(act.Caller.To(at), "own-centre");
    }

    async Task<Reply?> Unregistered(Act act, PeerWorkerId worker)
    {
        access.Log.Touches(null, worker.Value);
        // One of another centre is answered as one who is nowhere: a name would be shown of somebody the caller may not know of.
        return await act.Peek(AgreementsDecider.Decider, worker.Value) is AgreementsState.Registered known
            && (known.Centres.Any(access.Centres.Contains) || !known.Centres.Any())
            ? null
            : Reply.No(AgreementsDecider.NotRegistered);
    }

    /// <summary>Sessions at the caller's centres, the newest first.</summary>
    public async Task<Reply> List(
        CancellationToken ct, string? centre = null, Guid? worker = null, DateOnly? from = null, DateOnly? until = null, string? sort = null,
        int? page = null, int? size = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var (asked, order) = (Lists.Page(page, size), Lists.Sort(sort, SessionOrder.On, descending: true));
        var filter = new SessionFilter(
            access.OwnCentres(centre), worker is { } id ? new PeerWorkerId(id) : null, Lists.Day("from", from), Lists.Day("until", until));
        var rows = await Sessions.List(db, filter, newestFirst: order.Descending, asked, ct);
        var names = await NamesOf(rows.Rows.SelectMany(r => r.Participants).Select(p => p.Worker), ct);
        return Reply.Ok(Lists.Of(rows, asked, r => SessionView.Of(r, names)));
    }

    /// <summary>What sessions are ordered by: their time.</summary>
    public enum SessionOrder { On }

    /// <summary>One session. The ETag is its version.</summary>
    public async Task<Reply> Read(Guid session, CancellationToken ct)
    {
        var version = (await store.Read([session], ct))[0].Version;
        if (await Sessions.One(db, new(session), ct) is not { } row) return Reply.NotFound;
        access.Log.Touches(session);
        return access.May(access.Caller.To(row.Centre), "own-centre")
            ?? Reply.Ok(SessionView.Of(row, await NamesOf(row.Participants.Select(p => p.Worker), ct)), version);
    }

    /// <summary>A year at the caller's centres, this year when none is given: who attended in which month, and each month's coverage.</summary>
    public async Task<Reply> Coverage(CancellationToken ct, int? year = null, string? centre = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var asked = year ?? clock.Today().Year;
        if (!Calendar.Holds(asked)) return Reply.Field("year", $"must be {Calendar.Years}");
        var board = await Sessions.Board(db, asked, access.OwnCentres(centre), ct);
        return Reply.Ok(CoverageView.Of(asked, board, await NamesOf(board.Select(b => b.Worker), ct)));
    }

    /// <summary>Active workers at the caller's centres who attended no supervision in the last whole month, and in neither of the last two.</summary>
    public async Task<Reply> Overdue(CancellationToken ct, string? centre = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var (centres, today) = (access.OwnCentres(centre), clock.Today());
        var (one, two) = (await Sessions.Overdue(db, centres, today, ct), await Sessions.TwoMonthsWithout(db, centres, today, ct));
        var names = await NamesOf(one.Concat(two).Select(r => r.Worker), ct);
        return Reply.Ok(new OverdueView([.. one.Select(View)], [.. two.Select(View)]));

        WithoutSupervision View(WithoutSupervisionRow row) => new(row.Worker, names.GetValueOrDefault(row.Worker), row.Centre, row.LastAttended);
    }

    Task<IReadOnlyDictionary<PeerWorkerId, string>> NamesOf(IEnumerable<PeerWorkerId> workers, CancellationToken ct)
    {
        var ids = workers.Distinct().ToList();
        access.Log.Touches(null, [.. ids.Select(w => w.Value)]);
        return personal.NamesOf(ids, ct);
    }
}
