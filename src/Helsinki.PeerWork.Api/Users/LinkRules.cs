using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Api.Access.Callers;

namespace Helsinki.PeerWork.Api.Users;

/// <summary>A link as it stands: proposed until another administrator than the one who proposed it has confirmed it.</summary>
/// <param name="ConfirmedBy">Null: it waits, and gives nothing yet.</param>
public sealed record Given(Link Link, UserId ProposedBy, UserId? ConfirmedBy)
{
    public override string ToString() =>
        $"{Written(new(RoleNames[Link.Role], Link.Centre))}{(Link.PeerWorker is { } worker ? $" as {worker.Value}" : "")}"
        + $"{(Link.From is { } from ? $" from {from:yyyy-MM-dd}" : "")}{(Link.Until is { } until ? $" until {until:yyyy-MM-dd}" : "")}"
        + $"{(ConfirmedBy is null ? " (proposed)" : "")}";
}

/// <summary>Who gives whom which rights.</summary>
public static class LinkRules
{
    public static readonly Refusal OwnLinks = new("users/own-links", "Nobody changes their own rights. Ask another administrator.");
    public static readonly Refusal OwnProposal = new("users/own-proposal",
        "Whoever proposed a right does not confirm it. Ask another administrator.");

    public const string RolesApartCode = "users/roles-apart";

    static Refusal Apart(Role one, Role other) =>
        new(RolesApartCode, $"{RoleNames.First(r => r.Value == one).Key} and {RoleNames.First(r => r.Value == other).Key} never meet in one person.");

    /// <summary>
    /// Rights that open what is most to be guarded; and the one that gives them, which would otherwise make a second word of the first.
    /// </summary>
    public static readonly IReadOnlySet<Role> NeedSecondWord =
        new HashSet<Role> { Role.OccupationalTherapist, Role.Payroll, Role.DataProtectionOfficer, Role.Administrator };

    /// <summary>What stands once these are to be in place of all before.</summary>
    /// <param name="claimed">Roles the user has from elsewhere.</param>
    public static (IReadOnlyList<Given> Given, Refusal? No) Replace(UserId user, IReadOnlyList<Given> before, IReadOnlyList<Link> wanted,
        IEnumerable<Role> claimed, UserId by)
    {
        if (by == user) return ([], OwnLinks);
        if (RolesApart.In(wanted.Select(l => RoleNames[l.Role]).Concat(claimed).ToHashSet()) is var (one, other)) return ([], Apart(one, other));
        return ([.. wanted.Distinct().Select(Stands)], null);

        Given Stands(Link link) =>
            before.FirstOrDefault(g => g.Link == link)
            ?? (before.FirstOrDefault(g => g.ConfirmedBy is not null && Holds(g.Link, link)) is { } longer ? longer with { Link = link }
                : new Given(link, by, NeedSecondWord.Contains(RoleNames[link.Role]) ? null : by));
    }

    /// <summary>All that waits is in force.</summary>
    public static (IReadOnlyList<Given> Given, Refusal? No) Confirm(UserId user, IReadOnlyList<Given> before, UserId by) =>
        by == user ? ([], OwnLinks)
        : before.Any(g => g.ConfirmedBy is null && g.ProposedBy == by) ? ([], OwnProposal)
        : ([.. before.Select(g => g.ConfirmedBy is null ? g with { ConfirmedBy = by } : g)], null);

    /// <summary>A right cut shorter is no new one.</summary>
    static bool Holds(Link longer, Link shorter) =>
        longer with { From = null, Until = null } == shorter with { From = null, Until = null }
        && (longer.From is null || shorter.From >= longer.From) && (longer.Until is null || shorter.Until <= longer.Until);
}
