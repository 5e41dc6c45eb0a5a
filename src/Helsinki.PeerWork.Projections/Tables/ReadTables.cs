using Npgsql;

namespace Helsinki.PeerWork.Projections.Tables;

/// <summary>The tables of read models, made from their declarations.</summary>
public static class ReadTables
{
    /// <summary>Makes the tables that are missing.</summary>
    public static async Task Create(NpgsqlDataSource db, IEnumerable<IReadModel> projections, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        foreach (var table in projections.SelectMany(p => p.Tables))
        {
            await using var create = new NpgsqlCommand(CreateIfMissing(table), connection);
            await create.ExecuteNonQueryAsync(ct);
        }
    }

    static string CreateIfMissing(Table table) => $"""
        do $do$ begin
            if to_regclass('{Table.Schema}.{table.Name}') is null then
                {table.CreateAs(table.Name)}
                {table.IndexAs(table.Name)}
            end if;
        end $do$
        """;
}
