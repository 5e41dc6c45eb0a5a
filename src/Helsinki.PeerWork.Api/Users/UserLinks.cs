using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Api.Users;

/// <summary>What the administrator linked users to, beside what their tokens say.</summary>
public sealed class UserLinks(NpgsqlDataSource db)
{
    /// <param name="Version">0 when none were ever made.</param>
    public sealed record Linked(IReadOnlyList<Callers.Link> Links, long Version);

    public async Task<Linked> Of(UserId user, CancellationToken ct)
    {
        await using var command = db.CreateCommand("""
            select v.version, l.role, l.centre, l.peer_worker
            from access.user_version v left join access.user_link l on l.user_id = v.user_id
            where v.user_id = $1 order by l.role, l.centre, l.peer_worker
            """);
        command.Parameters.Add(new() { Value = user.Value });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var version = 0L;
        List<Callers.Link> links = [];
        while (await rows.ReadAsync(ct))
        {
            version = rows.GetInt64(0);
            if (!rows.IsDBNull(1)) links.Add(new(rows.GetString(1), rows.IsDBNull(2) ? null : new(rows.GetString(2)), rows.IsDBNull(3) ? null : new(rows.GetGuid(3))));
        }
        return new(links, version);
    }

    /// <summary>Puts these in place of all before, while they still are at the version.</summary>
    public static NpgsqlBatchCommand Replace(UserId user, long version, IReadOnlyList<Callers.Link> links)
    {
        var distinct = links.Distinct().ToList();
        return new("""
            with moved as (
                insert into access.user_version (user_id, version) select $1, $2 + 1 from access.guard_links($1, $2)
                on conflict (user_id) do update set version = excluded.version),
            wanted as (select * from unnest($3, $4, $5) as w (role, centre, peer_worker)),
            gone as (
                delete from access.user_link l where l.user_id = $1 and not exists (
                    select from wanted w where w.role = l.role and w.centre is not distinct from l.centre and w.peer_worker is not distinct from l.peer_worker)),
            added as (
                insert into access.user_link (user_id, role, centre, peer_worker) select $1, w.role, w.centre, w.peer_worker from wanted w
                on conflict do nothing)
            select
            """)
        {
            Parameters =
            {
                new() { Value = user.Value },
                new() { Value = version },
                new() { Value = distinct.Select(l => l.Role).ToArray() },
                new() { Value = distinct.Select(l => l.Centre?.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = distinct.Select(l => l.PeerWorker?.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
            },
        };
    }
}
