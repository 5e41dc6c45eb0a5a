using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Api.Compensation;

static class Configured
{
    /// <summary>What is paid, how and by when, as configured now.</summary>
    public static async Task<CompensationState> Compensation(this EventLog store, CancellationToken ct) =>
        (await store.Now(CompensationDecider.Decider, [CompensationDecider.StreamId], ct))[0];
}
