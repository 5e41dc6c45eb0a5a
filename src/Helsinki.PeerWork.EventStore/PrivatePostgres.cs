using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Helsinki.PeerWork.EventStore;

/// <summary>
/// A PostgreSQL of our own, from the binaries installed on this machine, reachable through a socket only this user can open. It survives
/// the program's death and is found again; it is started again when it dies first; it stops with the last program that uses it.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    readonly CancellationTokenSource disposing = new();
    readonly PostgresFolder folder;
    readonly Task guarding;
    FileStream? use;

    PrivatePostgres(PostgresFolder folder, FileStream use, bool wasRunning, bool durable)
    {
        (this.folder, this.use, WasRunning) = (folder, use, wasRunning);
        guarding = Guard(durable, disposing.Token);
    }

    public string ConnectionString => folder.ConnectionString("peerwork");

    /// <summary>It was found running: another program uses it, or the last one died.</summary>
    public bool WasRunning { get; }

    /// <summary>Starts the server, or finds it running, with an empty database <c>peerwork</c> at the first start.</summary>
    /// <param name="path">A folder of PostgreSQL's alone.</param>
    /// <param name="durable">False: a crash of the machine may lose everything. For tests.</param>
    /// <exception cref="InvalidOperationException">No PostgreSQL is installed, or it does not start; says what to do.</exception>
    public static async Task<PrivatePostgres> Start(string path, bool durable = true, CancellationToken ct = default)
    {
        var folder = await PostgresFolder.At(path, ct).ConfigureAwait(false);
        await using var turn = await folder.Turn(ct).ConfigureAwait(false);
        if (!folder.IsInitialised) await folder.Initialise(ct).ConfigureAwait(false);
        var wasRunning = folder.IsRunning;
        if (!wasRunning) await StartServer(folder, durable, ct).ConfigureAwait(false);
        await CreateDatabase(folder, ct).ConfigureAwait(false);
        return new(folder, folder.Use(), wasRunning, durable);
    }

    /// <summary>Stops the server and forgets everything in it.</summary>
    /// <exception cref="InvalidOperationException">A program still uses it.</exception>
    public static async Task Remove(string path, CancellationToken ct = default)
    {
        var folder = await PostgresFolder.At(path, ct).ConfigureAwait(false);
        await using (var turn = await folder.Turn(ct).ConfigureAwait(false))
        {
            if (!folder.IsUnused()) throw new InvalidOperationException($"A program still uses the database in {folder.Path}: stop it first.");
            if (folder.IsRunning) await folder.Control(ct, "stop", "-m", "immediate", "-w").ConfigureAwait(false);
        }
        Directory.Delete(folder.Path, recursive: true);
    }

    /// <summary>Stops the server, unless another program uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (use is null) return;
        await disposing.CancelAsync().ConfigureAwait(false);
        await guarding.ConfigureAwait(false);
        disposing.Dispose();
        await using var turn = await folder.Turn(CancellationToken.None).ConfigureAwait(false);
        await use.DisposeAsync().ConfigureAwait(false);
        use = null;
        if (folder.IsUnused() && folder.IsRunning) await folder.Control(CancellationToken.None, "stop", "-m", "fast", "-w").ConfigureAwait(false);
    }

    /// <summary>Starts the server again when it died, and goes on trying when it won't start.</summary>
    async Task Guard(bool durable, CancellationToken ct)
    {
        for (; !ct.IsCancellationRequested; await Task.Delay(BetweenLooks, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
            try
            {
                if (folder.IsRunning) continue;
                await using var turn = await folder.Turn(ct).ConfigureAwait(false);
                if (!folder.IsRunning) await StartServer(folder, durable, ct).ConfigureAwait(false);
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or OperationCanceledException)
            {
            }
    }

    /// <summary>After a kill -9 of the server its last children may hold the shared memory for a moment.</summary>
    static async Task StartServer(PostgresFolder folder, bool durable, CancellationToken ct)
    {
        var options = $"-c listen_addresses='' -c unix_socket_directories='{folder.Socket}' -c max_connections=200 -c jit=off -c max_wal_size=2GB -c random_page_cost=1.1 -c autovacuum_naptime=10s"
            + (durable ? "" : " -F -c synchronous_commit=off -c full_page_writes=off -c max_prepared_transactions=4");
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, ct).ConfigureAwait(false))
            try
            {
                folder.ForgetDeadServer();
                await folder.Control(ct, "start", "-w", "-s", "-l", folder.Log, "-o", options).ConfigureAwait(false);
                return;
            }
            catch (InvalidOperationException) when (Stopwatch.GetElapsedTime(began) < Patience / 6)
            {
            }
    }

    static async Task CreateDatabase(PostgresFolder folder, CancellationToken ct)
    {
        await using var connection = await Connect(folder, ct).ConfigureAwait(false);
        await using var exists = new NpgsqlCommand("select exists (select from pg_database where datname = 'peerwork')", connection);
        if (await exists.ExecuteScalarAsync(ct).ConfigureAwait(false) is true) return;
        await using var create = new NpgsqlCommand("create database peerwork", connection);
        await create.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
    }

    /// <summary>A server found running may still be recovering from a crash.</summary>
    static async Task<NpgsqlConnection> Connect(PostgresFolder folder, CancellationToken ct)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, ct).ConfigureAwait(false))
        {
            var connection = new NpgsqlConnection(folder.ConnectionString("postgres") + ";Pooling=false");
            try
            {
                await connection.OpenAsync(ct).ConfigureAwait(false);
                return connection;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(began) < Patience)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}

