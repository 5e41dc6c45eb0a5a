using BenchmarkDotNet.Attributes;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Benchmarks.Pure;

/// <summary>A payroll file of 100,000 lines, made line by line, beside the same bytes written as they are.</summary>
[MemoryDiagnoser]
public class PayrollFileBenchmarks
{
    const int Lines = 100_000;

    readonly PayrollFile file = new(new());
    readonly string path = Path.GetTempFileName();
    byte[] bytes = [];

    [Params("csv", "json", "xlsx")]
    public string Format { get; set; } = "csv";

    [GlobalSetup]
    public void RenderedOnce()
    {
        Render();
        bytes = File.ReadAllBytes(path);
    }

    [GlobalCleanup]
    public void Gone() => File.Delete(path);

    [Benchmark(Baseline = true, Description = "write the same bytes")]
    public void Floor()
    {
        using var to = File.Create(path);
        to.Write(bytes);
    }

    [Benchmark(Description = "render 100,000 lines")]
    public void Render()
    {
        using var to = File.Create(path);
        var content = new PayrollContent(Generated());
        Action<Stream, PayrollContent> write = Format switch { "csv" => file.WriteCsv, "json" => file.WriteJson, _ => file.WriteXlsx };
        write(to, content);
    }

    static IEnumerable<PayrollLine> Generated()
    {
        for (var n = 0; n < Lines; n++)
        {
            var worker = new Guid(n % 500, 1, 0, new byte[8]);
            yield return new(
                new(new Guid(n, 2, 0, new byte[8])), worker, "131052-308T", null, new("Malmi"), "4410200", WorkKind.AitoValittajaMeeting, new(2026, 5, 4), 90, 20m, 30m,
                n < Lines / 2 ? "336" : "210", "A-0042", null, null, n < Lines / 2 ? PayNature.Fee : PayNature.Wage);
        }
    }
}
