using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Helsinki.PeerWork.Benchmarks.Pure;

static class PureProgram
{
    public static int Run()
    {
        // In this process: a generated project would not restore under the repository's lock files.
        var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        return BenchmarkRunner.Run([typeof(PureBenchmarks), typeof(PayrollFileBenchmarks)], config).Any(run => run.HasCriticalValidationErrors) ? 1 : 0;
    }
}