/// <summary>Where a private server lives, and as whom: root hands it to an ordinary user, because PostgreSQL refuses to run as root.</summary>
sealed class PostgresFolder
{
    const string ServerUser = "postgres";
    const int LongestSocketFolder = 85;
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly string binaries;

    /// <summary>Null: as ourselves.</summary>
    readonly string? owner;

    PostgresFolder(string path, string binaries, string? owner)
    {
        (Path, this.binaries, this.owner) = (path, binaries, owner);
        var inside = System.IO.Path.Combine(path, "socket");
        Socket = inside.Length <= LongestSocketFolder && inside.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            ? inside
            : $"/tmp/peerwork-{NameOf(path)}";
    }

    public string Path { get; }
    public string Socket { get; }
    public string Log => System.IO.Path.Combine(Path, "postgres.log");
    public bool IsInitialised => File.Exists(System.IO.Path.Combine(Data, "PG_VERSION"));

    string Data => System.IO.Path.Combine(Path, "data");
    string PidFile => System.IO.Path.Combine(Data, "postmaster.pid");

    public static async Task<PostgresFolder> At(string path, CancellationToken ct)
    {
        path = System.IO.Path.GetFullPath(path);
        var binaries = Binaries();
        if (!Environment.IsPrivilegedProcess)
            return await new PostgresFolder(path, binaries, null).Made(ct).ConfigureAwait(false);

        // A folder under a home closed to others can't be reached by an ordinary user: it then lies here.
        if (!ReachableByOthers(path)) path = $"/var/lib/helsinki-peerwork-{NameOf(path)}";
        var data = System.IO.Path.Combine(path, "data");
        var owner = Directory.Exists(data) ? (await Execute("stat", ["-c", "%U", data], null, ct).ConfigureAwait(false)).Trim() : ServerUser;
        return await new PostgresFolder(path, binaries, owner).Made(ct).ConfigureAwait(false);
    }

    public string ConnectionString(string database) => $"Host={Socket};Username={ServerUser};Database={database}";

