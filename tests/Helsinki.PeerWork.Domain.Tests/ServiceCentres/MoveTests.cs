using Helsinki.PeerWork.Domain.ServiceCentres;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreCommand;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreRefusals;
using static Helsinki.PeerWork.Domain.Tests.ServiceCentres.ServiceCentreHistory;

namespace Helsinki.PeerWork.Domain.Tests.ServiceCentres;

public class MoveTests : ServiceCentreSpec
{
    static readonly Move ToTurunlinnantie = new("Turunlinnantie 12", In2026);
    static readonly CentreMoved MovedToTurunlinnantie = new("Turunlinnantie 12", In2026);

    [Fact]
    public void A_centre_moves_on_a_day() =>
        Given(ItisOpened).When(ToTurunlinnantie).Then(MovedToTurunlinnantie);

    [Fact]
    public void Before_the_first_address_none_is_known_and_each_holds_until_the_next()
    {
        var centre = Assert.IsType<ServiceCentreState.Open>(Replay(ItisOpened, MovedToTurunlinnantie,
            new CentreMoved("Asiakkaankatu 3", LastOf2026))).Centre;

        Assert.Equal([null, "Turunlinnantie 12", "Turunlinnantie 12", "Asiakkaankatu 3"],
            new[] { In2026.AddDays(-1), In2026, LastOf2026.AddDays(-1), LastOf2026 }.Select(centre.AddressOn));
    }

    [Fact]
    public void Moving_again_changes_nothing() =>
        Given(ItisOpened).When(ToTurunlinnantie).Then(MovedToTurunlinnantie).When(ToTurunlinnantie).Then();

    [Fact]
    public void An_address_is_given() =>
        Given(ItisOpened).When(ToTurunlinnantie with { Address = " " }).Refused(AddressMissing);

    [Fact]
    public void Not_before_the_opening() =>
        Given(ItisOpened).When(ToTurunlinnantie with { From = In2024.AddDays(-1) }).Refused(DayBeforeOpening);

    [Fact]
    public void Until_its_last_day_a_closing_centre_may_move() =>
        Given(ItisOpened, new CentreClosed(LastOf2026, null)).When(ToTurunlinnantie).Then(MovedToTurunlinnantie);

    [Fact]
    public void A_closed_centre_does_not_move() =>
        Given(ItisOpened, new CentreClosed(LastOf2026, null)).When(ToTurunlinnantie with { From = LastOf2026.AddDays(1) }).Refused(CentreIsClosed);

    [Fact]
    public void There_must_be_a_centre() =>
        Given().When(ToTurunlinnantie).Refused(NotOpened);
}
