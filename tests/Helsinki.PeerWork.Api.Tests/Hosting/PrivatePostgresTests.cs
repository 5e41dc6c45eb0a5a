using System.Diagnostics;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;

namespace Helsinki.PeerWork.Api.Tests.Hosting;

public sealed class PrivatePostgresTests : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;

    readonly string folder = Path.Combine(Path.GetTempPath(), $"peerwork-{Guid.NewGuid():n}");

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(PrivatePostgres.IsInstalled, "PostgreSQL's programs are not installed.");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (PrivatePostgres.IsInstalled) await PrivatePostgres.Remove(folder, None);
    }

    string PidFile => Path.Combine(folder, "data", "postmaster.pid");
    int Pid => int.Parse(File.ReadLines(PidFile).First(), null);

    [Fact]
    public async Task It_is_durable_keeps_what_it_was_told_and_stops_with_its_last_user()
    {
        await using (var first = await PrivatePostgres.Start(folder, ct: None))
        {
            await using var second = await PrivatePostgres.Start(folder, ct: None);
            Assert.Equal((false, true), (first.WasRunning, second.WasRunning));
            Assert.Equal("on", await Ask(second, "show fsync"));
            await Ask(first, "create table kept as select 42 as n");
            await second.DisposeAsync();
            Assert.Equal(42, await Ask(first, "select n from kept"));
            await Assert.ThrowsAsync<InvalidOperationException>(() => PrivatePostgres.Remove(folder, None));
        }
        Assert.False(File.Exists(PidFile));

        await using var again = await PrivatePostgres.Start(folder, ct: None);
        Assert.Equal(42, await Ask(again, "select n from kept"));
    }

    [Fact]
    public async Task Only_this_user_can_reach_it_and_only_through_its_socket()
    {
        await using var postgres = await PrivatePostgres.Start(folder, durable: false, None);
        var socket = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!;

        Assert.Equal("", await Ask(postgres, "show listen_addresses"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(socket));
    }

    [Fact]
    public async Task It_comes_back_after_a_crash_and_is_not_fooled_by_a_pid_that_is_now_somebody_elses()
    {
        await using (var stopped = await PrivatePostgres.Start(folder, ct: None)) await Ask(stopped, "create table kept as select 42 as n");
        // As after a crash of the machine: the file stands, and its pid is now this test's.
        await File.WriteAllLinesAsync(PidFile, [$"{Environment.ProcessId}", Path.Combine(folder, "data")], None);

        await using var recovered = await PrivatePostgres.Start(folder, ct: None);

        Assert.False(recovered.WasRunning);
        Assert.Equal(42, await Ask(recovered, "select n from kept"));
    }

    [Fact]
    public async Task Killed_while_in_use_it_is_started_again_with_all_that_was_committed()
    {
        await using var postgres = await PrivatePostgres.Start(folder, ct: None);
        await Ask(postgres, "create table kept as select 42 as n");
        var killed = Pid;
        using (var server = Process.GetProcessById(killed)) server.Kill();

        await Until.True(() => Task.FromResult(File.Exists(PidFile) && File.ReadLines(PidFile).FirstOrDefault() is { } pid && pid != $"{killed}"));

        await Until.True(async () =>
        {
            try
            {
                return await Ask(postgres, "select n from kept") is 42;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task Two_programs_that_start_at_once_share_one_server()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => PrivatePostgres.Start(folder, durable: false, None))));

        Assert.Single(servers, s => !s.WasRunning);
        foreach (var server in servers) await server.DisposeAsync();
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task A_cluster_left_half_made_is_made_again()
    {
        Directory.CreateDirectory(Path.Combine(folder, "data.new", "base"));

        await using var postgres = await PrivatePostgres.Start(folder, durable: false, None);

        Assert.Equal(1, await Ask(postgres, "select 1"));
    }

    static async Task<object?> Ask(PrivatePostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