    /// <summary>Starting and stopping happen one program at a time.</summary>
    public async Task<FileStream> Turn(CancellationToken ct)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(50), ct).ConfigureAwait(false))
            try
            {
                return new FileStream(System.IO.Path.Combine(Path, "turn.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
            }
    }

    /// <summary>Held while the program lives, and let go by the kernel when it dies.</summary>
    public FileStream Use() => new(UseFile, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

    public bool IsUnused()
    {
        try
        {
            using var alone = new FileStream(UseFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>A cluster is made beside its place and moved there whole, so that a crash leaves no half one.</summary>
    public async Task Initialise(CancellationToken ct)
    {
        var half = Data + ".new";
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        await Execute(System.IO.Path.Combine(binaries, "initdb"),
            ["-D", half, "-U", ServerUser, "-A", "trust", "-E", "UTF8", "--locale-provider=icu", "--icu-locale=fi-FI", "--locale=C.UTF-8"],
            owner, ct).ConfigureAwait(false);
        Directory.Move(half, Data);
    }

    /// <summary>The pid in the file may by now be somebody else's: a server works in its own folder, where it finds the very same file.</summary>
    public bool IsRunning
    {
        get
        {
            var contents = Lines(PidFile);
            if (contents.Length == 0 || !int.TryParse(contents[0], CultureInfo.InvariantCulture, out var pid)) return false;
            if (!OperatingSystem.IsLinux()) return Process.GetProcesses().Any(p => p.Id == pid && p.ProcessName.StartsWith(ServerUser, StringComparison.Ordinal));
            return Lines($"/proc/{pid}/cwd/postmaster.pid").SequenceEqual(contents);
        }
    }

    /// <summary>None when there is no such file, or it is not for us to read.</summary>
    static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public void ForgetDeadServer()
    {
        if (!IsRunning) File.Delete(PidFile);
    }

    public Task Control(CancellationToken ct, params string[] arguments) =>
        Execute(System.IO.Path.Combine(binaries, "pg_ctl"), [.. arguments, "-D", Data], owner, ct);

    string UseFile => System.IO.Path.Combine(Path, "use.lock");

    async Task<PostgresFolder> Made(CancellationToken ct)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("A private PostgreSQL needs Unix sockets: name a server in ConnectionStrings__PeerWork.");
        foreach (var directory in (string[])[Path, Socket])
        {
            Directory.CreateDirectory(directory, OwnerOnly);
            // Fails when the folder is somebody else's, as one waiting for us under /tmp could be.
            File.SetUnixFileMode(directory, OwnerOnly);
            if (owner is not null) await Execute("chown", [owner, directory], null, ct).ConfigureAwait(false);
        }
        return this;
    }

    static string Binaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(d => int.TryParse(System.IO.Path.GetFileName(d), CultureInfo.InvariantCulture, out var v) ? v : 0)
            : Enumerable.Empty<string>();
        string?[] places =
        [
            Environment.GetEnvironmentVariable("PG_BIN"),
            .. installed.Select(version => System.IO.Path.Combine(version, "bin")),
            .. Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [],
        ];
        return places.FirstOrDefault(p => p is not null && File.Exists(System.IO.Path.Combine(p, "initdb")) && File.Exists(System.IO.Path.Combine(p, "pg_ctl")))
            ?? throw new InvalidOperationException(
                "No PostgreSQL is installed. Install it (Debian: apt install postgresql), or name its bin folder in PG_BIN, or a server in ConnectionStrings__PeerWork.");
    }

    static bool ReachableByOthers(string path)
    {
        for (var folder = Directory.GetParent(path); folder is not null; folder = folder.Parent)
            if (folder.Exists && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        return true;
    }

    static string NameOf(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];

    static async Task<string> Execute(string program, IReadOnlyList<string> arguments, string? user, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (user is not null) start.UserName = user;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct).ConfigureAwait(false);
        return process.ExitCode == 0
            ? await output.ConfigureAwait(false)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {await output.ConfigureAwait(false)}{await error.ConfigureAwait(false)}");
    }
}
