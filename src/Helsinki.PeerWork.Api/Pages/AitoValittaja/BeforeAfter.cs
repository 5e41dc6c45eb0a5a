using System.Xml.Linq;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Html;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>One theme before and after, as each party sees it: two lines on the scale of five, no red, no total.</summary>
static class BeforeAfter
{
    const decimal Left = 42, Right = 96, First = 42, Row = 40;

    public static IHtmlContent Picture(Speech t, Theme theme, ThemeRating before, ThemeRating after)
    {
        var rows = new[]
        {
            (Name: t["Palvelunkäyttäjä", "Serviceanvändaren", "Service user"], Before: before.ServiceUser, After: after.ServiceUser),
            (Name: t["Toimintaterapeutti", "Ergoterapeuten", "Therapist"], Before: before.Therapist, After: after.Therapist),
        };
        var said = string.Join(" ", rows.Select(r => t[$"{r.Name}: alussa {r.Before}, nyt {r.After}.", $"{r.Name}: i början {r.Before}, nu {r.After}.", $"{r.Name}: {r.Before} at the start, {r.After} now."]));
        var picture = Svg.Picture($"{theme.Key}-picture", t[theme.Name], said, First + rows.Length * Row - Row / 2,
        [
            .. Theme.Scale.Select(n => Svg.Words(X(n), 16, $"{n}", "small", "middle")),
            .. rows.Index().SelectMany(row => Line(row.Item.Name, row.Item.Before, row.Item.After, First + row.Index * Row)),
        ]);
        return new HtmlString($"{picture.ToString(SaveOptions.DisableFormatting)}<p class=\"small\">{said}</p>");
    }

    static IEnumerable<XElement> Line(string name, int before, int after, decimal y)
    {
        yield return Svg.Words(0, y + 5, name);
        yield return Svg.Line(X(Theme.Scale[0]), y, X(Theme.Scale[^1]), y, "rail");
        foreach (var n in Theme.Scale) yield return Svg.Dot(X(n), y, 3, "tick");
        if (before != after) yield return Svg.Line(X(before), y, X(after), y, "way");
        yield return Svg.Dot(X(before), y, 8, "was");
        yield return Svg.Dot(X(after), y, before == after ? 4 : 9, "is");
    }

    static decimal X(int rating) => Left + (rating - Theme.Scale[0]) * (Right - Left) / (Theme.Scale[^1] - Theme.Scale[0]);
}
