using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Tests.Hours.HoursHistory;

namespace Helsinki.PeerWork.Domain.Tests.Hours;

public class DeclareTests() : Spec<HoursCommand, HoursState, HoursEvent>(HoursDecider.Decider)
{
    static readonly Declare Declare = new(Worker, 2026, 5, Today);

    [Fact]
    public void A_month_is_declared() => Given(Recorded).When(Declare).Then(new MonthDeclared(Today));

    [Fact]
    public void A_month_with_nothing_is_declared() => Given().When(Declare).Then(new MonthOpened(Worker, 2026, 5), new MonthDeclared(Today));

    [Fact]
    public void From_its_first_day_on() =>
        Given(Opened).When(Declare with { Today = new(2026, 5, 1) }).Then(new MonthDeclared(new(2026, 5, 1)));

    [Fact]
    public void But_not_before() => Given().When(Declare with { Today = new(2026, 4, 30) }).Refused(HoursRefusals.MonthNotBegun);

    [Fact]
    public void Declaring_again_changes_nothing() => Given(Declared).When(Declare).Then();

    [Fact]
    public void A_returned_month_is_declared_again() =>
        Given([.. Declared, new PartReturned(Malmi, ReturnReason.HoursMissing)]).When(Declare).Then(new MonthDeclared(Today));
}
