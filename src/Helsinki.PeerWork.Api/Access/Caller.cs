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

/// <summary>One right: a role at one centre, or a role that knows no centres. Two of them never add up to a third.</summary>
/// <param name="From">First Helsinki day; null: since ever.</param>
/// <param name="Until">Last Helsinki day; null: until it is taken away.</param>
public sealed record Right(Role Role, CentreCode? Centre = null, DateOnly? From = null, DateOnly? Until = null)
{
    public bool InForceOn(DateOnly day) => !(day < From) && !(day > Until);
}

/// <summary>Who asks: an opaque id, the rights in force now and, for a peer worker, whose record is their own.</summary>
public sealed record Caller(UserId User, IReadOnlyList<Right> Rights, PeerWorkerId? PeerWorker)
{
    /// <summary>The system itself: its first configuration, what it does by the clock, the command line.</summary>
    public static readonly Caller System = new(new(new Guid("00000000-0000-7000-8000-000000000001")), [], null);

    public IReadOnlySet<Role> Roles { get; } = Rights.Select(r => r.Role).ToHashSet();

    /// <summary>The centres where the caller has one of these roles.</summary>
    public IReadOnlySet<CentreCode> CentresAs(params IReadOnlyCollection<Role> roles) =>
        Rights.Where(r => roles.Contains(r.Role)).Select(r => r.Centre).OfType<CentreCode>().ToHashSet();

    public bool Is(PeerWorkerId worker) => PeerWorker == worker;

    /// <summary>What the access table is asked with, for a record of these centres.</summary>
    /// <param name="looksAfter">The caller is a process's therapist, or a substitute.</param>
    /// <param name="isWorker">The caller is the peer worker it is about, or a process's mediator.</param>
    public Standing To(IEnumerable<CentreCode> centres, bool looksAfter = false, bool isWorker = false) =>
        new(here => centres.Any(here.Contains), looksAfter, isWorker);

    public Standing To(CentreCode centre, bool looksAfter = false, bool isWorker = false) => To([centre], looksAfter, isWorker);
}

/// <summary>
/// How a caller stands to a record. Each role is judged by its own centres and its own bond: a mediator's process is not a therapist's own.
/// </summary>
/// <param name="Here">Whether the record is where somebody with these centres is.</param>
public sealed record Standing(Func<IReadOnlySet<CentreCode>, bool> Here, bool LooksAfter, bool IsWorker)
{
    /// <summary>Where there is no record to stand to.</summary>
    public static readonly Standing None = new(_ => true, true, true);

    public Relation As(Role role, IReadOnlySet<CentreCode> centres) => new(Here(centres), role == Role.OccupationalTherapist ? LooksAfter : IsWorker);
}

/// <summary>How a role stands to a record: all the access table knows of the two.</summary>
public readonly record struct Relation(bool OwnCentre, bool OwnRecord);
