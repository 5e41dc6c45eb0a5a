using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>
/// Centres that go on with one another's work: merged into a successor, or split off. Counted together they stay comparable over the years,
/// whatever the work was called in each.
/// </summary>
/// <param name="Code">Of those that are not closed yet, the one opened first.</param>
/// <param name="Centres">Two or more, by code.</param>
public sealed record CentreLine(CentreCode Code, IReadOnlyList<CentreCode> Centres)
{
    /// <param name="on">The day on which they are open or closed.</param>
    internal static IReadOnlyList<CentreLine> Of(IReadOnlyCollection<CentreOfLine> centres, DateOnly on)
    {
        var groups = centres.ToDictionary(c => c.Code, c => new HashSet<CentreOfLine> { c });
        foreach (var (one, other) in centres.SelectMany(c => c.Links, (c, other) => (c.Code, other)))
        {
            if (!groups.TryGetValue(other, out var joined) || joined == groups[one]) continue;
            joined.UnionWith(groups[one]);
            foreach (var centre in groups[one]) groups[centre.Code] = joined;
        }
        return
        [
            .. groups.Values.Distinct().Where(g => g.Count > 1)
                .Select(g => new CentreLine(
                    g.OrderBy(c => c.LastDay < on).ThenBy(c => c.OpenedOn).ThenBy(c => c.Code.Value, StringComparer.Ordinal).First().Code,
                    [.. g.Select(c => c.Code).OrderBy(c => c.Value, StringComparer.Ordinal)]))
                .OrderBy(l => l.Code.Value, StringComparer.Ordinal),
        ];
    }
}

sealed record CentreOfLine(CentreCode Code, DateOnly OpenedOn, DateOnly? LastDay, CentreCode? Successor, CentreCode? SplitFrom)
{
    public IEnumerable<CentreCode> Links => new[] { Successor, SplitFrom }.OfType<CentreCode>();
}
