using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>Whom a notice is for.</summary>
public enum NoticeFor { Team, Coordinator }

/// <summary>That there is a safety concern, and nothing of what it is: no category, no process, no person.</summary>
/// <param name="Link">Where the concern is seen after logging in; null when none is configured.</param>
public sealed record ConcernNotice(NoticeFor For, CentreCode Centre, Uri? Link);

/// <summary>
/// Tells the professional team of each safety concern, and the coordinator of one nobody acknowledged in time. Each notice goes out at least once:
/// it is marked as sent only after it went, and tried again until it does. Of several instances of the application one does this.
/// </summary>
public sealed partial class ConcernNotices(
    IServiceProvider services, NpgsqlDataSource db, EventLog store, NoticeSender sender, TimeProvider clock, ILogger<ConcernNotices> log) : BackgroundService
{
    const string Operation = "EscalateConcern";

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>An instance that dies while it sends keeps the others from it so long.</summary>
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

    /// <summary>Escalates what is due and sends what is not sent, unless another instance is at it.</summary>
    public async Task Tick(CancellationToken ct)
    {
        await using var turn = new Turn(db, Lease);
        if (!await turn.Take([TurnAtNotices], ct)) return;

        var open = await Concerns.Open(db, null, ct);
        await Escalate(open, ct);
        await Send(await NotSent(open.Count == 0 ? open : await Concerns.Open(db, null, ct), ct), ct);
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

    async Task<IReadOnlyList<ConcernRow>> Due(IReadOnlyList<ConcernRow> open, CancellationToken ct)
    {
        var raised = open.Where(c => c.EscalatedAt is null).ToList();
        if (raised.Count == 0) return [];
        var configured = await store.Compensation(ct);
        var now = clock.GetUtcNow();
        return [.. raised.Where(c => configured.ConcernEscalationHoursOn(HelsinkiTime.DayOf(c.RaisedAt)) is { } hours && c.RaisedAt + TimeSpan.FromHours(hours) <= now)];
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

    sealed record Unsent(ConcernRow Concern, ConcernNotice Notice);

    async Task<IReadOnlyList<Unsent>> NotSent(IReadOnlyList<ConcernRow> open, CancellationToken ct)
    {
        if (open.Count == 0) return [];
        HashSet<(Guid, Guid, string)> sent = [];
        await using var command = db.CreateCommand("select process, concern, kind from peerwork.concern_notice where concern = any($1)");
        command.Parameters.Add(new() { Value = open.Select(c => c.Concern.Value).ToArray() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) sent.Add((rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2)));
        return [.. open.SelectMany(c => Wanted(c).Where(f => !sent.Contains((c.Process.Value, c.Concern.Value, f.ToString()))).Select(f => new Unsent(c, new(f, c.Centre, sender.Link))))];

        static IEnumerable<NoticeFor> Wanted(ConcernRow c) => c.EscalatedAt is null ? [NoticeFor.Team] : [NoticeFor.Team, NoticeFor.Coordinator];
    }

    async Task Send(IReadOnlyList<Unsent> notices, CancellationToken ct)
    {
        var failed = 0;
        foreach (var (concern, notice) in notices)
            if (await sender.Send(notice, ct)) await MarkSent(concern, notice.For, ct);
            else failed++;
        // Said once, and again when the number changes: not every ten seconds.
        if (failed != waiting && failed > 0) LogWaiting(failed);
        waiting = failed;
    }

    async Task MarkSent(ConcernRow concern, NoticeFor kind, CancellationToken ct)
    {
        await using var command = db.CreateCommand("insert into peerwork.concern_notice (process, concern, kind, sent_at) values ($1, $2, $3, $4) on conflict do nothing");
        command.Parameters.Add(new() { Value = concern.Process.Value });
        command.Parameters.Add(new() { Value = concern.Concern.Value });
        command.Parameters.Add(new() { Value = kind.ToString() });
        command.Parameters.Add(new() { Value = clock.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} notices of safety concerns could not be sent yet, or nothing is configured to send them by (Notices:Webhook, Notices:Smtp).")]
    partial void LogWaiting(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Notices of safety concerns failed unexpectedly; they are tried again.")]
    partial void LogFailed(Exception exception);
}
