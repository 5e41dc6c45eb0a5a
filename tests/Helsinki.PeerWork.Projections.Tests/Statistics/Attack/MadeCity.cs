using Helsinki.PeerWork.Projections.Statistics;
using static Helsinki.PeerWork.Projections.Statistics.CellKind;

namespace Helsinki.PeerWork.Projections.Tests.Statistics.Attack;

/// <summary>A made-up year with every kind of measure there is, many of its numbers small.</summary>
sealed class MadeCity
{
    const int City = -1;

    readonly int centres;
    readonly int[][] parts;
    readonly int[] hours, people, pairs, changes;

    // Of each person the centres it is active at, as bits.
    readonly List<int> persons;

    MadeCity(Random random)
    {
        centres = random.Next(1, 6);
        parts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Numbers(random))];
        (people, pairs, hours, changes) = (Numbers(random), Numbers(random), new int[centres], new int[centres]);
        for (var c = 0; c < centres; c++)
            (hours[c], changes[c]) = (people[c] == 0 ? 0 : people[c] * random.Next(1, 900), pairs[c] == 0 ? 0 : random.Next(-6, 7));
        persons = [.. Enumerable.Range(0, random.Next(0, 25)).Select(_ => random.Next(1, 1 << centres) & random.Next(1, 1 << centres))
            .Where(p => p > 0)];
    }

    public static MadeCity Of(Random random) => new(random);

    int[] Numbers(Random random) => [.. Enumerable.Range(0, centres).Select(_ => Number(random))];

    static int Number(Random random) =>
        random.Next(10) switch { < 3 => 0, < 7 => random.Next(1, 5), < 9 => random.Next(5, 12), _ => random.Next(12, 60) };

    /// <summary>A few things turn out to have been otherwise.</summary>
    public void Correct(Random random)
    {
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var centre = random.Next(centres);
            switch (random.Next(4))
            {
                case 0: parts[random.Next(parts.Length)][centre] = Number(random); break;
                case 1:
                    people[centre] = Number(random);
                    hours[centre] = people[centre] * random.Next(1, 900);
                    break;
                case 2:
                    pairs[centre] = Number(random);
                    changes[centre] = pairs[centre] == 0 ? 0 : random.Next(-6, 7);
                    break;
                default: persons.Add(1 << centre); break;
            }
        }
    }

    public PublishedTable Table()
    {
        List<GuardedCell> cells = [];
        List<KnownSum> sums = [];
        List<DistinctCount> distinct = [];
        List<IReadOnlyList<string>> together = [];

        for (var p = 0; p < parts.Length; p++) Added($"part{p}", Count, c => parts[p][c], c => parts[p][c]);
        Added("total", Count, c => parts.Sum(p => p[c]), c => parts.Sum(p => p[c]));
        Added("hours", Amount, c => hours[c], c => people[c]);
        Added("almost-hours", Amount, c => hours[c] == 0 ? 0 : hours[c] + 1, c => people[c]);
        Added("pairs", Count, c => pairs[c], c => pairs[c]);
        Added("changes", Signed, c => changes[c], c => pairs[c]);
        for (var c = City; c < centres; c++)
        {
            sums.Add(new(Key("total", c), [.. parts.Select((_, p) => Key($"part{p}", c))]));
            sums.Add(new(Key("hours", c), [Key("almost-hours", c)]));
            together.Add([Key("pairs", c), Key("changes", c)]);
        }

        for (var c = City; c < centres; c++)
        {
            var count = persons.Count(p => c is City || (p & (1 << c)) != 0);
            cells.Add(new(Key("persons", c), count, count, Count));
            cells.Add(new(Key("same-persons", c), count, count, Count));
            sums.Add(new(Key("persons", c), [Key("same-persons", c)]));
        }
        foreach (var measure in (string[])["persons", "same-persons"])
            distinct.Add(new(Key(measure, City), [.. Enumerable.Range(0, centres).Select(c => Key(measure, c))]));
        return new(cells, sums, distinct, together);

        void Added(string measure, CellKind kind, Func<int, int> value, Func<int, int> persons)
        {
            var all = Enumerable.Range(0, centres).ToList();
            cells.Add(new(Key(measure, City), all.Sum(value), all.Sum(persons), kind));
            cells.AddRange(all.Select(c => new GuardedCell(Key(measure, c), value(c), persons(c), kind)));
            sums.Add(new(Key(measure, City), [.. all.Select(c => Key(measure, c))]));
        }
    }

    static string Key(string measure, int centre) => centre is City ? $"{measure}@*" : $"{measure}@{(char)('A' + centre)}";
}
