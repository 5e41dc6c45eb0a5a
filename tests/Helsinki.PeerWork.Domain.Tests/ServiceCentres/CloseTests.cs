using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreCommand;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreRefusals;
using static Helsinki.PeerWork.Domain.Tests.ServiceCentres.ServiceCentreHistory;

namespace Helsinki.PeerWork.Domain.Tests.ServiceCentres;

public class CloseTests : ServiceCentreSpec
{
    static readonly Close IntoMalmi = new(LastOf2026, new CentreCode("Symppis Malmi"));

    [Fact]
    public void A_centre_closes_and_another_goes_on() =>
        Given(ItisOpened).When(IntoMalmi).Then(new CentreClosed(LastOf2026, new CentreCode("Symppis Malmi")));

    [Fact]
    public void A_centre_closes_without_a_successor() =>
        Given(ItisOpened).When(IntoMalmi with { Successor = null }).Then(new CentreClosed(LastOf2026, null));

    [Fact]
    public void Closing_again_changes_nothing() =>
        Given(ItisOpened).When(IntoMalmi).Then(new CentreClosed(LastOf2026, new CentreCode("Symppis Malmi"))).When(IntoMalmi).Then();

    [Fact]
    public void Another_last_day_is_not_the_same_again() =>
        Given(ItisOpened, new CentreClosed(LastOf2026, null)).When(IntoMalmi).Refused(CentreIsClosed);

    [Fact]
    public void Nobody_succeeds_itself() =>
        Given(ItisOpened).When(IntoMalmi with { Successor = new CentreCode("Symppis Itis") }).Refused(SuccessorIsItself);

    [Fact]
    public void A_chain_of_successors_may_be_long() =>
        Given(ItisOpened).When(new Close(LastOf2026, new("A"), new("B"), new("C"))).Then(new CentreClosed(LastOf2026, new CentreCode("A")));

    [Fact]
    public void A_chain_of_successors_does_not_come_back() =>
        Given(ItisOpened).When(new Close(LastOf2026, new("A"), new("B"), new("Symppis Itis"))).Refused(SuccessorsMakeCircle);

    [Fact]
    public void Not_before_the_opening() =>
        Given(ItisOpened).When(IntoMalmi with { LastDay = In2024.AddDays(-1) }).Refused(DayBeforeOpening);

    [Fact]
    public void There_must_be_a_centre() =>
        Given().When(IntoMalmi).Refused(NotOpened);
}
