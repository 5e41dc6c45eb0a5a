using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// How far events may be read in order without ever skipping one that commits late. Numbers are drawn before commit, so a lower one can
/// appear after a higher one: what is safe ends at the first gap, until that gap is proven dead. Time alone proves nothing.
/// </summary>
/// <param name="from">Everything up to here is known to be safe.</param>
sealed class HighWater(string schema, long from, ILogger log)
{
    const int PageSize = 20_000;

    /// <summary>A page without a gap, which nearly every page is; numbering its rows costs eight times as much.</summary>
    readonly string whole = $"""
        select min(seq_id), max(seq_id) from (select seq_id from {schema}.mt_events where seq_id > $1 order by seq_id limit {PageSize}) as page
        having count(*) = max(seq_id) - min(seq_id) + 1
        """;

    readonly string islands = $"""
        select min(seq_id), max(seq_id) from (
            select seq_id, seq_id - row_number() over (order by seq_id) as island
            from (select seq_id from {schema}.mt_events where seq_id > $1 order by seq_id limit {PageSize}) as page) as numbered
        group by island order by 1
        """;

    /// <summary>nextval holds this lock until its outermost transaction ends, before it has an xid and through savepoints.</summary>
    readonly string holders = $"""
        select virtualtransaction, pid from pg_locks
        where locktype = 'relation' and mode = 'RowExclusiveLock' and granted and relation = '{schema}.mt_events_sequence'::regclass
          and database = (select oid from pg_database where datname = current_database())
        """;

    readonly string skips = $"select starting_sequence, ending_sequence from {schema}.mt_high_water_skips where ending_sequence > $1 order by 1";

    readonly string skip = $"""
        insert into {schema}.mt_high_water_skips (ending_sequence, starting_sequence) values ($2, $1)
        on conflict (ending_sequence) do update set starting_sequence = least(mt_high_water_skips.starting_sequence, excluded.starting_sequence)
        """;

    NpgsqlConnection? asked;
    Suspect? suspect;

    /// <summary>Every event up to here has committed, or never will.</summary>
    public long Mark { get; private set; } = from;

    /// <summary>A gap is being watched. Nobody tells when its transaction rolls back: ask again soon.</summary>
    public bool Suspects => suspect is not null;

    /// <param name="connection">The same one every time: on another, what was remembered of transactions means nothing, and the check starts over.</param>
    public async Task<long> Advance(NpgsqlConnection connection, CancellationToken ct)
    {
        if (!ReferenceEquals(connection, asked))
        {
            suspect = null;
            await MustBePrimary(connection, ct);
            asked = connection;
        }
        while (true)
        {
            // Asked before the rows are read again, so that whoever has ended by now is seen to have committed, or has not.
            if (suspect is { Ended: false }) suspect = suspect.With(await Holders(connection, ct));
            var gap = await Walk(connection, ct);
            if (gap is null)
            {
                suspect = null;
                return Mark;
            }
            if (suspect is null || !suspect.Covers(gap))
            {
                // After the read that showed the gap: whoever drew its numbers holds the lock, or has ended.
                suspect = new(gap, await Holders(connection, ct));
                Report(suspect);
            }
            else if (suspect.Ended)
            {
                await Execute(connection, skip, gap, ct);
                log.LogInformation("Events {First}–{Last} were never committed and are skipped.", gap.First, gap.Last);
                Mark = gap.Last;
                suspect = null;
            }
            if (suspect is { Ended: false }) return Mark;
        }
    }

    /// <summary>Moves the mark over everything without a gap.</summary>
    /// <returns>The first gap that is not known to be dead; null: there is none.</returns>
    async Task<Gap?> Walk(NpgsqlConnection connection, CancellationToken ct)
    {
        while (true)
        {
            var began = Mark;
            var seen = await Ranges(connection, whole, ct) is { Count: > 0 } page ? page : await Ranges(connection, islands, ct);
            foreach (var (first, last) in seen)
            {
                if (first > Mark + 1 && !await IsDead(connection, new(Mark + 1, first - 1), ct)) return new(Mark + 1, first - 1);
                Mark = last;
            }
            if (seen.Count == 0 || seen.Sum(s => s.Last - s.First + 1) < PageSize || Mark == began) return null;
        }
    }

    /// <summary>A recorded skip starts at the number before the gap, as Marten's do.</summary>
    async Task<bool> IsDead(NpgsqlConnection connection, Gap gap, CancellationToken ct)
    {
        var reached = gap.First - 1;
        foreach (var (starting, ending) in await Ranges(connection, skips, ct))
            if (starting <= reached) reached = Math.Max(reached, ending);
        return reached >= gap.Last;
    }

    async Task<List<(long First, long Last)>> Ranges(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = Mark } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var ranges = new List<(long, long)>();
        while (await rows.ReadAsync(ct)) ranges.Add((rows.GetInt64(0), rows.GetInt64(1)));
        return ranges;
    }

    async Task<HashSet<Holder>> Holders(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(holders, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new HashSet<Holder>();
        while (await rows.ReadAsync(ct)) found.Add(new(rows.GetString(0), await rows.IsDBNullAsync(1, ct) ? null : rows.GetInt32(1)));
        return found;
    }

    void Report(Suspect found)
    {
        foreach (var prepared in found.Holders.Where(h => h.Pid is null))
            log.LogWarning("Events {First}–{Last} wait for prepared transaction {Transaction}: projections stand still until it is committed or rolled back.",
                found.Gap.First, found.Gap.Last, prepared.Transaction);
    }

    static async Task Execute(NpgsqlConnection connection, string sql, Gap gap, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = gap.First - 1 }, new() { Value = gap.Last } } };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>A replica shows neither the locks nor the moment of a commit.</summary>
    static async Task MustBePrimary(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_is_in_recovery()", connection);
        if (await command.ExecuteScalarAsync(ct) is true)
            throw new InvalidOperationException("Projections run on the primary, never on a replica.");
    }

    sealed record Gap(long First, long Last);

    /// <param name="Pid">Null: a prepared transaction.</param>
    readonly record struct Holder(string Transaction, int? Pid);

    /// <summary>A gap, and the transactions that may still fill it.</summary>
    sealed record Suspect(Gap Gap, HashSet<Holder> Holders)
    {
        public bool Ended => Holders.Count == 0;

        /// <summary>Only those remembered count: who draws a number now draws a higher one.</summary>
        public Suspect With(HashSet<Holder> now) => this with { Holders = [.. Holders.Intersect(now)] };

        public bool Covers(Gap gap) => Gap.First <= gap.First && gap.Last <= Gap.Last;
    }
}
