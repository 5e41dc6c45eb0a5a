namespace Helsinki.PeerWork.Api.Access;

/// <summary>Roles that never meet in one person: who pays, who watches, who decides on rights, and who knows people's cases are four.</summary>
public static class RolesApart
{
    /// <summary>Roles that read cases, hours or agreements of persons.</summary>
    public static readonly IReadOnlySet<Role> WithContent = new HashSet<Role> { Role.OccupationalTherapist, Role.PeerWorker, Role.Coordinator };

    public static readonly IReadOnlyList<(Role One, Role Other)> Pairs =
    [
        .. WithContent.Select(content => (Role.Payroll, content)),
        .. WithContent.Select(content => (Role.DataProtectionOfficer, content)),
        .. WithContent.Select(content => (Role.Administrator, content)),
        (Role.DataProtectionOfficer, Role.Payroll),
    ];

    /// <summary>The first two that may not meet; null: all may.</summary>
    public static (Role One, Role Other)? In(IReadOnlySet<Role> roles) =>
        Pairs.Select(p => ((Role, Role)?)p).FirstOrDefault(p => roles.Contains(p!.Value.Item1) && roles.Contains(p.Value.Item2));

    /// <summary>Whoever comes with two that may not meet has neither, wherever they were given.</summary>
    public static IEnumerable<Right> Without(IReadOnlyList<Right> rights)
    {
        var roles = rights.Select(r => r.Role).ToHashSet();
        var met = Pairs.Where(p => roles.Contains(p.One) && roles.Contains(p.Other)).SelectMany(p => (Role[])[p.One, p.Other]).ToHashSet();
        return rights.Where(r => !met.Contains(r.Role));
    }
}
