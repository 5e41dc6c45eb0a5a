using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class RecordHoursTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    static RecordHours Record(ReportedWork work) => RecordTwoHours with { Entry = Second, Work = work };

    [Fact]
    public void The_first_hours_open_the_month() => Given().When(RecordTwoHours).Then(new MonthOpened(Worker, 2026, 5), Recorded2);

    [Fact]
    public void A_refusal_opens_nothing() => Given().When(RecordTwoHours with { Terms = null }).Refused(HoursRefusals.NoTermsInForce);

    [Fact]
    public void More_hours_follow() => Given(Recorded).When(Record(NextDay)).Then(new HoursRecorded(Second, Paid(NextDay)));

    [Fact]
    public void Recording_them_again_changes_nothing_even_when_the_rate_is_another_now() =>
        Given(Recorded).When(RecordTwoHours with { Terms = Agreed with { Rate = 25m }, IncomeType = null }).Then();

    [Fact]
    public void An_id_is_not_taken_twice() => Given(Recorded).When(RecordTwoHours with { Work = NextDay }).Refused(HoursRefusals.EntryExists);

    [Fact]
    public void Withdrawn_hours_may_be_recorded_again() =>
        Given([.. Recorded, new HoursWithdrawn(First)]).When(RecordTwoHours with { Work = NextDay }).Then(new HoursRecorded(First, Paid(NextDay)));

    [Fact]
    public void Work_without_terms_in_force_is_refused() =>
        Given(Recorded).When(Record(NextDay) with { Terms = null }).Refused(HoursRefusals.NoTermsInForce);

    [Fact]
    public void Another_form_than_fee_for_service_is_not_paid()
    {
        var volunteering = NextDay with { Form = EngagementForm.Volunteer };
        Given(Recorded)
            .When(Record(volunteering) with { Terms = new(null, EngagementForm.Volunteer, null) })
            .Then(new HoursRecorded(Second, new Work(
                NextDay.On, NextDay.Start, 120, Malmi, WorkKind.ExpertAppointment, EngagementForm.Volunteer, null, null, null)));
    }

    [Theory]
    [InlineData(EngagementForm.Volunteer)]
    [InlineData(EngagementForm.SocialWelfareWorkActivity)]
    [InlineData(EngagementForm.RehabilitativeWorkActivity)]
    [InlineData(EngagementForm.WorkTrial)]
    [InlineData(EngagementForm.NgoCooperation)]
    public void And_not_paid_even_if_its_terms_named_a_rate(EngagementForm form) =>
        Given(Recorded)
            .When(Record(NextDay with { Form = form }))
            .Then(new HoursRecorded(Second, Paid(NextDay) with { Form = form, Rate = null, IncomeType = null }));

    [Fact]
    public void A_kind_that_is_not_payable_is_not_paid() =>
        Given(Recorded)
            .When(Record(NextDay) with { IncomeType = null })
            .Then(new HoursRecorded(Second, Paid(NextDay) with { Rate = null, IncomeType = null }));

    [Theory, InlineData(1), InlineData(14 * 60)]
    public void An_entry_may_be_of_any_length_to_midnight(int minutes) =>
        Given(Recorded).When(Record(NextDay with { Minutes = minutes })).Then(new HoursRecorded(Second, Paid(NextDay with { Minutes = minutes })));

    [Theory, InlineData(0), InlineData(-60), InlineData(1441)]
    public void And_of_no_other(int minutes) => Given(Recorded).When(Record(NextDay with { Minutes = minutes })).Refused(HoursRefusals.Minutes);

    [Fact]
    public void It_does_not_go_past_midnight() =>
        Given(Recorded).When(Record(NextDay with { Minutes = (14 * 60) + 1 })).Refused(HoursRefusals.PastMidnight);

    [Fact]
    public void It_starts_at_a_whole_minute() =>
        Given(Recorded).When(Record(NextDay with { Start = new TimeOnly(10, 0, 30) })).Refused(HoursRefusals.WholeMinutes);

    [Theory, InlineData("2026-04-30"), InlineData("2026-06-01"), InlineData("2025-05-04")]
    public void It_is_in_the_month(string day) =>
        Given(Recorded).When(Record(NextDay with { On = Day(day) })).Refused(HoursRefusals.OutsideMonth);

    [Fact]
    public void Hours_of_today_are_recorded() =>
        Given(Recorded).When(Record(NextDay with { On = Today })).Then(new HoursRecorded(Second, Paid(NextDay with { On = Today })));

    [Fact]
    public void Hours_of_tomorrow_are_not() => Given(Recorded).When(Record(NextDay with { On = Today.AddDays(1) })).Refused(HoursRefusals.InFuture);

    [Theory, InlineData(10, 0, 120), InlineData(9, 1, 60), InlineData(11, 59, 60), InlineData(10, 30, 30), InlineData(9, 0, 240)]
    public void Hours_do_not_overlap_also_at_another_centre(int hour, int minute, int minutes) =>
        Given(Recorded)
            .When(Record(TwoHours with { Start = new TimeOnly(hour, minute), Minutes = minutes, Centre = Aurora }))
            .Refused(HoursRefusals.Overlap);

    [Theory, InlineData(9, 60), InlineData(12, 60)]
    public void Hours_may_touch(int hour, int minutes)
    {
        var touching = TwoHours with { Start = new TimeOnly(hour, 0), Minutes = minutes };
        Given(Recorded).When(Record(touching)).Then(new HoursRecorded(Second, Paid(touching)));
    }

    [Fact]
    public void Withdrawn_hours_give_their_time_back() =>
        Given([.. Recorded, new HoursWithdrawn(First)]).When(Record(TwoHours)).Then(new HoursRecorded(Second, Paid(TwoHours)));

    [Fact]
    public void A_meeting_is_recorded_through_its_process_only()
    {
        var meeting = NextDay with { Kind = WorkKind.AitoValittajaMeeting };
        Given(Recorded).When(Record(meeting)).Refused(HoursRefusals.MeetingBelongsToProcess);
        Given().When(Record(meeting) with { ThroughProcess = true }).Then(new HoursRecorded(Second, Paid(meeting)));
    }

    [Theory]
    [MemberData(nameof(Later))]
    public void A_supplement_joins_a_month_in_any_phase(HoursEvent[] history) =>
        Given(history).When(Record(NextDay)).Then(new HoursRecorded(Second, Paid(NextDay)));

    public static TheoryData<HoursEvent[]> Later { get; } = [Declared, Approved, Exported, Accepted];

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
