using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class EndEngagementTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    static readonly EngagementBegan Began = new(Volunteering, EngagementForm.Volunteer, Malmi, WorkKind.PeerSupport, NewYear, null);

    [Fact]
    public void An_engagement_ends() =>
        Given([.. Registered, Began]).When(new EndEngagement(Volunteering, Midsummer)).Then(new EngagementEndSet(Volunteering, Midsummer));

    [Fact]
    public void Ending_it_again_changes_nothing() =>
        Given([.. Registered, Began, new EngagementEndSet(Volunteering, Midsummer)]).When(new EndEngagement(Volunteering, Midsummer)).Then();

    [Fact]
    public void It_does_not_end_before_it_began() =>
        Given([.. Registered, Began]).When(new EndEngagement(Volunteering, NewYear.AddDays(-1))).Refused(AgreementsRefusals.UntilBeforeFrom);

    [Fact]
    public void An_unknown_one_does_not_end() =>
        Given(Registered).When(new EndEngagement(Volunteering, Midsummer)).Refused(AgreementsRefusals.UnknownEngagement);
}
