using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Personal;

/// <summary>
/// Seals everything again that another key than the current one sealed, a row at a time, while the application goes on. When it is done, the
/// old key may leave the configuration.
/// </summary>
static class KeyRotation
{
    /// <returns>Rows sealed again.</returns>
    public static async Task<int> Run(NpgsqlDataSource db, KeyRing keys, CancellationToken ct)
    {
        var rotated = 0;
        foreach (var table in SealedTable.All)
            while (await RotateOne(db, keys, table, ct)) rotated++;
        return rotated;
    }

    static async Task<bool> RotateOne(NpgsqlDataSource db, KeyRing keys, SealedTable table, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var columns = string.Join(", ", table.Columns.Select(c => c.Column));
        var keyColumns = table.Key.Split(", ");
        object[] key;
        string keyId;
        var values = new object?[table.Columns.Count];
        await using (var next = new NpgsqlCommand($"select key_id, {table.Key}, {columns} from {table.Table} where key_id <> $1 limit 1 for update", connection, transaction) { CommandTimeout = Patience.Bulk })
        {
            next.Parameters.Add(new() { Value = keys.Current });
            await using var row = await next.ExecuteReaderAsync(ct);
            if (!await row.ReadAsync(ct)) return false;
            keyId = row.GetString(0);
            key = [.. keyColumns.Select((_, i) => row.GetValue(1 + i))];
            for (var i = 0; i < values.Length; i++)
                values[i] = row.IsDBNull(1 + key.Length + i) ? null : row.GetFieldValue<byte[]>(1 + key.Length + i);
        }

        var set = string.Join(", ", table.Columns.Select((c, i) => $"{c.Column} = ${i + 2}"));
        var where = string.Join(" and ", keyColumns.Select((c, i) => $"{c} = ${i + 2 + values.Length}"));
        await using var update = new NpgsqlCommand($"update {table.Table} set key_id = $1, {set} where {where}", connection, transaction);
        update.Parameters.Add(new() { Value = keys.Current });
        for (var i = 0; i < values.Length; i++)
        {
            var place = table.Columns[i].Place(key);
            update.Parameters.Add(new()
            {
                Value = values[i] is byte[] sealedValue ? keys.Seal(place, keys.Open(keyId, place, sealedValue)) : DBNull.Value,
                NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea,
            });
        }
        foreach (var part in key) update.Parameters.Add(new() { Value = part });
        await update.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
