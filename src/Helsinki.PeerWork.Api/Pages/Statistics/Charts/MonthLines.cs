using System.Xml.Linq;
using Helsinki.PeerWork.Api.Pages.Kernel;

namespace Helsinki.PeerWork.Api.Pages.Statistics.Charts;

/// <summary>A line through the months of a year, and a dashed one through those of another; each names its year where it ends.</summary>
static class MonthLines
{
    const decimal Left = 3, Right = 84, Top = 26, Bottom = 196, Height = 224;
    static readonly int[] Named = [1, 4, 7, 10];

    /// <param name="now">From January on; as many as had begun.</param>
    /// <param name="before">Empty: nothing to compare with.</param>
    public static XElement Draw(
        string id, string title, string description, (int Year, IReadOnlyList<decimal> Months) now, (int Year, IReadOnlyList<decimal> Months) before, Func<decimal, string> say, Func<int, string> month)
    {
        var most = Math.Max(1, now.Months.Concat(before.Months).Max());
        var peak = now.Months.Index().MaxBy(m => m.Item).Index;
        var (ends, others) = (Y(now.Months[^1]), before.Months.Count == 0 ? (decimal?)null : Y(before.Months[^1]));
        // Two names at one height can't be read: the other year's gives way.
        var asideOf = others is { } there && Math.Abs(there - ends) < 14 && now.Months.Count == before.Months.Count ? (there >= ends ? 15 : -15) - (there - ends) : 0;
        return Svg.Picture(id, title, description, Height,
        [
            Svg.Line(0, Bottom, 100, Bottom, "axis"),
            Svg.Words(0, Bottom - 4, "0", "small"),
            .. Named.Select(m => m == 1 ? Svg.Words(0, Bottom + 20, month(m), "small") : Svg.Words(X(m - 1), Bottom + 20, month(m), "small", "middle")),
            .. before.Months.Count == 0 ? [] : (XElement[])
            [
                Svg.Through(Points(before.Months), Height, "line before"),
                .. Points(before.Months).Select(p => Svg.Dot(p.X, p.Y, 3, "point before")),
                Svg.Words(X(before.Months.Count - 1), others!.Value + 4 + asideOf, $"{before.Year}", "small", aside: 8),
            ],
            Svg.Through(Points(now.Months), Height, "line now"),
            .. Points(now.Months).Select(p => Svg.Dot(p.X, p.Y, 4, "point now")),
            Svg.Words(X(now.Months.Count - 1), ends + 5, $"{now.Year}", "value", aside: 8),
            Svg.Words(X(peak), Y(now.Months[peak]) - 10, say(now.Months[peak]), "value", peak == 0 ? "start" : "middle"),
        ]);

        decimal X(int index) => Left + index * (Right - Left) / 11;
        decimal Y(decimal value) => Bottom - value * (Bottom - Top) / most;
        IReadOnlyList<(decimal X, decimal Y)> Points(IReadOnlyList<decimal> months) => [.. months.Select((m, i) => (X(i), Y(m)))];
    }
}
