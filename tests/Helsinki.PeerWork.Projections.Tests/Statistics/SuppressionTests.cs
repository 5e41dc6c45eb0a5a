using FsCheck;
using FsCheck.Fluent;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Tests.Statistics.Attack;
using Helsinki.PeerWork.Tests.Shared;
using static Helsinki.PeerWork.Projections.Statistics.CellKind;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

public class SuppressionTests
{
    const int Cities = 300;
    const int FewestPersons = 5;

    /// <summary>A measure whose centres add up to the city: cells "measure@A", "measure@B", … and "measure@*".</summary>
    static IEnumerable<GuardedCell> Added(string measure, params int[] centres) =>
        Row(measure, centres.Sum(), centres.Sum(), [.. centres.Select(v => ((long)v, v))]);

    static IEnumerable<GuardedCell> Row(string measure, long city, int persons, params (long Value, int Persons)[] centres) =>
    [
        new($"{measure}@*", city, persons, Count),
        .. centres.Select((c, i) => new GuardedCell($"{measure}@{Centre(i)}", c.Value, c.Persons, Count)),
    ];

    static char Centre(int i) => (char)('A' + i);

    static KnownSum OverCentres(string measure, int centres) =>
        new($"{measure}@*", [.. Enumerable.Range(0, centres).Select(i => $"{measure}@{Centre(i)}")]);

    static DistinctCount DistinctOver(string measure, int centres)
    {
        var (wholes, parts) = OverCentres(measure, centres);
        return new(wholes[0], parts);
    }

