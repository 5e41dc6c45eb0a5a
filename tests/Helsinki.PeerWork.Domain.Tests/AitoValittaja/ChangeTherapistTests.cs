using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class ChangeTherapistTests : AitoValittajaSpec
{
    static readonly ChangeTherapist ToTimo = new(Timo, ChangeReason.Resigned, February2, May4);

    [Fact]
    public void The_therapist_changes_mid_way() =>
        Given(Active).When(ToTimo).Then(new TherapistChanged(Timo, ChangeReason.Resigned, February2));

    [Fact]
    public void Changing_to_the_same_therapist_changes_nothing() =>
        Given(Active).When(ToTimo).Then(new TherapistChanged(Timo, ChangeReason.Resigned, February2)).When(ToTimo).Then();

    [Fact]
    public void The_new_therapist_writes_down_what_the_former_left() =>
        Given([.. Matched, new TherapistChanged(Timo, ChangeReason.Resigned, February2)])
            .When(new HoldOnboardingMeeting(January19, true, true, true, May4)).Then(new OnboardingMeetingHeld(January19));

    [Fact]
    public void Not_before_the_suggestion() =>
        Given(Active).When(ToTimo with { On = January12.AddDays(-1) }).Refused(DayBeforePreviousStep);

    [Fact]
    public void Not_in_the_future() =>
        Given(Active).When(ToTimo with { Today = January20 }).Refused(DayInFuture);

    [Fact]
    public void A_declined_suggestion_has_no_more_therapists() =>
        Given(Declined).When(ToTimo).Refused(WrongPhase);

    [Fact]
    public void Closed_is_closed() =>
        Given(Closed).When(ToTimo).Refused(ProcessIsClosed);
}
