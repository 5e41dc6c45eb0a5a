using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Helsinki.PeerWork.Api.Hosting;

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
        (Root, this.binaries, this.owner) = (path, binaries, owner);
        var inside = Path.Combine(path, "socket");
        Socket = inside.Length <= LongestSocketFolder && inside.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
            ? inside
            : $"/tmp/peerwork-{NameOf(path)}";
    }

    public string Root { get; }
    public string Socket { get; }
    public string Log => Path.Combine(Root, "postgres.log");
    public bool IsInitialised => File.Exists(Path.Combine(Data, "PG_VERSION"));

    string Data => Path.Combine(Root, "data");
    string PidFile => Path.Combine(Data, "postmaster.pid");

    public static async Task<PostgresFolder> At(string path, CancellationToken ct)
    {
        path = Path.GetFullPath(path);
        var binaries = Binaries();
        if (!Environment.IsPrivilegedProcess)
            return await new PostgresFolder(path, binaries, null).Made(ct);

        // A folder under a home closed to others can't be reached by an ordinary user: it then lies here.
        if (!ReachableByOthers(path)) path = $"/var/lib/helsinki-peerwork-{NameOf(path)}";
        var data = Path.Combine(path, "data");
        var owner = Directory.Exists(data) ? (await Execute("stat", ["-c", "%U", data], null, ct)).Trim() : ServerUser;
        return await new PostgresFolder(path, binaries, owner).Made(ct);
    }

    public string ConnectionString(string database) => $"Host={Socket};Username={ServerUser};Database={database}";

    /// <summary>Starting and stopping happen one program at a time.</summary>
    public async Task<FileStream> Turn(CancellationToken ct)
    {
        for (; ; await Task.Delay(TimeSpan.FromMilliseconds(50), ct))
            try
            {
                return new FileStream(Path.Combine(Root, "turn.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
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
        await Execute(Path.Combine(binaries, "initdb"),
            ["-D", half, "-U", ServerUser, "-A", "trust", "-E", "UTF8", "--locale-provider=icu", "--icu-locale=fi-FI", "--locale=C.UTF-8"],
            owner, ct);
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
        Execute(Path.Combine(binaries, "pg_ctl"), [.. arguments, "-D", Data], owner, ct);

    string UseFile => Path.Combine(Root, "use.lock");

    async Task<PostgresFolder> Made(CancellationToken ct)
    {
        if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException("A private PostgreSQL needs Unix sockets: name a server in ConnectionStrings__PeerWork.");
        foreach (var directory in (string[])[Root, Socket])
        {
            Directory.CreateDirectory(directory, OwnerOnly);
            // Fails when the folder is somebody else's, as one waiting for us under /tmp could be.
            File.SetUnixFileMode(directory, OwnerOnly);
            if (owner is not null) await Execute("chown", [owner, directory], null, ct);
        }
        return this;
    }

    static string Binaries() => InstalledBinaries() ?? throw new InvalidOperationException(
        "No PostgreSQL is installed. Install it (Debian: apt install postgresql), or name its bin folder in PG_BIN, or a server in ConnectionStrings__PeerWork.");

    /// <summary>The folder of PostgreSQL's programs; null: there are none.</summary>
    public static string? InstalledBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var v) ? v : 0)
            : Enumerable.Empty<string>();
        string?[] places =
        [
            Environment.GetEnvironmentVariable("PG_BIN"),
            .. installed.Select(version => Path.Combine(version, "bin")),
            .. Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [],
        ];
        return places.FirstOrDefault(p => p is not null && File.Exists(Path.Combine(p, "initdb")) && File.Exists(Path.Combine(p, "pg_ctl")));
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
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {await output}{await error}");
    }
}
