using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class CorrectHoursTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    [Fact]
    public void Hours_are_corrected() => Given(Recorded).When(CorrectToThree).Then(Corrected3);

    [Fact]
    public void Correcting_them_again_changes_nothing() => Given([.. Recorded, Corrected3]).When(CorrectToThree).Then();

    [Fact]
    public void A_corrected_day_has_that_days_rate() =>
        Given(Recorded)
            .When(CorrectToThree with { Work = NextDay, Terms = Agreed with { Rate = 22m } })
            .Then(new HoursCorrected(First, Paid(NextDay) with { Rate = 22m }));

    [Fact]
    public void They_do_not_overlap_others() =>
        Given([.. Recorded, new HoursRecorded(Second, Paid(NextDay))]).When(CorrectToThree with { Work = NextDay }).Refused(HoursRefusals.Overlap);

    [Fact]
    public void Every_rule_of_recording_holds()
    {
        Given(Recorded).When(CorrectToThree with { Work = TwoHours with { Minutes = 0 } }).Refused(HoursRefusals.Minutes);
        When(CorrectToThree with { Work = TwoHours with { On = Today.AddDays(1) } }).Refused(HoursRefusals.InFuture);
        When(CorrectToThree with { Work = TwoHours with { On = May4.AddMonths(-1) } }).Refused(HoursRefusals.OutsideMonth);
        When(CorrectToThree with { Terms = null }).Refused(HoursRefusals.NoTermsInForce);
    }

    [Fact]
    public void Unknown_hours_are_not_corrected() => Given(Opened).When(CorrectToThree).Refused(HoursRefusals.UnknownEntry);

    [Fact]
    public void Withdrawn_hours_are_not_corrected() =>
        Given([.. Recorded, new HoursWithdrawn(First)]).When(CorrectToThree).Refused(HoursRefusals.Withdrawn);

    [Fact]
    public void Nothing_is_corrected_in_a_month_without_anything() => Given().When(CorrectToThree).Refused(HoursRefusals.NotOpened);

    [Fact]
    public void A_meeting_is_corrected_through_its_process_only()
    {
        var meeting = Paid(TwoHours with { Kind = WorkKind.AitoValittajaMeeting });
        var longer = ThreeHours with { Kind = WorkKind.AitoValittajaMeeting };
        Given([.. Opened, new HoursRecorded(First, meeting)]).When(CorrectToThree with { Work = longer })
            .Refused(HoursRefusals.MeetingBelongsToProcess);
        When(CorrectToThree).Refused(HoursRefusals.MeetingBelongsToProcess);
        When(CorrectToThree with { Work = longer, ThroughProcess = true }).Then(new HoursCorrected(First, Paid(longer)));
    }

    [Fact]
    public void Other_work_does_not_become_a_meeting() =>
        Given(Recorded)
            .When(CorrectToThree with { Work = ThreeHours with { Kind = WorkKind.AitoValittajaMeeting } })
            .Refused(HoursRefusals.MeetingBelongsToProcess);
}
