using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.Tests.Agreements.AgreementsHistory;

namespace Helsinki.PeerWork.Domain.Tests.Agreements;

public class InForceTests
{
    static Terms? AppointmentsOn(AgreementsState state, DateOnly day) =>
        state.InForce(Malmi, WorkKind.ExpertAppointment, EngagementForm.FeeForService, day);

    [Theory, InlineData("2026-01-01"), InlineData("2026-12-31")]
    public void A_signed_agreement_covers_its_first_and_last_day(string day) =>
        Assert.Equal(new Terms(First, EngagementForm.FeeForService, 20m), AppointmentsOn(After(Signed), Day(day)));

    [Theory, InlineData("2025-12-31"), InlineData("2027-01-01")]
    public void And_no_day_outside(string day) => Assert.Null(AppointmentsOn(After(Signed), Day(day)));

    [Fact]
    public void A_draft_covers_nothing() => Assert.Null(AppointmentsOn(After(Drafted), Today));

    [Fact]
    public void A_terminated_agreement_covers_its_last_day_and_none_after()
    {
        Assert.NotNull(AppointmentsOn(After(Terminated), Midsummer));
        Assert.Null(AppointmentsOn(After(Terminated), Midsummer.AddDays(1)));
    }

    [Fact]
    public void Another_centre_or_kind_is_not_covered()
    {
        Assert.Null(After(Signed).InForce(Aurora, WorkKind.ExpertAppointment, EngagementForm.FeeForService, Today));
        Assert.Null(After(Signed).InForce(Malmi, WorkKind.GroupFacilitation, EngagementForm.FeeForService, Today));
    }

    [Fact]
    public void The_rate_is_that_of_the_day()
    {
        var state = After([.. Signed, new RateAmended(First, 22m, Midsummer)]);

        Assert.Equal(20m, AppointmentsOn(state, Midsummer.AddDays(-1))?.Rate);
        Assert.Equal(22m, AppointmentsOn(state, Midsummer)?.Rate);
        Assert.Equal(22m, state.RateOn(First, YearEnd));
        Assert.Null(state.RateOn(First, YearEnd.AddDays(1)));
    }

    [Fact]
    public void An_extended_agreement_covers_the_days_added() =>
        Assert.NotNull(AppointmentsOn(After([.. Signed, new AgreementExtended(First, YearEnd.AddDays(30))]), YearEnd.AddDays(30)));

    [Fact]
    public void Another_form_is_in_force_by_its_engagement_and_carries_no_rate()
    {
        var state = After([.. Registered, new EngagementBegan(Volunteering, EngagementForm.Volunteer, Malmi, WorkKind.PeerSupport, NewYear, null)]);

        Assert.Equal(new Terms(null, EngagementForm.Volunteer, null),
            state.InForce(Malmi, WorkKind.PeerSupport, EngagementForm.Volunteer, YearEnd.AddYears(9)));
        Assert.Null(state.InForce(Malmi, WorkKind.PeerSupport, EngagementForm.WorkTrial, Today));
        Assert.Null(state.InForce(Malmi, WorkKind.PeerSupport, EngagementForm.Volunteer, NewYear.AddDays(-1)));
    }

    [Fact]
    public void An_engagement_that_ended_is_in_force_on_its_last_day_and_not_after()
    {
        var state = After(
        [
            .. Registered,
            new EngagementBegan(Volunteering, EngagementForm.Volunteer, Malmi, WorkKind.PeerSupport, NewYear, null),
            new EngagementEndSet(Volunteering, Midsummer),
        ]);

        Assert.NotNull(state.InForce(Malmi, WorkKind.PeerSupport, EngagementForm.Volunteer, Midsummer));
        Assert.Null(state.InForce(Malmi, WorkKind.PeerSupport, EngagementForm.Volunteer, Midsummer.AddDays(1)));
    }

    [Fact]
    public void An_imported_fee_for_service_row_is_not_an_agreement() =>
        Assert.Null(AppointmentsOn(
            After([.. Registered,
                new EngagementImported(Volunteering, EngagementForm.FeeForService, Malmi, WorkKind.ExpertAppointment, NewYear, null)]), Today));

    [Fact]
    public void Nothing_is_in_force_for_someone_not_registered() => Assert.Null(AppointmentsOn(After(), Today));

    static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
