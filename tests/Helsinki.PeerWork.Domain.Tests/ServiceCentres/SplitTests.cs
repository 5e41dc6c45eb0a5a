using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreCommand;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreRefusals;
using static Helsinki.PeerWork.Domain.Tests.ServiceCentres.ServiceCentreHistory;

namespace Helsinki.PeerWork.Domain.Tests.ServiceCentres;

/// <summary>Symppis Puotila begins in 2026 as a part of Symppis Itis.</summary>
public class SplitTests : ServiceCentreSpec
{
    static readonly CentreCode Itis = new("Symppis Itis"), Puotila = new("Symppis Puotila");
    static readonly CentreOpened PuotilaOpened = new(Puotila, CentreType.LowThresholdDayActivityCentre, "Symppis Puotila", "2830", In2026);

    static OpenCentre SplitFrom(CentreCode code, params IEnumerable<ServiceCentreEvent> itsHistory) =>
        new(Puotila, CentreType.LowThresholdDayActivityCentre, "Symppis Puotila", "2830", In2026, new(code, Replay(itsHistory)));

    [Fact]
    public void A_centre_begins_as_a_part_of_another_that_goes_on() =>
        Given().When(SplitFrom(Itis, ItisOpened)).Then(PuotilaOpened, new CentreSplitOff(Itis));

    [Fact]
    public void A_centre_begins_as_a_part_of_one_that_closed_the_evening_before() =>
        Given().When(SplitFrom(Itis, ItisOpened, new CentreClosed(In2026.AddDays(-1), null))).Then(PuotilaOpened, new CentreSplitOff(Itis));

    [Fact]
    public void Splitting_again_changes_nothing_even_when_the_other_has_closed_since() =>
        Given(PuotilaOpened, new CentreSplitOff(Itis)).When(SplitFrom(Itis, ItisOpened, new CentreClosed(In2024, null))).Then();

    [Fact]
    public void Opened_by_itself_is_another_content() =>
        Given(PuotilaOpened).When(SplitFrom(Itis, ItisOpened)).Refused(OpenedOtherwise);

    [Fact]
    public void A_part_knows_what_it_was_a_part_of() =>
        Assert.Equal(Itis, Assert.IsType<ServiceCentreState.Open>(Replay(PuotilaOpened, new CentreSplitOff(Itis))).Centre.SplitFrom);

    [Fact]
    public void Nothing_splits_from_itself() =>
        Given().When(SplitFrom(Puotila)).Refused(SplitFromItself);

    [Fact]
    public void Not_from_a_centre_nobody_has_opened() =>
        Given().When(SplitFrom(Itis)).Refused(SplitFromUnknown);

    [Fact]
    public void Not_from_one_that_was_closed_by_then() =>
        Given().When(SplitFrom(Itis, ItisOpened, new CentreClosed(In2026.AddDays(-2), null))).Refused(SplitFromNotOpen);

    [Fact]
    public void Not_from_one_that_opens_later() =>
        Given().When(SplitFrom(Itis, ItisOpened with { From = In2026.AddDays(1) })).Refused(SplitFromNotOpen);
}
