using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class AmendRateTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    static readonly AmendRate Amend = new(First, 22.50m, Midsummer, Today);
    static readonly RateAmended Amended = new(First, 22.50m, Midsummer);

    [Fact]
    public void The_rate_changes_from_a_coming_day() => Given(Signed).When(Amend).Then(Amended);

    [Fact]
    public void Tomorrow_is_early_enough() =>
        Given(Signed).When(Amend with { From = Today.AddDays(1) }).Then(Amended with { From = Today.AddDays(1) });

    [Fact]
    public void Today_is_too_late() => Given(Signed).When(Amend with { From = Today }).Refused(AgreementsRefusals.InPast);

    [Fact]
    public void Amending_it_again_changes_nothing() => Given([.. Signed, Amended]).When(Amend).Then();

    [Fact]
    public void Another_rate_for_the_same_day_replaces_it() =>
        Given([.. Signed, Amended]).When(Amend with { Rate = 23m }).Then(Amended with { Rate = 23m });

    [Fact]
    public void A_rate_out_of_bounds_is_refused() => Given(Signed).When(Amend with { Rate = 0m }).Refused(AgreementsRefusals.RateNotAllowed);

    [Fact]
    public void The_day_is_within_the_agreement() =>
        Given(Signed).When(Amend with { From = YearEnd.AddDays(1) }).Refused(AgreementsRefusals.OutsideValidity);

    [Fact]
    public void A_draft_is_signed_first() => Given(Drafted).When(Amend).Refused(AgreementsRefusals.NotSigned);

    [Fact]
    public void A_terminated_agreement_keeps_its_rate() => Given(Terminated).When(Amend).Refused(AgreementsRefusals.Terminated);

    [Fact]
    public void An_unknown_agreement_has_no_rate() => Given(Registered).When(Amend).Refused(AgreementsRefusals.UnknownAgreement);
}
