using Helsinki.PeerWork.Projections.Store;
using Marten;
using Wolverine.Marten;
using Wolverine.Runtime;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>Where messages get into a transaction of Marten's: Wolverine has them with its commit, not without it, and sends them after it.</summary>
public sealed class ConcernOutbox(IServiceProvider services, IDocumentStore store)
{
    /// <summary>Those of what was appended, into its own session.</summary>
    public Task Ride(IDocumentSession session, IReadOnlyList<StreamAppend> appends) => Ride(session, TellOfConcern.Of(appends));

    /// <summary>Those of what was appended before there were messages.</summary>
    public async Task Send(IReadOnlyList<TellOfConcern> messages, CancellationToken ct)
    {
        if (messages.Count == 0) return;
        await using var session = store.LightweightSession();
        await Ride(session, messages);
        await session.SaveChangesAsync(ct);
    }

    async Task Ride(IDocumentSession session, IReadOnlyList<TellOfConcern> messages)
    {
        if (messages.Count == 0) return;
        var outbox = new MartenOutbox(services.GetRequiredService<IWolverineRuntime>(), session);
        foreach (var message in messages)
        {
            session.QueueSqlCommand("insert into peerwork.concern_notice (process, concern, kind) values (?, ?, ?) on conflict do nothing",
                message.Process.Value, message.Concern.Value, message.For.ToString());
            await outbox.PublishAsync(message);
        }
    }
}
