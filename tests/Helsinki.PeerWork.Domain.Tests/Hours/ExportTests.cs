using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class ExportTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    static readonly Export ExportFirst = new(Export1, Today);
    static readonly Export ExportSecond = new(Export2, Today);
    static readonly Export ExportThird = new(Export3, Today);

    [Fact]
    public void Lines_of_two_workers_or_two_months_are_never_one_even_when_somebody_gave_their_entries_one_id()
    {
        var line = FeeLine.Of(First, Recorded2.Work)!;

        Assert.Equal(3, new HashSet<LineId>
        {
            line.IdIn(Export1, Worker), line.IdIn(Export1, new PeerWorkerId(new Guid(2, 0, 0, new byte[8]))), (line with { On = line.On.AddMonths(1) }).IdIn(Export1, Worker),
        }.Count);
    }

    [Fact]
    public void An_approved_fee_is_exported() => Given(Approved).When(ExportFirst).Then(Fee40);

    [Fact]
    public void The_line_says_what_the_entry_says() =>
        Assert.Equal(
            new LineExported(Fee40.Line, Export1, First, Malmi, WorkKind.ExpertAppointment, May4, 120, 20m, 40m, "336", null),
            Fee40);

    [Fact]
    public void The_same_export_again_changes_nothing() => Given(Exported).When(ExportFirst).Then();

    [Fact]
    public void The_same_export_again_changes_nothing_even_after_a_rejection() => Given(Rejected).When(ExportFirst).Then();

    [Fact]
    public void A_line_is_exported_once() => Given(Exported).When(ExportSecond).Then();

    [Fact]
    public void An_accepted_line_is_not_exported_again() => Given(Accepted).When(ExportSecond).Then();

    [Fact]
    public void Unapproved_hours_are_not_exported() => Given(Declared).When(ExportFirst).Then();

    [Fact]
    public void Unpaid_hours_are_not_exported() =>
        Given(
        [
            .. Opened, new HoursRecorded(First, Paid(TwoHours) with { Rate = null, IncomeType = null }),
            new MonthDeclared(Today), new PartApproved(Malmi),
        ])
            .When(ExportFirst).Then();

    [Fact]
    public void The_last_day_is_taken() => Given(Approved).When(ExportFirst with { Until = May4 }).Then(Fee40);

    [Fact]
    public void Days_after_it_are_not() => Given(Approved).When(ExportFirst with { Until = May4.AddDays(-1) }).Then();

    [Fact]
    public void A_month_without_anything_has_nothing_to_export() => Given().When(ExportFirst).Then();

    [Fact]
    public void A_rejected_line_returns_by_itself() => Given(Rejected).When(ExportSecond).Then(Line(Export2, Recorded2.Work));

    [Fact]
    public void A_corrected_accepted_line_is_reversed_and_replaced() =>
        Given([.. Accepted, Corrected3, new PartApproved(Malmi)]).When(ExportSecond).Then(Reversal40, Fee60);

    [Fact]
    public void A_reversal_is_the_exact_negative() => Assert.Equal((-120, 20m, -40m, Fee40.Line), (Reversal40.Minutes, Reversal40.Rate, Reversal40.Amount, Reversal40.Reverses));

    [Fact]
    public void An_unapproved_correction_is_not_exported() => Given([.. Accepted, Corrected3]).When(ExportSecond).Then();

    [Fact]
    public void A_withdrawn_accepted_line_is_reversed() =>
        Given([.. Accepted, new HoursWithdrawn(First), new PartApproved(Malmi)]).When(ExportSecond).Then(Reversal40);

    [Fact]
    public void A_corrected_rejected_line_is_replaced_without_a_reversal() =>
        Given([.. Rejected, Corrected3, new PartApproved(Malmi)]).When(ExportSecond).Then(Fee60);

    [Fact]
    public void A_withdrawn_rejected_line_leaves_nothing_to_export() =>
        Given([.. Rejected, new HoursWithdrawn(First), new PartApproved(Malmi)]).When(ExportSecond).Then();

    [Fact]
    public void A_corrected_line_waits_for_payrolls_answer()
    {
        HoursEvent[] waiting = [.. Exported, Corrected3, new PartApproved(Malmi)];

        Given(waiting).When(ExportSecond).Then();
        Assert.Equal([First], After(waiting).Waiting(Today).Select(e => e.Id));
        Assert.Empty(After(waiting).Waiting(May4.AddDays(-1)));
        Assert.Empty(After(Exported).Waiting(Today));
    }

    [Fact]
    public void After_the_answer_it_goes() =>
        Given([.. Exported, Corrected3, new PartApproved(Malmi), new LineAccepted(Fee40.Line)]).When(ExportSecond).Then(Reversal40, Fee60);

    [Fact]
    public void A_correction_that_payroll_does_not_see_sends_nothing() =>
        Given([.. Accepted, new HoursCorrected(First, Paid(TwoHours with { Start = new TimeOnly(8, 0) })), new PartApproved(Malmi)])
            .When(ExportSecond).Then();

    [Fact]
    public void A_correction_corrected_back_sends_nothing() =>
        Given([.. Accepted, Corrected3, new HoursCorrected(First, Paid(TwoHours)), new PartApproved(Malmi)]).When(ExportSecond).Then();

    [Fact]
    public void A_correction_with_the_same_amount_on_another_day_is_reversed_and_replaced() =>
        Given([.. Accepted, new HoursCorrected(First, Paid(NextDay)), new PartApproved(Malmi)])
            .When(ExportSecond).Then(Reversal40, Line(Export2, Paid(NextDay)));

    [Fact]
    public void A_rejected_reversal_returns_by_itself() =>
        Given(
        [
            .. Accepted, Corrected3, new PartApproved(Malmi), Reversal40, Fee60,
            new LineRejected(Reversal40.Line, RejectionReason.Other), new LineAccepted(Fee60.Line),
        ])
            .When(ExportThird).Then(Reversing(Fee40, Export3));

    [Fact]
    public void A_rejected_replacement_returns_by_itself() =>
        Given(
        [
            .. Accepted, Corrected3, new PartApproved(Malmi), Reversal40, Fee60,
            new LineAccepted(Reversal40.Line), new LineRejected(Fee60.Line, RejectionReason.AmountWrong),
        ])
            .When(ExportThird).Then(Line(Export3, Corrected3.Work));

    [Fact]
    public void Hours_withdrawn_and_recorded_again_as_they_were_send_nothing() =>
        Given([.. Accepted, new HoursWithdrawn(First), Recorded2, new PartApproved(Malmi)]).When(ExportSecond).Then();
}
