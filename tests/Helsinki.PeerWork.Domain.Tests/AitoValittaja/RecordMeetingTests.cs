using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaRefusals;
using static Helsinki.PeerWork.Domain.Tests.AitoValittaja.AitoValittajaHistory;

namespace Helsinki.PeerWork.Domain.Tests.AitoValittaja;

public class RecordMeetingTests : AitoValittajaSpec
{
    [Fact]
    public void The_fifteenth_meeting_is_recorded() =>
        Given([.. Active, .. Meetings(14)]).When(Record(15)).Then(Held(15));

    [Fact]
    public void A_sixteenth_meeting_is_refused() =>
        Given([.. Active, .. Meetings(15)]).When(Record(16)).Refused(AitoValittajaRefusals.MeetingLimit);

    [Fact]
    public void A_missed_meeting_uses_none_of_the_fifteen() =>
        Given([.. Active, .. Meetings(14), Missed(20), Missed(21)]).When(Record(15)).Then(Held(15));

    [Fact]
    public void A_withdrawn_meeting_gives_its_place_back() =>
        Given([.. Active, .. Meetings(15), new MeetingWithdrawn(Meeting(3), WithdrawalReason.RecordedTwice)]).When(Record(16)).Then(Held(16));

    [Fact]
    public void Recording_the_same_meeting_again_changes_nothing() =>
        Given([.. Active, .. Meetings(15)]).When(Record(15)).Then();

    [Fact]
    public void Recording_the_same_meeting_again_changes_nothing_also_when_closed() =>
        Given([.. Active, Held(1), new CooperationEnded(EndReason.GoalsReached, April1), new ImpactAssessed(High, April7), new ProcessClosed(April8)])
            .When(Record(1)).Then();

    [Fact]
    public void The_same_id_with_another_content_is_refused() =>
        Given([.. Active, Held(1)]).When(Record(1) with { Minutes = 121 }).Refused(MeetingRecordedOtherwise);

    [Fact]
    public void A_withdrawn_meeting_does_not_come_back_by_its_old_id() =>
        Given([.. Active, Held(1), new MeetingWithdrawn(Meeting(1), WithdrawalReason.WrongProcess)]).When(Record(1)).Refused(MeetingIsWithdrawn);

    [Theory, InlineData(60), InlineData(180)]
    public void One_to_three_hours_inclusive(int minutes) =>
        Given(Active).When(Record(1) with { Minutes = minutes }).Then(Held(1) with { Minutes = minutes });

    [Theory, InlineData(59), InlineData(181), InlineData(0), InlineData(-60), InlineData(int.MaxValue)]
    public void Not_shorter_nor_longer(int minutes) =>
        Given(Active).When(Record(1) with { Minutes = minutes }).Refused(MeetingLength);

    [Fact]
    public void A_meeting_may_end_at_midnight() =>
        Given(Active).When(Record(1) with { Start = new(22, 0) }).Then(Held(1) with { Start = new(22, 0) });

    [Theory, InlineData(22, 1, 0), InlineData(22, 0, 1)]
    public void A_meeting_does_not_go_past_midnight(int hour, int minute, int second) =>
        Given(Active).When(Record(1) with { Start = new(hour, minute, second) }).Refused(MeetingPastMidnight);

    [Fact]
    public void The_day_cooperation_began_may_have_a_meeting() =>
        Given(Active).When(Record(1, January20)).Then(Held(1, January20));

    [Fact]
    public void No_meeting_before_cooperation_began() =>
        Given(Active).When(Record(1, January19)).Refused(MeetingBeforeCooperation);

    [Fact]
    public void The_day_cooperation_ended_may_have_a_meeting() =>
        Given(Ended).When(Record(1, April1)).Then(Held(1, April1));

    [Fact]
    public void No_meeting_after_cooperation_ended() =>
        Given(Ended).When(Record(1, April2)).Refused(MeetingAfterCooperation);

    [Fact]
    public void Today_may_have_a_meeting() =>
        Given(Active).When(Record(1, May4)).Then(Held(1, May4));

    [Fact]
    public void No_meeting_in_the_future() =>
        Given(Active).When(Record(1, May4.AddDays(1))).Refused(DayInFuture);

    [Fact]
    public void A_forgotten_meeting_is_recorded_until_the_process_is_closed() =>
        Given(Assessed).When(Record(1)).Then(Held(1));

    [Fact]
    public void Closed_is_closed() =>
        Given(Closed).When(Record(1)).Refused(ProcessIsClosed);

    [Fact]
    public void After_a_reopening_a_forgotten_meeting_is_recorded() =>
        Given([.. Closed, new ProcessReopened(ReopenReason.RecordIncomplete, April9)]).When(Record(1)).Then(Held(1));

    [Fact]
    public void No_meeting_before_cooperation() =>
        Given(Onboarded).When(Record(1)).Refused(WrongPhase);

    [Fact]
    public void At_home_a_professional_must_be_along() =>
        Given(Active).When(Record(1) with { Place = MeetingPlace.Home }).Refused(ProfessionalMissing);

    [Fact]
    public void At_home_with_a_professional() =>
        Given(Active).When(Record(1) with { Place = MeetingPlace.Home, ProfessionalAlong = true })
            .Then(Held(1) with { Place = MeetingPlace.Home, ProfessionalAlong = true });

    [Fact]
    public void Without_an_agreement_on_the_day_there_is_no_meeting() =>
        Given(Active).When(Record(1) with { Terms = null }).Refused(AgreementMissing);

    [Fact]
    public void An_engagement_in_another_form_is_no_agreement() =>
        Given(Active).When(Record(1) with { Terms = Voluntary }).Refused(AgreementMissing);
}
