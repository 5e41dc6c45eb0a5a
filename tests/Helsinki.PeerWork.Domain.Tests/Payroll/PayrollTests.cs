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
    public void An_answer_is_received() => Given(Created).When(new ReceiveAnswer(2, 1)).Then(new AnswerReceived(2, 1));

    [Fact]
    public void An_answer_with_nothing_new_changes_nothing() => Given(Created, new AnswerReceived(2, 1)).When(new ReceiveAnswer(0, 0)).Then();

    [Fact]
    public void No_more_lines_are_answered_than_it_has() =>
        Given(Created, new AnswerReceived(2, 0)).When(new ReceiveAnswer(1, 1)).Refused(PayrollRefusals.MoreAnswersThanLines);

    [Fact]
    public void An_unknown_export_is_not_answered() => Given().When(new ReceiveAnswer(1, 0)).Refused(PayrollRefusals.UnknownExport);
}
