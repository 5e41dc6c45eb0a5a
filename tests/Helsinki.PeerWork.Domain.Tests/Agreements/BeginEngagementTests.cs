using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class BeginEngagementTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    static readonly BeginEngagement Begin = new(Volunteering, EngagementForm.Volunteer, Malmi, WorkKind.PeerSupport, NewYear, YearEnd);
    static readonly EngagementBegan Began = new(Volunteering, EngagementForm.Volunteer, Malmi, WorkKind.PeerSupport, NewYear, YearEnd);

    [Theory]
    [InlineData(EngagementForm.Volunteer)]
    [InlineData(EngagementForm.SocialWelfareWorkActivity)]
    [InlineData(EngagementForm.RehabilitativeWorkActivity)]
    [InlineData(EngagementForm.WorkTrial)]
    [InlineData(EngagementForm.NgoCooperation)]
    public void Every_form_without_an_agreement_begins(EngagementForm form) =>
        Given(Registered).When(Begin with { Form = form }).Then(Began with { Form = form });

    [Fact]
    public void An_engagement_may_last_one_day() =>
        Given(Registered).When(Begin with { Until = NewYear }).Then(Began with { Until = NewYear });

    [Fact]
    public void Fee_for_service_opens_by_signing_an_agreement_only() =>
        Given(Registered).When(Begin with { Form = EngagementForm.FeeForService }).Refused(AgreementsRefusals.FeeForServiceIsSigned);

    [Fact]
    public void An_engagement_does_not_end_before_it_begins() =>
        Given(Registered).When(Begin with { Until = NewYear.AddDays(-1) }).Refused(AgreementsRefusals.UntilBeforeFrom);

    [Fact]
    public void Beginning_it_again_changes_nothing() => Given([.. Registered, Began]).When(Begin).Then();

    [Fact]
    public void An_id_is_not_taken_twice() =>
        Given([.. Registered, Began]).When(Begin with { Centre = Aurora }).Refused(AgreementsRefusals.EngagementExists);
}
