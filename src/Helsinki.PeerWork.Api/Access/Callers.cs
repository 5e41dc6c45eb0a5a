using System.Collections.Concurrent;
using System.Security.Claims;
using Helsinki.PeerWork.Domain.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>Which claims say what; every OpenID provider has its own names.</summary>
public sealed class ClaimNames
{
    /// <summary>One value per role, in the words of <see cref="Callers.RoleNames"/>.</summary>
    public string Roles { get; init; } = "roles";

    /// <summary>One value per service-centre code.</summary>
    public string Centres { get; init; } = "centres";

    /// <summary>A peer worker's own record: its id.</summary>
    public string PeerWorker { get; init; } = "peer_worker";
}

/// <summary>Makes a caller of a token's claims and the administrator's links.</summary>
public sealed class Callers(NpgsqlDataSource db, ClaimNames names, TimeProvider clock)
{
    /// <summary>A link made now is in force at the latest after this.</summary>
    static readonly TimeSpan LinksKept = TimeSpan.FromSeconds(5);
    static readonly Guid Users = new("7d3a2f9e-6f0b-4d53-9a53-0f6a2c1f6f11");

    readonly ConcurrentDictionary<UserId, (DateTimeOffset Until, IReadOnlyList<Link> Links)> cache = [];

    /// <summary>The roles as claims and links write them.</summary>
    public static readonly IReadOnlyDictionary<string, Role> RoleNames = new Dictionary<string, Role>(StringComparer.OrdinalIgnoreCase)
    {
        ["therapist"] = Role.OccupationalTherapist,
        ["peer-worker"] = Role.PeerWorker,
        ["coordinator"] = Role.Coordinator,
        ["payroll"] = Role.Payroll,
        ["planner"] = Role.Planner,
        ["administrator"] = Role.Administrator,
        ["data-protection"] = Role.DataProtectionOfficer,
    };

    /// <summary>What an administrator linked a user to.</summary>
    public sealed record Link(string Role, CentreCode? Centre, PeerWorkerId? PeerWorker);

    /// <summary>The opaque id of a subject at its issuer: all that events and logs ever know of a user.</summary>
    public static UserId IdOf(string issuer, string subject) => new(NameBasedId.Of(Users, $"{issuer}|{subject}"));

    public async Task<Caller> Of(ClaimsPrincipal principal, CancellationToken ct)
    {
        var user = IdOf(principal);
        return Of(principal, user, await Links(user, ct));
    }

    /// <summary>As the token alone says, where the links can't be asked for.</summary>
    public Caller WithoutLinks(ClaimsPrincipal principal) => Of(principal, IdOf(principal), []);

    static UserId IdOf(ClaimsPrincipal principal) => IdOf(principal.FindFirstValue("iss") ?? "", principal.FindFirstValue("sub") ?? "");

    Caller Of(ClaimsPrincipal principal, UserId user, IReadOnlyList<Link> links) =>
        new(user,
            principal.FindAll(names.Roles).Select(c => c.Value).Concat(links.Select(l => l.Role)).Where(RoleNames.ContainsKey).Select(r => RoleNames[r]).ToHashSet(),
            principal.FindAll(names.Centres).Select(c => new CentreCode(c.Value)).Concat(links.Where(l => l.Centre is not null).Select(l => l.Centre!.Value)).ToHashSet(),
            Guid.TryParse(principal.FindFirstValue(names.PeerWorker), out var id) ? new(id) : links.FirstOrDefault(l => l.PeerWorker is not null)?.PeerWorker);

    public async Task<IReadOnlyList<Link>> Links(UserId user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (cache.TryGetValue(user, out var known) && known.Until > now) return known.Links;
        await using var command = db.CreateCommand("select role, centre, peer_worker from access.user_link where user_id = $1");
        command.Parameters.Add(new() { Value = user.Value });
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<Link> links = [];
        while (await rows.ReadAsync(ct))
            links.Add(new(rows.GetString(0), rows.IsDBNull(1) ? null : new(rows.GetString(1)), rows.IsDBNull(2) ? null : new(rows.GetGuid(2))));
        cache[user] = (now + LinksKept, links);
        return links;
    }

    public void Forget(UserId user) => cache.TryRemove(user, out _);
}
