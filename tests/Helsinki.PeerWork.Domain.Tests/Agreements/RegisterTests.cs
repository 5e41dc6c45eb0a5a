using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class RegisterTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    [Fact]
    public void A_peer_worker_is_registered() => Given().When(new Register()).Then(new PeerWorkerRegistered());

    [Fact]
    public void Registering_again_changes_nothing() => Given(Registered).When(new Register()).Then();

    public static TheoryData<AgreementsCommand> EverythingElse { get; } =
    [
        new BeginEngagement(Volunteering, EngagementForm.Volunteer, Malmi, WorkKind.PeerSupport, NewYear, null),
        new ImportEngagement(Volunteering, EngagementForm.Volunteer, Malmi, WorkKind.PeerSupport, NewYear, null),
        new EndEngagement(Volunteering, Midsummer),
        new DraftAgreement(First, 20m, NewYear, YearEnd, [Appointments], "2026-1", "3"),
        new SignAgreement(First, "2026-1", "3", Today, Today),
        new DiscardDraft(First),
        new AmendRate(First, 22m, Midsummer, Today),
        new ExtendAgreement(First, YearEnd, Today),
        new TerminateAgreement(First, Midsummer, TerminationReason.Other, Today),
        new IssueTravelTickets(Malmi, 10, Today, Today),
    ];

    [Theory, MemberData(nameof(EverythingElse))]
    public void Nothing_is_done_before_registration(AgreementsCommand command) =>
        Given().When(command).Refused(AgreementsRefusals.NotRegistered);
}
