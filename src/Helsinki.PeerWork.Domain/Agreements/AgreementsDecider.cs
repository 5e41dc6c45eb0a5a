using System.Collections.Immutable;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsState;

namespace Helsinki.PeerWork.Domain.Agreements;

public abstract record AgreementsCommand
{
    AgreementsCommand() { }

    public sealed record Register : AgreementsCommand;

    public sealed record BeginEngagement(
        EngagementId Engagement, EngagementForm Form, CentreCode Centre, WorkKind Kind, DateOnly From, DateOnly? Until) : AgreementsCommand;

    /// <summary>A row of a register kept elsewhere; known again by its id, another <paramref name="Until"/> ends or extends it.</summary>
    public sealed record ImportEngagement(
        EngagementId Engagement, EngagementForm Form, CentreCode Centre, WorkKind Kind, DateOnly From, DateOnly? Until) : AgreementsCommand;
    public sealed record EndEngagement(EngagementId Engagement, DateOnly LastDay) : AgreementsCommand;

    /// <param name="Rate">Euros an hour.</param>
    /// <param name="Works">At least one.</param>
    /// <param name="Confidentiality">Version of the confidentiality document.</param>
    /// <param name="Ethics">Version of the ethical guidelines.</param>
    public sealed record DraftAgreement(
        AgreementId Agreement, decimal Rate, DateOnly From, DateOnly Until, IReadOnlyList<Coverage> Works, string Confidentiality,
        string Ethics) : AgreementsCommand;

    /// <param name="Confidentiality">The version accepted.</param>
    /// <param name="Ethics">The version accepted.</param>
    public sealed record SignAgreement(AgreementId Agreement, string Confidentiality, string Ethics, DateOnly On, DateOnly Today) : AgreementsCommand;
    public sealed record DiscardDraft(AgreementId Agreement) : AgreementsCommand;

    /// <param name="Rate">Euros an hour.</param>
    public sealed record AmendRate(AgreementId Agreement, decimal Rate, DateOnly From, DateOnly Today) : AgreementsCommand;

    /// <param name="Until">The new last day, later or earlier.</param>
    public sealed record ExtendAgreement(AgreementId Agreement, DateOnly Until, DateOnly Today) : AgreementsCommand;

    /// <param name="LastDay">Work on this day is still covered.</param>
    public sealed record TerminateAgreement(AgreementId Agreement, DateOnly LastDay, TerminationReason Reason, DateOnly Today) : AgreementsCommand;

    /// <param name="Count">1–200 tickets.</param>
    public sealed record IssueTravelTickets(CentreCode Centre, int Count, DateOnly On, DateOnly Today) : AgreementsCommand;
}

public static class AgreementsRefusals
{
    public const string NotRegistered = "agreements/not-registered";
    public const string FeeForServiceIsSigned = "agreements/fee-for-service-is-signed";
    public const string UntilBeforeFrom = "agreements/until-before-from";
    public const string EngagementExists = "agreements/engagement-exists";
    public const string UnknownEngagement = "agreements/unknown-engagement";
    public const string RateNotAllowed = "agreements/rate-not-allowed";
    public const string CoversNothing = "agreements/covers-nothing";
    public const string AgreementExists = "agreements/agreement-exists";
    public const string UnknownAgreement = "agreements/unknown-agreement";
    public const string NotSigned = "agreements/not-signed";
    public const string AlreadySigned = "agreements/already-signed";
    public const string Terminated = "agreements/terminated";
    public const string DocumentsNotAccepted = "agreements/documents-not-accepted";
    public const string Overlap = "agreements/overlap";
    public const string InFuture = "agreements/in-future";
    public const string InPast = "agreements/in-past";
    public const string OutsideValidity = "agreements/outside-validity";
    public const string TicketCount = "agreements/ticket-count";
}

public static class AgreementsDecider
{
    /// <summary>A bound against typing errors; tickets are handed out by the sheet.</summary>
    public const int MostTickets = 200;

    public static readonly Decider<AgreementsCommand, AgreementsState, AgreementsEvent> Decider =
        new("worker_agreements", new Unregistered(), Decide, Evolve);

    static Decision<AgreementsEvent> Decide(AgreementsCommand command, AgreementsState state) => (command, state) switch
    {
        (Register, Unregistered) => new PeerWorkerRegistered(),
        (Register, Registered) => Decision<AgreementsEvent>.NoChange,
        (BeginEngagement c, Registered s) => Begin(c, s),
        (ImportEngagement c, Registered s) => Import(c, s),
        (EndEngagement c, Registered s) => End(c, s),
        (DraftAgreement c, Registered s) => Draft(c, s),
        (SignAgreement c, Registered s) => Sign(c, s),
        (DiscardDraft c, Registered s) => Discard(c, s),
        (AmendRate c, Registered s) => Amend(c, s),
        (ExtendAgreement c, Registered s) => Extend(c, s),
        (TerminateAgreement c, Registered s) => Terminate(c, s),
        (IssueTravelTickets c, Registered) => Issue(c),
        _ => NotRegistered,
    };

