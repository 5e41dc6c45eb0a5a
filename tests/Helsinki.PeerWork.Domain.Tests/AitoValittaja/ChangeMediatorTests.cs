using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class ChangeMediatorTests : AitoValittajaSpec
{
    static readonly ChangeMediator ToVilma = new(Vilma, ChangeReason.Absence, February2, Agreed, May4);

    [Fact]
    public void The_mediator_changes_mid_way() =>
        Given(Active).When(ToVilma).Then(new MediatorChanged(Vilma, ChangeReason.Absence, February2));

    [Fact]
    public void The_mediator_changes_before_cooperation_has_begun() =>
        Given(Matched).When(ToVilma).Then(new MediatorChanged(Vilma, ChangeReason.Absence, February2));

    [Fact]
    public void The_count_of_fifteen_goes_on() =>
        Given([.. Active, .. Meetings(15)])
            .When(ToVilma with { On = April1 }).Then(new MediatorChanged(Vilma, ChangeReason.Absence, April1))
            .When(Record(16, April2)).Refused(AitoValittajaRefusals.MeetingLimit);

    [Fact]
    public void A_meeting_is_its_days_mediators_also_when_reported_after_the_change() =>
        Given([.. Active, new MediatorChanged(Vilma, ChangeReason.Absence, February3)])
            .When(Record(1, February2)).Then(Held(1, February2))
            .When(Record(2, February3)).Then(Held(2, February3) with { Mediator = Vilma });

    [Fact]
    public void Changing_to_the_same_mediator_changes_nothing() =>
        Given(Active).When(ToVilma).Then(new MediatorChanged(Vilma, ChangeReason.Absence, February2)).When(ToVilma).Then();

    [Fact]
    public void The_new_mediator_needs_an_agreement() =>
        Given(Active).When(ToVilma with { Terms = null }).Refused(AgreementMissing);

    [Fact]
    public void Without_a_first_mediator_there_is_nobody_to_change() =>
        Given(Suggested).When(ToVilma).Refused(MediatorMissing);

    [Fact]
    public void Not_before_the_step_before() =>
        Given(Active).When(ToVilma with { On = January19 }).Refused(DayBeforePreviousStep);

    [Fact]
    public void Not_in_the_future() =>
        Given(Active).When(ToVilma with { Today = January20 }).Refused(DayInFuture);

    [Fact]
    public void After_the_end_nobody_is_changed() =>
        Given(Ended).When(ToVilma with { On = April2 }).Refused(WrongPhase);

    [Fact]
    public void Closed_is_closed() =>
        Given(Closed).When(ToVilma with { On = April9 }).Refused(ProcessIsClosed);
}
