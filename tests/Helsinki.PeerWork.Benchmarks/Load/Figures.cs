using System.Diagnostics;
using System.Globalization;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>Milliseconds of many runs of one thing.</summary>
sealed class Latencies
{
    readonly List<double> milliseconds = [];

    public int Count => milliseconds.Count;

    public void Add(IEnumerable<double> more) => milliseconds.AddRange(more);

    public async Task Time(Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <param name="part">0–1.</param>
    public double At(double part)
    {
        milliseconds.Sort();
        return milliseconds[Math.Min(milliseconds.Count - 1, (int)(milliseconds.Count * part))];
    }
}

/// <summary>One table of the report, in Markdown.</summary>
sealed record Figures(string Title, string Text, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public override string ToString() => string.Join('\n',
    [
        $"### {Title}", "", Text, "", Line(Headings), Line(Headings.Select((_, n) => n == 0 ? "---" : "---:")), .. Rows.Select(Line), "",
    ]);

    static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}

static class Written
{
    public static string Whole(this double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Fine(this double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    public static double Median(this IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
