using System.Globalization;
using Helsinki.PeerWork.Faults.Tests.Load;
using Npgsql;

namespace Helsinki.PeerWork.Faults.Tests.Truth;

/// <summary>What the database holds against what was answered.</summary>
/// <param name="Lost">Acknowledged, and not there.</param>
/// <param name="Doubled">There more than once.</param>
/// <param name="Wrong">Everything that is not as it must be, a sentence each.</param>
sealed record Verdict(int Lost, int Doubled, IReadOnlyList<string> Wrong)
{
    /// <summary>While nobody writes.</summary>
    public static async Task<Verdict> Of(Ledger ledger, NpgsqlDataSource db)
    {
        var truth = new Looking(db);
        List<string> wrong = [.. ledger.Wrong];
        var (lost, doubled) = (0, 0);
        foreach (var (kind, events) in Shown)
        {
            var there = (await truth.Texts(events)).GroupBy(id => id).ToDictionary(g => g.Key, g => g.Count());
            foreach (var (act, known, id) in ledger.Acts.Where(a => a.Act.Kind == kind && a.Id.Length > 0))
            {
                var times = there.GetValueOrDefault(id);
                if (known is Known.Done && times == 0) lost += Say($"{act.Operation} {id} was acknowledged, and is not there");
                if (known is Known.Refused or Known.RefusedAfterRetry && times > 0) Say($"{act.Operation} {id} was done, and its caller was told no");
                if (times > 1) doubled += Say($"{act.Operation} {id} is there {times} times");
            }
        }
        foreach (var (what, sql) in Never)
            foreach (var found in await truth.Texts(sql)) Say($"{what}: {found}");
        await Logged();
        await Counted();
        return new(lost, doubled, wrong);

        int Say(string sentence)
        {
            wrong.Add(sentence);
            return 1;
        }

        async Task Counted()
        {
            foreach (var (operation, type) in NamedByTheServer)
            {
                var there = int.Parse((await truth.Texts($"select count(*)::text from mt_events where type = '{type}'"))[0], CultureInfo.InvariantCulture);
                var (done, unknown) = (Of(Known.Done), Of(Known.Unknown));
                if (there < done || there > done + unknown) Say($"{operation} was acknowledged {done} times and left without an answer {unknown} times, and is there {there} times");

                int Of(Known known) => ledger.Acts.Count(a => a.Act.Operation == operation && a.Known == known);
            }
        }

        async Task Logged()
        {
            var rows = (await truth.Pairs("select operation, count(*)::text from audit.access_log where status < 300 group by operation")).ToDictionary(r => r.Item1, r => int.Parse(r.Item2, CultureInfo.InvariantCulture));
            foreach (var acts in ledger.Acts.Where(a => a.Known is Known.Done && a.Act.Operation.Length > 0).GroupBy(a => a.Act.Operation))
                if (rows.GetValueOrDefault(acts.Key) < acts.Count()) Say($"{acts.Key} was acknowledged {acts.Count()} times, and logged {rows.GetValueOrDefault(acts.Key)} times");
        }
    }

    /// <summary>The ids that show an act of the kind as done, once for each time it was.</summary>
    static readonly IReadOnlyDictionary<Kind, string> Shown = new Dictionary<Kind, string>
    {
        [Kind.Hours] = "select data ->> 'Entry' from mt_events where type = 'hours_recorded'",
        [Kind.Meeting] = "select data ->> 'Meeting' from mt_events where type = 'meeting_held'",
        [Kind.Concern] = "select data ->> 'Concern' from mt_events where type = 'safety_concern_raised'",
        [Kind.Engagement] = "select data ->> 'Engagement' from mt_events where type = 'engagement_began'",
        [Kind.Tickets] = "select stream_id || ' ' || (data ->> 'Count') from mt_events where type = 'travel_tickets_issued'",
        [Kind.Export] = "select stream_id::text from mt_events where type = 'export_created'",
    };

    /// <summary>Acts whose ids only an answer tells: a try without an answer that was done all the same, and refused when it was repeated, shows in their number.</summary>
    static readonly IReadOnlyList<(string Operation, string Type)> NamedByTheServer =
        [("SuggestModel", "model_suggested"), ("MatchMediator", "mediator_matched"), ("BeginCooperation", "cooperation_began"), ("CreateExport", "export_created"), ("RegisterPeerWorker", "peer_worker_registered")];

    /// <summary>What the suite itself broke and mended is no longer as its act wrote it; and Marten leaves a tombstone for a number whose append failed.</summary>
    const string NotMended = "e.type <> 'tombstone' and not exists (select from mended where mended.seq_id = e.seq_id)";

    const string Operation = "coalesce(e.causation_id, 'an event of no operation')";

