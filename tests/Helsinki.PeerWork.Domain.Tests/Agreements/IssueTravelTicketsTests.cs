using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class IssueTravelTicketsTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    static readonly IssueTravelTickets Issue = new(Malmi, 10, Today, Today);

    [Theory, InlineData(1), InlineData(200)]
    public void Tickets_are_issued(int count) =>
        Given(Registered).When(Issue with { Count = count }).Then(new TravelTicketsIssued(Malmi, count, Today));

    [Fact]
    public void The_same_again_is_more_tickets() =>
        Given([.. Registered, new TravelTicketsIssued(Malmi, 10, Today)]).When(Issue).Then(new TravelTicketsIssued(Malmi, 10, Today));

    [Theory, InlineData(0), InlineData(-1), InlineData(201)]
    public void The_count_is_bounded(int count) => Given(Registered).When(Issue with { Count = count }).Refused(AgreementsRefusals.TicketCount);

    [Fact]
    public void They_are_not_issued_in_the_future() =>
        Given(Registered).When(Issue with { On = Today.AddDays(1) }).Refused(AgreementsRefusals.InFuture);
}
