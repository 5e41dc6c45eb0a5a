using System.Globalization;
using System.Xml.Linq;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Me;
using Helsinki.PeerWork.Domain.Hours;

namespace Helsinki.PeerWork.Browser.Tests.Me;

public class ForecastPictureTests
{
    static readonly Speech T = new("fi");

    static XElement Drawn(decimal recorded, decimal planned, decimal? limit) => XElement.Parse(ForecastPicture.Of(T, new ForecastView(
        "2026-11", recorded, planned, recorded + planned, limit, limit - recorded - planned, LimitWarning.None)).ToString()!);

    /// <summary>In percent of the picture's width.</summary>
    static decimal At(XElement svg, string part, string attribute) =>
        decimal.Parse(svg.Elements().Single(e => (string?)e.Attribute("class") == part).Attribute(attribute)!.Value.TrimEnd('%'), CultureInfo.InvariantCulture);

    [Fact]
    public void The_limit_stands_where_the_bar_would_reach_it()
    {
        var svg = Drawn(400m, 0m, 800m);

        Assert.Equal(At(svg, "limit", "x1"), At(svg, "recorded", "width") * 2, 1);
        Assert.DoesNotContain(svg.Elements(), e => (string?)e.Attribute("class") == "planned");
    }

    [Fact]
    public void A_limit_passed_is_drawn_inside_the_bar()
    {
        var svg = Drawn(700m, 300m, 800m);

        Assert.InRange(At(svg, "limit", "x1"), At(svg, "recorded", "width"), At(svg, "planned", "x") + At(svg, "planned", "width"));
    }

    [Fact]
    public void It_says_what_it_shows() =>
        Assert.Equal("Kirjattu 80,00\u00A0€, suunniteltu 40,00\u00A0€, yhteensä 120,00\u00A0€. Raja 800,00\u00A0€.", Drawn(80m, 40m, 800m).Element(Svg.Names + "desc")!.Value);

    [Fact]
    public void An_empty_month_without_a_limit_is_an_empty_frame() => Assert.Equal(["frame"], Drawn(0m, 0m, null).Elements(Svg.Names + "rect").Select(r => (string?)r.Attribute("class")));
}
