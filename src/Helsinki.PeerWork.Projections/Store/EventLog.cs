using System.Data.Common;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using Marten;
using Marten.Exceptions;
using Marten.Linq.MatchesSql;
using Marten.Services;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>Streams of events, read and appended to by Marten.</summary>
/// <remarks>
/// What was read is folded by the deciders of the domain and not by <c>FetchForWriting</c>: one trip fetches streams of any kinds, those that are
/// only looked at among them, and a stream of which an event can't be read is shown as far as it can be.
/// </remarks>
public sealed class EventLog(IDocumentStore store, NpgsqlDataSource db, StoredTypes? types = null)
{
    const int Attempts = 3;
    const int SomeStreams = 8;

    readonly StoredTypes types = types ?? StoredTypes.OfTheDomain;

    /// <summary>Called with every stream that was read, whether all of it can be or not.</summary>
    public Action<StreamEvents> Met { get; init; } = _ => { };

    /// <summary>Puts what is to be told of an append in the same transaction. Called with its session, before it is saved.</summary>
    public Func<IDocumentSession, IReadOnlyList<StreamAppend>, Task> Telling { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Streams with all their events, in the order asked. One round trip.</summary>
    public async Task<IReadOnlyList<StreamEvents>> Read(IReadOnlyList<Guid> streams, CancellationToken ct)
    {
        if (streams.Count == 0) return [];
        StreamEvents[] read;
        try
        {
            read = streams.Count > SomeStreams ? await ReadMany(streams, ct) : await ReadSome(streams, ct);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            read = await ReadAsFarAsReadable(streams, ct);
        }
        foreach (var stream in read) Met(stream);
        return read;
    }

    async Task<StreamEvents[]> ReadSome(IReadOnlyList<Guid> streams, CancellationToken ct)
    {
        await using var session = store.QuerySession();
        var batch = session.CreateBatchQuery();
        Task<IReadOnlyList<IEvent>>[] fetching = [.. streams.Select(stream => batch.Events.FetchStream(stream))];
        await batch.Execute(ct);
        var read = new StreamEvents[streams.Count];
        for (var i = 0; i < read.Length; i++) read[i] = StreamEvents.Of(streams[i], await fetching[i]);
        return read;
    }

    /// <summary>Many streams are one question rather than one each.</summary>
    async Task<StreamEvents[]> ReadMany(IReadOnlyList<Guid> streams, CancellationToken ct)
    {
        await using var session = store.QuerySession(new SessionOptions { Timeout = Patience.Bulk });
        var asked = streams.ToArray();
        var events = await session.Events.QueryAllRawEvents().Where(e => e.MatchesSql("d.stream_id = any(?)", asked))
            .OrderBy(e => e.Version).ToListAsync(ct);
        var found = events.ToLookup(e => e.StreamId);
        return [.. streams.Select(stream => StreamEvents.Of(stream, [.. found[stream]]))];
    }

    static bool IsUnreadable(Exception e) =>
        e is IEventFailureContext || (e.InnerException is { } inner && IsUnreadable(inner));

    /// <summary>Row by row: an event that can't be read, by its name or its content, hides what comes after it in its own stream alone.</summary>
    async Task<StreamEvents[]> ReadAsFarAsReadable(IReadOnlyList<Guid> streams, CancellationToken ct)
    {
        await using var command =
            db.CreateCommand($"select {RecordedRow.Columns} from mt_events as e where e.stream_id = any($1) order by e.version");
        command.Parameters.Add(new() { Value = streams.ToArray() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = streams.Distinct().ToDictionary(stream => stream, stream => new StreamEvents(stream, 0, []));
        while (await rows.ReadAsync(ct))
        {
            var (alias, stream, version) = RecordedRow.Key(rows);
            var before = found[stream];
            found[stream] = before.Unreadable is not null || alias == StoredTypes.Tombstone ? before with { Version = version }
                : Readable(rows) is { } recorded ? before with { Version = version, Events = [.. before.Events, recorded] }
                : before with { Version = version, Unreadable = version };
        }
        return [.. streams.Select(stream => found[stream])];
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

    /// <summary>Appends to all streams and runs the riders after it, in one transaction with the rows of the inline read models.</summary>
    /// <param name="riders">What else stands or falls with the append. What PostgreSQL refuses of them is thrown.</param>
    /// <param name="turn">Whose turn it may be at the streams.</param>
    /// <returns>False: a stream is no longer at its expected version, or it is another's turn, and nothing happened.</returns>
    /// <exception cref="PostgresException">A constraint of a rider or a read model.</exception>
    public async Task<bool> Append(
        IReadOnlyList<StreamAppend> streams, Envelope envelope, IReadOnlyList<NpgsqlBatchCommand> riders, CancellationToken ct, Guid turn = default)
    {
        if (streams.DistinctBy(s => s.Stream).Count() < streams.Count)
            throw new ArgumentException("A stream is appended to once in an append.", nameof(streams));
        var began = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
            try
            {
                await Save(streams, envelope, riders, turn, ct);
                Telemetry.Appended(began);
                return true;
            }
            catch (EventStreamUnexpectedMaxEventIdException)
            {
                return false;
            }
            catch (MartenCommandException e) when (e.InnerException is PostgresException { SqlState: Hold.Lost })
            {
                return false;
            }
            catch (MartenCommandException e)
                when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected } && attempt < Attempts)
            {
                // Riders of two appends waited for each other's rows. All was rolled back, and the versions are compared again.
            }
            catch (MartenCommandException e) when (e.InnerException is PostgresException refused)
            {
                ExceptionDispatchInfo.Throw(refused);
            }
    }

    async Task Save(IReadOnlyList<StreamAppend> streams, Envelope envelope, IReadOnlyList<NpgsqlBatchCommand> riders, Guid turn, CancellationToken ct)
    {
        await using var session = store.LightweightSession(new SessionOptions { Timeout = streams.Count > SomeStreams ? Patience.Bulk : null });
        (session.LastModifiedBy, session.CorrelationId, session.CausationId) = (envelope.By, envelope.Correlation, envelope.Causation);
        if (streams.Count > 0) session.QueueOperation(new Hold(streams, turn));
        foreach (var stream in streams.Where(s => s.Events.Count > 0).OrderBy(s => s.Stream))
        {
            var action = session.Events.Append(stream.Stream, stream.Events);
            foreach (var e in action.Events) e.Timestamp = envelope.At;
            (action.ExpectedVersionOnServer, action.AggregateType) = (stream.Expected, StreamTypes.Of(stream.Category));
        }
        foreach (var rider in riders) session.QueueOperation(new SqlOperation(rider));
        await Telling(session, streams);
        await session.SaveChangesAsync(ct);
    }
}

/// <summary>One row of <c>mt_events</c> as it is selected where rows are read raw.</summary>
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