    static Decision<AgreementsEvent> Begin(BeginEngagement c, Registered s)
    {
        var engagement = new Engagement(c.Form, new(c.Centre, c.Kind), new(c.From, c.Until));
        return c switch
        {
            _ when s.Engagements.TryGetValue(c.Engagement, out var known) => known == engagement
                ? Decision<AgreementsEvent>.NoChange
                : new Refusal(AgreementsRefusals.EngagementExists, "The id is taken by another engagement."),
            { Form: EngagementForm.FeeForService } =>
                new Refusal(AgreementsRefusals.FeeForServiceIsSigned, "A fee-for-service engagement opens when its assignment agreement is signed."),
            _ when engagement.Days.IsEmpty => UntilBeforeFrom,
            _ => new EngagementBegan(c.Engagement, c.Form, c.Centre, c.Kind, c.From, c.Until),
        };
    }

    static Decision<AgreementsEvent> Import(ImportEngagement c, Registered s)
    {
        var row = new Engagement(c.Form, new(c.Centre, c.Kind), new(c.From, c.Until));
        return s.Engagements.GetValueOrDefault(c.Engagement) switch
        {
            { } known when known == row => Decision<AgreementsEvent>.NoChange,
            _ when row.Days.IsEmpty => UntilBeforeFrom,
            null => new EngagementImported(c.Engagement, c.Form, c.Centre, c.Kind, c.From, c.Until),
            { } known when known with { Days = row.Days } == row && known.Days.From == c.From => new EngagementEndSet(c.Engagement, c.Until),
            _ => new Refusal(AgreementsRefusals.EngagementExists, "The id is taken by another engagement."),
        };
    }

    static Decision<AgreementsEvent> End(EndEngagement c, Registered s) => s.Engagements.GetValueOrDefault(c.Engagement) switch
    {
        null => new Refusal(AgreementsRefusals.UnknownEngagement, "There is no such engagement."),
        var known when known.Days.Until == c.LastDay => Decision<AgreementsEvent>.NoChange,
        var known when c.LastDay < known.Days.From => UntilBeforeFrom,
        _ => new EngagementEndSet(c.Engagement, c.LastDay),
    };

    static Decision<AgreementsEvent> Draft(DraftAgreement c, Registered s) => c switch
    {
        _ when s.Agreements.TryGetValue(c.Agreement, out var known) => known is Agreement.Drafted draft && IsSame(draft, c)
            ? Decision<AgreementsEvent>.NoChange
            : IdTaken,
        _ when !HourlyRate.IsAllowed(c.Rate) => new Refusal(AgreementsRefusals.RateNotAllowed, HourlyRate.Rule),
        _ when c.Until < c.From => UntilBeforeFrom,
        { Works: [] } => new Refusal(AgreementsRefusals.CoversNothing, "An agreement names at least one kind of work at one centre."),
        _ => ImmutableArray.Create<AgreementsEvent>(
        [
            new AgreementDrafted(c.Agreement, c.Rate, c.From, c.Until, c.Confidentiality, c.Ethics),
            .. c.Works.Distinct().Select(w => new AgreementCovers(c.Agreement, w.Centre, w.Kind)),
        ]),
    };

    static bool IsSame(Agreement.Drafted draft, DraftAgreement c) =>
        draft.Rate == c.Rate && draft.Days == new DayRange(c.From, c.Until)
        && draft.Confidentiality == c.Confidentiality && draft.Ethics == c.Ethics && draft.Works.SetEquals(c.Works);

    static Decision<AgreementsEvent> Sign(SignAgreement c, Registered s) => s.Agreements.GetValueOrDefault(c.Agreement) switch
    {
        Agreement.Signed => Decision<AgreementsEvent>.NoChange,
        Agreement.Drafted when c.On > c.Today => new Refusal(AgreementsRefusals.InFuture, "An agreement is signed today or was signed before."),
        Agreement.Drafted a when a.Confidentiality != c.Confidentiality || a.Ethics != c.Ethics => new Refusal(
            AgreementsRefusals.DocumentsNotAccepted, $"Accept confidentiality {a.Confidentiality} and ethics {a.Ethics}, as the draft names them."),
        Agreement.Drafted a when OverlapsAnother(c.Agreement, a.Days, a.Works, s) => Overlap,
        Agreement.Drafted => new AgreementSigned(c.Agreement, c.On),
        var other => NotInForce(other),
    };

