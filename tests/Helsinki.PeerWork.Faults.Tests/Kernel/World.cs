using System.Diagnostics;
using System.Globalization;
using Helsinki.PeerWork.Faults.Tests.Load;
using Helsinki.PeerWork.Faults.Tests.Truth;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Faults.Tests.Kernel;

/// <summary>One world for all faults, one after the other: a server, the program, people at work in it all the time, and a ledger of every answer.</summary>
[CollectionDefinition(Name)]
public sealed class World : ICollectionFixture<World>, IAsyncLifetime
{
    public const string Name = "One world";

    /// <summary>Bounds on the program, however it is treated.</summary>
    const int MostMegabytes = 900, MostThreads = 120, MostConnections = 45;

    /// <summary>Of an outage: a line for each kind of what waits, and those around it.</summary>
    const int MostLinesOfAFault = 60;

    readonly string folder = Directory.CreateTempSubdirectory("peerwork-faults-data-").FullName;
    readonly Ledger ledger = new();
    Caller caller = null!;
    Crowd crowd = null!;

    internal PostgresCluster Postgres { get; } = new();

    internal Proxy Proxy { get; private set; } = null!;

    internal Tokens Tokens { get; private set; } = null!;

    internal ReadModels ReadModels { get; private set; } = null!;

    /// <summary>Those that run.</summary>
    internal List<PeerWorkProgram> Programs { get; } = [];

    internal int Done => ledger.Done;

    public async ValueTask InitializeAsync()
    {
        await Postgres.Create();
        Proxy = new(Postgres.Port);
        Tokens = new(folder);
        await Prepare(folder, Postgres.ConnectionString(Postgres.Port), Postgres);
        await Postgres.Execute("create table mended (seq_id bigint not null)");
        ReadModels = new(Postgres.Look, Tokens);
        await Start();
        caller = new(() => [.. Programs.ToArray().Select(p => p.Address)], Tokens, ledger);
        crowd = new(new(caller, DateOnly.FromDateTime(DateTime.UtcNow)), caller);
        await crowd.Hire(Suite.People);
        crowd.Work();
    }

