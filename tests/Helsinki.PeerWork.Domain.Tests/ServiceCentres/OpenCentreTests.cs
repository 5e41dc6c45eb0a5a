using Helsinki.PeerWork.Domain.ServiceCentres;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreRefusals;
using static Helsinki.PeerWork.Domain.Tests.ServiceCentres.ServiceCentreHistory;

namespace Helsinki.PeerWork.Domain.Tests.ServiceCentres;

public class OpenCentreTests : ServiceCentreSpec
{
    [Fact]
    public void A_centre_opens() =>
        Given().When(OpenItis).Then(ItisOpened);

    [Fact]
    public void Opening_again_changes_nothing() =>
        Given(ItisOpened, new CentreRenamed("Symppis East", In2026)).When(OpenItis).Then();

    [Fact]
    public void The_same_code_with_another_content_is_refused() =>
        Given(ItisOpened).When(OpenItis with { Type = CentreType.PartnershipHouse }).Refused(OpenedOtherwise);

    [Theory, InlineData("M"), InlineData("Symppis Itis"), InlineData("Itä-Helsinki 2"), InlineData("abcdefghijklmnopqrst")]
    public void A_code_is_short_letters_digits_spaces_and_hyphens(string code) =>
        Given().When(OpenItis with { Code = new(code) }).Then(ItisOpened with { Code = new(code) });

    [Theory, InlineData(""), InlineData(" "), InlineData("Malmi "), InlineData(" Malmi"), InlineData("Mal  mi"),
        InlineData("Malmi/1"), InlineData("Mal\tmi"),
     InlineData("=Malmi"), InlineData("abcdefghijklmnopqrstu"), InlineData(null)]
    public void Nothing_else_is_a_code(string? code) =>
        Given().When(OpenItis with { Code = new(code!) }).Refused(CodeInvalid);

    [Theory, InlineData(""), InlineData("  ")]
    public void A_centre_has_a_name(string name) =>
        Given().When(OpenItis with { Name = name }).Refused(NameMissing);

    [Fact]
    public void A_centre_has_a_cost_centre() =>
        Given().When(OpenItis with { CostCentre = " " }).Refused(CostCentreMissing);

    [Fact]
    public void A_closed_centre_is_not_opened_again() =>
        Given(ItisOpened, new CentreClosed(LastOf2026, null)).When(OpenItis).Refused(CentreIsClosed);

    [Fact]
    public void A_centre_is_open_from_its_first_day_to_its_last()
    {
        var open = Replay(ItisOpened);
        var closed = Replay(ItisOpened, new CentreClosed(LastOf2026, null));

        Assert.False(Replay().OpenOn(In2026));
        Assert.False(open.OpenOn(In2024.AddDays(-1)));
        Assert.True(open.OpenOn(In2024));
        Assert.True(closed.OpenOn(LastOf2026));
        Assert.False(closed.OpenOn(In2024.AddDays(-1)));
        Assert.False(closed.OpenOn(LastOf2026.AddDays(1)));
    }

    [Fact]
    public void Its_stream_is_found_by_its_code_for_ever() =>
        Assert.Equal(new Guid("747c32f8-eabd-52b9-93c3-d727bce75be4"), ServiceCentre.StreamOf(new("Malmi")));
}
