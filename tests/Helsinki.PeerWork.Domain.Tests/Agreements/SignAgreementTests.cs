using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class SignAgreementTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    static readonly SignAgreement Sign = new(First, "2026-1", "3", Today, Today);
    static readonly SignAgreement SignSecond = Sign with { Agreement = Second };

    [Fact]
    public void A_draft_is_signed() => Given(Drafted).When(Sign).Then(new AgreementSigned(First, Today));

    [Fact]
    public void Signing_it_again_changes_nothing() => Given(Signed).When(Sign).Then();

    [Theory, InlineData("2025-1", "3"), InlineData("2026-1", "2")]
    public void Both_documents_are_accepted_in_the_drafts_versions(string confidentiality, string ethics) =>
        Given(Drafted).When(Sign with { Confidentiality = confidentiality, Ethics = ethics }).Refused(AgreementsRefusals.DocumentsNotAccepted);

    [Fact]
    public void It_is_not_signed_in_the_future() => Given(Drafted).When(Sign with { On = Today.AddDays(1) }).Refused(AgreementsRefusals.InFuture);

    [Fact]
    public void Two_agreements_for_the_same_centre_and_kind_may_not_share_a_day() =>
        Given([.. Signed, .. Draft(Second, YearEnd, YearEnd.AddYears(1), Appointments)]).When(SignSecond).Refused(AgreementsRefusals.Overlap);

    [Fact]
    public void One_may_follow_the_other_the_next_day() =>
        Given([.. Signed, .. Draft(Second, YearEnd.AddDays(1), YearEnd.AddYears(1), Appointments)])
            .When(SignSecond)
            .Then(new AgreementSigned(Second, Today));

    [Theory, InlineData("Aurora", WorkKind.ExpertAppointment), InlineData("Malmi", WorkKind.GroupFacilitation)]
    public void Another_centre_or_another_kind_does_not_overlap(string centre, WorkKind kind) =>
        Given([.. Signed, .. Draft(Second, NewYear, YearEnd, new Coverage(new(centre), kind))]).When(SignSecond)
            .Then(new AgreementSigned(Second, Today));

    [Fact]
    public void A_terminated_agreement_overlaps_up_to_its_last_day() =>
        Given([.. Terminated, .. Draft(Second, Midsummer, YearEnd, Appointments)]).When(SignSecond).Refused(AgreementsRefusals.Overlap);

    [Fact]
    public void After_a_terminated_agreements_last_day_another_may_begin() =>
        Given([.. Terminated, .. Draft(Second, Midsummer.AddDays(1), YearEnd, Appointments)]).When(SignSecond)
            .Then(new AgreementSigned(Second, Today));

    [Fact]
    public void An_agreement_terminated_before_its_first_day_overlaps_nothing() =>
        Given(
        [
            .. Registered,
            .. Draft(First, Midsummer, YearEnd, Appointments), new AgreementSigned(First, Today),
            new AgreementTerminated(First, Today, TerminationReason.WishOfWorker),
            .. Draft(Second, NewYear, YearEnd, Appointments),
        ])
            .When(SignSecond).Then(new AgreementSigned(Second, Today));

    [Fact]
    public void An_unknown_agreement_is_not_signed() => Given(Registered).When(Sign).Refused(AgreementsRefusals.UnknownAgreement);

    [Fact]
    public void A_terminated_agreement_is_not_signed() => Given(Terminated).When(Sign).Refused(AgreementsRefusals.Terminated);
}