    static Decision<AgreementsEvent> Discard(DiscardDraft c, Registered s) => s.Agreements.GetValueOrDefault(c.Agreement) switch
    {
        Agreement.Drafted => new DraftDiscarded(c.Agreement),
        null => UnknownAgreement,
        _ => new Refusal(AgreementsRefusals.AlreadySigned, "A signed agreement is terminated, not discarded."),
    };

    static Decision<AgreementsEvent> Amend(AmendRate c, Registered s) => s.Agreements.GetValueOrDefault(c.Agreement) switch
    {
        Agreement.Signed a when a.Rates.Says(c.From, c.Rate) => Decision<AgreementsEvent>.NoChange,
        Agreement.Signed when !HourlyRate.IsAllowed(c.Rate) => new Refusal(AgreementsRefusals.RateNotAllowed, HourlyRate.Rule),
        // Hours are never in the future, so an hour already recorded never changes its rate.
        Agreement.Signed when c.From <= c.Today => new Refusal(AgreementsRefusals.InPast, "A rate is amended from tomorrow at the earliest."),
        Agreement.Signed a when !a.Days.Covers(c.From) =>
            new Refusal(AgreementsRefusals.OutsideValidity, "The agreement is not in force on that day."),
        Agreement.Signed => new RateAmended(c.Agreement, c.Rate, c.From),
        var other => NotInForce(other),
    };

    static Decision<AgreementsEvent> Extend(ExtendAgreement c, Registered s) => s.Agreements.GetValueOrDefault(c.Agreement) switch
    {
        Agreement.Signed a when a.Days.Until == c.Until => Decision<AgreementsEvent>.NoChange,
        Agreement.Signed when c.Until < c.Today => new Refusal(AgreementsRefusals.InPast, "The last day is today or later."),
        Agreement.Signed a when c.Until < a.Days.From => UntilBeforeFrom,
        Agreement.Signed a when OverlapsAnother(c.Agreement, a.Days with { Until = c.Until }, a.Works, s) => Overlap,
        Agreement.Signed => new AgreementExtended(c.Agreement, c.Until),
        var other => NotInForce(other),
    };

    static Decision<AgreementsEvent> Terminate(TerminateAgreement c, Registered s) => s.Agreements.GetValueOrDefault(c.Agreement) switch
    {
        Agreement.Terminated a when a.Days.Until == c.LastDay => Decision<AgreementsEvent>.NoChange,
        Agreement.Signed when c.LastDay < c.Today =>
            new Refusal(AgreementsRefusals.InPast, "The last day is today or later: hours may stand on the days before."),
        Agreement.Signed a when c.LastDay > a.Days.Until => new Refusal(AgreementsRefusals.OutsideValidity, "The agreement ends before that day."),
        Agreement.Signed => new AgreementTerminated(c.Agreement, c.LastDay, c.Reason),
        var other => NotInForce(other),
    };

    static Decision<AgreementsEvent> Issue(IssueTravelTickets c) => c switch
    {
        { Count: < 1 or > MostTickets } => new Refusal(AgreementsRefusals.TicketCount, $"1–{MostTickets} tickets are issued at a time."),
        _ when c.On > c.Today => new Refusal(AgreementsRefusals.InFuture, "Tickets are issued today or were issued before."),
        _ => new TravelTicketsIssued(c.Centre, c.Count, c.On),
    };

    static bool OverlapsAnother(AgreementId self, DayRange days, ImmutableHashSet<Coverage> works, Registered s) =>
        s.Agreements.Any(other => other.Key != self && works.Any(other.Value.Binds) && DaysOf(other.Value) is { } taken && taken.Overlaps(days));

    static DayRange? DaysOf(Agreement agreement) => agreement switch
    {
        Agreement.Signed a => a.Days,
        Agreement.Terminated a => a.Days,
        _ => null,
    };

    static Refusal NotInForce(Agreement? agreement) => agreement switch
    {
        null => UnknownAgreement,
        Agreement.Drafted => new Refusal(AgreementsRefusals.NotSigned, "The agreement is signed first."),
        _ => new Refusal(AgreementsRefusals.Terminated, "The agreement is terminated."),
    };

    public static readonly Refusal IdTaken = new(AgreementsRefusals.AgreementExists,
        "The id is taken by another agreement, or this one is already signed.");
    public static readonly Refusal NotRegistered = new(AgreementsRefusals.NotRegistered, "The peer worker is registered first.");

    static readonly Refusal UnknownAgreement = new(AgreementsRefusals.UnknownAgreement, "There is no such agreement.");
    static readonly Refusal UntilBeforeFrom = new(AgreementsRefusals.UntilBeforeFrom, "The last day is not before the first.");
    static readonly Refusal Overlap = new(AgreementsRefusals.Overlap,
        "Another agreement covers the same kind of work at the same centre on some of the days.");
}
