using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Payroll.PayrollCommand;
using static Helsinki.PeerWork.Domain.Payroll.PayrollEvent;

namespace Helsinki.PeerWork.Domain.Tests.Payroll;

public class PayrollTests() : Spec<PayrollCommand, PayrollState, PayrollEvent>(PayrollDecider.Decider)
{
    static readonly DateOnly Today = new(2026, 5, 20);
    static readonly CreateExport Create = new(7, Today, 3, 80m, Today);
    static readonly ExportCreated Created = new(7, Today, 3, 80m);
    static readonly RecordFile Record = new("csv", "peerwork_palkkatapahtuma_20260520120000.csv", "ab12");
    static readonly FileRendered Rendered = new("csv", "peerwork_palkkatapahtuma_20260520120000.csv", "ab12");

    static readonly AnswersId First = new(new Guid(1, 0, 0, new byte[8]));
    static readonly AnswersId Second = new(new Guid(2, 0, 0, new byte[8]));
    static readonly TakeAnswers Take = new(First, 2, 1, 0, null);
    static readonly AnswersTaken Taken = new(First, 2, 1, 0, null);

    [Fact]
    public void An_export_is_created() => Given().When(Create).Then(Created);

    [Fact]
    public void Reversals_may_outweigh_fees() => Given().When(Create with { Total = -40m }).Then(Created with { Total = -40m });

    [Fact]
    public void Creating_it_again_changes_nothing_though_nothing_is_left_to_take() =>
        Given(Created).When(Create with { Lines = 0, Total = 0m }).Then();

    [Fact]
    public void An_id_is_not_taken_twice() => Given(Created).When(Create with { Number = 8 }).Refused(PayrollRefusals.ExportExists);

    [Fact]
    public void An_empty_export_is_refused() => Given().When(Create with { Lines = 0, Total = 0m }).Refused(PayrollRefusals.NothingToExport);

    [Fact]
    public void Its_period_does_not_end_in_the_future() =>
        Given().When(Create with { Until = Today.AddDays(1) }).Refused(PayrollRefusals.UntilInFuture);

    [Fact]
    public void Each_file_is_recorded() => Given(Created).When(Record).Then(Rendered);

    [Fact]
    public void Recording_a_file_again_changes_nothing() => Given(Created, Rendered).When(Record).Then();

    [Fact]
    public void Another_format_is_another_file() =>
        Given(Created, Rendered).When(Record with { Format = "xlsx" }).Then(Rendered with { Format = "xlsx" });

    [Fact]
    public void A_file_is_rendered_once() => Given(Created, Rendered).When(Record with { Sha256 = "cd34" }).Refused(PayrollRefusals.FileExists);

    [Fact]
    public void An_unknown_export_has_no_files() => Given().When(Record).Refused(PayrollRefusals.UnknownExport);

    [Fact]
    public void Answers_are_taken() => Given(Created).When(Take).Then(Taken);

    [Fact]
    public void Answers_with_nothing_new_change_nothing() => Given(Created, Taken).When(Take with { Accepted = 0, Rejected = 0 }).Then();

    [Fact]
    public void Answers_that_fit_no_line_are_something_new() =>
        Given(Created).When(Take with { Accepted = 0, Rejected = 0, Unmatched = 1 }).Then(Taken with { Accepted = 0, Rejected = 0, Unmatched = 1 });

    [Fact]
    public void A_file_is_taken_even_when_it_says_nothing_new() =>
        Given(Created, Taken).When(new TakeAnswers(Second, 0, 0, 0, "ef56")).Then(new AnswersTaken(Second, 0, 0, 0, "ef56"));

    [Fact]
    public void The_same_file_again_changes_nothing() =>
        Given(Created, Taken with { Sha256 = "ef56" }).When(new TakeAnswers(Second, 1, 0, 0, "ef56")).Then();

    [Fact]
    public void No_more_lines_are_answered_than_it_has() =>
        Given(Created, Taken with { Rejected = 0 }, new AnswerReceived(1, 0)).When(new TakeAnswers(Second, 1, 0, 0, null))
            .Refused(PayrollRefusals.MoreAnswersThanLines);

    [Fact]
    public void An_unknown_export_is_not_answered() => Given().When(Take).Refused(PayrollRefusals.UnknownExport);

    [Fact]
    public void Answers_that_fit_no_line_are_looked_at_once() =>
        Given(Created, Taken with { Unmatched = 1 }).When(new SeeUnmatched(First)).Then(new UnmatchedAnswersSeen(First));

    [Fact]
    public void Looked_at_again_changes_nothing() =>
        Given(Created, Taken with { Unmatched = 1 }, new UnmatchedAnswersSeen(First)).When(new SeeUnmatched(First)).Then();

    [Fact]
    public void Where_every_answer_found_its_line_there_is_nothing_to_look_at() =>
        Given(Created, Taken).When(new SeeUnmatched(First)).Refused(PayrollRefusals.NothingUnmatched);

    [Fact]
    public void An_unknown_export_has_no_answers_to_look_at() => Given().When(new SeeUnmatched(First)).Refused(PayrollRefusals.UnknownExport);
}
