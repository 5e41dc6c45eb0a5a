using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Tests.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsCommand;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class ImportEngagementTests() : Spec<AgreementsCommand, AgreementsState, AgreementsEvent>(AgreementsDecider.Decider)
{
    static readonly ImportEngagement Row = new(Volunteering, EngagementForm.FeeForService, Malmi, WorkKind.AitoValittajaMeeting, NewYear, YearEnd);
    static readonly EngagementImported Imported = new(Volunteering, EngagementForm.FeeForService, Malmi, WorkKind.AitoValittajaMeeting,
        NewYear, YearEnd);

    [Fact]
    public void A_row_of_any_form_is_imported() => Given(Registered).When(Row).Then(Imported);

    [Fact]
    public void The_same_row_again_changes_nothing() => Given([.. Registered, Imported]).When(Row).Then();

    [Fact]
    public void Another_until_ends_it() =>
        Given([.. Registered, Imported]).When(Row with { Until = Midsummer }).Then(new EngagementEndSet(Volunteering, Midsummer));

    [Fact]
    public void No_until_opens_it() =>
        Given([.. Registered, Imported]).When(Row with { Until = null }).Then(new EngagementEndSet(Volunteering, null));

    [Fact]
    public void The_changed_row_again_changes_nothing() =>
        Given([.. Registered, Imported, new EngagementEndSet(Volunteering, Midsummer)]).When(Row with { Until = Midsummer }).Then();

    [Fact]
    public void Rows_may_overlap_anything() =>
        Given([.. Signed, Imported]).When(Row with { Engagement = new(First.Value) }).Then(Imported with { Engagement = new(First.Value) });

    [Fact]
    public void A_new_row_does_not_end_before_it_begins() =>
        Given(Registered).When(Row with { Until = NewYear.AddDays(-1) }).Refused(AgreementsRefusals.UntilBeforeFrom);

    [Fact]
    public void A_known_row_does_not_end_before_it_begins() =>
        Given([.. Registered, Imported]).When(Row with { Until = NewYear.AddDays(-1) }).Refused(AgreementsRefusals.UntilBeforeFrom);

    [Fact]
    public void An_id_is_not_taken_twice() =>
        Given([.. Registered, Imported]).When(Row with { Centre = Aurora }).Refused(AgreementsRefusals.EngagementExists);

    [Fact]
    public void Another_first_day_is_another_row() =>
        Given([.. Registered, Imported]).When(Row with { From = NewYear.AddDays(1) }).Refused(AgreementsRefusals.EngagementExists);
}
