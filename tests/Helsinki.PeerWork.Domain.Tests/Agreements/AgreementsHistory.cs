using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

/// <summary>One worker with an agreement for expert appointments at Malmi, all of 2026; today is in May.</summary>
static class AgreementsHistory
{
    public static readonly DateOnly NewYear = new(2026, 1, 1);
    public static readonly DateOnly Today = new(2026, 5, 20);
    public static readonly DateOnly Midsummer = new(2026, 6, 20);
    public static readonly DateOnly YearEnd = new(2026, 12, 31);

    public static readonly CentreCode Malmi = new("Malmi");
    public static readonly CentreCode Aurora = new("Aurora");

    public static readonly AgreementId First = new(new Guid(1, 0, 0, new byte[8]));
    public static readonly AgreementId Second = new(new Guid(2, 0, 0, new byte[8]));
    public static readonly EngagementId Volunteering = new(new Guid(3, 0, 0, new byte[8]));

    public static readonly Coverage Appointments = new(Malmi, WorkKind.ExpertAppointment);

    public static AgreementsEvent[] Registered { get; } = [new PeerWorkerRegistered()];
    public static AgreementsEvent[] Drafted { get; } = [.. Registered, .. Draft(First, NewYear, YearEnd, Appointments)];
    public static AgreementsEvent[] Signed { get; } = [.. Drafted, new AgreementSigned(First, NewYear)];

    public static AgreementsEvent[] Terminated { get; } =
        [.. Signed, new AgreementTerminated(First, Midsummer, TerminationReason.WishOfWorker)];

    public static AgreementsEvent[] Draft(AgreementId agreement, DateOnly from, DateOnly until, params Coverage[] works) =>
    [
        new AgreementDrafted(agreement, 20m, from, until, "2026-1", "3"),
        .. works.Select(w => new AgreementCovers(agreement, w.Centre, w.Kind)),
    ];

    public static AgreementsState After(params IEnumerable<AgreementsEvent> history) =>
        history.Aggregate(AgreementsDecider.Decider.Initial, AgreementsDecider.Decider.Evolve);
}
