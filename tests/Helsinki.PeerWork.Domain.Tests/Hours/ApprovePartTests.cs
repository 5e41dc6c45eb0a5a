using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class ApprovePartTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    static readonly ApprovePart Approve = new(Malmi, OwnHours: false);

    [Fact]
    public void A_declared_months_part_is_approved() => Given(Declared).When(Approve).Then(new PartApproved(Malmi));

    [Fact]
    public void Approving_it_again_changes_nothing() => Given(Approved).When(Approve).Then();

    [Fact]
    public void Nobody_approves_their_own_hours() => Given(Declared).When(Approve with { OwnHours = true }).Refused(HoursRefusals.OwnHours);

    [Fact]
    public void Not_before_the_month_is_declared() => Given(Recorded).When(Approve).Refused(HoursRefusals.NotDeclared);

    [Fact]
    public void Not_while_it_is_returned() =>
        Given([.. Declared, new PartReturned(Malmi, ReturnReason.WrongDay)]).When(Approve).Refused(HoursRefusals.NotDeclared);

    [Fact]
    public void Another_centre_has_nothing_to_approve() =>
        Given(Declared).When(Approve with { Centre = Aurora }).Refused(HoursRefusals.NothingToApprove);

    [Fact]
    public void Nothing_is_approved_in_a_month_without_anything() => Given().When(Approve).Refused(HoursRefusals.NotOpened);

    [Fact]
    public void Each_centre_approves_its_own_part()
    {
        var aurora = new HoursRecorded(Second, Paid(NextDay with { Centre = Aurora }));
        var state = After([.. Recorded, aurora, new MonthDeclared(Today), new PartApproved(Aurora)]);

        Assert.Equal([First], state.Unapproved(Malmi).Select(e => e.Id));
        Assert.Empty(state.Unapproved(Aurora));
        Assert.Equal([Second], state.LinesToExport(UpTo(Today)).Select(l => l.Line.Entry));
    }

    [Fact]
    public void A_supplement_needs_an_approval_of_its_own_and_no_new_declaration() =>
        Given([.. Accepted, new HoursRecorded(Second, Paid(NextDay))]).When(Approve).Then(new PartApproved(Malmi));

    [Fact]
    public void A_correction_needs_an_approval_of_its_own() => Given([.. Approved, Corrected3]).When(Approve).Then(new PartApproved(Malmi));

    [Fact]
    public void The_withdrawal_of_an_accepted_line_needs_approval() =>
        Given([.. Accepted, new HoursWithdrawn(First)]).When(Approve).Then(new PartApproved(Malmi));

    [Fact]
    public void The_withdrawal_of_hours_never_exported_needs_none() => Given([.. Approved, new HoursWithdrawn(First)]).When(Approve).Then();

    [Fact]
    public void The_withdrawal_of_a_rejected_line_needs_none() => Given([.. Rejected, new HoursWithdrawn(First)]).When(Approve).Then();
}
