using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class MatchMediatorTests : AitoValittajaSpec
{
    static readonly MatchMediator MatchVeikko = new(Veikko, January14, Agreed, January14);

    [Fact]
    public void A_mediator_with_an_agreement_is_matched() =>
        Given(Suggested).When(MatchVeikko).Then(new MediatorMatched(Veikko, January14));

    [Fact]
    public void A_mediator_without_an_agreement_is_refused() =>
        Given(Suggested).When(MatchVeikko with { Terms = null }).Refused(AgreementMissing);

    [Fact]
    public void An_engagement_in_another_form_is_no_agreement() =>
        Given(Suggested).When(MatchVeikko with { Terms = Voluntary }).Refused(AgreementMissing);

    [Fact]
    public void Matching_the_same_mediator_again_changes_nothing() =>
        Given(Matched).When(MatchVeikko).Then();

    [Fact]
    public void Another_mediator_is_a_change() =>
        Given(Matched).When(MatchVeikko with { Mediator = Vilma }).Refused(MediatorAlreadyMatched);

    [Fact]
    public void Nobody_is_matched_before_the_suggestion() =>
        Given(Suggested).When(MatchVeikko with { On = January12.AddDays(-1) }).Refused(DayBeforePreviousStep);

    [Fact]
    public void Nobody_is_matched_in_the_future() =>
        Given(Suggested).When(MatchVeikko with { Today = January12 }).Refused(DayInFuture);

    [Fact]
    public void Nobody_is_matched_to_a_declined_suggestion() =>
        Given(Declined).When(MatchVeikko with { Today = May4 }).Refused(WrongPhase);
}
