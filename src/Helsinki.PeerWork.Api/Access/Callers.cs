using System.Collections.Concurrent;
using System.Security.Claims;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
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

    /// <summary>Roles that are held at a centre. The others hold for the whole city.</summary>
    public static readonly IReadOnlySet<Role> AtCentres = new HashSet<Role> { Role.OccupationalTherapist, Role.PeerWorker, Role.Coordinator };

    /// <summary>What an administrator linked a user to: one role, at one centre where it knows centres.</summary>
    /// <param name="From">First Helsinki day; null: since it was made.</param>
    /// <param name="Until">Last Helsinki day; null: until it is taken away.</param>
    public sealed record Link(string Role, CentreCode? Centre, PeerWorkerId? PeerWorker, DateOnly? From = null, DateOnly? Until = null)
    {
        public bool InForceOn(DateOnly day) => !(day < From) && !(day > Until);
    }

    /// <summary>The opaque id of a subject at its issuer: all that events and logs ever know of a user.</summary>
    public static UserId IdOf(string issuer, string subject) => new(NameBasedId.Of(Users, $"{issuer}|{subject}"));

    public async Task<Caller> Of(ClaimsPrincipal principal, CancellationToken ct)
    {
        var user = IdOf(principal);
        return Of(principal, user, await Links(user, ct));
    }

    /// <summary>As the token alone says, where the links can't be asked for.</summary>
    public Caller WithoutLinks(ClaimsPrincipal principal) => Of(principal, IdOf(principal), []);

    public static UserId IdOf(ClaimsPrincipal principal) => IdOf(principal.FindFirstValue("iss") ?? "", principal.FindFirstValue("sub") ?? "");

    Caller Of(ClaimsPrincipal principal, UserId user, IReadOnlyList<Link> links)
    {
        var today = clock.Today();
        return new(user,
            [.. RolesApart.Without([.. ClaimedBy(principal).Concat(InForce(links, today)).Distinct()])],
            Guid.TryParse(principal.FindFirstValue(names.PeerWorker), out var id) ? new(id)
                : links.Where(l => l.InForceOn(today)).Select(l => l.PeerWorker).FirstOrDefault(w => w is not null));
    }

    /// <summary>What links give on a day.</summary>
    public static IEnumerable<Right> InForce(IEnumerable<Link> links, DateOnly day) =>
        links.Where(l => l.InForceOn(day) && RoleNames.ContainsKey(l.Role)).Select(l => new Right(RoleNames[l.Role], l.Centre, l.From, l.Until));

    /// <summary>
    /// The rights a token claims: <c>coordinator@Malmi</c> says one by itself. Roles and centres said apart are pairs where there is one role that
    /// is held at centres, or one centre; of several and several nobody can say which belong together, and none does.
    /// </summary>
    public IReadOnlyList<Right> ClaimedBy(ClaimsPrincipal principal)
    {
        var said = principal.FindAll(names.Roles).Select(c => c.Value.Split(RoleAt, 2)).Where(s => RoleNames.ContainsKey(s[0]))
            .ToLookup(s => s.Length == 2);
        var pairs = said[true].Where(s => ServiceCentre.IsCode(s[1])).Select(s => new Right(RoleNames[s[0]], new(s[1])));
        var centres = principal.FindAll(names.Centres).Select(c => c.Value).Where(ServiceCentre.IsCode).Distinct().Select(c => new CentreCode(c))
            .ToList();
        var roles = said[false].Select(s => RoleNames[s[0]]).Distinct().ToList();
        var together = centres.Count == 1 || roles.Count(AtCentres.Contains) == 1;
        return [.. pairs, .. roles.SelectMany(role =>
            AtCentres.Contains(role) && together && centres.Count > 0 ? centres.Select(c => new Right(role, c)) : [new Right(role)])];
    }

    const char RoleAt = '@';

    /// <summary>A right as claims write it.</summary>
    public static string Written(Right right) =>
        RoleNames.First(r => r.Value == right.Role).Key + (right.Centre is { } centre ? RoleAt + centre.Value : "");

    /// <summary>Rights written so, without those nobody knows any more.</summary>
    public static IReadOnlyList<Right> Read(IEnumerable<string> written) =>
        [.. written.Select(w => w.Split(RoleAt, 2)).Where(w => RoleNames.ContainsKey(w[0]))
            .Select(w => new Right(RoleNames[w[0]], w.Length == 2 ? new(w[1]) : null))];

    public async Task<IReadOnlyList<Link>> Links(UserId user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (cache.TryGetValue(user, out var known) && known.Until > now) return known.Links;
        await using var command = db.CreateCommand(
            "select role, centre, peer_worker, valid_from, valid_until from access.user_link where user_id = $1 and confirmed_by is not null");
        command.Parameters.Add(new() { Value = user.Value });
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<Link> links = [];
        while (await rows.ReadAsync(ct)) links.Add(LinkIn(rows));
        cache[user] = (now + LinksKept, links);
        return links;
    }

    /// <summary>Of the columns role, centre, peer_worker, valid_from, valid_until.</summary>
    public static Link LinkIn(NpgsqlDataReader row, int first = 0) => new(
        row.GetString(first), row.IsDBNull(first + 1) ? null : new(row.GetString(first + 1)), row.IsDBNull(first + 2) ? null
            : new(row.GetGuid(first + 2)),
        row.IsDBNull(first + 3) ? null : row.GetFieldValue<DateOnly>(first + 3), row.IsDBNull(first + 4) ? null
            : row.GetFieldValue<DateOnly>(first + 4));

    public void Forget(UserId user) => cache.TryRemove(user, out _);
}
