using Helsinki.PeerWork.Domain.ServiceCentres;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreCommand;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreRefusals;
using static Helsinki.PeerWork.Domain.Tests.ServiceCentres.ServiceCentreHistory;

namespace Helsinki.PeerWork.Domain.Tests.ServiceCentres;

public class RenameTests : ServiceCentreSpec
{
    static readonly Rename ToEast = new("Symppis East", In2026);

    [Fact]
    public void A_centre_is_renamed_from_a_day_on() =>
        Given(ItisOpened).When(ToEast).Then(new CentreRenamed("Symppis East", In2026));

    [Fact]
    public void A_year_follows_the_name_of_its_time()
    {
        var centre = Assert.IsType<ServiceCentreState.Open>(Replay(ItisOpened, new CentreRenamed("Symppis East", In2026))).Centre;

        Assert.Equal("Symppis Itis", centre.NameOn(In2024.AddYears(-1)));
        Assert.Equal("Symppis Itis", centre.NameOn(In2026.AddDays(-1)));
        Assert.Equal("Symppis East", centre.NameOn(In2026));
    }

    [Fact]
    public void Renaming_again_changes_nothing() =>
        Given(ItisOpened).When(ToEast).Then(new CentreRenamed("Symppis East", In2026)).When(ToEast).Then();

    [Fact]
    public void A_name_is_given() =>
        Given(ItisOpened).When(ToEast with { Name = "" }).Refused(NameMissing);

    [Fact]
    public void Not_before_the_opening() =>
        Given(ItisOpened).When(ToEast with { From = In2024.AddDays(-1) }).Refused(DayBeforeOpening);

    [Fact]
    public void Until_its_last_day_a_closing_centre_may_be_renamed() =>
        Given(ItisOpened, new CentreClosed(LastOf2026, null)).When(ToEast with { From = LastOf2026 })
            .Then(new CentreRenamed("Symppis East", LastOf2026));

    [Fact]
    public void A_closed_centre_is_not_renamed() =>
        Given(ItisOpened, new CentreClosed(LastOf2026, null)).When(ToEast with { From = LastOf2026.AddDays(1) }).Refused(CentreIsClosed);

    [Fact]
    public void There_must_be_a_centre() =>
        Given().When(ToEast).Refused(NotOpened);
}
