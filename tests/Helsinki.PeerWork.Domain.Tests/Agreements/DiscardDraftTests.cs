using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class DiscardDraftTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    [Fact]
    public void A_draft_is_discarded() => Given(Drafted).When(new DiscardDraft(First)).Then(new DraftDiscarded(First));

    [Fact]
    public void A_discarded_draft_is_gone() =>
        Given([.. Drafted, new DraftDiscarded(First)]).When(new DiscardDraft(First)).Refused(AgreementsRefusals.UnknownAgreement);

    [Fact]
    public void A_signed_agreement_is_terminated_instead() =>
        Given(Signed).When(new DiscardDraft(First)).Refused(AgreementsRefusals.AlreadySigned);
}
