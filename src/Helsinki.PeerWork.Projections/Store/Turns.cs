using System.Data;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>Advisory locks: of a session, held while the connection lives, by one process at a time.</summary>
static class Turns
{
    public const int Projecting = 1;
    public const int Rebuilding = 2;
    public const int Remembering = 3;

    /// <summary>Tried rather than waited for: a statement that waits for hours would hold back the clean-up of the whole database.</summary>
    /// <param name="untilCommit">Given back by the end of the transaction, whichever it is.</param>
    public static async Task<bool> TryTake(NpgsqlConnection connection, int kind, string name, CancellationToken ct, bool untilCommit = false)
    {
        await using var command = Command($"select pg_try_advisory{(untilCommit ? "_xact" : "")}_lock($1 + hashtext($2))", connection, kind, name);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>A broken connection has given it back already.</summary>
    public static async Task GiveBack(NpgsqlConnection connection, int kind, string name)
    {
        if (connection.State != ConnectionState.Open) return;
        await using var command = Command("select pg_advisory_unlock($1 + hashtext($2))", connection, kind, name);
        try
        {
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException) when (connection.State != ConnectionState.Open)
        {
        }
    }

    /// <summary>The kind in the upper half of the key, the name in the lower.</summary>
    static NpgsqlCommand Command(string sql, NpgsqlConnection connection, int kind, string name) => new(sql, connection)
    {
        Parameters = { new() { Value = (long)kind << 40 }, new() { Value = name } },
    };
}
