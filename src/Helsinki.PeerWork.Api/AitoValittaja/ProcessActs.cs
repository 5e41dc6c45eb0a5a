using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaState;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>What the acts on a process have in common: load it, ask the access table about it, decide.</summary>
static class ProcessActs
{
    /// <summary>One command on one process.</summary>
    public static Task<Reply> Step(this Acts acts, Guid process, Admission access, Func<DateOnly, AitoValittajaCommand> command, CancellationToken ct) =>
        acts.Step(process, access, (act, _) => Task.FromResult(command(act.Today)), ct);

    /// <summary>One command that needs something loaded beside the process.</summary>
    public static Task<Reply> Step(
        this Acts acts, Guid process, Admission access, Func<Act, Opened, Task<AitoValittajaCommand>> command, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var (state, no) = await act.Process(process, access);
            return no ?? act.Decide(AitoValittajaDecider.Decider, process, await command(act, state!)) ?? Reply.NoContent;
        }, ct);

    /// <summary>The process, or why the caller may not go on.</summary>
    public static Task<(Opened? State, Reply? No)> Process(this Act act, Guid process, Admission access) =>
        act.Process(process, access, (state, own) => state.Case.Mediators.Exists(m => m.Mediator == own));

    /// <summary>The process for a meeting of it: of its mediators only the one whose meeting it is may go on.</summary>
    public static Task<(Opened? State, Reply? No)> ProcessFor(this Act act, Guid process, Admission access, Func<Opened, PeerWorkerId?> whose) =>
        act.Process(process, access, (state, own) => whose(state) == own);

    static async Task<(Opened? State, Reply? No)> Process(this Act act, Guid process, Admission access, Func<Opened, PeerWorkerId, bool> isOwn)
    {
        if (await act.Load(AitoValittajaDecider.Decider, process) is not Opened state) return (null, Reply.NotFound);
        var (therapist, mediator) = (state.Case.IsLookedAfterBy(act.Caller.User), act.Caller.PeerWorker is { } own && isOwn(state, own));
        access.Log.Touches(process, state.Case.ServiceUser.Value);
        return (state, access.May(act.Caller.To(state.Case.Centre, therapist, mediator),
            Ground(state.Case.Therapist == act.Caller.User, therapist, mediator)));
    }

    /// <summary>The same question asked of a row of the list.</summary>
    public static Reply? MayWith(this Admission access, ProcessRow row)
    {
        var caller = access.Caller;
        var (responsible, substitute) = (row.Therapist == caller.User, row.Substitutes.Contains(caller.User));
        var mediator = caller.PeerWorker is { } own && row.Mediator == own;
        return access.May(caller.To(row.Centre, responsible || substitute, mediator), Ground(responsible, responsible || substitute, mediator));
    }

    static string Ground(bool responsible, bool therapist, bool mediator) =>
        responsible ? "responsible-therapist" : therapist ? "substitute" : mediator ? "mediator" : "own-centre";

    /// <summary>What the mediator may do Aito Välittäjä work under, at the process's centre, on that day. The worker's agreements are guarded until the append.</summary>
    public static async Task<Terms?> TermsOfMediator(this Act act, PeerWorkerId mediator, Opened state, DateOnly on) =>
        (await act.Load(AgreementsDecider.Decider, mediator.Value)).InForce(state.Case.Centre, WorkKind.AitoValittajaMeeting, EngagementForm.FeeForService, on);
}

/// <summary>The short codes people say aloud: K-0001 upwards, each used once.</summary>
static class ProcessCodes
{
    public static async Task<string> Next(NpgsqlDataSource db, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select nextval('peerwork.process_code')");
        return $"K-{(long)(await command.ExecuteScalarAsync(ct))!:0000}";
    }
}
