using System.Globalization;
using Helsinki.PeerWork.Api.Statistics;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>Every measure with its definition, to search in.</summary>
public sealed class MeasuresListPage : StatisticsPage
{
    /// <summary>What is searched for in names, definitions and keys.</summary>
    public string? Search { get; private set; }

    public int All { get; private set; }

    public IReadOnlyList<IGrouping<string, MeasureView>> Groups { get; private set; } = [];

    public int Found => Groups.Sum(g => g.Count());

    public async Task OnGet(string? q)
    {
        await ReadYears();
        var all = await Read<StatisticsApi, List<MeasureView>>(a => a.List(Request));
        All = all.Count;
        Search = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        Groups = [.. all.Where(m => Search is null || Holds(m.Label) || Holds(m.Definition) || Holds(m.Group) || Holds(m.Key)).GroupBy(m => m.Group)];

        bool Holds(string text) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, Search!, CompareOptions.IgnoreCase) >= 0;
    }
}
