using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsState;

namespace Helsinki.PeerWork.Api.PeerWorkers;

/// <summary>What the acts on a peer worker have in common: load the worker, ask the access table, decide.</summary>
static class WorkerActs
{
    /// <summary>The worker, or why the caller may not go on.</summary>
    /// <param name="named">Centres the request names: each must be the caller's own.</param>
    public static async Task<(Registered? State, Reply? No)> Worker(
        this Act act, Guid worker, Admission access, params IReadOnlyCollection<CentreCode> named)
    {
        if (await act.Load(AgreementsDecider.Decider, worker) is not Registered state) return (null, Reply.NotFound);
        access.Log.Touches(worker, worker);
        return (state, access.MayWith(new(worker), state, named));
    }

    /// <summary>Null when the caller may change who the worker is: at a centre where the worker still is, not where an old engagement ended.</summary>
    public static async Task<Reply?> Person(this Act act, Guid worker, Admission access)
    {
        if (await act.Load(AgreementsDecider.Decider, worker) is not Registered state) return Reply.NotFound;
        access.Log.Touches(worker, worker);
        return access.MayAt(state.CentresFrom(act.Today), new(worker), []);
    }

    /// <summary>An agreement of the worker, or why the caller may not go on. It stands where its work is.</summary>
    public static async Task<Reply?> Agreement(this Act act, Guid worker, AgreementId agreement, Admission access)
    {
        if (await act.Load(AgreementsDecider.Decider, worker) is not Registered state || !state.Agreements.TryGetValue(agreement, out var found))
            return Reply.NotFound;
        access.Log.Touches(worker, worker);
        return access.May(act.Caller.To(found.Named.Select(w => w.Centre), isWorker: act.Caller.Is(new(worker))), "own-centre");
    }

    /// <summary>The access table's word on a worker. One who was never engaged anywhere is every coordinator's: somebody has to begin.</summary>
    public static Reply? MayWith(this Admission access, PeerWorkerId worker, Registered state, params IReadOnlyCollection<CentreCode> named) =>
        access.MayAt([.. state.Centres], worker, named);

    static Reply? MayAt(this Admission access, IReadOnlyCollection<CentreCode> centres, PeerWorkerId worker, IReadOnlyCollection<CentreCode> named)
    {
        var own = access.Caller.Is(worker);
        return access.May(new(Here, LooksAfter: false, own), own ? "own-record" : "own-centre");

        bool Here(IReadOnlySet<CentreCode> mine) => (centres.Count == 0 ? mine.Count > 0 : centres.Any(mine.Contains)) && named.All(mine.Contains);
    }
}
