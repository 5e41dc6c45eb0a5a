using System.Diagnostics;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

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

    /// <summary>There are programs to start one with.</summary>
    public static bool IsInstalled => PostgresFolder.InstalledBinaries() is not null;

    public string ConnectionString => folder.ConnectionString("peerwork");

    /// <summary>It was found running: another program uses it, or the last one died.</summary>
    public bool WasRunning { get; }

    /// <summary>Starts the server, or finds it running, with an empty database <c>peerwork</c> at the first start.</summary>
    /// <param name="path">A folder of PostgreSQL's alone.</param>
    /// <param name="durable">False: a crash of the machine may lose everything. For tests.</param>
    /// <exception cref="InvalidOperationException">No PostgreSQL is installed, or it does not start; says what to do.</exception>
    public static async Task<PrivatePostgres> Start(string path, bool durable = true, CancellationToken ct = default)
    {
        var folder = await PostgresFolder.At(path, ct);
        await using var turn = await folder.Turn(ct);
        if (!folder.IsInitialised) await folder.Initialise(ct);
        var wasRunning = folder.IsRunning;
        if (!wasRunning) await StartServer(folder, durable, ct);
        await CreateDatabase(folder, ct);
        return new(folder, folder.Use(), wasRunning, durable);
    }

    /// <summary>Stops the server and forgets everything in it.</summary>
    /// <exception cref="InvalidOperationException">A program still uses it.</exception>
    public static async Task Remove(string path, CancellationToken ct = default)
    {
        var folder = await PostgresFolder.At(path, ct);
        await using (var turn = await folder.Turn(ct))
        {
            if (!folder.IsUnused()) throw new InvalidOperationException($"A program still uses the database in {folder.Root}: stop it first.");
            if (folder.IsRunning) await folder.Control(ct, "stop", "-m", "immediate", "-w");
        }
        Directory.Delete(folder.Root, recursive: true);
    }

    /// <summary>Stops the server, unless another program uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (use is null) return;
        await disposing.CancelAsync();
        await guarding;
        disposing.Dispose();
        await using var turn = await folder.Turn(CancellationToken.None);
        await use.DisposeAsync();
        use = null;
        if (folder.IsUnused() && folder.IsRunning) await folder.Control(CancellationToken.None, "stop", "-m", "fast", "-w");
    }

    /// <summary>Starts the server again when it died, and goes on trying when it won't start.</summary>
    async Task Guard(bool durable, CancellationToken ct)
    {
        for (; !ct.IsCancellationRequested; await Task.Delay(BetweenLooks, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing))
            try
            {
                if (folder.IsRunning) continue;
                await using var turn = await folder.Turn(ct);
                if (!folder.IsRunning) await StartServer(folder, durable, ct);
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
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, ct))
            try
            {
                folder.ForgetDeadServer();
                await folder.Control(ct, "start", "-w", "-s", "-l", folder.Log, "-o", options);
                return;
            }
            catch (InvalidOperationException) when (Stopwatch.GetElapsedTime(began) < Patience / 6)
            {
            }
    }

    static async Task CreateDatabase(PostgresFolder folder, CancellationToken ct)
    {
        await using var connection = await Connect(folder, ct);
        await using var exists = new NpgsqlCommand("select exists (select from pg_database where datname = 'peerwork')", connection);
        if (await exists.ExecuteScalarAsync(ct) is true) return;
        await using var create = new NpgsqlCommand("create database peerwork", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A server found running may still be recovering from a crash.</summary>
    static async Task<NpgsqlConnection> Connect(PostgresFolder folder, CancellationToken ct)
    {
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, ct))
        {
            var connection = new NpgsqlConnection(folder.ConnectionString("postgres") + ";Pooling=false");
            try
            {
                await connection.OpenAsync(ct);
                return connection;
            }
            catch (NpgsqlException) when (Stopwatch.GetElapsedTime(began) < Patience)
            {
                await connection.DisposeAsync();
            }
        }
    }
}
