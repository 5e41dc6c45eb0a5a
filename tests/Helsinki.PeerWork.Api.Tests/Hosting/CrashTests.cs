using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Helsinki.PeerWork.EventStore;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

/// <summary>What was answered 2xx is there, once, whatever died.</summary>
public sealed class CrashTests : IDisposable
{
    const int Writers = 8;
    const int BeforeTheCrash = 120;

    readonly string folder = Directory.CreateTempSubdirectory("peerwork-crash-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task After_the_program_is_killed_everything_answered_is_there_and_what_is_asked_again_is_done_once()
    {
        await using var database = new TestDatabase();
        await database.InitializeAsync();
        await RunningProgram.Prepare(database.Source);

        ConcurrentBag<string> answered = [], unanswered = [];
        await using (var program = await RunningProgram.Start(folder, database.ConnectionString))
        {
            var writing = Enumerable.Range(0, Writers).Select(async writer =>
            {
                for (var n = 0; ; n++)
                {
                    var code = $"C-{writer}-{n}";
                    if (await program.Open(code) is { } status)
                    {
                        Assert.Equal(HttpStatusCode.Created, status);
                        answered.Add(code);
                        continue;
                    }
                    unanswered.Add(code);
                    return;
                }
            }).ToList();
            await Until.True(() => Task.FromResult(answered.Count >= BeforeTheCrash));
            await program.Kill();
            await Task.WhenAll(writing);
        }

        await using var again = await RunningProgram.Start(folder, database.ConnectionString);
        var kept = await Opened(database.Source);
        Assert.Empty(answered.Except(kept));
        foreach (var code in unanswered) Assert.Equal(HttpStatusCode.Created, await again.Open(code));
        Assert.Equal(answered.Concat(unanswered).Order(), (await Opened(database.Source)).Order());
        Assert.Equal((await Opened(database.Source)).Order(), (await Texts(database.Source, "select code from read.centre")).Order());
    }

    [Fact]
    public async Task When_postgresql_is_killed_the_program_says_so_and_both_recover_by_themselves()
    {
        var postgres = Path.Combine(folder, "postgres");
        await using (var server = await PrivatePostgres.Start(postgres))
        await using (var db = EventStore.Database.Open(server.ConnectionString))
            await RunningProgram.Prepare(db);

        await using var program = await RunningProgram.Start(folder, database: null);
        ConcurrentBag<string> answered = [];
        ConcurrentBag<HttpStatusCode> others = [];
        using var enough = new CancellationTokenSource();
        var writing = Enumerable.Range(0, Writers).Select(async writer =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                var status = await program.Open($"C-{writer}-{n}");
                if (status == HttpStatusCode.Created) answered.Add($"C-{writer}-{n}");
                else others.Add(status!.Value);
            }
        }).ToList();
        await Until.True(() => Task.FromResult(answered.Count >= BeforeTheCrash));
        await KillPostmaster(postgres);
        await Until.True(() => Task.FromResult(others.Contains(HttpStatusCode.ServiceUnavailable)));
        var before = answered.Count;
        await Until.True(() => Task.FromResult(answered.Count >= before + BeforeTheCrash));
        await enough.CancelAsync();
        await Task.WhenAll(writing);

        Assert.All(others, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        await using var found = await PrivatePostgres.Start(postgres);
        await using var after = EventStore.Database.Open(found.ConnectionString);
        var kept = await Opened(after);
        Assert.Empty(answered.Except(kept));
        Assert.Equal(kept.Distinct().Count(), kept.Count);
        await program.Kill();
    }

    /// <summary>Where the data are, PostgreSQL says; its first process wrote its number there.</summary>
    static async Task KillPostmaster(string postgres)
    {
        await using var server = await PrivatePostgres.Start(postgres);
        await using var db = EventStore.Database.Open(server.ConnectionString);
        var data = (await Texts(db, "show data_directory"))[0];
        using var postmaster = Process.GetProcessById(int.Parse((await File.ReadAllLinesAsync(Path.Combine(data, "postmaster.pid")))[0], CultureInfo.InvariantCulture));
        postmaster.Kill();
    }

    static Task<IReadOnlyList<string>> Opened(NpgsqlDataSource db) => Texts(db, "select data ->> 'Code' from mt_events where type = 'centre_opened'");

    static async Task<IReadOnlyList<string>> Texts(NpgsqlDataSource db, string sql)
    {
        await using var command = db.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        List<string> texts = [];
        while (await rows.ReadAsync()) texts.Add(rows.GetString(0));
        return texts;
    }
}
