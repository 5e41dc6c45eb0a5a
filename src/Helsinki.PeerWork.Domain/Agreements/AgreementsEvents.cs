using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Agreements;

/// <summary>
/// One peer worker's engagements and assignment agreements (toimeksiantosopimukset): one stream per worker, because
/// agreements of one worker may not overlap for the same centre and kind. Stored for ever: add events, never edit one.
/// </summary>
public abstract record AgreementsEvent
{
    AgreementsEvent() { }

    public sealed record PeerWorkerRegistered : AgreementsEvent;

    /// <summary>A form of engagement other than fee-for-service, decided or agreed.</summary>
    public sealed record EngagementBegan(
        EngagementId Engagement, EngagementForm Form, CentreCode Centre, WorkKind Kind, DateOnly From, DateOnly? Until) : AgreementsEvent;

    /// <summary>
    /// A row of an engagement register that was kept elsewhere. Any form with any kind; it carries no agreement, so nothing is paid on it.
    /// </summary>
    public sealed record EngagementImported(
        EngagementId Engagement, EngagementForm Form, CentreCode Centre, WorkKind Kind, DateOnly From, DateOnly? Until) : AgreementsEvent;

    /// <summary>Ended or extended; null leaves it open.</summary>
    public sealed record EngagementEndSet(EngagementId Engagement, DateOnly? Until) : AgreementsEvent;

    /// <param name="Rate">Euros an hour, fixed when signed.</param>
    /// <param name="Confidentiality">Version of the confidentiality document to be accepted.</param>
    /// <param name="Ethics">Version of the ethical guidelines to be accepted.</param>
    public sealed record AgreementDrafted(
        AgreementId Agreement, decimal Rate, DateOnly From, DateOnly Until, string Confidentiality, string Ethics) : AgreementsEvent;

    /// <summary>The agreement covers this kind of work at this centre; one event per pair, after the draft.</summary>
    public sealed record AgreementCovers(AgreementId Agreement, CentreCode Centre, WorkKind Kind) : AgreementsEvent;

    /// <summary>Signed by both, both documents accepted: the fee-for-service engagement is open from the agreement's first day.</summary>
    public sealed record AgreementSigned(AgreementId Agreement, DateOnly On) : AgreementsEvent;

    /// <summary>From that day on the rate is another; days before keep theirs.</summary>
    public sealed record RateAmended(AgreementId Agreement, decimal Rate, DateOnly From) : AgreementsEvent;

    /// <summary>The last day is another (later: extended).</summary>
    public sealed record AgreementExtended(AgreementId Agreement, DateOnly Until) : AgreementsEvent;

    /// <param name="LastDay">Work on this day is still covered.</param>
    public sealed record AgreementTerminated(AgreementId Agreement, DateOnly LastDay, TerminationReason Reason) : AgreementsEvent;

    /// <summary>A draft that was never signed was discarded.</summary>
    public sealed record DraftDiscarded(AgreementId Agreement) : AgreementsEvent;

    /// <summary>City travel tickets, in kind, never euros (a tax-free expense beside a fee would become taxable).</summary>
    public sealed record TravelTicketsIssued(CentreCode Centre, int Count, DateOnly On) : AgreementsEvent;
}

public enum TerminationReason { WishOfWorker, WishOfCity, BreachOfAgreement, MovedToEmployment, Other }
