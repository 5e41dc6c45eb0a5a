using System.Text.RegularExpressions;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

public partial class MeasuresTests
{
    [Fact]
    public void The_page_of_definitions_is_what_the_measures_say()
    {
        var made = Path.Combine(AppContext.BaseDirectory, "statistics.made.md");
        File.WriteAllText(made, StatisticsDocument.Markdown());

        Assert.True(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "statistics.md")) == File.ReadAllText(made),
            $"docs/statistics.md is not what the measures say now; put {made} in its place.");
    }

    [Fact]
    public void Every_measure_has_a_key_of_its_own_and_a_sentence_in_each_language()
    {
        Assert.Equal(Measures.All.Count, Measures.All.Select(m => m.Key).Distinct().Count());
        Assert.All(Measures.All, m =>
        {
            Assert.Matches(KebabCase(), m.Key);
            foreach (var (label, definition) in new[] { (m.Label.Fi, m.Definition.Fi), (m.Label.Sv, m.Definition.Sv), (m.Label.En, m.Definition.En) })
            {
                Assert.NotEmpty(label);
                Assert.EndsWith(".", definition, StringComparison.Ordinal);
            }
        });
        foreach (var language in new Func<Words, string>[] { w => w.Fi, w => w.Sv, w => w.En })
            Assert.Equal(Measures.All.Count, Measures.All.Select(m => language(m.Label)).Distinct().Count());
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex KebabCase();
}
