using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>
/// What goes by the clock: escalates a concern nobody acknowledged in time, and gives a message to each that has none, raised as it was before there
/// were any. Everything else is told by the act itself (<see cref="TellOfConcern"/>). Of several instances of the application one does this.
/// </summary>
public sealed partial class ConcernNotices(
    IServiceProvider services, NpgsqlDataSource db, EventLog store, ConcernOutbox outbox, TimeProvider clock, ILogger<ConcernNotices> log)
    : BackgroundService
{
    const string Operation = "EscalateConcern";

    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>An instance that dies while it is at it keeps the others from it so long.</summary>
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    static readonly Guid TurnAtNotices = new("b7b0a9f2-5d1c-4c43-9d0e-2f6a1e6c7d10");

    readonly OutageLog outages = new(log);
    int waiting;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        do
        {
            try
            {
                await Tick(stoppingToken);
            }
            catch (Exception e) when (Outage.Is(e))
            {
                outages.Tell("Notices of safety concerns wait", e);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Thrown further, it would stop the whole application.
                LogFailed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Unless another instance is at it.</summary>
    public async Task Tick(CancellationToken ct)
    {
        await using var turn = new Turn(db, Lease);
        if (!await turn.Take([TurnAtNotices], ct)) return;

        var open = await Concerns.Open(db, null, ct);
        await Escalate(open, ct);
        await GiveMessages(open.Count == 0 ? open : await Concerns.Open(db, null, ct), ct);
    }

    /// <summary>A record that can't be read keeps nobody from hearing of the others.</summary>
    async Task Escalate(IReadOnlyList<ConcernRow> open, CancellationToken ct)
    {
        IReadOnlyList<ConcernRow> due = [];
        try
        {
            due = await Due(open, ct);
        }
        catch (UnreadableRecordException)
        {
        }
        foreach (var concern in due)
            try
            {
                await Escalate(concern, ct);
            }
            catch (UnreadableRecordException)
            {
            }
    }

    /// <summary>Asked of the configuration as it is now: what holds for a concern may have been set after it was raised.</summary>
    async Task<IReadOnlyList<ConcernRow>> Due(IReadOnlyList<ConcernRow> open, CancellationToken ct)
    {
        var raised = open.Where(c => c.EscalatedAt is null).ToList();
        if (raised.Count == 0) return [];
        var configured = await store.Compensation(ct);
        var now = clock.GetUtcNow();
        return [.. raised.Where(c =>
            configured.ConcernEscalationHoursOn(HelsinkiTime.DayOf(c.RaisedAt)) is { } hours && c.RaisedAt + TimeSpan.FromHours(hours) <= now)];
    }

    async Task Escalate(ConcernRow concern, CancellationToken ct)
    {
        await using var scope = services.ScopeOf(Asked.BySystem(Operation, Guid.CreateVersion7().ToString(), Concurrency.NeverStale));
        var (acts, access) = (scope.ServiceProvider.GetRequiredService<Acts>(), scope.ServiceProvider.GetRequiredService<Admission>());
        await acts.Run(async act =>
        {
            if (await act.Load(AitoValittajaDecider.Decider, concern.Process.Value) is AitoValittajaState.Opened state)
                access.Log.Touches(concern.Process.Value, state.Case.ServiceUser.Value);
            return act.Decide(AitoValittajaDecider.Decider, concern.Process.Value, new EscalateConcern(concern.Concern)) ?? Reply.NoContent;
        }, ct);
    }

    async Task GiveMessages(IReadOnlyList<ConcernRow> open, CancellationToken ct)
    {
        var notices = await Notices(open, ct);
        await outbox.Send([.. open.SelectMany(Wanted).Where(wanted => !notices.ContainsKey(wanted))], ct);
        var unsent = notices.Count(n => !n.Value);
        // Said once, and again when the number changes: not every minute.
        if (unsent != waiting && unsent > 0) LogWaiting(unsent);
        waiting = unsent;
    }

    static IEnumerable<TellOfConcern> Wanted(ConcernRow c)
    {
        yield return new(c.Process, c.Concern, NoticeFor.Team);
        if (c.EscalatedAt is not null) yield return new(c.Process, c.Concern, NoticeFor.Coordinator);
    }

    /// <summary>Those there are of these concerns, and whether each went out.</summary>
    async Task<Dictionary<TellOfConcern, bool>> Notices(IReadOnlyList<ConcernRow> open, CancellationToken ct)
    {
        Dictionary<TellOfConcern, bool> notices = [];
        if (open.Count == 0) return notices;
        await using var command = db.CreateCommand(
            "select process, concern, kind, sent_at is not null from peerwork.concern_notice where concern = any($1)");
        command.Parameters.Add(new() { Value = open.Select(c => c.Concern.Value).ToArray() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            notices[new(new(rows.GetGuid(0)), new(rows.GetGuid(1)), Enum.Parse<NoticeFor>(rows.GetString(2)))] = rows.GetBoolean(3);
        return notices;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} notices of safety concerns are not sent yet. Those that nothing is configured to send by are on the page Upkeep.")]
    partial void LogWaiting(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Notices of safety concerns failed unexpectedly; they are tried again.")]
    partial void LogFailed(Exception exception);
}
