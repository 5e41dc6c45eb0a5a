using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Agreements;

/// <summary>What work on a day is done under: the form of engagement, and for fee-for-service its agreement and rate (euros an hour).</summary>
public sealed record Terms(AgreementId? Agreement, EngagementForm Form, decimal? Rate);
