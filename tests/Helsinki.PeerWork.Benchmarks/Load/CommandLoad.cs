using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>One user of one side: does a case's commands one after another.</summary>
interface IWorker<in TCase> : IAsyncDisposable
{
    IEnumerable<Func<Task>> Commands(TCase @case);
}

/// <summary>One kind of work, as the product does it and as its floor does it.</summary>
/// <param name="Text">What each side does, honestly.</param>
/// <param name="Make">So many new cases, ready in the database.</param>
/// <param name="Peer">The same with Marten as it comes.</param>
sealed record Profile<TCase>(
    string Title, string Text, int CommandsOfCase, Func<int, Task<IReadOnlyList<TCase>>> Make, Func<Task<IWorker<TCase>>> Floor, Func<Task<IWorker<TCase>>> Ours,
    Func<Task<IWorker<TCase>>>? Peer = null);

/// <summary>Commands a second at 1, 8 and 16 users: product and floor in turns, so that both see the same machine.</summary>
/// <param name="Rounds">Of each side.</param>
sealed record CommandLoad(Stage Stage, int Rounds, TimeSpan OfRound)
{
    static readonly int[] Users = [1, 8, 16];
    const int MostOneUserDoes = 6_000;
    const string CpuText = " The last columns are CPU a command, this program's + PostgreSQL's, of each side.";

    public async Task<Figures> Run<TCase>(Profile<TCase> profile)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var users in Users) rows.Add(await At(users, profile));
        return new(profile.Title, profile.Text + CpuText,
            ["users", "floor/s", "Marten as it comes/s", "ours/s", "of the floor", "of Marten", "floor p50 ms", "ours p50 ms", "p95", "p99", "floor CPU µs", "Marten CPU µs", "ours CPU µs"], rows);
    }

    async Task<IReadOnlyList<string>> At<TCase>(int users, Profile<TCase> profile)
    {
        var (floor, ours) = (await Side<TCase>.Of(users, profile.Floor), await Side<TCase>.Of(users, profile.Ours));
        var peer = profile.Peer is null ? null : await Side<TCase>.Of(users, profile.Peer);
        await using (floor)
        await using (ours)
        await using (peer)
        {
            Side<TCase>[] sides = [floor, .. peer is null ? (Side<TCase>[])[] : [peer], ours];
            // The first round of each compiles and prepares, and is forgotten.
            for (var round = 0; round <= Rounds; round++)
                foreach (var side in round % 2 == 0 ? sides : sides.AsEnumerable().Reverse())
                {
                    var enough = (int)(OfRound.TotalSeconds * MostOneUserDoes * Math.Min(users, Environment.ProcessorCount) / profile.CommandsOfCase) + users;
                    await side.Round(Stage, await profile.Make(enough), OfRound, counts: round > 0);
                }
            string Ratio(Side<TCase>? than) => than is null ? "–" : than.PerSecond.Zip(ours.PerSecond, (t, o) => o / t).Median().Fine();
            return
            [
                users.ToString(CultureInfo.InvariantCulture), floor.PerSecond.Median().Whole(), peer?.PerSecond.Median().Whole() ?? "–", ours.PerSecond.Median().Whole(), Ratio(floor), Ratio(peer),
                floor.Latencies.At(0.5).Fine(), ours.Latencies.At(0.5).Fine(), ours.Latencies.At(0.95).Fine(), ours.Latencies.At(0.99).Fine(),
                floor.CpuMicroseconds, peer?.CpuMicroseconds ?? "–", ours.CpuMicroseconds,
            ];
        }
    }

    sealed class Side<TCase>(IReadOnlyList<IWorker<TCase>> workers) : IAsyncDisposable
    {
        public List<double> PerSecond { get; } = [];
        public Latencies Latencies { get; } = new();

        List<Cost> Costs { get; } = [];

        public string CpuMicroseconds => string.Join(" + ", new[] { Costs.Sum(c => c.Program), Costs.Sum(c => c.Server) }.Select(s => (s * 1e6 / Latencies.Count)?.Whole() ?? "–"));

        public static async Task<Side<TCase>> Of(int users, Func<Task<IWorker<TCase>>> worker) =>
            new(await Task.WhenAll(Enumerable.Range(0, users).Select(_ => worker())));

        public async Task Round(Stage stage, IReadOnlyList<TCase> cases, TimeSpan length, bool counts)
        {
            var waiting = new ConcurrentQueue<TCase>(cases);
            List<double>[] times = [];
            var cost = await Cost.Of(stage, async () =>
            {
                var began = Stopwatch.GetTimestamp();
                times = await Task.WhenAll(workers.Select(w => Task.Run(() => Work(w, waiting, began, length))));
            });
            if (!counts) return;
            Costs.Add(cost);
            PerSecond.Add(times.Sum(t => t.Count) / cost.Seconds);
            foreach (var one in times) Latencies.Add(one);
        }

        static async Task<List<double>> Work(IWorker<TCase> worker, ConcurrentQueue<TCase> waiting, long began, TimeSpan length)
        {
            var times = new List<double>();
            while (waiting.TryDequeue(out var next))
                foreach (var command in worker.Commands(next))
                {
                    var from = Stopwatch.GetTimestamp();
                    if (Stopwatch.GetElapsedTime(began, from) > length) return times;
                    await command();
                    times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                }
            throw new InvalidOperationException("There were too few cases.");
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var worker in workers) await worker.DisposeAsync();
        }
    }
}
