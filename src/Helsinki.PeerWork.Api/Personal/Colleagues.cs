using System.Text;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Api.Personal;

/// <summary>Somebody who works with the system, by name.</summary>
/// <param name="Roles">As claims and links write them, when last logged in.</param>
/// <param name="Centres">When last logged in.</param>
/// <param name="Claimed">The rights the log-in itself said, without the administrator's links.</param>
public sealed record Colleague(UserId User, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Centres, IReadOnlyList<Right> Claimed);

/// <summary>Everybody who has logged in to the pages, by name, sealed: so that a history can say who, where events know an id alone.</summary>
public sealed class Colleagues(NpgsqlDataSource db, KeyRing keys, Tampering tampering)
{
    public async Task Remember(Colleague colleague, CancellationToken ct)
    {
        await using var command = db.CreateCommand("""
            insert into personal.colleague (user_id, key_id, name, roles, centres, rights) values ($1, $2, $3, $4, $5, $6)
            on conflict (user_id) do update set key_id = excluded.key_id, name = excluded.name, roles = excluded.roles,
                centres = excluded.centres, rights = excluded.rights
            """);
        command.Parameters.Add(new() { Value = colleague.User.Value });
        command.Parameters.Add(new() { Value = keys.Current });
        command.Parameters.Add(new() { Value = keys.Seal(Place(colleague.User), Encoding.UTF8.GetBytes(colleague.Name)) });
        command.Parameters.Add(new() { Value = colleague.Roles.ToArray() });
        command.Parameters.Add(new() { Value = colleague.Centres.ToArray() });
        command.Parameters.Add(new() { Value = colleague.Claimed.Select(Callers.Written).ToArray() });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The rights a user's last log-in said; none of one who never logged in.</summary>
    public async Task<IReadOnlyList<Right>> ClaimedBy(UserId user, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select rights from personal.colleague where user_id = $1");
        command.Parameters.Add(new() { Value = user.Value });
        return await command.ExecuteScalarAsync(ct) is string[] rights ? Callers.Read(rights) : [];
    }

    public async Task<IReadOnlyList<Colleague>> All(CancellationToken ct)
    {
        await using var command = db.CreateCommand("select user_id, key_id, name, roles, centres, rights from personal.colleague");
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<Colleague> colleagues = [];
        while (await rows.ReadAsync(ct))
        {
            var user = new UserId(rows.GetGuid(0));
            var name = tampering.Read(Place(user), user.Value, () =>
                Encoding.UTF8.GetString(keys.Open(rows.GetString(1), Place(user), rows.GetFieldValue<byte[]>(2))));
            colleagues.Add(new(user, name ?? PersonalData.Unreadable,
                rows.GetFieldValue<string[]>(3), rows.GetFieldValue<string[]>(4), Callers.Read(rows.GetFieldValue<string[]>(5))));
        }
        return colleagues;
    }

    static string Place(UserId user) => $"colleague.name/{user.Value}";
}
