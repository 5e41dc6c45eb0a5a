using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Hours;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hours;

/// <summary>What the acts on a month have in common: the month, the worker's agreements beside it, and what the access table says of the centres.</summary>
static class MonthActs
{
    public static Guid StreamOf(this YearMonth month, Guid worker) => HoursStream.IdOf(new(worker), month.Year, month.Month);

    /// <summary>The month, or why the caller may not go on. The worker's agreements are guarded until the append.</summary>
    /// <param name="centres">Where the hours are: all must be the caller's own, for whom the month itself is not.</param>
    public static async Task<(AgreementsState.Registered? Worker, Reply? No)> Month(
        this Act act, Guid worker, YearMonth month, Admission access, params IReadOnlyCollection<CentreCode> centres)
    {
        await act.Fetch(month.StreamOf(worker), worker);
        await act.Load(HoursDecider.Decider, month.StreamOf(worker));
        if (await act.Load(AgreementsDecider.Decider, worker) is not AgreementsState.Registered state) return (null, Reply.NotFound);
        access.Log.Touches(month.StreamOf(worker), worker);
        var own = act.Caller.Is(new(worker));
        return (state, access.May(new(mine => centres.All(mine.Contains), LooksAfter: false, own), own ? "own-record" : "own-centre"));
    }

    /// <summary>What the work is done under, and what it pays, on its day.</summary>
    public static async Task<(Terms? Terms, string? IncomeType)> TermsOf(this Act act, Guid worker, ReportedWork work)
    {
        var agreements = await act.Load(AgreementsDecider.Decider, worker);
        var compensation = await act.Peek(CompensationDecider.Decider, CompensationDecider.StreamId);
        return (agreements.InForce(work.Centre, work.Kind, work.Form, work.On), compensation.IncomeTypeOn(work.Kind, work.On));
    }
}

/// <summary>Reads one month for one reader.</summary>
public sealed class MonthReading(EventLog store, NpgsqlDataSource db, PersonalData personal, Admission access, TimeProvider clock)
{
    /// <summary>The month with its version, or why the caller may not see it.</summary>
    public async Task<Reply> Read(PeerWorkerId worker, YearMonth month, CancellationToken ct)
    {
        var streams = await store.Read([month.StreamOf(worker.Value), worker.Value, CompensationDecider.StreamId], ct);
        if (Act.Fold(AgreementsDecider.Decider, streams[1]) is not AgreementsState.Registered known) return Reply.NotFound;
        access.Log.Touches(streams[0].Stream, worker.Value);
        if (access.MayWith(worker, known) is { } no) return no;

        var own = access.Caller.Is(worker);
        var state = Act.AsFarAsReadable(HoursDecider.Decider, streams[0]);
        var entries = (await Months.EntriesOf(db, worker, month.Year, month.Month, ct)).Where(e => own || access.Centres.Contains(e.Centre)).ToList();
        var person = await personal.Worker(worker, ct);
        var limit = await personal.LimitOf(worker, month.ToString(), ct);
        var declaration = state is HoursState.Opened opened ? opened.Declaration : new Declaration.Undeclared();
        var declaredOn = streams[0].Events.Select(e => e.Event).OfType<HoursEvent.MonthDeclared>().LastOrDefault()?.On;
        return Reply.Ok(new MonthView(
            worker, person?.Name, month.ToString(), DeclarationView.Of(declaration, declaredOn),
            [.. entries.GroupBy(e => e.Centre, (centre, part) => PartView.Of(centre, [.. part], declaration is Declaration.Declared))],
            [.. entries.Select(EntryView.Of)],
            entries.Where(e => !e.Withdrawn).Sum(e => e.Minutes), entries.Where(e => !e.Withdrawn).Sum(e => e.Fee),
            streams.All(s => s.Unreadable is null) && (own || limit is { Limit: not null, Shared: true })
                ? ForecastView.Of(month, limit, state, known, Act.Fold(CompensationDecider.Decider, streams[2]), clock.Today())
                : null,
            MonthHistory.Of(streams[0].Events, centre => own || access.Centres.Contains(centre)),
            streams[0].Unreadable), streams[0].Version);
    }
}
