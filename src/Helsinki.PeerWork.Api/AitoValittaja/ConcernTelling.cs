using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using Wolverine.ErrorHandling;
using Wolverine.Runtime;
using Wolverine.Runtime.Handlers;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>
/// Sends a notice once it is known that nobody has, and writes down that it went: once, unless the program dies between the two. What could not be
/// sent is tried again for more than a day, and then is an administrator's.
/// </summary>
sealed class ConcernTelling(NpgsqlDataSource db, NoticeSender sender, TimeProvider clock)
{
    /// <summary>Whoever dies while sending keeps others from it so long.</summary>
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <exception cref="NotSentException">It did not go, and is to be tried again.</exception>
    public async Task Tell(TellOfConcern message, CancellationToken ct)
    {
        await using var turn = new Turn(db, Lease);
        if (!await turn.Take([message.Concern.Value], ct)) throw new NotSentException(NotSent.AnotherIsAtIt);
        if (await Untold(message, ct) is not { } centre) return;
        if (await sender.Send(new(message.For, centre, sender.Link), ct) is { } why) throw new NotSentException(why);
        await MarkSent(message, ct);
    }

    /// <returns>At which centre the concern is; null: it was told, or somebody has acknowledged it since.</returns>
    async Task<CentreCode?> Untold(TellOfConcern message, CancellationToken ct)
    {
        await using var command = Command("""
            select p.centre from peerwork.concern_notice n
            join read.concern c on c.process = n.process and c.concern = n.concern join read.process_list p on p.process = n.process
            where n.process = $1 and n.concern = $2 and n.kind = $3 and n.sent_at is null and c.acknowledged_at is null
            """, message);
        return await command.ExecuteScalarAsync(ct) is string centre ? new CentreCode(centre) : null;
    }

    async Task MarkSent(TellOfConcern message, CancellationToken ct)
    {
        await using var command = Command(
            "update peerwork.concern_notice set sent_at = $4 where process = $1 and concern = $2 and kind = $3", message);
        command.Parameters.Add(new() { Value = clock.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    NpgsqlCommand Command(string sql, TellOfConcern message)
    {
        var command = db.CreateCommand(sql);
        foreach (var value in (object[])[message.Process.Value, message.Concern.Value, message.For.ToString()])
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}

/// <summary>What Wolverine calls with the message, and how often it tries.</summary>
sealed class ConcernTellingHandler : MessageHandler<TellOfConcern>
{
    /// <summary>Where nothing was tried.</summary>
    static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <summary>27 hours and more: a mail server that is down for a night loses nothing.</summary>
    static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(12),
    ];

    public override void ConfigureChain(HandlerChain chain)
    {
        // Time does not mend it; a setting does.
        chain.OnException<NotSentException>(e => e.Why is NotSent.NoWay).MoveToErrorQueue();
        chain.OnException<NotSentException>(e => e.Why is NotSent.AnotherIsAtIt).ScheduleRetryIndefinitely(Later);
        chain.OnException(Outage.Is).ScheduleRetryIndefinitely(Later);
        chain.OnAnyException().ScheduleRetry(Pauses);
    }

    protected override Task HandleAsync(TellOfConcern message, MessageContext context, CancellationToken cancellation) =>
        context.Runtime.Services.GetRequiredService<ConcernTelling>().Tell(message, cancellation);
}

/// <summary>Why a notice did not go out. Stands in what is stored of it, and says nothing of anybody.</summary>
public enum NotSent
{
    /// <summary>Nothing is configured to send it by.</summary>
    NoWay,

    Webhook,

    Mail,

    AnotherIsAtIt,
}

/// <summary>Tells Wolverine, which knows no other "no", to try again later.</summary>
sealed class NotSentException(NotSent why) : Exception(why.ToString())
{
    public NotSent Why => why;
}
