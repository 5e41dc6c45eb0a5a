using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class DeclineTests : AitoValittajaSpec
{
    [Fact]
    public void The_service_user_may_decline() =>
        Given(Suggested).When(new Decline(January14, January14)).Then(new SuggestionDeclined(January14));

    [Fact]
    public void Declining_again_changes_nothing() =>
        Given(Declined).When(new Decline(January14, May4)).Then();

    [Fact]
    public void A_declined_suggestion_keeps_its_day() =>
        Given(Declined).When(new Decline(January19, May4)).Refused(WrongPhase);

    [Fact]
    public void Nobody_declines_in_the_future() =>
        Given(Suggested).When(new Decline(January14, January12)).Refused(DayInFuture);

    [Fact]
    public void Nobody_declines_before_the_suggestion() =>
        Given(Suggested).When(new Decline(January12.AddDays(-1), May4)).Refused(DayBeforePreviousStep);

    [Fact]
    public void After_onboarding_it_is_too_late_to_decline() =>
        Given(Onboarded).When(new Decline(January20, May4)).Refused(WrongPhase);

    [Fact]
    public void What_was_never_suggested_is_not_declined() =>
        Given().When(new Decline(January14, May4)).Refused(WrongPhase);
}
