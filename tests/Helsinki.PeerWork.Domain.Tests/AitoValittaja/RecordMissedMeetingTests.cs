using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class RecordMissedMeetingTests : AitoValittajaSpec
{
    static readonly RecordMissedMeeting DidNotCome = new(Meeting(1), February2, One, MissedReason.Illness, 0, null, May4);

    [Fact]
    public void A_missed_meeting_is_recorded() =>
        Given(Active).When(DidNotCome).Then(Missed(1));

    [Fact]
    public void After_fifteen_meetings_one_may_still_be_missed() =>
        Given([.. Active, .. Meetings(15)]).When(DidNotCome with { Meeting = Meeting(16) }).Then(Missed(16));

    [Fact]
    public void It_pays_what_the_configuration_says() =>
        Given(Active).When(DidNotCome with { PayMinutes = 30, Terms = Agreed }).Then(Missed(1) with { Minutes = 30 });

    [Fact]
    public void Without_an_agreement_it_pays_nothing() =>
        Given(Active).When(DidNotCome with { PayMinutes = 30 }).Refused(AgreementMissing);

    [Fact]
    public void Recording_it_again_changes_nothing() =>
        Given([.. Active, Missed(1)]).When(DidNotCome).Then();

    [Fact]
    public void The_same_id_with_another_content_is_refused() =>
        Given([.. Active, Missed(1)]).When(DidNotCome with { Start = Three }).Refused(MeetingRecordedOtherwise);

    [Fact]
    public void A_meeting_that_was_held_was_not_missed() =>
        Given([.. Active, Held(1)]).When(DidNotCome).Refused(MeetingRecordedOtherwise);

    [Fact]
    public void A_withdrawn_one_does_not_come_back() =>
        Given([.. Active, Missed(1), new MeetingWithdrawn(Meeting(1), WithdrawalReason.RecordedByMistake)]).When(DidNotCome)
            .Refused(MeetingIsWithdrawn);

    [Fact]
    public void What_it_pays_ends_by_midnight() =>
        Given(Active).When(DidNotCome with { Start = new(23, 31), PayMinutes = 30, Terms = Agreed }).Refused(MeetingPastMidnight);

    [Fact]
    public void Not_before_cooperation_began() =>
        Given(Active).When(DidNotCome with { On = January19 }).Refused(MeetingBeforeCooperation);

    [Fact]
    public void Not_after_cooperation_ended() =>
        Given(Ended).When(DidNotCome with { On = April2 }).Refused(MeetingAfterCooperation);

    [Fact]
    public void Not_in_the_future() =>
        Given(Active).When(DidNotCome with { On = May4.AddDays(1) }).Refused(DayInFuture);

    [Fact]
    public void Not_before_cooperation() =>
        Given(Onboarded).When(DidNotCome).Refused(WrongPhase);

    [Fact]
    public void Closed_is_closed() =>
        Given(Closed).When(DidNotCome).Refused(ProcessIsClosed);
}
