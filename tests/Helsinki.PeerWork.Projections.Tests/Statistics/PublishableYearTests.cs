using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Tests.Statistics.Attack;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

/// <summary>Nothing that is published of a year gives a hidden figure of it away.</summary>
public sealed class PublishableYearTests(SampleRegister register) : IClassFixture<SampleRegister>
{
    static readonly CancellationToken None = CancellationToken.None;

    static PublicEdition Public(PublishableYear year, Suppressed suppressed) => new(
        year.Table.Cells.ToDictionary(c => c.Key, c => c.Value), suppressed.Cells.Keys.ToHashSet(),
        year.Table.Cells.Where(c => c.Kind is CellKind.Signed).Select(c => c.Key).ToHashSet(), year.Table.Sums, year.Table.Distinct);

    [Fact]
    public async Task The_citys_own_figures_of_2024_are_shown_and_those_of_small_centres_are_not()
    {
        var year = await PublishableYear.Of(register.Database.Facts, 2024, new(new(2026, 11, 21)), None);

        var suppressed = Suppression.Of(year.Table);

        Assert.Empty(suppressed.Exposed);
        Assert.Empty(Attacker.WorksOut(Public(year, suppressed)));
        Assert.Equal(["81", "13", "18", "23"], year.Report.Rows.Take(4).Select(r => PublishableYear.IsHidden(r.Measure, null, suppressed.Cells.Keys.ToHashSet()) ? ".." : $"{r.City.Value}"));
        Assert.All(year.Table.Cells.Where(c => c.Persons is > 0 and < 5), c => Assert.Contains(c.Key, suppressed.Cells));
    }

    [Theory, InlineData(7), InlineData(8)]
    public async Task Whatever_happened_and_however_often_it_is_published(int seed)
    {
        await using var database = new RecordedDatabase { Following = ReadModels.Async };
        await database.InitializeAsync();
        var history = new RandomHistory(seed);
        var first = new DateOnly(2023, 12, 1);
        Dictionary<int, (List<EarlierEdition> Editions, List<PublicEdition> Public)> published = new() { [2023] = ([], []), [2024] = ([], []) };
        for (var day = 0; day < 60; day++)
        {
            foreach (var (stream, events) in history.Day(first.AddDays(day))) await database.RecordAt(HelsinkiTime.StartOf(first.AddDays(day)), stream, events);
            if (day % 20 != 19) continue;
            foreach (var (year, (editions, publicly)) in published)
            {
                var publishable = await PublishableYear.Of(database.Facts, year, new(first.AddDays(day + 1)), None);
                foreach (var (key, value) in Cells(publishable.Report)) Assert.Equal((key, value), (key, publishable.Table.Cells.Single(c => c.Key == key).Value));
                var suppressed = Suppression.Of(publishable.Table, editions);
                Assert.Empty(suppressed.Exposed);
                Assert.NotEmpty(suppressed.Cells);
                editions.Add(new(publishable.Table, suppressed.Cells.Keys.ToList()));
                publicly.Add(Public(publishable, suppressed));
            }
        }
        Assert.All(published.Values, p => Assert.Empty(Attacker.WorksOut(p.Public)));
    }

    /// <summary>The counts of the report, under the keys of their cells.</summary>
    static IEnumerable<(string, long)> Cells(YearReport report) =>
        from row in report.Rows
        where row.Measure.Reckoning is Reckoning.Total && row.Measure.Unit is not (Unit.Hours or Unit.Euros)
        from place in report.Centres.Select((c, i) => (c.Code.Value, row.Centres[i])).Prepend(("*", row.City))
        select ($"{row.Measure.Key}@{place.Item1}", (long)place.Item2.Value!.Value);
}
