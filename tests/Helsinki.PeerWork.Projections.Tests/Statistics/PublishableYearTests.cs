using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Tests.Statistics.Attack;
using Helsinki.PeerWork.Tests.Shared;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

/// <summary>Nothing that is published of a year gives a hidden figure of it away.</summary>
public sealed class PublishableYearTests(SampleRegister register) : IClassFixture<SampleRegister>
{
    const int FewestPersons = 5;
    static readonly CancellationToken None = CancellationToken.None;

    static PublicEdition Public(PublishableYear year, Suppressed suppressed) => new(
        year.Table.Cells.ToDictionary(c => c.Key, c => c.Value), suppressed.Cells.Keys.ToHashSet(),
        year.Table.Cells.Where(c => c.Kind is CellKind.Signed).Select(c => c.Key).ToHashSet(), year.Table.Sums, year.Table.Distinct);

    [Fact]
    public async Task The_citys_own_figures_of_2024_are_shown_and_those_of_small_centres_are_not()
    {
        var year = await PublishableYear.Of(register.Database.Facts, 2024, new(new(2026, 11, 21)), None);

        var suppressed = Suppression.Of(year.Table, FewestPersons);

        Assert.Empty(suppressed.Exposed);
        Assert.Empty(Attacker.WorksOut(Public(year, suppressed)));
        Assert.Equal(["81", "13", "18", "23"],
            year.Report.Rows.Take(4)
            .Select(r => PublishableYear.IsHidden(r.Measure, null, suppressed.Cells.Keys.ToHashSet()) ? ".." : $"{r.City.Value}"));
        Assert.All(year.Table.Cells.Where(c => c.Persons is > 0 and < 5), c => Assert.Contains(c.Key, suppressed.Cells));
    }

    [Theory, Seeds(7, 8)]
    public async Task Whatever_happened_and_however_often_it_is_published(int seed)
    {
        await using var database = new RecordedDatabase { Following = ReadModels.Async };
        await database.InitializeAsync();
        var history = new RandomHistory(seed);
        var first = new DateOnly(2023, 12, 1);
        Dictionary<int, (List<EarlierEdition> Editions, List<PublicEdition> Public)> published = new() { [2023] = ([], []), [2024] = ([], []) };
        for (var day = 0; day < 60; day++)
        {
            foreach (var (stream, events) in history.Day(first.AddDays(day)))
                await database.RecordAt(HelsinkiTime.StartOf(first.AddDays(day)), stream, events);
            if (day % 20 != 19) continue;
            foreach (var (year, (editions, publicly)) in published)
            {
                var publishable = await PublishableYear.Of(database.Facts, year, new(first.AddDays(day + 1)), None);
                foreach (var (key, value) in Cells(publishable.Report))
                    Assert.Equal((key, value), (key, publishable.Table.Cells.Single(c => c.Key == key).Value));
                var suppressed = Suppression.Of(publishable.Table, FewestPersons, editions);
                Assert.NotEmpty(suppressed.Cells);
                // What earlier editions would give away is not published; a first one always can be.
                if (suppressed.Exposed.Count > 0 && editions.Count > 0) continue;
                Assert.Empty(suppressed.Exposed);
                editions.Add(new(publishable.Table, suppressed.Cells.Keys.ToList()));
                publicly.Add(Public(publishable, suppressed));
            }
        }
        Assert.All(published.Values, p => Assert.Empty(Attacker.WorksOut(p.Public)));
        Assert.Contains(published.Values, p => p.Public.Count > 1);
    }

    [Fact]
    public async Task Two_numbers_that_are_always_the_same_are_known_to_be()
    {
        await using var database = new RecordedDatabase { Following = ReadModels.Async };
        await database.InitializeAsync();
        var (history, first) = (new RandomHistory(3), new DateOnly(2024, 1, 1));
        List<(Dictionary<string, long> Values, List<(string One, string Other)> Told)> seen = [];
        for (var day = 0; day < 80; day++)
        {
            foreach (var (stream, events) in history.Day(first.AddDays(day)))
                await database.RecordAt(HelsinkiTime.StartOf(first.AddDays(day)), stream, events);
            if (day % 4 != 3) continue;
            var table = (await PublishableYear.Of(database.Facts, 2024, new(first.AddDays(day + 1)), None)).Table;
            seen.AddRange(
                from place in table.Cells.Select(c => (Cell: c, Name: c.Key.Split('@'))).GroupBy(c => c.Name[1])
                where place.Key != "*" && !place.Key.StartsWith("Symppis", StringComparison.Ordinal)
                select (place.ToDictionary(c => c.Name[0], c => c.Cell.Value), ToldAt(table, place.Key)));
        }

        var varied = seen[0].Values.Keys.Where(n => seen.Select(s => s.Values[n]).Distinct().Count() > 2
            && !n.EndsWith("/sum", StringComparison.Ordinal)).ToList();
        var pairs = varied.SelectMany((one, i) => varied.Skip(i + 1).Where(other => seen.All(s => s.Values[one] == s.Values[other]))
            .Select(other => (One: one, Other: other))).ToList();
        Assert.Contains(("published-fee-for-service-individuals", "individuals-fee-for-service"), pairs);
        Assert.DoesNotContain(pairs, p => seen.Any(s => s.Values[p.One] != 0 && !Reached(p.One, s.Told).Contains(p.Other)));
    }

    [Fact]
    public async Task Whoever_rates_one_theme_rates_all_of_them()
    {
        var table = (await PublishableYear.Of(register.Database.Facts, 2024, new(new(2026, 11, 21)), None)).Table;
        var pairs = Measures.All.Where(m => m.Reckoning is Reckoning.Mean).Select(m => $"{m.Key}/cases").ToList();

        Assert.Equal(8, pairs.Count);
        Assert.Superset(pairs.ToHashSet(), Reached(pairs[0], ToldAt(table, "Malmi")));
    }

    /// <summary>Numbers of one place that are told to be the same.</summary>
    static List<(string One, string Other)> ToldAt(PublishedTable table, string place) =>
    [
        .. from sum in table.Sums
           where sum.Totals.Count == 1 && sum.Parts.Count == 1
           let names = (One: sum.Totals[0].Split('@'), Other: sum.Parts[0].Split('@'))
           where names.One[1] == place && names.Other[1] == place
           select (names.One[0], names.Other[0]),
    ];

    static HashSet<string> Reached(string from, List<(string One, string Other)> told)
    {
        HashSet<string> reached = [from];
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var (one, other) in told)
                if (reached.Contains(one) || reached.Contains(other)) reached.UnionWith([one, other]);
        }
        return reached;
    }

    /// <summary>The counts of the report, under the keys of their cells.</summary>
    static IEnumerable<(string, long)> Cells(YearReport report) =>
        from row in report.Rows
        where row.Measure.Reckoning is Reckoning.Total && row.Measure.Unit is not (Unit.Hours or Unit.Euros)
        from place in report.Centres.Select((c, i) => (c.Code.Value, row.Centres[i])).Prepend(("*", row.City))
        select ($"{row.Measure.Key}@{place.Item1}", (long)place.Item2.Value!.Value);
}
