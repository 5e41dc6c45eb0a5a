using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class CorrectMeetingTests : AitoValittajaSpec
{
    static readonly CorrectMeeting Longer = new(Meeting(1), February3, Three, 180, MeetingPlace.Library, MeetingActivity.Culture, false,
        Agreed, May4);
    static readonly MeetingCorrected Lengthened = new(Meeting(1), February3, Three, 180, MeetingPlace.Library, MeetingActivity.Culture, false);

    [Fact]
    public void A_recorded_meeting_is_corrected() =>
        Given([.. Active, Held(1)]).When(Longer).Then(Lengthened);

    [Fact]
    public void A_closed_process_is_corrected_without_reopening() =>
        Given([.. Active, Held(1), new CooperationEnded(EndReason.GoalsReached, April1), new ProcessClosedUnassessed(UnassessedReason.Other, April2)])
            .When(Longer).Then(Lengthened);

    [Fact]
    public void With_all_fifteen_used_one_is_corrected() =>
        Given([.. Active, .. Meetings(15)]).When(Longer).Then(Lengthened);

    [Fact]
    public void Correcting_again_changes_nothing() =>
        Given([.. Active, Held(1)]).When(Longer).Then(Lengthened).When(Longer).Then();

    [Fact]
    public void A_corrected_meeting_stays_its_mediators()
    {
        var state = Replay([.. Active, Held(1), new MediatorChanged(Vilma, ChangeReason.Absence, February2), Lengthened]);

        Assert.Equal(new Meeting.Held(Veikko, February3, Three, 180, MeetingPlace.Library, MeetingActivity.Culture, false), state.Find(Meeting(1)));
    }

    [Fact]
    public void An_unknown_meeting_is_not_corrected() =>
        Given(Active).When(Longer).Refused(MeetingUnknown);

    [Fact]
    public void A_withdrawn_meeting_is_not_corrected() =>
        Given([.. Active, Held(1), new MeetingWithdrawn(Meeting(1), WithdrawalReason.WrongProcess)]).When(Longer).Refused(MeetingIsWithdrawn);

    [Fact]
    public void A_missed_meeting_is_not_corrected() =>
        Given([.. Active, Missed(1)]).When(Longer).Refused(MeetingIsMissed);

    [Fact]
    public void It_does_not_move_before_the_cooperation() =>
        Given([.. Active, Held(1)]).When(Longer with { On = January19 }).Refused(MeetingBeforeCooperation);

    [Fact]
    public void It_does_not_move_after_the_cooperation() =>
        Given([.. Active, Held(1), new CooperationEnded(EndReason.GoalsReached, April1)]).When(Longer with { On = April2 })
            .Refused(MeetingAfterCooperation);

    [Fact]
    public void It_does_not_move_to_the_future() =>
        Given([.. Active, Held(1)]).When(Longer with { On = May4.AddDays(1) }).Refused(DayInFuture);

    [Theory, InlineData(59), InlineData(181)]
    public void One_to_three_hours_still(int minutes) =>
        Given([.. Active, Held(1)]).When(Longer with { Minutes = minutes }).Refused(MeetingLength);

    [Fact]
    public void Within_its_day_still() =>
        Given([.. Active, Held(1)]).When(Longer with { Start = new(21, 1) }).Refused(MeetingPastMidnight);

    [Fact]
    public void At_home_a_professional_still() =>
        Given([.. Active, Held(1)]).When(Longer with { Place = MeetingPlace.Home }).Refused(ProfessionalMissing);

    [Fact]
    public void The_corrected_day_needs_an_agreement() =>
        Given([.. Active, Held(1)]).When(Longer with { Terms = null }).Refused(AgreementMissing);

    [Fact]
    public void Before_cooperation_there_is_nothing_to_correct() =>
        Given(Onboarded).When(Longer).Refused(WrongPhase);
}
