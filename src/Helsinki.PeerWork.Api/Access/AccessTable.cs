using System.Collections.Frozen;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>What the table says of one operation for one caller.</summary>
public enum Verdict
{
    /// <summary>404: the caller may not know whether it exists.</summary>
    Hidden,

    /// <summary>403.</summary>
    Forbidden,
    Allowed,
}

/// <summary>
/// Who may do what: <c>docs/access.md</c>, read as it stands there, so that the page people read and the rule that runs are one.
/// The first table gives each word its four verdicts, the second gives each operation a word per kind of user.
/// </summary>
public sealed class AccessTable
{
    readonly FrozenDictionary<string, FrozenDictionary<Role, Verdict[]>> rows;

    public static readonly AccessTable Instance = Read();

    AccessTable(FrozenDictionary<string, FrozenDictionary<Role, Verdict[]>> rows) => this.rows = rows;

    /// <summary>Operation ids that have a row.</summary>
    public IReadOnlyCollection<string> Operations => rows.Keys;

    /// <summary>The best verdict any of the roles has.</summary>
    /// <exception cref="InvalidOperationException">The operation has no row: a bug, found when the host is built.</exception>
    public Verdict Of(string operation, IEnumerable<Role> roles, Relation relation) =>
        roles.Select(role => Row(operation)[role][Index(relation)]).DefaultIfEmpty(Verdict.Forbidden).Max();

    /// <summary>
    /// The best verdict any of the caller's roles has, each at its own centres. A role that may never do it says nothing of the record: otherwise it
    /// would make a 403 of another's 404, and tell that there is something.
    /// </summary>
    public Verdict Of(string operation, Caller caller, Standing standing) =>
        caller.Roles.Where(role => !Never(operation, [role]))
            .Select(role => Of(operation, [role], standing.As(role, caller.CentresAs(role)))).DefaultIfEmpty(Verdict.Forbidden).Max();

    /// <summary>The centres where one of the caller's roles lets them at others' records by this operation.</summary>
    public IReadOnlySet<CentreCode> CentresOf(string operation, Caller caller) =>
        caller.CentresAs([.. caller.Roles.Where(role => Of(operation, [role], new(OwnCentre: true, OwnRecord: false)) == Verdict.Allowed)]);

    /// <summary>True when no relation to any record would allow it.</summary>
    public bool Never(string operation, IEnumerable<Role> roles) =>
        roles.All(role => Row(operation)[role].All(v => v == Verdict.Forbidden));

    /// <summary>True when the verdict hangs on the record, so that the operation has to ask again once it knows it.</summary>
    public bool HangsOnRecord(string operation) => Row(operation).Values.Any(v => v.Distinct().Count() > 1);

    FrozenDictionary<Role, Verdict[]> Row(string operation) =>
        rows.TryGetValue(operation, out var row) ? row : throw new InvalidOperationException($"docs/access.md has no row for {operation}.");

    static int Index(Relation relation) => (relation.OwnCentre ? 0 : 2) + (relation.OwnRecord ? 0 : 1);

    static AccessTable Read()
    {
        using var file = new StreamReader(typeof(AccessTable).Assembly.GetManifestResourceStream("access.md")!);
        var lines = file.ReadToEnd().Split('\n')
            .Where(line => line.StartsWith('|') && !line.StartsWith("|--", StringComparison.Ordinal) && !line.StartsWith("| --", StringComparison.Ordinal))
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        var words = lines.Where(cells => cells.Length == 6 && cells[0] != "Word")
            .ToDictionary(cells => cells[0], cells => cells[1..5].Select(Enum.Parse<Verdict>).ToArray());
        var roles = Enum.GetValues<Role>();
        return new(lines.Where(cells => cells.Length == roles.Length + 1 && cells[0] != "Operation").ToFrozenDictionary(
            cells => cells[0],
            cells => roles.ToFrozenDictionary(role => role, role => words[cells[1 + (int)role]])));
    }
}