    /// <summary>What may never be found; each row is told.</summary>
    static readonly IReadOnlyList<(string What, string Sql)> Never =
    [
        ("A stream's versions have a gap", "select stream_id::text from mt_events where type <> 'tombstone' group by stream_id having count(*) <> max(version) or min(version) <> 1"),
        ("A stream's row is not its last event", "select s.id::text from mt_streams s where s.id not in (select stream_id from mt_events where type = 'tombstone') and s.version <> coalesce((select max(e.version) from mt_events e where e.stream_id = s.id), 0)"),
        ("Events of a stream that is not there", "select distinct e.stream_id::text from mt_events e where not exists (select from mt_streams s where s.id = e.stream_id)"),
        ("A meeting without its hour", """
            select m.data ->> 'Meeting' from mt_events m where m.type = 'meeting_held'
            and not exists (select from mt_events h where h.type = 'hours_recorded' and h.data ->> 'Entry' = m.data ->> 'Meeting')
            """),
        ("An hour of a meeting without the meeting", """
            select h.data ->> 'Entry' from mt_events h where h.type = 'hours_recorded' and h.data -> 'Work' ->> 'Kind' = 'AitoValittajaMeeting'
            and not exists (select from mt_events m where m.type = 'meeting_held' and m.data ->> 'Meeting' = h.data ->> 'Entry')
            """),
        ("A line exported twice", "select data ->> 'Line' from mt_events where type = 'line_exported' group by 1 having count(*) > 1"),
        ("An entry paid twice", """
            select data ->> 'Entry' from mt_events where type = 'line_exported' group by 1 having sum((data ->> 'Minutes')::int) > max((data ->> 'Minutes')::int)
            """),
        ("An export's number given twice", "select data ->> 'Number' from mt_events where type = 'export_created' group by 1 having count(*) > 1"),
        ("Export numbers with a gap", "select 'up to ' || max((data ->> 'Number')::int) from mt_events where type = 'export_created' having count(*) <> coalesce(max((data ->> 'Number')::int), 0)"),
        ("An export whose lines are not as many as it says", """
            select x.stream_id::text from mt_events x where x.type = 'export_created'
            and (x.data ->> 'Lines')::int <> (select count(*) from mt_events l where l.type = 'line_exported' and l.data ->> 'Export' = x.stream_id::text)
            """),
        ("An export without its three files", "select x.stream_id::text from mt_events x where x.type = 'export_created' and 3 <> (select count(*) from payroll.file f where f.export = x.stream_id)"),
        ("A line accepted twice", "select data ->> 'Line' from mt_events where type = 'line_accepted' group by 1 having count(*) > 1"),

        // A row names the transaction that wrote it.
        ("Acts without their row of the access log in the same transaction", $"""
            select {Operation} || ' × ' || count(distinct e.xmin::text) from mt_events e where {NotMended} and not exists (select from audit.access_log l where l.xmin = e.xmin)
            group by {Operation}
            """),
        ("Acts without their answer under the caller's key in the same transaction", $"""
            select {Operation} || ' × ' || count(distinct e.xmin::text) from mt_events e where {NotMended} and not exists (select from peerwork.idempotency i where i.xmin = e.xmin)
            group by {Operation} having {Operation} not in ('SetUp', 'EscalateConcern')
            """),

        ("A concern without its notice in the same transaction", $"""
            select e.data ->> 'Concern' from mt_events e where e.type = 'safety_concern_raised' and {NotMended}
            and not exists (select from peerwork.concern_notice n where n.xmin = e.xmin and n.process = e.stream_id and n.concern = (e.data ->> 'Concern')::uuid)
            """),
        // Nothing is configured to send them by: each is on its way, or given up.
        ("Notices that are not as many as their messages", """
            select notices || ' notices, ' || waiting + given_up || ' messages'
            from (select count(*) as notices from peerwork.concern_notice) n,
                (select count(*) as waiting from wolverine.wolverine_incoming_envelopes where status <> 'Handled') w,
                (select count(*) as given_up from wolverine.wolverine_dead_letters) d
            where notices <> waiting + given_up
            """),

        // By the moments of commits: it does not matter when a number was drawn. More than an hour is the server's clock, which a fault had set.
        ("Hours under an engagement that had ended", $"""
            with engagements as materialized (
                select b.stream_id as worker, pg_xact_commit_timestamp(b.xmin) as began, pg_xact_commit_timestamp(e.xmin) as ended
                from mt_events b left join mt_events e on e.type = 'engagement_end_set' and e.stream_id = b.stream_id and e.data ->> 'Engagement' = b.data ->> 'Engagement'
                where b.type = 'engagement_began'),
            reported as materialized (
                select e.data ->> 'Entry' as entry, (m.data ->> 'Worker')::uuid as worker, pg_xact_commit_timestamp(e.xmin) as at
                from mt_events e join mt_events m on m.stream_id = e.stream_id and m.version = 1
                where e.type = 'hours_recorded' and e.data -> 'Work' ->> 'Form' = 'Volunteer' and {NotMended})
            select r.entry from reported r where not exists (
                select from engagements g where g.worker = r.worker
                and (g.began < r.at or g.began > r.at + interval '1 hour') and (g.ended is null or r.at < g.ended or r.at > g.ended + interval '1 hour'))
            """),
    ];
}

/// <summary>Asks the database in plain SQL.</summary>
sealed class Looking(NpgsqlDataSource db)
{
    public async Task<IReadOnlyList<string>> Texts(string sql)
    {
        await using var command = db.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await rows.ReadAsync()) found.Add(rows.GetString(0));
        return found;
    }

    public async Task<IReadOnlyList<(string, string)>> Pairs(string sql)
    {
        await using var command = db.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        List<(string, string)> found = [];
        while (await rows.ReadAsync()) found.Add((rows.GetString(0), rows.GetString(1)));
        return found;
    }
}
