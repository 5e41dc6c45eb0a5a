using System.Collections.Immutable;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class ExportTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    static readonly ReportedWork DayBefore = TwoHours with { On = May4.AddDays(-1) };
    static readonly LineExported Again40 = Line(Export2, Recorded2.Work);

    static readonly Export ExportFirst = new(Export1, UpTo(Today));
    static readonly Export ExportSecond = new(Export2, UpTo(Today));
    static readonly Export ExportThird = new(Export3, UpTo(Today));

    [Fact]
    public void Lines_of_two_workers_or_two_months_are_never_one_even_when_somebody_gave_their_entries_one_id()
    {
        var line = FeeLine.Of(First, Recorded2.Work)!;

        Assert.Equal(3, new HashSet<LineId>
        {
            line.IdIn(Export1, Worker), line.IdIn(Export1, new PeerWorkerId(new Guid(2, 0, 0, new byte[8]))),
                (line with { On = line.On.AddMonths(1) }).IdIn(Export1, Worker),
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
    public void The_last_day_is_taken() => Given(Approved).When(ExportFirst with { Handover = UpTo(May4) }).Then(Fee40);

    [Fact]
    public void Days_after_it_are_not() => Given(Approved).When(ExportFirst with { Handover = UpTo(May4.AddDays(-1)) }).Then();

    [Fact]
    public void A_month_without_anything_has_nothing_to_export() => Given().When(ExportFirst).Then();

    [Fact]
    public void A_rejected_line_returns_by_itself() => Given(Rejected).When(ExportSecond).Then(Again40, Replacing(Again40, Fee40));

    [Fact]
    public void A_corrected_accepted_line_is_reversed_and_replaced() =>
        Given([.. Accepted, Corrected3, new PartApproved(Malmi)]).When(ExportSecond).Then(Reversal40, Fee60, Replacing(Fee60, Fee40));

    [Fact]
    public void A_reversal_is_the_exact_negative() =>
        Assert.Equal((-120, 20m, -40m, Fee40.Line), (Reversal40.Minutes, Reversal40.Rate, Reversal40.Amount, Reversal40.Reverses));

    [Fact]
    public void An_unapproved_correction_is_not_exported() => Given([.. Accepted, Corrected3]).When(ExportSecond).Then();

    [Fact]
    public void A_withdrawn_accepted_line_is_reversed() =>
        Given([.. Accepted, new HoursWithdrawn(First), new PartApproved(Malmi)]).When(ExportSecond).Then(Reversal40);

    [Fact]
    public void A_corrected_rejected_line_is_replaced_without_a_reversal() =>
        Given([.. Rejected, Corrected3, new PartApproved(Malmi)]).When(ExportSecond).Then(Fee60, Replacing(Fee60, Fee40));

    [Fact]
    public void A_withdrawn_rejected_line_leaves_nothing_to_export() =>
        Given([.. Rejected, new HoursWithdrawn(First), new PartApproved(Malmi)]).When(ExportSecond).Then();

    [Fact]
    public void A_corrected_line_waits_for_payrolls_answer()
    {
        HoursEvent[] waiting = [.. Exported, Corrected3, new PartApproved(Malmi)];

        Given(waiting).When(ExportSecond).Then();
        Assert.Equal([First], After(waiting).Waiting(UpTo(Today)).Select(e => e.Id));
        Assert.Empty(After(waiting).Waiting(UpTo(May4.AddDays(-1))));
        Assert.Empty(After(Exported).Waiting(UpTo(Today)));
    }

    [Fact]
    public void After_the_answer_it_goes() =>
        Given([.. Exported, Corrected3, new PartApproved(Malmi), new LineAccepted(Fee40.Line)]).When(ExportSecond)
            .Then(Reversal40, Fee60, Replacing(Fee60, Fee40));

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
            .When(ExportSecond).Then(Reversal40, Line(Export2, Paid(NextDay)), Replacing(Line(Export2, Paid(NextDay)), Fee40));

    [Fact]
    public void A_line_moved_to_an_earlier_day_takes_its_reversal_along_even_past_the_last_day_taken() =>
        Given([.. Accepted, new HoursCorrected(First, Paid(DayBefore)), new PartApproved(Malmi)])
            .When(ExportSecond with { Handover = UpTo(DayBefore.On) })
            .Then(Reversal40, Line(Export2, Paid(DayBefore)), Replacing(Line(Export2, Paid(DayBefore)), Fee40));

    [Fact]
    public void A_line_moved_past_the_last_day_taken_is_taken_back_and_follows_later() =>
        Given([.. Accepted, new HoursCorrected(First, Paid(NextDay)), new PartApproved(Malmi)])
            .When(ExportSecond with { Handover = UpTo(May4) }).Then(Reversal40);

    [Fact]
    public void A_rejected_reversal_returns_by_itself_and_names_the_rejected_one() =>
        Given(
        [
            .. Accepted, Corrected3, new PartApproved(Malmi), Reversal40, Fee60,
            new LineRejected(Reversal40.Line, RejectionReason.Other), new LineAccepted(Fee60.Line),
        ])
            .When(ExportThird).Then(Reversing(Fee40, Export3), Replacing(Reversing(Fee40, Export3), Reversal40));

    [Fact]
    public void A_rejected_replacement_returns_by_itself() =>
        Given(
        [
            .. Accepted, Corrected3, new PartApproved(Malmi), Reversal40, Fee60,
            new LineAccepted(Reversal40.Line), new LineRejected(Fee60.Line, RejectionReason.AmountWrong),
        ])
            .When(ExportThird).Then(Line(Export3, Corrected3.Work), Replacing(Line(Export3, Corrected3.Work), Fee60));

    [Fact]
    public void A_new_line_names_what_is_taken_back_beside_it_and_not_the_rejected_try_between() =>
        Given(
        [
            .. Accepted, Corrected3, new PartApproved(Malmi), Reversal40, Fee60, new LineReplaces(Fee60.Line, Fee40.Line),
            new LineRejected(Reversal40.Line, RejectionReason.Other), new LineRejected(Fee60.Line, RejectionReason.Other),
        ])
            .When(ExportThird).Then(
                Reversing(Fee40, Export3), Replacing(Reversing(Fee40, Export3), Reversal40),
                Line(Export3, Corrected3.Work), Replacing(Line(Export3, Corrected3.Work), Fee40));

    [Fact]
    public void Hours_recorded_again_after_they_were_taken_back_stand_for_the_line_taken_back() =>
        Given([.. Accepted, new HoursWithdrawn(First), new PartApproved(Malmi), Reversal40, new LineAccepted(Reversal40.Line),
            Recorded2, new PartApproved(Malmi)])
            .When(ExportThird).Then(Line(Export3, Recorded2.Work), Replacing(Line(Export3, Recorded2.Work), Fee40));

    [Fact]
    public void Work_moved_here_from_another_month_stands_for_the_line_sent_there()
    {
        var there = new LineId(new Guid(99, 0, 0, new byte[8]));

        Given(Approved).When(new Export(Export1, UpTo(Today) with { Moved = ImmutableDictionary<EntryId, LineId>.Empty.Add(First, there) }))
            .Then(Fee40, new LineReplaces(Fee40.Line, there));
    }

    [Fact]
    public void Work_moved_here_waits_while_its_fee_in_the_other_month_is_not_taken_back()
    {
        var held = UpTo(Today) with { Held = [First] };

        Given(Approved).When(new Export(Export1, held)).Then();
        Assert.False(After(Approved).HasLinesToExport(held));
        Assert.Equal([First], After(Approved).Waiting(held).Select(e => e.Id));
        Assert.Empty(After(Exported).Waiting(held)); // it is with payroll
        Assert.Empty(After(Declared).Waiting(held)); // nobody has approved it
    }

    [Fact]
    public void What_is_taken_back_here_is_not_held_with_the_new_fee() =>
        Given([.. Accepted, Corrected3, new PartApproved(Malmi)]).When(ExportSecond with { Handover = UpTo(Today) with { Held = [First] } })
            .Then(Reversal40);

    [Fact]
    public void A_month_keeps_the_fee_of_work_moved_away_until_an_export_takes_it_back()
    {
        HoursEvent[] gone = [.. Accepted, new HoursWithdrawn(First)], approved = [.. gone, new PartApproved(Malmi)], sent = [.. approved, Reversal40];

        Assert.True(After([.. Exported, new HoursWithdrawn(First), new PartApproved(Malmi)]).KeepsFeeOf(First, Today)); // not answered
        Assert.True(After(gone).KeepsFeeOf(First, Today));
        Assert.True(After(approved).KeepsFeeOf(First, May4.AddDays(-1)));
        Assert.False(After(approved).KeepsFeeOf(First, May4)); // the same export takes it back
        Assert.True(After(sent).KeepsFeeOf(First, Today));
        Assert.False(After([.. sent, new LineAccepted(Reversal40.Line)]).KeepsFeeOf(First, Today));
        Assert.True(After([.. sent, new LineRejected(Reversal40.Line, RejectionReason.Other)]).KeepsFeeOf(First, May4.AddDays(-1)));
        Assert.False(After([.. Rejected, new HoursWithdrawn(First)]).KeepsFeeOf(First, Today));
        Assert.False(After(Accepted).KeepsFeeOf(First, Today)); // it stands here
    }

    [Fact]
    public void Work_moved_away_and_back_stands_for_the_line_sent_there_and_not_for_the_one_taken_back_here()
    {
        var there = new LineId(new Guid(99, 0, 0, new byte[8]));

        Given([.. Accepted, new HoursWithdrawn(First), new PartApproved(Malmi), Reversal40, new LineAccepted(Reversal40.Line),
            Recorded2, new PartApproved(Malmi)])
            .When(new Export(Export3, UpTo(Today) with { Moved = ImmutableDictionary<EntryId, LineId>.Empty.Add(First, there) }))
            .Then(Line(Export3, Recorded2.Work), new LineReplaces(Line(Export3, Recorded2.Work).Line, there));
    }

    [Fact]
    public void A_line_is_told_to_be_fee_or_wage_as_its_income_type_is_classed_on_the_day_of_work()
    {
        var natures = PayNatures.None.With("336", PayNature.Wage, May4.AddDays(1)).With("336", PayNature.Fee, May4);

        Given(Approved).When(new Export(Export1, UpTo(Today) with { Natures = natures })).Then(Fee40, new LineClassed(Fee40.Line, PayNature.Fee));
    }

    [Fact]
    public void A_line_whose_income_type_nobody_classed_for_that_day_goes_as_neither() =>
        Given(Approved).When(new Export(Export1, UpTo(Today) with { Natures = PayNatures.None.With("336", PayNature.Fee, May4.AddDays(1)) }))
            .Then(Fee40);

    [Fact]
    public void A_reversal_is_what_its_original_was_whatever_is_classed_since() =>
        Given([.. Exported, new LineClassed(Fee40.Line, PayNature.Fee), new LineAccepted(Fee40.Line),
            new HoursWithdrawn(First), new PartApproved(Malmi)])
            .When(new Export(Export2, UpTo(Today) with { Natures = PayNatures.None.With("336", PayNature.Wage, May4) }))
            .Then(Reversal40, new LineClassed(Reversal40.Line, PayNature.Fee));

    [Fact]
    public void A_reversal_of_a_line_nobody_had_classed_is_what_the_income_type_is_now() =>
        Given([.. Accepted, new HoursWithdrawn(First), new PartApproved(Malmi)])
            .When(new Export(Export2, UpTo(Today) with { Natures = PayNatures.None.With("336", PayNature.Wage, May4) }))
            .Then(Reversal40, new LineClassed(Reversal40.Line, PayNature.Wage));

    static LineReplaces Replacing(LineExported line, LineExported replaced) => new(line.Line, replaced.Line);

    [Fact]
    public void Hours_withdrawn_and_recorded_again_as_they_were_send_nothing() =>
        Given([.. Accepted, new HoursWithdrawn(First), Recorded2, new PartApproved(Malmi)]).When(ExportSecond).Then();
}
