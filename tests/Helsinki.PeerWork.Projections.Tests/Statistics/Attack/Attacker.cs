using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Projections.Tests.Statistics.Attack;

/// <summary>One edition as the public has it, and what it does not say.</summary>
/// <param name="Truth">What stands behind each cell.</param>
/// <param name="Hidden">The cells with a mark instead of their number.</param>
sealed record PublicEdition(
    IReadOnlyDictionary<string, long> Truth, IReadOnlySet<string> Hidden, IReadOnlySet<string> Signed, IReadOnlyList<KnownSum> Sums,
    IReadOnlyList<DistinctCount> Distinct);

/// <summary>
/// Reads every edition there is and works out whatever can be worked out, by linear programming. Knows more than anyone could: which numbers
/// did not change between editions, and by how much a sum differs from its parts.
/// </summary>
static class Attacker
{
    /// <summary>The hidden cells whose number is certain, as edition/cell = number.</summary>
    public static IReadOnlyList<string> WorksOut(params IReadOnlyList<PublicEdition> editions)
    {
        // A number that stands unchanged in the next edition is one unknown, or known from either.
        Dictionary<(int Edition, string Cell), int> number = [];
        List<(long Truth, bool Known, bool Signed, string Name)> numbers = [];
        for (var e = 0; e < editions.Count; e++)
            foreach (var (cell, truth) in editions[e].Truth)
            {
                var shown = !editions[e].Hidden.Contains(cell);
                if (e > 0 && number.TryGetValue((e - 1, cell), out var before) && numbers[before].Truth == truth)
                {
                    number[(e, cell)] = before;
                    numbers[before] = numbers[before] with { Known = numbers[before].Known || shown };
                    continue;
                }
                number[(e, cell)] = numbers.Count;
                numbers.Add((truth, shown, editions[e].Signed.Contains(cell), $"{e + 1}/{cell}"));
            }

        var unknown = Enumerable.Range(0, numbers.Count).Where(n => !numbers[n].Known).ToList();
        var column = unknown.Select((n, i) => (n, i)).ToDictionary(x => x.n, x => x.i);
        // A hidden number is at least 1; of a signed one nothing is known, so it is a difference of two.
        var width = unknown.Count * 2;
        List<(double[], double)> equal = [], atMost = [];
        for (var e = 0; e < editions.Count; e++)
        {
            foreach (var sum in editions[e].Sums)
            {
                var apart = sum.Totals.Sum(t => editions[e].Truth[t]) - sum.Parts.Sum(p => editions[e].Truth[p]);
                equal.Add(Terms([.. sum.Totals.Select(t => (number[(e, t)], 1)), .. sum.Parts.Select(p => (number[(e, p)], -1))], apart));
            }
            foreach (var count in editions[e].Distinct)
            {
                var whole = number[(e, count.Whole)];
                foreach (var part in count.Parts) atMost.Add(Terms([(number[(e, part)], 1), (whole, -1)], 0));
                atMost.Add(Terms([(whole, 1), .. count.Parts.Select(p => (number[(e, p)], -1))], 0));
            }
        }

        var program = new Simplex(width, [.. equal.Where(HasUnknown)], [.. atMost.Where(HasUnknown)]);
        Assert.True(program.Feasible, "What was published contradicts itself.");
        List<string> certain = [];
        for (var i = 0; i < unknown.Count; i++)
        {
            var (truth, _, signed, name) = numbers[unknown[i]];
            var (least, most) = signed ? program.RangeOf((2 * i, 1), ((2 * i) + 1, -1)) : program.RangeOf((2 * i, 1));
            if (Math.Floor(most + 1e-6) - Math.Ceiling(least - 1e-6) < 1) certain.Add($"{name} = {truth}");
        }
        return certain;

        static bool HasUnknown((double[] Coefficients, double) row) => row.Coefficients.Any(c => c != 0);

        (double[], double) Terms(IEnumerable<(int Number, int Sign)> terms, long right)
        {
            var row = new double[width];
            double rest = right;
            foreach (var (n, sign) in terms)
            {
                if (!column.TryGetValue(n, out var i))
                {
                    rest -= sign * numbers[n].Truth;
                    continue;
                }
                row[2 * i] += sign;
                if (numbers[n].Signed) row[(2 * i) + 1] -= sign;
                else rest -= sign * Math.Min(1, numbers[n].Truth);
            }
            return (row, rest);
        }
    }
}
