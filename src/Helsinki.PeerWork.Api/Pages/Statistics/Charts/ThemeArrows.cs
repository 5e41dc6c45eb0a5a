using System.Xml.Linq;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Statistics;

namespace Helsinki.PeerWork.Api.Pages.Statistics.Charts;

/// <summary>
/// Where each theme was and where it came to, on 1–5: a hollow mark, an arrow, a full mark; round as the service user sees it, square as the
/// therapist does. Too few pairs are not drawn: it is said how few.
/// </summary>
static class ThemeArrows
{
    const decimal Left = 38, Right = 86, Theme = 80, FirstLine = 37, Line = 24, Foot = 28;
    const int Least = 1, Most = 5;

    public static XElement Draw(string id, string title, string description, IReadOnlyList<CourseThemeView> themes, Speech t)
    {
        var bottom = themes.Count * Theme;
        return Svg.Picture(id, title, description, bottom + Foot,
        [
            .. Enumerable.Range(Least, Most).SelectMany(n => (XElement[])[Svg.Line(X(n), 22, X(n), bottom, "grid"), Svg.Words(X(n), bottom + 18, $"{n}", "small", "middle")]),
            .. themes.Index().SelectMany(theme => (IEnumerable<XElement>)
            [
                Svg.Words(0, theme.Index * Theme + 16, theme.Item.Label, "name"),
                .. Arrow(theme.Item.ServiceUser, theme.Index * Theme + FirstLine, Party(serviceUser: true, t), round: true),
                .. Arrow(theme.Item.Therapist, theme.Index * Theme + FirstLine + Line, Party(serviceUser: false, t), round: false),
            ]),
        ]);

        IEnumerable<XElement> Arrow(PartyView party, decimal y, string who, bool round)
        {
            yield return Svg.Words(0, y + 4, who, "small");
            if (party is not { TooFew: false, Before: { } before, After: { } after })
            {
                yield return Svg.Words(Left, y + 4, TooFew(party.Pairs, t), "small few");
                yield break;
            }
            yield return Svg.Line(X(before), y, X(after), y, round ? "arrow now" : "arrow other");
            yield return round ? Svg.Dot(X(before), y, 5, "start now") : Svg.At(X(before), y, "M-5-5h10v10h-10z", "start other");
            yield return round ? Svg.Dot(X(after), y, 6, "end now") : Svg.At(X(after), y, "M-5.5-5.5h11v11h-11z", "end other");
            var (left, right) = after >= before ? (before, after) : (after, before);
            yield return Svg.Words(X(left), y + 4, t.Number(left, 1), "small", "end", -10);
            yield return Svg.Words(X(right), y + 4, t.Number(right, 1), "value", aside: 10);
            yield return Svg.Words(100, y + 4, $"n={party.Pairs}", "small", "end");
        }
    }

    public static string Party(bool serviceUser, Speech t) =>
        serviceUser ? t["palvelunkäyttäjä", "serviceanvändaren", "service user"] : t["terapeutti", "terapeuten", "therapist"];

    /// <summary>Stands instead of a mark.</summary>
    public static string TooFew(int pairs, Speech t) => t[$"liian vähän pareja (n={pairs})", $"för få par (n={pairs})", $"too few pairs (n={pairs})"];

    static decimal X(decimal rating) => Left + (rating - Least) * (Right - Left) / (Most - Least);
}
