using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.AitoValittaja;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>One stream read and folded.</summary>
static class ReadLoad
{
    const int Streams = 500;

    /// <param name="runs">Of each side, in turns.</param>
    public static async Task<Figures> Run(Stage stage, int runs)
    {
        Guid[] processes = [.. Enumerable.Range(0, Streams).Select(_ => Guid.CreateVersion7())];
        await stage.Make(AitoValittajaDecider.Decider.Category, processes.Select(p => (p, Made.LongProcess(DateOnly.FromDateTime(DateTime.UtcNow)).Cast<object>())));
        await using var connection = await stage.BareConnection();
        var read = new FloorRead(connection, streams: 1);
        await read.Prepare();

        Latencies floor = new(), ours = new();
        for (var run = -Streams; run < runs; run++)
        {
            var process = processes[(run + Streams) % Streams];
            await Time(floor, () => read.Versions(process));
            await Time(ours, () => stage.Store.Now(AitoValittajaDecider.Decider, [process], CancellationToken.None));

            Task Time(Latencies latencies, Func<Task> what) => run < 0 ? what() : latencies.Time(what);
        }
        return new(
            "Read a process of 50 events",
            "Ours reads and folds it to its state, JSON and all, on a pooled connection; the floor reads every column of the same rows and makes nothing of them. One user.",
            ["", "p50 ms", "p95 ms", "p99 ms"], [Row("raw select, prepared", floor), Row("the aggregate", ours)]);

        static IReadOnlyList<string> Row(string name, Latencies of) => [name, of.At(0.5).Fine(), of.At(0.95).Fine(), of.At(0.99).Fine()];
    }
}
