using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>The kinds of user (DOMAIN: who uses it, for what).</summary>
public enum Role
{
    /// <summary>Toimintaterapeutti.</summary>
    OccupationalTherapist,

    /// <summary>Vertaistyöntekijä, kokemusasiantuntija; an Aito Välittäjä is one.</summary>
    PeerWorker,
    Coordinator,

    /// <summary>Palkanlaskenta: a clerk or a robot.</summary>
    Payroll,

    /// <summary>Suunnittelija.</summary>
    Planner,

    /// <summary>Pääkäyttäjä.</summary>
    Administrator,

    /// <summary>Tietosuojavastaava.</summary>
    DataProtectionOfficer,
}

/// <summary>Who asks: an opaque id, roles, service centres and, for a peer worker, whose record is their own.</summary>
public sealed record Caller(UserId User, IReadOnlySet<Role> Roles, IReadOnlySet<CentreCode> Centres, PeerWorkerId? PeerWorker)
{
    /// <summary>The system itself: its first configuration, what it does by the clock, the command line.</summary>
    public static readonly Caller System = new(new(new Guid("00000000-0000-7000-8000-000000000001")), new HashSet<Role>(), new HashSet<CentreCode>(), null);

    /// <summary>What the access table is asked with, for a record of these centres.</summary>
    public Relation To(IEnumerable<CentreCode> centres, bool ownRecord) => new(centres.Any(Centres.Contains), ownRecord);

    public Relation To(CentreCode centre, bool ownRecord) => To([centre], ownRecord);
}

/// <summary>How a caller stands to a record.</summary>
public readonly record struct Relation(bool OwnCentre, bool OwnRecord)
{
    /// <summary>Where there is no record to stand to.</summary>
    public static readonly Relation None = new(true, true);
}
