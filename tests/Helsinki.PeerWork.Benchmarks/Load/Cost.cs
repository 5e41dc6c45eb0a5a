using System.Diagnostics;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>What a run took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="Program">CPU seconds of this program.</param>
/// <param name="Server">CPU seconds of PostgreSQL, all its processes together; null where that can't be seen.</param>
sealed record Cost(double Seconds, double Program, double? Server)
{
    public static async Task<Cost> Of(Stage stage, Func<Task> run)
    {
        using var program = Process.GetCurrentProcess();
        var (serverBefore, programBefore, began) = (await stage.ServerCpu(), program.TotalProcessorTime, Stopwatch.GetTimestamp());
        await run();
        var elapsed = Stopwatch.GetElapsedTime(began);
        program.Refresh();
        return new(elapsed.TotalSeconds, (program.TotalProcessorTime - programBefore).TotalSeconds, await stage.ServerCpu() - serverBefore);
    }
}
