using Helsinki.PeerWork.Projections.Tables;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>The next events of a projection, folded as far as they can be.</summary>
/// <param name="End">Where the projection is when the changes are written.</param>
/// <param name="Poison">The event that can't be read or folded; the page ends before it.</param>
sealed record EventPage(IReadOnlyList<Recorded> Events, Changes Changes, long End, Poison? Poison)
{
    /// <param name="upTo">Safe to read.</param>
    /// <param name="before">Null: whenever they were recorded.</param>
    public static async Task<EventPage> Read(
        NpgsqlConnection connection, StoredTypes types, IReadModel projection, long after, long upTo, int size, CancellationToken ct,
        DateTimeOffset? before = null)
    {
        // What nobody knows the type of may be meant for this projection: it is read, and found to be unreadable.
        // Names known when it is planned are looked up; names given later would be gone through, one by one, for every event.
        await using var command = new NpgsqlCommand($$"""
            select {{RecordedRow.Columns}} from mt_events as e
            where e.seq_id > $1 and e.seq_id <= $2
              and (e.type = any ('{{{string.Join(',', types.AliasesOf(projection.Handles))}}}')
                or e.type <> all ('{{{string.Join(',', types.Known)}}}'))
              {{(before is null ? "" : "and e.timestamp < $5")}}
              and not exists (select from peerwork.parked_event as p where p.projection = $3 and p.position = e.seq_id)
            order by e.seq_id limit $4
            """, connection)
        {
            CommandTimeout = Patience.Bulk,
            Parameters =
            {
                new() { Value = after }, new() { Value = upTo }, new() { Value = projection.Name }, new() { Value = (long)size },
            },
        };
        if (before is { } moment) command.Parameters.Add(new() { Value = moment.ToUniversalTime() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var events = new List<Recorded>();
        Poison? poison = null;
        while (poison is null && await rows.ReadAsync(ct))
            try
            {
                events.Add(RecordedRow.Read(rows, types));
            }
            catch (Exception e) when (e is not NpgsqlException)
            {
                poison = new(RecordedRow.Position(rows), e);
            }

        var changes = Fold(projection, events, ref poison);
        var end = poison is { } p ? p.Position - 1 : events.Count == size ? events[^1].Position : upTo;
        return new(events, changes, end, poison);
    }

    static Changes Fold(IReadModel projection, List<Recorded> events, ref Poison? poison)
    {
        var changes = new Changes();
        for (var i = 0; i < events.Count; i++)
            try
            {
                projection.Fold(events[i], changes);
            }
            catch (Exception e)
            {
                poison = new(events[i].Position, e);
                events.RemoveRange(i, events.Count - i);
                // The fold may have stopped half-way through the event: what came before it is folded again without it.
                return Fold(projection, events, ref poison);
            }
        return changes;
    }
}

/// <summary>An event a projection can't get past.</summary>
sealed record Poison(long Position, Exception Error);
