using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>
/// A turn at something that one at a time does, here or in another process: the streams of an act that lost its race again and again, or what one instance
/// of several does by the clock. It is a row and no lock: no connection is held while the work asks for its own.
/// </summary>
/// <param name="lease">Whoever dies with the turn keeps it so long, by the database's clock; whoever lives renews it until the work is done.</param>
sealed class Turn(NpgsqlDataSource db, TimeSpan lease) : IAsyncDisposable
{
    /// <summary>Goes with an append: it loses its race where another has its turn.</summary>
    public Guid Holder { get; } = Guid.NewGuid();

    readonly CancellationTokenSource done = new();
    Task renewing = Task.CompletedTask;
    bool taken;

    /// <summary>Takes it, or takes it anew at something else.</summary>
    /// <returns>False: another has its turn at some of it, and this one has none.</returns>
    public async Task<bool> Take(IReadOnlyCollection<Guid> at, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select peerwork.take_turn($1, $2, $3)");
        command.Parameters.Add(new() { Value = Holder });
        command.Parameters.Add(new() { Value = at.ToArray() });
        command.Parameters.Add(new() { Value = lease });
        taken = true; // unless it is known that it was not
        taken = await command.ExecuteScalarAsync(ct) is true;
        if (taken && renewing.IsCompleted) renewing = Renew();
        return taken;
    }

    async Task Renew()
    {
        while (!done.IsCancellationRequested)
            try
            {
                await Task.Delay(lease / 3, done.Token);
                await using var command = db.CreateCommand("update peerwork.turn set until = clock_timestamp() + $2 where holder = $1 and clock_timestamp() < until");
                command.Parameters.Add(new() { Value = Holder });
                command.Parameters.Add(new() { Value = lease });
                if (await command.ExecuteNonQueryAsync(done.Token) == 0) return; // it has ended
            }
            catch (Exception e) when (e is OperationCanceledException || Outage.Is(e))
            {
                // Without the database the work comes to nothing, too.
            }
    }

    /// <summary>The next may begin at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await done.CancelAsync();
        await renewing;
        done.Dispose();
        if (!taken) return;
        await using var command = db.CreateCommand("delete from peerwork.turn where holder = $1");
        command.Parameters.Add(new() { Value = Holder });
        try
        {
            await command.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (Outage.Is(e))
        {
            // It ends by itself; what was done in it stands.
        }
    }
}
