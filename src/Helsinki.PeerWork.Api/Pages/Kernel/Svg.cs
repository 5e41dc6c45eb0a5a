using System.Globalization;
using System.Xml.Linq;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>
/// Writes pictures whose widths are shares of the place they stand in and whose heights and letters are pixels: on a phone a picture gets narrower,
/// its words stay as large. Colours are in the stylesheets; what tells two things apart is a shape or a pattern, so that it survives a
/// printer without colours.
/// </summary>
static class Svg
{
    public static readonly XNamespace Names = "http://www.w3.org/2000/svg";

    /// <param name="id">Unique on its page.</param>
    public static XElement Picture(string id, string title, string description, decimal height, params IEnumerable<object> content) => new(
        Names + "svg",
        new XAttribute("class", "picture"), new XAttribute("role", "img"), new XAttribute("width", "100%"), new XAttribute("height", Number(height)),
        new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
        new XElement(Names + "title", new XAttribute("id", $"{id}-title"), title),
        new XElement(Names + "desc", new XAttribute("id", $"{id}-desc"), description),
        content);

    /// <param name="x">In percent of the picture, as is <paramref name="width"/>.</param>
    public static XElement Box(decimal x, decimal y, decimal width, decimal height, string style) =>
        Element("rect", style, ("x", Percent(x)), ("y", Number(y)), ("width", Percent(width)), ("height", Number(height)));

    public static XElement Line(decimal x1, decimal y1, decimal x2, decimal y2, string style) =>
        Element("line", style, ("x1", Percent(x1)), ("y1", Number(y1)), ("x2", Percent(x2)), ("y2", Number(y2)));

    public static XElement Dot(decimal x, decimal y, decimal radius, string style) =>
        Element("circle", style, ("cx", Percent(x)), ("cy", Number(y)), ("r", Number(radius)));

    /// <summary>Of a shape in pixels around a point.</summary>
    public static XElement At(decimal x, decimal y, string path, string style) => new(
        Names + "svg", new XAttribute("x", Percent(x)), new XAttribute("y", Number(y)), new XAttribute("overflow", "visible"), Element("path", style, ("d", path)));

    /// <param name="anchor">start, middle or end: which part of the words stands at <paramref name="x"/>.</param>
    /// <param name="aside">Pixels to the right of it.</param>
    public static XElement Words(decimal x, decimal y, string words, string style = "", string anchor = "start", decimal aside = 0)
    {
        var text = Element("text", style, ("x", Percent(x)), ("y", Number(y)));
        if (anchor != "start") text.Add(new XAttribute("text-anchor", anchor));
        if (aside != 0) text.Add(new XAttribute("dx", Number(aside)));
        text.Add(words);
        return text;
    }

    /// <summary>A line through points, its x in percent, its y in pixels.</summary>
    public static XElement Through(IReadOnlyList<(decimal X, decimal Y)> points, decimal height, string style) => new(
        Names + "svg",
        new XAttribute("width", "100%"), new XAttribute("height", Number(height)), new XAttribute("viewBox", $"0 0 100 {Number(height)}"),
        new XAttribute("preserveAspectRatio", "none"), new XAttribute("overflow", "visible"),
        Element("polyline", style, ("points", string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"))), ("vector-effect", "non-scaling-stroke")));

    /// <summary>Slanted lines on white, to fill the other year's bars with.</summary>
    public static XElement Hatching(string id) => new(
        Names + "defs",
        new XElement(
            Names + "pattern",
            new XAttribute("id", id), new XAttribute("width", "6"), new XAttribute("height", "6"), new XAttribute("patternUnits", "userSpaceOnUse"), new XAttribute("patternTransform", "rotate(45)"),
            Element("line", "hatch", ("x1", "0"), ("y1", "0"), ("x2", "0"), ("y2", "6"))));

    static XElement Element(string name, string style, params IEnumerable<(string Name, string Value)> attributes)
    {
        var element = new XElement(Names + name, attributes.Select(a => new XAttribute(a.Name, a.Value)));
        if (style.Length > 0) element.Add(new XAttribute("class", style));
        return element;
    }

    static string Number(decimal number) => decimal.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture);

    static string Percent(decimal share) => Number(share) + "%";
}
