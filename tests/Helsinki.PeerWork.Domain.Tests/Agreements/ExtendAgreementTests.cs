using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class ExtendAgreementTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    static readonly DateOnly NextYearEnd = YearEnd.AddYears(1);
    static readonly ExtendAgreement Extend = new(First, NextYearEnd, Today);

    [Fact]
    public void The_last_day_moves_later() => Given(Signed).When(Extend).Then(new AgreementExtended(First, NextYearEnd));

    [Fact]
    public void The_last_day_moves_earlier_down_to_today() =>
        Given(Signed).When(Extend with { Until = Today }).Then(new AgreementExtended(First, Today));

    [Fact]
    public void It_does_not_move_before_today() => Given(Signed).When(Extend with { Until = Today.AddDays(-1) }).Refused(AgreementsRefusals.InPast);

    [Fact]
    public void It_does_not_move_before_the_first_day() =>
        Given([.. Registered, .. Draft(First, Midsummer, YearEnd, Appointments), new AgreementSigned(First, Today)])
            .When(Extend with { Until = Today }).Refused(AgreementsRefusals.UntilBeforeFrom);

    [Fact]
    public void Extending_it_again_changes_nothing() => Given([.. Signed, new AgreementExtended(First, NextYearEnd)]).When(Extend).Then();

    [Fact]
    public void It_does_not_grow_over_another_agreement() =>
        Given([.. Signed, .. Draft(Second, YearEnd.AddDays(1), NextYearEnd, Appointments), new AgreementSigned(Second, Today)])
            .When(Extend with { Until = YearEnd.AddDays(1) }).Refused(AgreementsRefusals.Overlap);

    [Fact]
    public void A_draft_is_signed_first() => Given(Drafted).When(Extend).Refused(AgreementsRefusals.NotSigned);

    [Fact]
    public void A_terminated_agreement_is_over() => Given(Terminated).When(Extend).Refused(AgreementsRefusals.Terminated);

    [Fact]
    public void An_unknown_agreement_is_not_extended() => Given(Registered).When(Extend).Refused(AgreementsRefusals.UnknownAgreement);
}
