using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;

namespace Helsinki.PeerWork.Api.ServiceCentres;

/// <summary>What other acts ask of a service centre.</summary>
static class CentreActs
{
    public const string NotOpenOnDay = "centres/not-open-on-day";

    /// <summary>Null when work may happen at the centre on that day; otherwise the reply that says why not.</summary>
    public static async Task<Reply?> NotOpen(this Act act, CentreCode centre, DateOnly on) =>
        (await act.Peek(ServiceCentreDecider.Decider, ServiceCentre.StreamOf(centre))).OpenOn(on)
            ? null
            : Reply.No(new(NotOpenOnDay, $"There is no service centre {centre} open on {on:yyyy-MM-dd}."));
}
