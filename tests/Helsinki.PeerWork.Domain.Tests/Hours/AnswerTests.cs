using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class AnswerTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    static readonly LineId Unknown = new(new Guid(99, 0, 0, new byte[8]));
    static readonly HoursRecorded OnNextDay = new(Second, Paid(NextDay));
    static readonly LineExported NextFee = Line(Export1, Second, OnNextDay.Work);

    static Answer Accept(params LineId[] lines) => new([.. lines.Select(l => new LineAnswer(l, null))]);
    static Answer Reject(LineId line, RejectionReason reason = RejectionReason.PayeeUnknown) => new([new LineAnswer(line, reason)]);

    [Fact]
    public void A_line_is_accepted() => Given(Exported).When(Accept(Fee40.Line)).Then(new LineAccepted(Fee40.Line));

    [Fact]
    public void A_line_is_rejected() =>
        Given(Exported).When(Reject(Fee40.Line)).Then(new LineRejected(Fee40.Line, RejectionReason.PayeeUnknown));

    [Fact]
    public void Several_lines_are_answered_at_once() =>
        Given([.. Recorded, OnNextDay, new MonthDeclared(Today), new PartApproved(Malmi), Fee40, NextFee])
            .When(new Answer([new(Fee40.Line, null), new(NextFee.Line, RejectionReason.Duplicate)]))
            .Then(new LineAccepted(Fee40.Line), new LineRejected(NextFee.Line, RejectionReason.Duplicate));

    [Fact]
    public void Accepting_it_again_changes_nothing() => Given(Accepted).When(Accept(Fee40.Line)).Then();

    [Fact]
    public void The_same_answer_twice_in_one_message_is_one_answer() =>
        Given(Exported).When(Accept(Fee40.Line, Fee40.Line)).Then(new LineAccepted(Fee40.Line));

    [Fact]
    public void Rejecting_it_again_changes_nothing() => Given(Rejected).When(Reject(Fee40.Line)).Then();

    [Fact]
    public void A_rejected_line_is_not_accepted_later() => Given(Rejected).When(Accept(Fee40.Line)).Refused(HoursRefusals.AnsweredOtherwise);

    [Fact]
    public void An_accepted_line_is_not_rejected_later() => Given(Accepted).When(Reject(Fee40.Line)).Refused(HoursRefusals.AnsweredOtherwise);

    [Fact]
    public void A_line_is_not_rejected_for_another_reason_later() =>
        Given(Rejected).When(Reject(Fee40.Line, RejectionReason.Duplicate)).Refused(HoursRefusals.AnsweredOtherwise);

    [Fact]
    public void A_message_that_contradicts_itself_is_refused() =>
        Given(Exported)
            .When(new Answer([new(Fee40.Line, null), new(Fee40.Line, RejectionReason.Duplicate)]))
            .Refused(HoursRefusals.AnsweredOtherwise);

    [Fact]
    public void An_unknown_line_is_refused_and_nothing_else_of_the_message_taken() =>
        Given(Exported).When(Accept(Fee40.Line, Unknown)).Refused(HoursRefusals.UnknownLine);

    [Fact]
    public void A_month_without_anything_has_no_lines() => Given().When(Accept(Unknown)).Refused(HoursRefusals.NotOpened);
}
