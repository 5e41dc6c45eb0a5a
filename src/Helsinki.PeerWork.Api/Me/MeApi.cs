using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Me;

/// <summary>What is the caller's own: who they are here, and a peer worker's assignments, months and monthly limit.</summary>
public sealed class MeApi(
    Admission access, EventLog store, NpgsqlDataSource db, TeamOptions team, TimeProvider clock, MonthReading months, PersonalData personal,
    Acts acts)
{
    /// <summary>A bound against typing errors: no month of peer work pays that much.</summary>
    const decimal HighestLimit = 10_000m;

    public static void Map(RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("Me");
        me.MapGet<MeApi>("", a => a.Who).WithName("ReadMe").Produces<MeView>();
        me.MapGet<MeApi>("/processes", a => a.Processes).WithName("ListMyProcesses").Produces<Listed<MyProcess>>();
        me.MapGet<MeApi>("/months/{month}", a => a.Month).WithName("ReadMyMonth").Produces<MonthView>();
        me.MapGet<MeApi>("/monthly-limit", a => a.ReadLimit).WithName("ReadMyMonthlyLimit").Produces<MonthlyLimit>();
        me.MapPut<MeApi>("/monthly-limit", a => a.SetLimit).WithName("SetMyMonthlyLimit").Replaces().Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="User">The opaque id events and logs know the caller by.</param>
    /// <param name="PeerWorker">Of a peer worker: whose records are their own.</param>
    public sealed record MeView(
        UserId User, IReadOnlyList<Role> Roles, IReadOnlyList<CentreCode> Centres, PeerWorkerId? PeerWorker) : IExample<MeView>
    {
        public static MeView Example => new(
            new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c21")), [Role.PeerWorker], [new("Malmi")], new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")));
    }

    /// <summary>Who the caller is here: roles, service centres and, for a peer worker, the own record.</summary>
    public Task<Reply> Who()
    {
        var caller = access.Caller;
        return Task.FromResult(access.May(Standing.None, "self") ?? Reply.Ok(
            new MeView(caller.User, [.. caller.Roles.Order()],
                [.. caller.CentresAs(Enum.GetValues<Role>()).OrderBy(c => c.Value, StringComparer.Ordinal)], caller.PeerWorker)));
    }

    /// <summary>A process the caller mediates, without anything of the service user.</summary>
    /// <param name="MeetingsUsed">Of <paramref name="MeetingLimit"/>.</param>
    /// <param name="Call">Phone numbers when there is a safety concern: the team's, and 112.</param>
    /// <param name="Version">For If-Match, where an own meeting is corrected.</param>
    public sealed record MyProcess(
        ProcessId Id, string Code, CentreCode Centre, ProcessPhase Phase, DateOnly? BeganOn, DateOnly? EndedOn, int MeetingsUsed, int MeetingLimit,
        IReadOnlyList<string> Call, long Version) : IExample<MyProcess>
    {
        public static MyProcess Example => new(
            new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c25")), "K-0042", new("Malmi"), ProcessPhase.Active, new(2026, 5, 12), null, 4,
            AitoValittajaNumbers.MeetingLimit.On(new(2026, 5, 12)),
            ConcernsApi.Raised.Example.Call, 21);

        internal static MyProcess Of(ProcessRow row, TeamOptions team, long version) => new(
            row.Process, row.Code, row.Centre, row.Phase, row.BeganOn, row.EndedOn, row.Used, row.MeetingLimit, team.Call(row.Centre), version);
    }

    /// <summary>Processes the caller mediates.</summary>
    public async Task<Reply> Processes(CancellationToken ct, bool? open = null, string? sort = null, int? page = null, int? size = null)
    {
        if (access.MayAsWorker(out var worker) is { } no) return no;
        var asked = Lists.Page(page, size);
        var rows = await ProcessList.List(
            db, new ProcessFilter(Mediator: worker, Open: open), Lists.Sort(sort, ProcessColumn.LastOn, descending: true), asked, clock.Today(), ct);
        access.Log.Touches(null, [.. rows.Rows.Select(r => r.ServiceUser.Value)]);
        var versions = (await store.Read([.. rows.Rows.Select(r => r.Process.Value)], ct)).ToDictionary(s => s.Stream, s => s.Version);
        return Reply.Ok(Lists.Of(rows, asked, r => MyProcess.Of(r, team, versions[r.Process.Value])));
    }

    /// <summary>The caller's own month: hours, pay so far at every centre, and the forecast against the monthly limit.</summary>
    public async Task<Reply> Month(YearMonth month, CancellationToken ct) =>
        access.MayAsWorker(out var worker) ?? await months.Read(worker, month, ct);

    /// <param name="Amount">Euros a month; null: none.</param>
    /// <param name="Shared">Coordinators of the centres may see it too, and the forecast: what is recorded everywhere, the sum of what is planned, and the warning; never what is planned.</param>
    public sealed record MonthlyLimit(decimal? Amount, bool Shared) : IExample<MonthlyLimit>
    {
        public static MonthlyLimit Example => new(834.52m, false);
    }

    /// <summary>The caller's own monthly limit.</summary>
    public async Task<Reply> ReadLimit(CancellationToken ct)
    {
        if (access.MayAsWorker(out var worker) is { } no) return no;
        access.Log.Touches(worker.Value, worker.Value);
        var person = await personal.Worker(worker, ct) ?? WorkerPerson.Unknown(worker);
        return Reply.Ok(new MonthlyLimit(person.MonthlyLimit, person.LimitShared), person.Version);
    }

    /// <summary>Sets, changes or removes the caller's own monthly limit. Nothing is refused because of it; the own month warns. Shared, it shows coordinators of the worker's centres the forecast too, the sum of the plan in it.</summary>
    public Task<Reply> SetLimit(MonthlyLimit body, CancellationToken ct)
    {
        if (body.Amount is { } amount && (amount is <= 0 or > HighestLimit || decimal.Round(amount, 2) != amount))
            throw new InvalidFieldException("amount", $"must be more than 0 and at most {HighestLimit:0} euros, in whole cents; null removes the limit");
        return acts.Run(async act =>
        {
            if (access.MayAsWorker(out var worker) is { } no) return no;
            if (await act.Load(AgreementsDecider.Decider, worker.Value) is not AgreementsState.Registered) return Reply.NotFound;
            access.Log.Touches(worker.Value, worker.Value);
            var before = await personal.Worker(worker, ct) ?? WorkerPerson.Unknown(worker);
            act.ETagOf(before.Version);
            var person = before with { MonthlyLimit = body.Amount, LimitShared = body.Shared && body.Amount is not null };
            if (person != before) act.Also(personal.Save(person));
            return Reply.NoContent;
        }, ct);
    }
}
