using System.Globalization;
using System.Xml.Linq;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Html;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>One theme before and after, as each party sees it: two lines on the scale of five, no red, no total.</summary>
static class BeforeAfter
{
    static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    const int Left = 220, Step = 110, RowHeight = 52;

    public static IHtmlContent Picture(Speech t, Theme theme, ThemeRating before, ThemeRating after)
    {
        var rows = new[]
        {
            (Name: t["Palvelunkäyttäjä", "Serviceanvändaren", "Service user"], Before: before.ServiceUser, After: after.ServiceUser),
            (Name: t["Toimintaterapeutti", "Ergoterapeuten", "Therapist"], Before: before.Therapist, After: after.Therapist),
        };
        var said = string.Join(" ", rows.Select(r => t[$"{r.Name}: alussa {r.Before}, nyt {r.After}.", $"{r.Name}: i början {r.Before}, nu {r.After}.", $"{r.Name}: {r.Before} at the start, {r.After} now."]));
        var picture = new XElement(Svg + "svg",
            new XAttribute("class", "chart before-after"), new XAttribute("role", "img"), new XAttribute("viewBox", $"0 0 {Left + 4 * Step + 60} {rows.Length * RowHeight + 34}"),
            new XAttribute("aria-label", $"{t[theme.Name]}. {said}"),
            from n in Theme.Scale
            select Text(X(n), 14, $"{n}", "middle", "scale"),
            rows.SelectMany((row, i) => Row(row.Name, row.Before, row.After, 26 + i * RowHeight + RowHeight / 2)));
        return new HtmlString($"{picture.ToString(SaveOptions.DisableFormatting)}<p class=\"small\">{said}</p>");
    }

    static IEnumerable<XElement> Row(string name, int before, int after, int y)
    {
        yield return Text(0, y + 5, name, "start", "name");
        yield return Line(X(1), X(5), y, "rail");
        foreach (var n in Theme.Scale) yield return Dot(X(n), y, 3, "tick");
        if (before != after) yield return Line(X(before), X(after), y, "way");
        yield return Dot(X(before), y, 9, "before");
        yield return Dot(X(after), y, before == after ? 5 : 10, "after");
    }

    static int X(int rating) => Left + (rating - 1) * Step;

    static XElement Dot(int x, int y, int radius, string kind) => new(Svg + "circle", At("cx", x), At("cy", y), At("r", radius), new XAttribute("class", kind));

    static XElement Line(int from, int to, int y, string kind) => new(Svg + "line", At("x1", from), At("y1", y), At("x2", to), At("y2", y), new XAttribute("class", kind));

    static XElement Text(int x, int y, string text, string anchor, string kind) =>
        new(Svg + "text", At("x", x), At("y", y), new XAttribute("text-anchor", anchor), new XAttribute("class", kind), text);

    static XAttribute At(string name, int value) => new(name, value.ToString(CultureInfo.InvariantCulture));
}
