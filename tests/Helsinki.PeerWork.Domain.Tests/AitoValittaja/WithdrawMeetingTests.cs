using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class WithdrawMeetingTests : AitoValittajaSpec
{
    static readonly WithdrawMeeting Twice = new(Meeting(1), WithdrawalReason.RecordedTwice);

    [Fact]
    public void A_recorded_meeting_is_withdrawn() =>
        Given([.. Active, Held(1)]).When(Twice).Then(new MeetingWithdrawn(Meeting(1), WithdrawalReason.RecordedTwice));

    [Fact]
    public void A_missed_meeting_is_withdrawn() =>
        Given([.. Active, Missed(1)]).When(Twice).Then(new MeetingWithdrawn(Meeting(1), WithdrawalReason.RecordedTwice));

    [Fact]
    public void A_closed_process_lets_one_withdraw_without_reopening() =>
        Given([.. Active, Held(1), new CooperationEnded(EndReason.GoalsReached, April1), new ProcessClosedUnassessed(UnassessedReason.Other, April2)])
            .When(Twice).Then(new MeetingWithdrawn(Meeting(1), WithdrawalReason.RecordedTwice));

    [Fact]
    public void Withdrawing_again_changes_nothing() =>
        Given([.. Active, Held(1)]).When(Twice).Then(new MeetingWithdrawn(Meeting(1), WithdrawalReason.RecordedTwice)).When(Twice).Then();

    [Fact]
    public void An_unknown_meeting_is_not_withdrawn() =>
        Given(Active).When(Twice).Refused(MeetingUnknown);

    [Fact]
    public void Before_cooperation_there_is_nothing_to_withdraw() =>
        Given(Onboarded).When(Twice).Refused(WrongPhase);
}
