using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>Read models made from zero.</summary>
static class RebuildLoad
{
    const int Rounds = 3;

    public static async Task<Figures> Run(Stage stage, IReadOnlyList<Recorded> history, params IReadOnlyList<IReadModel> projections)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var projection in projections)
        {
            var handled = history.CountBy(e => e.Event.GetType()).Where(t => projection.Handles.Contains(t.Key)).ToList();
            var (events, aliases) = (handled.Sum(t => t.Value), handled.Select(t => EventRow.AliasOf(t.Key)).ToArray());
            List<Cost> floors = [], rebuilds = [];
            for (var round = 0; round < Rounds; round++)
            {
                floors.Add(await Cost.Of(stage, () => ReadAll(stage, aliases)));
                rebuilds.Add(await Cost.Of(stage, () => stage.Daemon.Rebuild(projection.Name, null, CancellationToken.None)));
            }
            rows.Add(Row($"{projection.Name}, bare reading loop", events, floors));
            rows.Add(Row($"{projection.Name}, rebuild", events, rebuilds));
        }
        return new(
            "Rebuild from zero",
            $"""
            Of {((double)history.Count).Whole()} events those the read model takes: read, deserialised, folded, written to new tables with their indexes, swapped in. The floor
            reads the same rows in one statement and makes nothing of them. The rate is by the clock; CPU is of this program and of all
            PostgreSQL's processes; the last column divides the events by this program's CPU seconds or the clock's, whichever is more. Middle of {Rounds}.
            """,
            ["", "events", "seconds", "events/s", "CPU s, program", "CPU s, PostgreSQL", "events/s a core"], rows);
    }

    static IReadOnlyList<string> Row(string name, int events, List<Cost> costs)
    {
        var middle = costs.OrderBy(c => c.Seconds).ElementAt(costs.Count / 2);
        return
        [
            name, ((double)events).Whole(), middle.Seconds.Fine(), (events / middle.Seconds).Whole(), middle.Program.Fine(), middle.Server?.Fine() ?? "–",
            (events / Math.Max(middle.Seconds, middle.Program)).Whole(),
        ];
    }

    static async Task ReadAll(Stage stage, string[] aliases)
    {
        await using var connection = await stage.BareConnection();
        await using var command = new NpgsqlCommand("""
            select type, seq_id, stream_id, version, data, timestamp, user_name, correlation_id, causation_id from mt_events where type = any($1) order by seq_id
            """, connection) { CommandTimeout = 0, Parameters = { new() { Value = aliases } } };
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            _ = (rows.GetString(0), rows.GetInt64(1), rows.GetGuid(2), rows.GetInt64(3), rows.GetFieldValue<byte[]>(4),
                rows.GetDateTime(5), rows.GetString(6), rows.GetString(7), rows.GetString(8));
    }
}
