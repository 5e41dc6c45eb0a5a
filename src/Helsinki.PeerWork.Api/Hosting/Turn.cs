using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>
/// What one instance of several does by the clock. A turn is a row and no lock: no connection is held while the work asks for its own, so that an
/// instance gets on with the fewest connections.
/// </summary>
sealed class Turn
{
    readonly NpgsqlDataSource db;
    readonly string work;
    readonly Guid holder = Guid.NewGuid();

    Turn(NpgsqlDataSource db, string work) => (this.db, this.work) = (db, work);

    /// <param name="work">What it is for.</param>
    /// <param name="lease">An instance that dies with the turn keeps it so long, by the database's clock.</param>
    /// <returns>Null: another instance is at it.</returns>
    public static async Task<Turn?> Take(NpgsqlDataSource db, string work, TimeSpan lease, CancellationToken ct)
    {
        var turn = new Turn(db, work);
        return await turn.Execute("""
            insert into peerwork.turn as t (work, holder, until) values ($1, $2, now() + $3)
            on conflict (work) do update set holder = excluded.holder, until = excluded.until where t.until < now()
            """, lease, ct) == 1 ? turn : null;
    }

    /// <summary>The next may begin at once.</summary>
    public Task GiveBack(CancellationToken ct) => Execute("update peerwork.turn set until = now() - interval '1 microsecond' where work = $1 and holder = $2", null, ct);

    async Task<int> Execute(string sql, TimeSpan? lease, CancellationToken ct)
    {
        await using var command = db.CreateCommand(sql);
        command.Parameters.Add(new() { Value = work });
        command.Parameters.Add(new() { Value = holder });
        if (lease is { } time) command.Parameters.Add(new() { Value = time });
        return await command.ExecuteNonQueryAsync(ct);
    }
}
