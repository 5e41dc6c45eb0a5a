using System.Security.Cryptography;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

/// <summary>100,000 lines are rendered, kept and given out in the memory of a few: neither the lines nor the file are ever there whole.</summary>
[Collection(nameof(LargeFileTests)), CollectionDefinition(nameof(LargeFileTests), DisableParallelization = true)]
public sealed class LargeFileTests(ApiHost host) : IClassFixture<ApiHost>
{
    const int Lines = 100_000;
    const int Workers = 500;
    const int Looks = 8;

    /// <summary>What may be alive beyond the beginning. The smallest of the files is larger, and so are the lines.</summary>
    const long Bound = 3_000_000;

    static readonly PayrollFile File = new(new());

    public static TheoryData<string> Formats => ["csv", "json", "xlsx"];

    static Action<Stream, PayrollContent> WriterOf(string format) => format switch { "csv" => File.WriteCsv, "json" => File.WriteJson, _ => File.WriteXlsx };

    [Theory, MemberData(nameof(Formats))]
    public async Task A_hundred_thousand_lines_are_written_kept_and_read_in_constant_memory(string format)
    {
        var pieces = host.Services.GetRequiredService<SealedPieces>();
        await pieces.Keep(to => WriterOf(format)(to, new(Generated(10, () => { }))), default); // what is made once is made
        var live = new Live();

        var content = new PayrollContent(Generated(Lines, live.Look));
        var kept = await pieces.Keep(to => WriterOf(format)(to, content), default);
        await using var from = pieces.Open(kept.Content, kept.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, read) = (new byte[80_000], 0L);
        for (int count; (count = await from.ReadAsync(buffer)) > 0; read += count)
        {
            hash.AppendData(buffer, 0, count);
            if (read / (kept.Length / Looks) != (read + count) / (kept.Length / Looks)) live.Look();
        }

        Assert.True(kept.Length > Bound, $"{format} has {kept.Length:n0} bytes: the bound proves nothing.");
        Assert.Equal((kept.Length, kept.Sha256), (read, Convert.ToHexStringLower(hash.GetCurrentHash())));
        Assert.True(live.Most < Bound, $"{format}: {live.Most:n0} bytes were alive beyond the beginning, of a file of {kept.Length:n0}.");
    }

    /// <summary>Made when it is asked for, forgotten when the next is.</summary>
    static IEnumerable<PayrollLine> Generated(int count, Action look)
    {
        for (var n = 0; n < count; n++)
        {
            if (n % (count / Looks) == 0) look();
            var worker = new Guid(n % Workers, 1, 0, new byte[8]);
            yield return new(
                new(NameBasedId.Of(worker, $"{n}")), worker, $"{n % Workers:000000}-308T", null, new("Malmi"), "2814500101", WorkKind.ExpertAppointment,
                new DateOnly(2026, 5, 1).AddDays(n % 31), 60 + (n % 60), 20m, 20m + (n % 1000 / 100m), n < count / 2 ? "336" : "210", $"V-{n}", null, null,
                n < count / 2 ? PayNature.Fee : PayNature.Wage);
        }
    }

    sealed class Live
    {
        readonly long beginning = Now();

        public long Most { get; private set; }

        public void Look() => Most = Math.Max(Most, Now() - beginning);

        static long Now() => GC.GetTotalMemory(forceFullCollection: true);
    }
}
