using System.Xml.Linq;
using Helsinki.PeerWork.Api.Pages.Kernel;

namespace Helsinki.PeerWork.Api.Pages.Statistics.Charts;

/// <summary>A bar for each centre, this year's above the other year's; each bar says its number, the first ones their year too.</summary>
static class CentreBars
{
    const decimal Widest = 78, Row = 48, NameAt = 14, BarAt = 20, BarHeight = 13, OtherAt = 34, OtherHeight = 9;

    /// <param name="Before">Null: nothing to compare with.</param>
    public sealed record Bar(string Name, decimal Now, decimal? Before);

    /// <param name="say">A number as it is written.</param>
    public static XElement Draw(string id, string title, string description, IReadOnlyList<Bar> bars, int year, int? other, Func<decimal, string> say)
    {
        var most = bars.Max(b => Math.Max(b.Now, b.Before ?? 0));
        return Svg.Picture(id, title, description, bars.Count * Row, [Svg.Hatching($"{id}-hatch"), .. bars.Index().SelectMany(b => Draw(b.Item, b.Index))]);

        IEnumerable<XElement> Draw(Bar bar, int row)
        {
            var top = row * Row;
            yield return Svg.Words(0, top + NameAt, bar.Name, "name");
            yield return Svg.Box(0, top + BarAt, Width(bar.Now), BarHeight, "now");
            yield return Svg.Words(Width(bar.Now), top + BarAt + 11, row == 0 ? $"{year}: {say(bar.Now)}" : say(bar.Now), "value", aside: 6);
            if (bar.Before is not { } before) yield break;
            var box = Svg.Box(0, top + OtherAt, Width(before), OtherHeight, "before");
            box.Add(new XAttribute("fill", $"url(#{id}-hatch)"));
            yield return box;
            yield return Svg.Words(Width(before), top + OtherAt + 9, row == 0 ? $"{other}: {say(before)}" : say(before), "small", aside: 6);
        }

        decimal Width(decimal value) => most == 0 ? 0 : value * Widest / most;
    }
}
