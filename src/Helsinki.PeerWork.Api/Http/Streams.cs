using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>Streams folded to what they say now.</summary>
public static class Streams
{
    /// <summary>Several streams of one kind in one round trip, in the order asked. A stream that does not exist is in its initial state.</summary>
    public static async Task<IReadOnlyList<TState>> Now<TCommand, TState, TEvent>(
        this EventLog store, Decider<TCommand, TState, TEvent> decider, IReadOnlyList<Guid> streams, CancellationToken ct)
        where TEvent : class =>
        [.. (await store.Read(streams, ct)).Select(s => Act.Fold(decider, s))];
}
