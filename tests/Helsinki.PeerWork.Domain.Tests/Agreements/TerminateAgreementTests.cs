using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class TerminateAgreementTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    static readonly TerminateAgreement Terminate = new(First, Midsummer, TerminationReason.WishOfWorker, Today);

    [Fact]
    public void A_signed_agreement_is_terminated() =>
        Given(Signed).When(Terminate).Then(new AgreementTerminated(First, Midsummer, TerminationReason.WishOfWorker));

    [Fact]
    public void Today_may_be_the_last_day() =>
        Given(Signed).When(Terminate with { LastDay = Today }).Then(new AgreementTerminated(First, Today, TerminationReason.WishOfWorker));

    [Fact]
    public void One_not_yet_begun_is_terminated_before_its_first_day() =>
        Given([.. Registered, .. Draft(First, Midsummer, YearEnd, Appointments), new AgreementSigned(First, Today)])
            .When(Terminate with { LastDay = Today }).Then(new AgreementTerminated(First, Today, TerminationReason.WishOfWorker));

    [Fact]
    public void Days_gone_by_stay_covered() => Given(Signed).When(Terminate with { LastDay = Today.AddDays(-1) }).Refused(AgreementsRefusals.InPast);

    [Fact]
    public void Termination_does_not_extend() =>
        Given(Signed).When(Terminate with { LastDay = YearEnd.AddDays(1) }).Refused(AgreementsRefusals.OutsideValidity);

    [Fact]
    public void Terminating_it_again_changes_nothing() => Given(Terminated).When(Terminate).Then();

    [Fact]
    public void Another_last_day_is_refused_afterwards() =>
        Given(Terminated).When(Terminate with { LastDay = Today }).Refused(AgreementsRefusals.Terminated);

    [Fact]
    public void A_draft_is_discarded_instead() => Given(Drafted).When(Terminate).Refused(AgreementsRefusals.NotSigned);

    [Fact]
    public void An_unknown_agreement_is_not_terminated() => Given(Registered).When(Terminate).Refused(AgreementsRefusals.UnknownAgreement);
}
