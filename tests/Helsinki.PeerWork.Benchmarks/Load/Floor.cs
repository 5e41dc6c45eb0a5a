using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>What floors are made of: statements prepared once on a connection of their own, and only filled in from then on.</summary>
static class Floor
{
    /// <param name="values">Of the types every later filling has.</param>
    public static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    /// <summary>The first parameters; the rest stay.</summary>
    public static void Fill(this NpgsqlBatchCommand command, params ReadOnlySpan<object> values)
    {
        for (var n = 0; n < values.Length; n++) command.Parameters[n].Value = values[n];
    }
}

/// <summary>Reads every column of some streams, and makes nothing of them.</summary>
sealed class FloorRead
{
    readonly NpgsqlCommand command;
    readonly NpgsqlParameter<Guid>[] streams;

    public FloorRead(NpgsqlConnection connection, int streams)
    {
        this.streams = [.. Enumerable.Range(0, streams).Select(_ => new NpgsqlParameter<Guid>())];
        command = new($"""
            select type, seq_id, stream_id, version, data, timestamp, user_name, correlation_id, causation_id
            from mt_events where stream_id in ({string.Join(", ", this.streams.Select((_, n) => $"${n + 1}"))}) order by stream_id, version
            """, connection);
        foreach (var stream in this.streams) command.Parameters.Add(stream);
    }

    public Task Prepare() => command.PrepareAsync();

    /// <summary>The last version of each stream there is.</summary>
    public async Task<Dictionary<Guid, long>> Versions(params IReadOnlyList<Guid> ids)
    {
        foreach (var (n, id) in ids.Index()) streams[n].TypedValue = id;
        var versions = new Dictionary<Guid, long>(ids.Count);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            _ = (rows.GetString(0), rows.GetInt64(1), rows.GetFieldValue<byte[]>(4), rows.GetDateTime(5), rows.GetString(6), rows.GetString(7), rows.GetString(8));
            versions[rows.GetGuid(2)] = rows.GetInt64(3);
        }
        return versions;
    }
}

/// <summary>Inserts always the same events with one statement.</summary>
sealed class FloorEvents
{
    const int ParametersOfRow = 4;

    public FloorEvents(params IReadOnlyList<object> events)
    {
        var values = events.Select((e, n) => (Row: EventRow.Of(e), First: 3 + (n * ParametersOfRow))).Select(e =>
            $"(nextval('mt_events_sequence'), ${e.First}, ${e.First + 1}, ${e.First + 2}, ${e.First + 3}, '{e.Row.Alias}', $1, '{e.Row.DotNetType}', $2, 'benchmark', 'Benchmark')");
        Insert = Floor.Command($"insert into mt_events ({EventRow.Columns}) values {string.Join(", ", values)}", DateTime.UtcNow, Made.Therapist.Value.ToString());
        foreach (var e in events)
        {
            foreach (var value in (object[])[Guid.Empty, Guid.Empty, 0L]) Insert.Parameters.Add(new() { Value = value });
            Insert.Parameters.Add(new() { Value = EventRow.Of(e).Data, NpgsqlDbType = NpgsqlDbType.Jsonb });
        }
    }

    public NpgsqlBatchCommand Insert { get; }

    public void Fill(DateTime now, params ReadOnlySpan<(Guid Stream, long Version)> places)
    {
        Insert.Parameters[0].Value = now;
        for (var n = 0; n < places.Length; n++)
        {
            var first = 2 + (n * ParametersOfRow);
            (Insert.Parameters[first].Value, Insert.Parameters[first + 1].Value, Insert.Parameters[first + 2].Value) = (Guid.CreateVersion7(), places[n].Stream, places[n].Version);
        }
    }
}

/// <summary>Inserts a row of the access log.</summary>
sealed class FloorLog(string operation, int status)
{
    public NpgsqlBatchCommand Insert { get; } = Floor.Command("""
        insert into audit.access_log (at, record, persons, user_id, roles, operation, ground, status) values ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        DateTime.UtcNow, Guid.Empty, new[] { Guid.Empty }, Made.Therapist.Value, new[] { "OccupationalTherapist" }, operation, "responsible-therapist", status);

    public void Fill(DateTime now, Guid about) => Insert.Fill(now, about, new[] { Guid.CreateVersion7() });
}