    public async ValueTask DisposeAsync()
    {
        await FaultTable.Write();
        await crowd.Pause();
        caller.Dispose();
        foreach (var program in Programs) await program.DisposeAsync();
        await Proxy.DisposeAsync();
        await Postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Everything a start makes, and no demonstration.</summary>
    internal static async Task Prepare(string folder, string database, PostgresCluster postgres)
    {
        await using var made = await PeerWorkProgram.Start(folder, database, command: ["rotate-keys"]);
        Assert.Equal(0, await made.Ended());
        await postgres.Execute("insert into peerwork.demonstration (until, finished_at) values ('2026-01-01', now())");
    }

    /// <summary>One more instance, or one in place of another on its port.</summary>
    internal async Task<PeerWorkProgram> Start(PeerWorkProgram? before = null, string? clock = null, int pool = 40)
    {
        var program = await PeerWorkProgram.Start(folder, Postgres.ConnectionString(Proxy.Port, pool), before?.Address.Port, clock);
        if (before is not null) Programs.Remove(before);
        Programs.Add(program);
        return program;
    }

    /// <summary>Stopped as whoever runs it would, when another is there.</summary>
    internal async Task Leave(PeerWorkProgram program)
    {
        Programs.Remove(program);
        await program.Stop();
        await program.DisposeAsync();
    }

    internal async Task Restart(string? clock = null, int pool = 40)
    {
        var program = Programs[0];
        await program.Stop();
        await Start(program, clock, pool);
        await program.DisposeAsync();
    }

    /// <summary>Whatever was done to it, one program runs as it should on a server that does: what a trial left broken is not the next one's.</summary>
    async Task Mend()
    {
        Proxy.Mend();
        await Postgres.Mend();
        foreach (var program in Programs.ToList())
        {
            Programs.Remove(program);
            await program.DisposeAsync();
        }
        await Start();
    }

    /// <summary>Waits until so many more acts were acknowledged.</summary>
    internal async Task More(int acts)
    {
        var before = ledger.Done;
        await Until.True(() => Task.FromResult(ledger.Done >= before + acts));
    }

    /// <summary>While something goes on: the program answers for itself within two seconds, and says at least once that it is not ready.</summary>
    internal async Task IsNotReadyDuring(Task fault)
    {
        var (longest, unready) = (TimeSpan.Zero, 0);
        while (!fault.IsCompleted)
        {
            var began = Stopwatch.GetTimestamp();
            var said = await Programs[0].Health();
            if (said is not "ready") unready++;
            if (said is not null && Stopwatch.GetElapsedTime(began) is var took && took > longest) longest = took;
            await Task.Delay(100);
        }
        await fault;
        Assert.True(unready > 0, "The program said all the time that it was ready.");
        Assert.True(longest < TimeSpan.FromSeconds(3), string.Create(CultureInfo.InvariantCulture, $"/health/ready took {longest.TotalSeconds:0.0} s."));
    }

    /// <summary>Brings a fault about under load, again and again, and compares what was answered with what is there.</summary>
    /// <param name="fault">Brings it about and undoes it.</param>
    /// <param name="answersMayBeMissing">The program itself dies in it.</param>
    /// <param name="anew">In the short form, too, every read model is made anew and compared.</param>
    internal async Task Try(string name, Func<Task> fault, bool answersMayBeMissing = false, bool anew = false)
    {
        var (before, longest) = (ledger.Done, TimeSpan.Zero);
        caller.AnswersMayBeMissing = answersMayBeMissing;
        try
        {
            for (var time = 0; time < Suite.Repeats; time++)
            {
                await More(Suite.ActsAround);
                var said = Programs.Sum(p => p.Said.Count);
                await fault();
                var began = Stopwatch.GetTimestamp();
                await More(crowd.Workers.Count);
                if (Stopwatch.GetElapsedTime(began) is var took && took > longest) longest = took;
                Assert.InRange(Programs.Sum(p => p.Said.Count) - said, int.MinValue, MostLinesOfAFault);
            }
            await More(Suite.ActsAround);
            IsBounded();
        }
        catch
        {
            caller.AnswersMayBeMissing = true;
            await Mend();
            await Judge(anew: false);
            throw;
        }
        var (verdict, wrong) = await Judge(anew || Suite.IsLong);
        FaultTable.Add(new(name, Suite.Repeats, ledger.Done - before, verdict.Lost, verdict.Doubled, longest.TotalSeconds, ledger.TakeLongest().TotalSeconds, ledger.TakeStatuses()));
        Assert.True(wrong.Count == 0, $"{wrong.Count} wrong:\n{string.Join('\n', wrong.Take(20))}\nRefused: {string.Join(", ", ledger.Refusals.Select(r => $"{r.Key} × {r.Value}"))}");
    }

    /// <summary>While everybody pauses, what is there is compared with what was answered.</summary>
    async Task<(Verdict Verdict, IReadOnlyList<string> Wrong)> Judge(bool anew)
    {
        await crowd.Pause();
        try
        {
            caller.AnswersMayBeMissing = false;
            await caller.AskAgain();
            await ReadModels.CaughtUp(Programs[0]);
            var verdict = await Verdict.Of(ledger, Postgres.Look);
            List<string> wrong = [.. verdict.Wrong, .. anew ? await ReadModels.Otherwise(Programs[0]) : []];
            ledger.Wrong.Clear();
            return (verdict, wrong);
        }
        finally
        {
            crowd.Work();
        }
    }

    void IsBounded()
    {
        foreach (var program in Programs)
        {
            var (megabytes, threads) = program.Size();
            Assert.InRange(megabytes, 0, MostMegabytes);
            Assert.InRange(threads, 0, MostThreads);
        }
        Assert.InRange(Proxy.Connections, 0, MostConnections * Programs.Count);
    }
}
