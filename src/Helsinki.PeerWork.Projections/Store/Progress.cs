using Helsinki.PeerWork.Projections.Tables;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>How far a projection is, in Marten's <c>mt_event_progression</c>.</summary>
static class Progress
{
    public static string NameOf(IReadModel projection) =>
        projection.Version == 1 ? $"{projection.Name}:All" : $"{projection.Name}:V{projection.Version}:All";

    /// <returns>Null: the projection's tables have not been made in this version, or no longer are.</returns>
    public static async Task<long?> Read(NpgsqlConnection connection, IReadModel projection, CancellationToken ct, bool locked = false)
    {
        await using var command = new NpgsqlCommand($"select last_seq_id from mt_event_progression where name = $1 {(locked ? "for update" : "")}",
            connection)
        {
            Parameters = { new() { Value = NameOf(projection) } },
        };
        return (long?)await command.ExecuteScalarAsync(ct);
    }

    /// <summary>A program of a later build has made the tables in a higher version: versions only go forward.</summary>
    public static async Task<bool> IsOvertaken(NpgsqlConnection connection, IReadModel projection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"""
            select exists (
                select from mt_event_progression
                where starts_with(name, $1 || ':V') and substring(name from ':V([0-9]+):All$')::int > $2)
            """, connection)
        {
            Parameters = { new() { Value = projection.Name }, new() { Value = projection.Version } },
        };
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>Raises <c>PW410</c> when somebody else has moved it.</summary>
    public static NpgsqlBatchCommand Advance(IReadModel projection, long from, long to) => new("select peerwork.advance($1, $2, $3)")
    {
        Parameters = { new() { Value = NameOf(projection) }, new() { Value = from }, new() { Value = to } },
    };

    /// <summary>Raises <c>PW410</c> unless this transaction has moved it.</summary>
    public static NpgsqlBatchCommand Advanced(IReadModel projection) =>
        new("select peerwork.advanced($1)") { Parameters = { new() { Value = NameOf(projection) } } };

    public static bool WasMovedByAnother(PostgresException e) => e.SqlState == "PW410";
}
