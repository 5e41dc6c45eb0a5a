using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class HoldOnboardingMeetingTests : AitoValittajaSpec
{
    static readonly HoldOnboardingMeeting AllPresent = new(January19, TherapistPresent: true, MediatorPresent: true,
        ServiceUserPresent: true, January19);

    [Fact]
    public void All_three_are_onboarded_together() =>
        Given(Matched).When(AllPresent).Then(new OnboardingMeetingHeld(January19));

    [Fact]
    public void Onboarding_again_changes_nothing() =>
        Given(Onboarded).When(AllPresent).Then();

    [Fact]
    public void Another_day_is_not_the_same_again() =>
        Given(Onboarded).When(AllPresent with { On = January20, Today = May4 }).Refused(WrongPhase);

    [Fact]
    public void Without_the_therapist_it_is_not_an_onboarding() =>
        Given(Matched).When(AllPresent with { TherapistPresent = false }).Refused(TherapistAbsent);

    [Fact]
    public void Without_the_mediator_it_is_not_an_onboarding() =>
        Given(Matched).When(AllPresent with { MediatorPresent = false }).Refused(MediatorAbsent);

    [Fact]
    public void Without_the_service_user_it_is_not_an_onboarding() =>
        Given(Matched).When(AllPresent with { ServiceUserPresent = false }).Refused(ServiceUserAbsent);

    [Fact]
    public void A_mediator_must_be_matched_first() =>
        Given(Suggested).When(AllPresent).Refused(MediatorMissing);

    [Fact]
    public void Not_before_the_match() =>
        Given(Matched).When(AllPresent with { On = January12 }).Refused(DayBeforePreviousStep);

    [Fact]
    public void Not_in_the_future() =>
        Given(Matched).When(AllPresent with { Today = January14 }).Refused(DayInFuture);

    [Fact]
    public void Closed_is_closed() =>
        Given(Closed).When(AllPresent with { Today = May4 }).Refused(ProcessIsClosed);
}
