using System.Xml.Linq;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Microsoft.AspNetCore.Html;

namespace Helsinki.PeerWork.Api.Pages.Statistics.Charts;

/// <summary>A small line through some years, beside the figures it is drawn from.</summary>
static class Sparkline
{
    const decimal Height = 28, Top = 5, Bottom = 23, Left = 6, Right = 94;

    /// <param name="values">One for each year; null where there is no figure.</param>
    public static IHtmlContent Draw(string words, IReadOnlyList<decimal?> values)
    {
        var known = values.Index().Where(v => v.Item is not null).Select(v => (v.Index, Value: v.Item!.Value)).ToList();
        if (known.Count < 2) return HtmlString.Empty;
        var (least, most) = (Math.Min(0, known.Min(v => v.Value)), known.Max(v => v.Value));
        var points = known.Select(v => (
            X: Left + v.Index * (Right - Left) / (values.Count - 1),
            Y: most == least ? Bottom : Bottom - (v.Value - least) * (Bottom - Top) / (most - least))).ToList();
        // What it says stands in the same row: to a screen reader it is one picture with a name.
        var picture = new XElement(
            Svg.Names + "svg", new XAttribute("class", "sparkline"), new XAttribute("role", "img"), new XAttribute("aria-label", words),
            new XAttribute("width", "110"), new XAttribute("height", "28"),
            new XElement(Svg.Names + "title", words), Svg.Through(points, Height, "line now"), Svg.Dot(points[^1].X, points[^1].Y, 3.5m, "point now"));
        return new HtmlString(picture.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>A bar in a table's cell; what it shows stands beside it.</summary>
    /// <param name="share">Percent of the cell.</param>
    public static XElement Bar(decimal share) => new(
        Svg.Names + "svg", new XAttribute("width", "100%"), new XAttribute("height", "14"), new XAttribute("aria-hidden", "true"), Svg.Box(0, 2, share, 12, "now"));
}
