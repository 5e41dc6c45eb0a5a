using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class ReturnPartTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    static readonly ReturnPart Return = new(Malmi, ReturnReason.HoursMissing);
    static readonly PartReturned Returned = new(Malmi, ReturnReason.HoursMissing);

    [Fact]
    public void A_declared_months_part_is_returned() => Given(Declared).When(Return).Then(Returned);

    [Fact]
    public void Returning_it_again_changes_nothing() => Given([.. Declared, Returned]).When(Return).Then();

    [Fact]
    public void Not_before_it_is_declared() => Given(Recorded).When(Return).Refused(HoursRefusals.NotDeclared);

    [Fact]
    public void Not_twice_for_different_reasons() =>
        Given([.. Declared, Returned]).When(Return with { Reason = ReturnReason.WrongKind }).Refused(HoursRefusals.NotDeclared);

    [Fact]
    public void Returning_an_approved_part_withdraws_its_approval()
    {
        Given(Approved).When(Return).Then(new ApprovalWithdrawn(Malmi), Returned);
        Assert.Empty(After([.. Approved, new ApprovalWithdrawn(Malmi), Returned]).LinesToExport(UpTo(Today)));
    }

    [Fact]
    public void What_is_exported_is_not_returned() => Given(Exported).When(Return).Refused(HoursRefusals.AlreadyExported);

    [Fact]
    public void Nothing_is_returned_in_a_month_without_anything() => Given().When(Return).Refused(HoursRefusals.NotOpened);
}
