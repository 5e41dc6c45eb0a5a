using System.Globalization;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;

namespace Helsinki.PeerWork.Faults.Tests.Kernel;

/// <summary>A PostgreSQL of the suite's own, that may be frozen, killed, run out of disk and set to another time.</summary>
sealed class PostgresCluster : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("peerwork-faults-").FullName;
    readonly int port = Machine.FreePort();

    public int Port => port;

    string Data => Path.Combine(folder, "data");

    string Filler => Path.Combine(folder, "filler");

    static string Bin => Environment.GetEnvironmentVariable("PG_BIN")
        ?? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).OrderDescending(StringComparer.Ordinal).First(d => File.Exists(Path.Combine(d, "initdb")));

    /// <summary>A small one, that may be filled. Only root can have it, and not in every container.</summary>
    public bool HasDiskOfItsOwn { get; private set; }

    /// <summary>Straight to the server, past the proxy: for looking.</summary>
    public NpgsqlDataSource Look { get; private set; } = null!;

    public string ConnectionString(int at, int pool = 40) => $"Host=127.0.0.1;Port={at};Username=postgres;Database=peerwork;Maximum Pool Size={pool}";

    public async Task Create()
    {
        HasDiskOfItsOwn = await Mounted();
        if (Machine.IsRoot) await Machine.Run("chown", "postgres", folder);
        await AsPostgres("initdb", "-D", Data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8");
        await Start();
        Look = NpgsqlDataSource.Create(ConnectionString(port) + ";Pooling=false");
        await using (var make = NpgsqlDataSource.Create(ConnectionString(port).Replace("Database=peerwork", "Database=postgres", StringComparison.Ordinal) + ";Pooling=false"))
        await using (var command = make.CreateCommand("create database peerwork"))
            await command.ExecuteNonQueryAsync();
    }

    /// <summary>Full: nothing more fits on the disk the data are on, until <see cref="FreeDisk"/>.</summary>
    public Task FillDisk() => Machine.Run("sh", "-c", $"cat /dev/zero > {Filler}; true");

    public Task FreeDisk() => Mend();

    /// <summary>Whatever was done to it, it runs again.</summary>
    public async Task Mend()
    {
        if (IsRunning) Machine.Signal("CONT", Machine.Family(Postmaster()!.Value));
        File.Delete(Filler);
        if (!IsRunning) await Start(); // out of room for its log, it stopped
    }

    public bool IsRunning => Postmaster() is { } pid && Directory.Exists($"/proc/{pid}");

    /// <param name="clock">As libfaketime takes it, e.g. <c>+3h</c>; null: the machine's.</param>
    public async Task Start(string? clock = null)
    {
        string[] options = [$"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=200 -c fsync=off -c track_commit_timestamp=on -c max_wal_size=256MB -c min_wal_size=64MB"];
        var start = (IReadOnlyList<string>)["-D", Data, "-w", "-s", "-l", Path.Combine(folder, "log"), "-o", .. options, "start"];
        if (clock is null) await AsPostgres("pg_ctl", start);
        else await AsPostgres("env", [.. Clock.Environment(clock).Select(v => $"{v.Key}={v.Value}"), Path.Combine(Bin, "pg_ctl"), .. start], inBin: false);
    }

    public Task Stop() => AsPostgres("pg_ctl", "-D", Data, "-m", "fast", "-w", "-s", "stop");

    /// <summary>As <c>kill -9</c> of the first process: its children end by themselves. It is started again as whoever runs it would.</summary>
    public async Task KillAndStart()
    {
        var family = Machine.Family(Postmaster()!.Value);
        Machine.Signal("KILL", [family[0]]);
        await Until.True(() => Task.FromResult(!family.Any(p => Directory.Exists($"/proc/{p}"))));
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        await Start();
    }

    public async Task Freeze(TimeSpan time)
    {
        var family = Machine.Family(Postmaster()!.Value);
        Machine.Signal("STOP", family);
        await Task.Delay(time);
        Machine.Signal("CONT", family);
    }

    /// <summary>The processes of the application's connections.</summary>
    public async Task<IReadOnlyList<int>> Backends() => await Ids("select pid from pg_stat_activity where datname = 'peerwork' and application_name = '' and pid <> pg_backend_pid()");

    public async Task KillBackends(IEnumerable<int> backends)
    {
        foreach (var pid in backends) await Execute($"select pg_terminate_backend({pid})");
    }

    /// <summary>One child killed with -9: the server takes all of them down and begins anew.</summary>
    public async Task KillABackendHard()
    {
        Machine.Signal("KILL", (await Backends()).Take(1));
        await Until.True(async () =>
        {
            try { return (await Ids("select 1")).Count == 1; }
            catch (NpgsqlException) { return false; }
        });
    }

    public async Task Execute(string sql)
    {
        await using var command = Look.CreateCommand(sql);
        command.CommandTimeout = 60;
        await command.ExecuteNonQueryAsync();
    }

    public Task<string> Dump() => AsPostgres("pg_dump", "-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-f", "/dev/null", "peerwork");

    public async ValueTask DisposeAsync()
    {
        if (Look is not null) await Look.DisposeAsync();
        if (IsRunning)
        {
            Machine.Signal("CONT", Machine.Family(Postmaster()!.Value));
            await AsPostgres("pg_ctl", "-D", Data, "-m", "immediate", "-w", "-s", "stop");
        }
        if (HasDiskOfItsOwn) await Machine.Run("umount", folder);
        Directory.Delete(folder, recursive: true);
    }

    async Task<bool> Mounted()
    {
        try
        {
            await Machine.Run("mount", "-t", "tmpfs", "-o", $"size={Suite.Disk}m", "tmpfs", folder);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    async Task<IReadOnlyList<int>> Ids(string sql)
    {
        await using var command = Look.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        List<int> ids = [];
        while (await rows.ReadAsync()) ids.Add(rows.GetInt32(0));
        return ids;
    }

    int? Postmaster()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }

    static Task<string> AsPostgres(string program, params IReadOnlyList<string> arguments) => AsPostgres(program, arguments, inBin: true);

    /// <summary>PostgreSQL refuses to be root.</summary>
    static Task<string> AsPostgres(string program, IReadOnlyList<string> arguments, bool inBin)
    {
        var path = inBin ? Path.Combine(Bin, program) : program;
        return Machine.IsRoot ? Machine.Run("runuser", ["-u", "postgres", "--", path, .. arguments]) : Machine.Run(path, arguments);
    }
}

/// <summary>Another time than the machine's, for a program started with it.</summary>
static class Clock
{
    /// <summary>Installed with the Debian package <c>libfaketime</c>.</summary>
    static readonly string? Library = new[] { "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1" }.FirstOrDefault(File.Exists);

    /// <param name="offset">E.g. <c>+3h</c>.</param>
    public static IReadOnlyDictionary<string, string> Environment(string offset) => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library ?? throw new InvalidOperationException("libfaketime is needed: install it (Debian: apt install libfaketime)."),
        ["FAKETIME"] = offset,
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };
}
