using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class WithdrawApprovalTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    static readonly WithdrawApproval Withdraw = new(Malmi);

    [Fact]
    public void An_approval_is_withdrawn() => Given(Approved).When(Withdraw).Then(new ApprovalWithdrawn(Malmi));

    [Fact]
    public void What_lost_its_approval_is_not_exported() =>
        Assert.Empty(After([.. Approved, new ApprovalWithdrawn(Malmi)]).LinesToExport(UpTo(Today)));

    [Fact]
    public void Withdrawing_it_again_changes_nothing() => Given([.. Approved, new ApprovalWithdrawn(Malmi)]).When(Withdraw).Then();

    [Fact]
    public void Where_nothing_is_approved_nothing_changes() => Given(Declared).When(Withdraw).Then();

    [Fact]
    public void Another_centres_approval_stays() => Given(Approved).When(new WithdrawApproval(Aurora)).Then();

    [Fact]
    public void What_is_exported_stays_approved() => Given(Exported).When(Withdraw).Refused(HoursRefusals.AlreadyExported);

    [Fact]
    public void An_approved_correction_of_an_exported_entry_is_not_exported_yet() =>
        Given([.. Accepted, Corrected3, new PartApproved(Malmi)]).When(Withdraw).Then(new ApprovalWithdrawn(Malmi));

    [Fact]
    public void Unpaid_hours_never_go_to_payroll_so_their_approval_can_always_be_withdrawn() =>
        Given(
        [
            .. Opened, new HoursRecorded(First, Paid(TwoHours) with { Rate = null, IncomeType = null }),
            new MonthDeclared(Today), new PartApproved(Malmi),
        ])
            .When(Withdraw).Then(new ApprovalWithdrawn(Malmi));

    [Fact]
    public void Nothing_was_approved_in_a_month_without_anything() => Given().When(Withdraw).Refused(HoursRefusals.NotOpened);
}