    static string HiddenOf(PublishedTable table)
    {
        var suppressed = Suppression.Of(table, FewestPersons);
        Assert.Empty(suppressed.Exposed);
        Assert.Empty(Attacker.WorksOut(Published(table, suppressed)));
        return string.Join(' ',
            suppressed.Cells.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value is Hiding.Primary ? $"{c.Key}!" : c.Key));
    }

    static PublicEdition Published(PublishedTable table, Suppressed suppressed) => new(
        table.Cells.ToDictionary(c => c.Key, c => c.Value), suppressed.Cells.Keys.ToHashSet(),
        table.Cells.Where(c => c.Kind is Signed).Select(c => c.Key).ToHashSet(), table.Sums, table.Distinct);

    static PublishedTable OneRow(params int[] centres) => new([.. Added("m", centres)], [OverCentres("m", centres.Length)], [], []);

    [Fact]
    public void Nothing_is_hidden_where_nothing_is_small() =>
        Assert.Equal("", HiddenOf(OneRow(5, 12, 0, 7)));

    [Fact]
    public void One_small_cell_takes_the_smallest_other_with_it_and_never_a_zero() =>
        Assert.Equal("m@A! m@D", HiddenOf(OneRow(3, 12, 0, 7)));

    [Fact]
    public void Two_small_cells_protect_each_other() =>
        Assert.Equal("m@A! m@B!", HiddenOf(OneRow(3, 2, 9)));

    [Fact]
    public void Two_ones_that_make_two_do_not() =>
        Assert.Equal("m@A! m@B! m@C", HiddenOf(OneRow(1, 1, 9)));

    [Fact]
    public void A_small_city_is_hidden_with_everything_in_it() =>
        Assert.Equal("m@*! m@A! m@B!", HiddenOf(OneRow(1, 2, 0)));

    [Fact]
    public void Alone_in_the_city_a_small_cell_is_hidden_with_the_city() =>
        Assert.Equal("m@*! m@A!", HiddenOf(OneRow(3, 0, 0)));

    [Fact]
    public void A_sum_over_measures_gives_nothing_away()
    {
        // Ended = for this reason + for that one, at each centre and in the city: a hidden cell needs company in its row and in its column.
        PublishedTable ended = new(
            [.. Added("ended", 10, 10, 30), .. Added("this", 2, 6, 20), .. Added("that", 8, 4, 10)],
            [
                OverCentres("ended", 3), OverCentres("this", 3), OverCentres("that", 3),
                .. ((string[])["A", "B", "C", "*"]).Select(c => new KnownSum($"ended@{c}", [$"this@{c}", $"that@{c}"])),
            ], [], []);

        Assert.Equal("that@A that@B! this@A! this@B", HiddenOf(ended));
    }

    [Fact]
    public void Persons_of_several_centres_are_not_added_up_and_need_less()
    {
        // 9 persons in the city, 6 at B: there are 3 to 9 at A.
        PublishedTable persons = new([.. Row("p", 9, 9, (4, 4), (6, 6))], [], [DistinctOver("p", 2)], []);

        Assert.Equal("p@A!", HiddenOf(persons));
    }

    [Fact]
    public void Persons_that_happen_to_add_up_need_as_much()
    {
        // 4 + 5 = 9: A has at least 4, and because it is hidden no more.
        PublishedTable persons = new([.. Row("p", 9, 9, (4, 4), (5, 5), (0, 0))], [], [DistinctOver("p", 3)], []);

        Assert.Equal("p@A! p@B", HiddenOf(persons));
    }

    [Fact]
    public void Two_measures_that_are_nearly_the_same_are_hidden_together()
    {
        PublishedTable table = new(
            [.. Added("meeting-hours", 3, 6, 9), .. Added("hours-of-meetings", 3, 7, 9)],
            [
                OverCentres("meeting-hours", 3), OverCentres("hours-of-meetings", 3),
                .. ((string[])["A", "B", "C", "*"]).Select(c => new KnownSum($"meeting-hours@{c}", [$"hours-of-meetings@{c}"])),
            ], [], []);

        Assert.Equal("hours-of-meetings@A! hours-of-meetings@B meeting-hours@A! meeting-hours@B", HiddenOf(table));
    }

    [Fact]
    public void The_two_sides_of_a_ratio_are_hidden_together()
    {
        PublishedTable table = new(
            [.. Added("assessed", 3, 9, 9), .. Added("ended", 8, 9, 12)], [OverCentres("assessed", 3), OverCentres("ended", 3)], [],
            [.. ((string[])["A", "B", "C", "*"]).Select(c => (IReadOnlyList<string>)[$"assessed@{c}", $"ended@{c}"])]);

        Assert.Equal("assessed@A! assessed@B ended@A ended@B", HiddenOf(table));
    }

    [Fact]
    public void A_hidden_amount_could_be_a_tenth_more()
    {
        // A's 300.00 and B's 1 cent: what both make together is all but A's amount.
        PublishedTable table = new(
            [new("eur@*", 190_001, 30, Amount), new("eur@A", 30_000, 2, Amount), new("eur@B", 1, 6, Amount), new("eur@C", 160_000, 22, Amount)],
            [OverCentres("eur", 3)], [], []);

        Assert.Equal("eur@A! eur@C", HiddenOf(table));
    }

    [Fact]
    public void A_sum_of_changes_may_be_anything()
    {
        PublishedTable table = new(
            [new("change@*", 7, 30, Signed), new("change@A", -2, 2, Signed), new("change@B", 0, 6, Signed), new("change@C", 9, 22, Signed)],
            [OverCentres("change", 3)], [], []);

        Assert.Equal("change@A! change@B", HiddenOf(table));
    }

    [Fact]
    public void What_an_earlier_edition_hid_stays_hidden_and_what_it_showed_protects_nothing()
    {
        PublishedTable table = new(
            [
                new("m@*", 40, 40, Count), new("m@A", 3, 3, Count), new("m@B", 6, 6, Count, Earlier.Showed), new("m@C", 12, 12, Count, Earlier.Hid),
                new("m@D", 19, 19, Count),
            ], [OverCentres("m", 4)], [], []);

        Assert.Equal("m@A! m@C", HiddenOf(table));
    }

    [Fact]
    public void Rather_than_another_is_hidden_what_was_hidden_with_another_number()
    {
        PublishedTable table = new(
            [new("m@*", 40, 40, Count), new("m@A", 3, 3, Count), new("m@B", 6, 6, Count), new("m@C", 31, 31, Count, Earlier.HidAnother)],
            [OverCentres("m", 3)], [], []);

        Assert.Equal("m@A! m@C", HiddenOf(table));
    }

    [Fact]
    public void A_cell_only_earlier_editions_can_give_away_is_named()
    {
        PublishedTable table = new(
            [new("m@*", 9, 9, Count, Earlier.Showed), new("m@A", 3, 3, Count), new("m@B", 6, 6, Count, Earlier.Showed)], [OverCentres("m", 2)],
            [], []);

        Assert.Equal(["m@A"], Suppression.Of(table, FewestPersons).Exposed);
    }

    [Fact]
    public void Two_editions_between_them_give_nothing_away()
    {
        // At first A and B hide each other. Then B grows: were it shown, A would be what is left of the first edition's total.
        var first = OneRow(2, 3, 20);
        var hiddenFirst = Suppression.Of(first, FewestPersons);
        var second = OneRow(2, 30, 20);
        var hiddenSecond = Suppression.Of(second, FewestPersons, new EarlierEdition(first, hiddenFirst.Cells.Keys.ToList()));

        Assert.Empty(hiddenSecond.Exposed);
        Assert.Empty(Attacker.WorksOut(Published(first, hiddenFirst), Published(second, hiddenSecond)));
        Assert.Equal(["m@A", "m@B"], hiddenSecond.Cells.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, Seeds(1)]
    public void An_attacker_with_every_edition_works_out_no_hidden_cell(int seed) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), cities =>
        {
            var random = new Random(cities);
            var city = MadeCity.Of(random);
            List<EarlierEdition> editions = [];
            List<PublicEdition> published = [];
            for (var edition = 0; edition < 3; edition++)
            {
                var table = city.Table();
                var suppressed = Suppression.Of(table, FewestPersons, editions);
                if (suppressed.Exposed.Count > 0) return false;
                editions.Add(new(table, suppressed.Cells.Keys.ToList()));
                published.Add(Published(table, suppressed));
                city.Correct(random);
            }
            return Attacker.WorksOut(published).Count == 0;
        }).Check(seed, Cities);
}
