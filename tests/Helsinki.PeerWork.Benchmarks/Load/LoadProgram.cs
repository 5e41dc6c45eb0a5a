using System.Globalization;
using System.Runtime.InteropServices;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>Measures the product against a PostgreSQL of its own, each figure beside its floor, and writes them down.</summary>
static class LoadProgram
{
    static readonly string[] Parts = ["pages", "rebuild", "report", "reads", "commands"];

    public static async Task<int> Run(string[] words)
    {
        string[] chosen = Parts.Intersect(words).ToArray() is { Length: > 0 } some ? some : Parts;
        var tries = words.Contains("--short");
        await using var stage = await Stage.Set();
        var report = new List<string> { await Machine(stage) };
        Console.WriteLine(report[0]);

        if (chosen.Contains("pages"))
        {
            await using var city = await Stage.Set("pages");
            Tell(await PageLoad.Run(city, tries ? 50 : 300));
        }
        if (chosen.Contains("rebuild") || chosen.Contains("report"))
        {
            Console.Error.WriteLine("Ten years are made up …");
            var history = TenYears.UpTo(DateTime.UtcNow.Year - 1);
            await stage.Copy(history.Categories, history.Events);
            await stage.Execute("vacuum analyze mt_events, mt_streams");
            if (chosen.Contains("rebuild")) Tell(await RebuildLoad.Run(stage, history.Events, new StatisticsFacts(), new ProcessList()));
            else await stage.Daemon.Rebuild(new StatisticsFacts().Name, null, CancellationToken.None);
            await stage.Execute("analyze");
            if (chosen.Contains("report")) Tell(await ReportLoad.Run(stage, history));
        }
        if (chosen.Contains("reads")) Tell(await ReadLoad.Run(stage, tries ? 500 : 5_000));
        if (chosen.Contains("commands"))
        {
            await Configure(stage);
            var load = tries ? new CommandLoad(stage, 2, TimeSpan.FromSeconds(1)) : new CommandLoad(stage, 5, TimeSpan.FromSeconds(4));
            Tell(await load.Run(Beginning.On(stage)));
            Tell(await load.Run(Recording.On(stage)));
        }
        if (words.Contains("--write")) PerformancePage.Write(string.Join('\n', report));
        return 0;

        void Tell(Figures figures)
        {
            report.Add(figures.ToString());
            Console.WriteLine(report[^1]);
        }
    }

    /// <summary>What a new installation is configured with.</summary>
    static async Task Configure(Stage stage)
    {
        await using var requests = new Requests(stage);
        await requests.Send<Acts>("SetUp", acts => acts.Run(async act =>
        {
            await act.Load(CompensationDecider.Decider, CompensationDecider.StreamId);
            return InitialCompensation.Commands.Select(c => act.Decide(CompensationDecider.Decider, CompensationDecider.StreamId, c)).FirstOrDefault(no => no is not null)
                ?? Reply.NoContent;
        }, CancellationToken.None));
    }

    static async Task<string> Machine(Stage stage)
    {
        var load = File.Exists("/proc/loadavg") ? $", load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]} when it began" : "";
        var server = await stage.Scalar<string>("show server_version");
        return string.Create(CultureInfo.InvariantCulture, $"""
            Measured on {DateTime.UtcNow:yyyy-MM-dd} on {Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), shared by this program and PostgreSQL{load}. .NET {Environment.Version},
            PostgreSQL {server.Split(' ')[0]} through a Unix socket, durable: every commit is on the disk when it is answered.

            """);
    }
}
