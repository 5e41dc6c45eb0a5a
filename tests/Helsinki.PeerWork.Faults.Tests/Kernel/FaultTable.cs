using System.Collections.Concurrent;
using System.Globalization;

namespace Helsinki.PeerWork.Faults.Tests.Kernel;

/// <summary>One fault, brought about so often.</summary>
/// <param name="Acknowledged">Acts answered with 2xx since the fault before.</param>
/// <param name="Seconds">Until acts were acknowledged again, the longest of the repeats.</param>
/// <param name="Waited">Seconds, the longest for an answer.</param>
/// <param name="Saw">Answers by status; 0: the connection was lost.</param>
sealed record FaultRow(string Fault, int Repeats, int Acknowledged, int Lost, int Doubled, double Seconds, double Waited, IReadOnlyDictionary<int, int> Saw);

/// <summary>What the suite tried and what came of it, written when all is over.</summary>
static class FaultTable
{
    static readonly ConcurrentQueue<FaultRow> Rows = [];

    public static void Add(FaultRow row) => Rows.Enqueue(row);

    public static async Task Write()
    {
        var all = Rows.ToList();
        List<string> lines =
        [
            "| Fault | Repeats | Acknowledged | Lost | Doubled | Seconds to recover | Longest wait, s | What callers saw |",
            "|---|---|---|---|---|---|---|---|",
            .. all.Select(r => string.Create(CultureInfo.InvariantCulture, $"| {r.Fault} | {r.Repeats} | {r.Acknowledged} | {r.Lost} | {r.Doubled} | {r.Seconds:0.0} | {r.Waited:0.0} | {Seen(r.Saw)} |")),
            string.Create(CultureInfo.InvariantCulture, $"| **all** | {all.Sum(r => r.Repeats)} | {all.Sum(r => r.Acknowledged)} | {all.Sum(r => r.Lost)} | {all.Sum(r => r.Doubled)} | | | |"),
        ];
        foreach (var line in lines) Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable("PEERWORK_FAULT_TABLE") is { Length: > 0 } file) await File.WriteAllLinesAsync(file, lines);
    }

    static string Seen(IReadOnlyDictionary<int, int> saw) =>
        string.Join(", ", saw.OrderBy(s => s.Key).Select(s => $"{(s.Key == 0 ? "no answer" : s.Key.ToString(CultureInfo.InvariantCulture))} × {s.Value}"));
}
