using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class EndTests : AitoValittajaSpec
{
    static readonly End Reached = new(EndReason.GoalsReached, April1, April1);

    [Fact]
    public void Cooperation_ends_with_a_reason() =>
        Given(Active).When(Reached).Then(new CooperationEnded(EndReason.GoalsReached, April1));

    [Fact]
    public void Fifteen_meetings_end_nothing_by_themselves() =>
        Assert.IsType<AitoValittajaState.Active>(Replay([.. Active, .. Meetings(15)]));

    [Fact]
    public void All_meetings_used_is_a_reason_when_they_are() =>
        Given([.. Active, .. Meetings(15)]).When(Reached with { Reason = EndReason.AllMeetingsUsed })
            .Then(new CooperationEnded(EndReason.AllMeetingsUsed, April1));

    [Fact]
    public void All_meetings_used_is_no_reason_while_there_are_some_left() =>
        Given([.. Active, .. Meetings(14), Missed(15)]).When(Reached with { Reason = EndReason.AllMeetingsUsed }).Refused(MeetingsLeft);

    [Fact]
    public void Ending_on_the_day_of_the_latest_meeting() =>
        Given([.. Active, Held(1, April1)]).When(Reached).Then(new CooperationEnded(EndReason.GoalsReached, April1));

    [Fact]
    public void Not_before_the_latest_meeting() =>
        Given([.. Active, Held(1, April1)]).When(Reached with { On = March31 }).Refused(EndBeforeLatestMeeting);

    [Fact]
    public void A_withdrawn_meeting_does_not_hold_the_end_back() =>
        Given([.. Active, Held(1, April1), new MeetingWithdrawn(Meeting(1), WithdrawalReason.RecordedByMistake)])
            .When(Reached with { On = March31 }).Then(new CooperationEnded(EndReason.GoalsReached, March31));

    [Fact]
    public void Ending_again_changes_nothing() =>
        Given(Ended).When(Reached).Then();

    [Fact]
    public void Another_reason_is_not_the_same_again() =>
        Given(Ended).When(Reached with { Reason = EndReason.Other }).Refused(WrongPhase);

    [Fact]
    public void What_has_not_begun_does_not_end() =>
        Given(Onboarded).When(Reached).Refused(WrongPhase);

    [Fact]
    public void Not_before_it_began() =>
        Given(Active).When(Reached with { On = January19 }).Refused(DayBeforePreviousStep);

    [Fact]
    public void Not_in_the_future() =>
        Given(Active).When(Reached with { On = April2 }).Refused(DayInFuture);
}
