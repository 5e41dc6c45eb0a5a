using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class DraftAgreementTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    static readonly DraftAgreement Draft20 = new(First, 20m, NewYear, YearEnd, [Appointments], "2026-1", "3");

    [Fact]
    public void An_agreement_is_drafted_with_what_it_covers() =>
        Given(Registered)
            .When(Draft20 with { Works = [Appointments, new(Aurora, WorkKind.WardPresence), Appointments] })
            .Then(Draft(First, NewYear, YearEnd, Appointments, new(Aurora, WorkKind.WardPresence)));

    [Fact]
    public void Drafting_it_again_changes_nothing() => Given(Drafted).When(Draft20).Then();

    [Fact]
    public void An_id_is_not_taken_twice() => Given(Drafted).When(Draft20 with { Rate = 21m }).Refused(AgreementsRefusals.AgreementExists);

    [Fact]
    public void A_signed_agreement_is_not_drafted_again() => Given(Signed).When(Draft20).Refused(AgreementsRefusals.AgreementExists);

    [Theory, InlineData("0.01"), InlineData("200"), InlineData("22.50")]
    public void A_rate_within_bounds_is_drafted(string rate) =>
        Given(Registered)
            .When(Draft20 with { Rate = Euros(rate) })
            .Then(new AgreementDrafted(First, Euros(rate), NewYear, YearEnd, "2026-1", "3"),
                new AgreementCovers(First, Malmi, WorkKind.ExpertAppointment));

    [Theory, InlineData("0"), InlineData("-20"), InlineData("200.01"), InlineData("20.005")]
    public void A_rate_out_of_bounds_is_refused(string rate) =>
        Given(Registered).When(Draft20 with { Rate = Euros(rate) }).Refused(AgreementsRefusals.RateNotAllowed);

    [Fact]
    public void It_does_not_end_before_it_begins() =>
        Given(Registered).When(Draft20 with { Until = NewYear.AddDays(-1) }).Refused(AgreementsRefusals.UntilBeforeFrom);

    [Fact]
    public void It_covers_something() => Given(Registered).When(Draft20 with { Works = [] }).Refused(AgreementsRefusals.CoversNothing);

    [Fact]
    public void Drafts_may_overlap() =>
        Given(Signed).When(Draft20 with { Agreement = Second }).Then(Draft(Second, NewYear, YearEnd, Appointments));

    static decimal Euros(string amount) => decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
}
