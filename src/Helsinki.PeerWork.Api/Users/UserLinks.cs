using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Api.Users;

/// <summary>What administrators linked users to, beside what their tokens say.</summary>
public sealed class UserLinks(NpgsqlDataSource db)
{
    /// <param name="Version">0 when none were ever made.</param>
    public sealed record Linked(IReadOnlyList<Given> Links, long Version);

    public async Task<Linked> Of(UserId user, CancellationToken ct)
    {
        await using var command = db.CreateCommand("""
            select v.version, l.proposed_by, l.confirmed_by, l.role, l.centre, l.peer_worker, l.valid_from, l.valid_until
            from access.user_version v left join access.user_link l on l.user_id = v.user_id
            where v.user_id = $1 order by l.role, l.centre, l.peer_worker, l.valid_from, l.valid_until
            """);
        command.Parameters.Add(new() { Value = user.Value });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var version = 0L;
        List<Given> links = [];
        while (await rows.ReadAsync(ct))
        {
            version = rows.GetInt64(0);
            if (!rows.IsDBNull(1)) links.Add(new(Callers.LinkIn(rows, 3), new(rows.GetGuid(1)), rows.IsDBNull(2) ? null : new(rows.GetGuid(2))));
        }
        return new(links, version);
    }

    /// <summary>Puts these in place of all before, while they still are at the version.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Replace(UserId user, long version, IReadOnlyList<Given> links)
    {
        yield return new("""
            insert into access.user_version (user_id, version) select $1, $2 + 1 from access.guard_links($1, $2)
            on conflict (user_id) do update set version = excluded.version
            """)
        { Parameters = { new() { Value = user.Value }, new() { Value = version } } };
        yield return new("delete from access.user_link where user_id = $1") { Parameters = { new() { Value = user.Value } } };
        yield return new("""
            insert into access.user_link (user_id, role, centre, peer_worker, valid_from, valid_until, proposed_by, confirmed_by)
            select $1, * from unnest($2, $3, $4, $5, $6, $7, $8)
            """)
        {
            Parameters =
            {
                new() { Value = user.Value },
                new() { Value = links.Select(g => g.Link.Role).ToArray() },
                new() { Value = links.Select(g => g.Link.Centre?.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = links.Select(g => g.Link.PeerWorker?.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = links.Select(g => g.Link.From).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date },
                new() { Value = links.Select(g => g.Link.Until).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date },
                new() { Value = links.Select(g => g.ProposedBy.Value).ToArray() },
                new() { Value = links.Select(g => g.ConfirmedBy?.Value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
            },
        };
    }
}
