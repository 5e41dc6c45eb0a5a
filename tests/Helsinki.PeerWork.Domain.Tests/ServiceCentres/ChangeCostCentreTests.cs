using Helsinki.PeerWork.Domain.ServiceCentres;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreCommand;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreRefusals;
using static Helsinki.PeerWork.Domain.Tests.ServiceCentres.ServiceCentreHistory;

namespace Helsinki.PeerWork.Domain.Tests.ServiceCentres;

public class ChangeCostCentreTests : ServiceCentreSpec
{
    static readonly ChangeCostCentre To2840 = new("2840", In2026);

    [Fact]
    public void The_cost_centre_changes_from_a_day_on() =>
        Given(ItisOpened).When(To2840).Then(new CostCentreChanged("2840", In2026));

    [Fact]
    public void A_days_cost_follows_the_cost_centre_of_that_day()
    {
        var centre = Assert.IsType<ServiceCentreState.Open>(Replay(ItisOpened, new CostCentreChanged("2840", In2026))).Centre;

        Assert.Equal("2830", centre.CostCentreOn(In2026.AddDays(-1)));
        Assert.Equal("2840", centre.CostCentreOn(In2026));
    }

    [Fact]
    public void Changing_again_changes_nothing() =>
        Given(ItisOpened).When(To2840).Then(new CostCentreChanged("2840", In2026)).When(To2840).Then();

    [Fact]
    public void A_cost_centre_is_given() =>
        Given(ItisOpened).When(To2840 with { CostCentre = " " }).Refused(CostCentreMissing);

    [Fact]
    public void Not_before_the_opening() =>
        Given(ItisOpened).When(To2840 with { From = In2024.AddDays(-1) }).Refused(DayBeforeOpening);

    [Fact]
    public void Until_its_last_day_a_closing_centre_may_be_charged_elsewhere() =>
        Given(ItisOpened, new CentreClosed(LastOf2026, null)).When(To2840).Then(new CostCentreChanged("2840", In2026));

    [Fact]
    public void A_closed_centre_is_not_charged() =>
        Given(ItisOpened, new CentreClosed(LastOf2026, null)).When(To2840 with { From = LastOf2026.AddDays(1) }).Refused(CentreIsClosed);

    [Fact]
    public void There_must_be_a_centre() =>
        Given().When(To2840).Refused(NotOpened);
}
