using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.EventStore;

/// <summary>Streams of events in Marten's tables.</summary>
/// <param name="schema">Where Marten's tables are.</param>
public sealed class EventLog(NpgsqlDataSource db, string schema = "public", StoredTypes? types = null)
{
    const string VersionMoved = "PW409";
    const int Attempts = 3;

    readonly StoredTypes types = types ?? StoredTypes.OfTheDomain;

    readonly string read = $"""
        select s.id, s.version, {RecordedRow.Columns}
        from {schema}.mt_streams as s left join {schema}.mt_events as e on e.stream_id = s.id
        where s.id = any($1) order by s.id, e.version
        """;

    /// <summary>Called after every append that committed.</summary>
    public Action Committed { get; init; } = () => { };

    /// <summary>Streams with all their events, in the order asked, as they stood at one moment. One round trip.</summary>
    public async Task<IReadOnlyList<StreamEvents>> Read(IReadOnlyList<Guid> streams, CancellationToken ct)
    {
        await using var command = db.CreateCommand(read);
        command.Parameters.Add(new() { Value = streams as Guid[] ?? [.. streams] });
        await using var rows = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
        var found = new Dictionary<Guid, (long Version, List<Recorded> Events)>(streams.Count);
        while (await rows.ReadAsync(ct).ConfigureAwait(false))
        {
            var id = rows.GetGuid(0);
            if (!found.TryGetValue(id, out var stream)) found[id] = stream = (rows.GetInt64(1), []);
            if (RecordedRow.Alias(rows, 2) is { } alias and not StoredTypes.Tombstone) stream.Events.Add(RecordedRow.Read(rows, 2, alias, types));
        }
        return [.. streams.Select(id => found.TryGetValue(id, out var s) ? new StreamEvents(id, s.Version, s.Events) : new(id, 0, []))];
    }

    /// <summary>Appends to all streams and runs the riders after it, in one transaction and one round trip.</summary>
    /// <param name="riders">What else stands or falls with the append. What PostgreSQL refuses of them is thrown.</param>
    /// <returns>False: a stream is no longer at its expected version, and nothing happened.</returns>
    public async Task<bool> Append(
        IReadOnlyList<StreamAppend> streams, Envelope envelope, IReadOnlyList<NpgsqlBatchCommand> riders, CancellationToken ct)
    {
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
            try
            {
                await using var batch = db.CreateBatch();
                batch.BatchCommands.Add(AppendCommand(streams, envelope));
                foreach (var rider in riders) batch.BatchCommands.Add(attempt == 1 ? rider : Copy(rider));
                await batch.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
                Committed();
                Telemetry.Appended(began);
                return true;
            }
            catch (PostgresException e) when (LostRace(e))
            {
                return false;
            }
            catch (PostgresException e) when (CollidedInReadModel(e) && attempt < Attempts)
            {
                // Rolled back whole, and the versions are compared again.
            }
    }

    static bool LostRace(PostgresException e) =>
        e.SqlState == VersionMoved || (e.SqlState == PostgresErrorCodes.UniqueViolation && e.ConstraintName == "pk_mt_events_stream_and_version");

    /// <summary>Two appends to different streams made the same row of a read model at one moment, or waited for each other's rows.</summary>
    static bool CollidedInReadModel(PostgresException e) =>
        e.SqlState == PostgresErrorCodes.DeadlockDetected
        || (e.SqlState == PostgresErrorCodes.UniqueViolation && e.SchemaName == Table.Schema && e.ConstraintName == Table.PrimaryKeyOf(e.TableName!));

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
                new() { Value = envelope.At.ToUniversalTime() },
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

    public static string? Alias(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    public static Recorded Read(DbDataReader row, int at, string alias, StoredTypes types) =>
        new(row.GetInt64(at + 1), row.GetGuid(at + 2), row.GetInt64(at + 3), types.Read(alias, row.GetFieldValue<byte[]>(at + 4)),
            row.GetFieldValue<DateTimeOffset>(at + 5), Text(row, at + 6), Text(row, at + 7), Text(row, at + 8));

    static string? Text(DbDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
