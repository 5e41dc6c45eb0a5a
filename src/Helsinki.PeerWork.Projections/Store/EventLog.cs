using System.Data.Common;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>Streams of events in Marten's tables.</summary>
/// <param name="schema">Where Marten's tables are.</param>
public sealed class EventLog(NpgsqlDataSource db, string schema = "public", StoredTypes? types = null)
{
    const string VersionMoved = "PW409";

    const int Attempts = 3;
    const int SomeStreams = 8;

    readonly StoredTypes types = types ?? StoredTypes.OfTheDomain;

    /// <summary>Called after every append that committed.</summary>
    public Action Committed { get; init; } = () => { };

    /// <summary>Called with every stream that was read, whether all of it can be or not.</summary>
    public Action<StreamEvents> Met { get; init; } = _ => { };

    /// <summary>Streams with all their events, in the order asked, as they stood at one moment. One round trip.</summary>
    public async Task<IReadOnlyList<StreamEvents>> Read(IReadOnlyList<Guid> streams, CancellationToken ct)
    {
        if (streams.Count == 0) return [];
        await using var command = db.CreateCommand(ReadStatement(streams.Count));
        if (streams.Count > SomeStreams)
        {
            command.CommandTimeout = Patience.Bulk;
            command.Parameters.Add(new() { Value = streams.ToArray() });
        }
        else foreach (var stream in streams) command.Parameters.Add(new() { Value = stream });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new Dictionary<Guid, (long Version, List<Recorded> Events, long? Unreadable)>(streams.Count);
        while (await rows.ReadAsync(ct))
        {
            var row = RecordedRow.Key(rows);
            ref var stream = ref CollectionsMarshal.GetValueRefOrAddDefault(found, row.Stream, out _);
            stream = (row.Version, stream.Events ?? [], stream.Unreadable);
            if (row.Alias == StoredTypes.Tombstone || stream.Unreadable is not null) continue;
            if (Readable(rows) is { } recorded) stream.Events.Add(recorded);
            else stream.Unreadable = row.Version;
        }
        StreamEvents[] read = [.. streams.Select(id => found.TryGetValue(id, out var s) ? new StreamEvents(id, s.Version, s.Events, s.Unreadable) : new(id, 0, []))];
        foreach (var stream in read) Met(stream);
        return read;
    }

    Recorded? Readable(DbDataReader row)
    {
        try
        {
            return RecordedRow.Read(row, types);
        }
        catch (Exception e) when (e is not OperationCanceledException && !Outage.Is(e))
        {
            return null;
        }
    }

    /// <summary>Appends to all streams and runs the riders after it, in one transaction and one round trip.</summary>
    /// <param name="riders">What else stands or falls with the append. What PostgreSQL refuses of them is thrown.</param>
    /// <returns>False: a stream is no longer at its expected version, or a rider raised <c>PW409</c>, and nothing happened.</returns>
    public async Task<bool> Append(
        IReadOnlyList<StreamAppend> streams, Envelope envelope, IReadOnlyList<NpgsqlBatchCommand> riders, CancellationToken ct)
    {
        if (streams.DistinctBy(s => s.Stream).Count() < streams.Count) throw new ArgumentException("A stream is appended to once in an append.", nameof(streams));
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
            try
            {
                await using var batch = db.CreateBatch();
                if (streams.Count > SomeStreams) batch.Timeout = Patience.Bulk;
                batch.BatchCommands.Add(AppendCommand(streams, envelope));
                foreach (var rider in riders) batch.BatchCommands.Add(attempt == 1 ? rider : Copy(rider));
                await batch.ExecuteNonQueryAsync(ct);
                Committed();
                Telemetry.Appended(began);
                return true;
            }
            catch (PostgresException e) when (LostRace(e))
            {
                return false;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < Attempts)
            {
                // Riders of two appends waited for each other's rows. All was rolled back, and the versions are compared again.
            }
    }

    /// <summary>The few streams of a command are named one by one, so that they are planned once: an array is planned every time anew.</summary>
    string ReadStatement(int streams)
    {
        var asked = streams > SomeStreams ? "= any($1)" : $"in ({string.Join(", ", Enumerable.Range(1, streams).Select(n => $"${n}"))})";
        return $"select {RecordedRow.Columns} from {schema}.mt_events as e where e.stream_id {asked} order by e.stream_id, e.version";
    }

    static bool LostRace(PostgresException e) =>
        e.SqlState == VersionMoved || (e.SqlState == PostgresErrorCodes.UniqueViolation && e.ConstraintName == "pk_mt_events_stream_and_version");

    /// <summary>A command that failed is still tied to the connection it was prepared on, and may not run on another.</summary>
    static NpgsqlBatchCommand Copy(NpgsqlBatchCommand command)
    {
        var copy = new NpgsqlBatchCommand(command.CommandText);
        foreach (NpgsqlParameter parameter in command.Parameters) copy.Parameters.Add(parameter.Clone());
        return copy;
    }

    NpgsqlBatchCommand AppendCommand(IReadOnlyList<StreamAppend> streams, Envelope envelope)
    {
        var count = streams.Sum(s => s.Events.Count);
        var (ids, owners, versions) = (new Guid[count], new Guid[count], new long[count]);
        var (aliases, dotNet, bodies) = (new string[count], new string[count], new byte[count][]);
        var n = 0;
        foreach (var stream in streams)
            for (var i = 0; i < stream.Events.Count; i++, n++)
            {
                var (@event, type) = (stream.Events[i], stream.Events[i].GetType());
                (ids[n], owners[n], versions[n]) = (Guid.CreateVersion7(envelope.At), stream.Stream, stream.Expected + i + 1);
                (aliases[n], dotNet[n]) = types.Written(type);
                bodies[n] = JsonSerializer.SerializeToUtf8Bytes(@event, type, EventJson.Options);
            }
        return new("select peerwork.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
        {
            Parameters =
            {
                new() { Value = streams.Select(s => s.Stream).ToArray() },
                new() { Value = streams.Select(s => s.Category).ToArray() },
                new() { Value = streams.Select(s => s.Expected).ToArray() },
                new() { Value = streams.Select(s => s.Events.Count).ToArray() },
                new() { Value = ids },
                new() { Value = owners },
                new() { Value = versions },
                new() { Value = aliases },
                new() { Value = dotNet },
                new() { Value = bodies, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
                new() { Value = envelope.At },
                new() { Value = envelope.By, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = envelope.Correlation, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = (object?)envelope.Causation ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
    }
}

/// <summary>One row of <c>mt_events</c> as it is selected everywhere.</summary>
static class RecordedRow
{
    public const string Columns = "e.type, e.seq_id, e.stream_id, e.version, e.data, e.timestamp, e.user_name, e.correlation_id, e.causation_id";

    public static (string Alias, Guid Stream, long Version) Key(DbDataReader row) => (row.GetString(0), row.GetGuid(2), row.GetInt64(3));

    public static long Position(DbDataReader row) => row.GetInt64(1);

    public static Recorded Read(DbDataReader row, StoredTypes types) =>
        new(Position(row), row.GetGuid(2), row.GetInt64(3), types.Read(row.GetString(0), row.GetFieldValue<byte[]>(4)),
            row.GetFieldValue<DateTimeOffset>(5), Text(row, 6), Text(row, 7), Text(row, 8));

    static string? Text(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
