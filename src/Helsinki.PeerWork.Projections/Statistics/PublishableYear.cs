using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>A year's figures with what must be known to publish them: how many persons each rests on, and what could be worked out of what.</summary>
/// <param name="Table">Its cells are the numbers behind the figures: of a ratio both sides, of a mean the sum and the number of pairs, of a median
/// the number of cases.</param>
public sealed record PublishableYear(YearReport Report, PublishedTable Table)
{
    /// <summary>A number a figure is made of.</summary>
    /// <param name="Key">The measure's key, and which of its numbers.</param>
    /// <param name="PerUnit">Its smallest units in one of the measure's: 60 minutes, 100 cents.</param>
    sealed record Number(
        string Key, Measure Measure, Tally Tally, CellKind Kind, Func<Figure, decimal?> Of, Func<PersonsBehind, int> Persons, int PerUnit = 1)
    {
        public long ValueIn(Figure figure) => (long)decimal.Round((Of(figure) ?? 0) * PerUnit, MidpointRounding.AwayFromZero);
    }

    static readonly ILookup<string, Number> NumbersOf = Measures.All.SelectMany(Numbers).ToLookup(n => n.Measure.Key);

    static readonly IReadOnlyList<Number> AllNumbers = [.. NumbersOf.SelectMany(n => n)];

    static IEnumerable<Number> Numbers(Measure m) => m.Reckoning switch
    {
        Reckoning.Total { Of: var tally } => m.Unit switch
        {
            Unit.Hours => [Itself(m, tally, CellKind.Amount, 60)],
            Unit.Euros => [Itself(m, tally, CellKind.Amount, 100)],
            _ => [Itself(m, tally, CellKind.Count)],
        },
        Reckoning.Ratio r => [Above(m, "numerator", r.Numerator, CellKind.Count), Below(m, "denominator", r.Denominator)],
        Reckoning.Mean r => [Above(m, "sum", new Tally.Sum(r.Of, r.Among), CellKind.Signed), Below(m, "cases", new Tally.Rows(r.Among))],
        Reckoning.Median r => [Below(m, "cases", new Tally.Rows(r.Among))],
        _ => throw new UnreachableException(),
    };

    static Number Itself(Measure m, Tally tally, CellKind kind, int perUnit = 1) =>
        new(m.Key, m, tally, kind, f => f.Value, p => p.Denominator, perUnit);

    static Number Above(Measure m, string which, Tally tally, CellKind kind) =>
        new($"{m.Key}/{which}", m, tally, kind, f => f.Numerator, p => p.Numerator);

    static Number Below(Measure m, string which, Tally tally) =>
        new($"{m.Key}/{which}", m, tally, CellKind.Count, f => f.Denominator, p => p.Denominator);

    static string Key(string number, CentreCode? centre) => $"{number}@{centre?.Value ?? "*"}";

    /// <summary>May a figure be shown, when those cells are hidden? Only if everything it is made of may.</summary>
    public static bool IsHidden(Measure measure, CentreCode? centre, IReadOnlySet<string> hidden) =>
        NumbersOf[measure.Key].Any(n => hidden.Contains(Key(n.Key, centre)));

    public static Task<PublishableYear> Of(Facts facts, int year, Known known, CancellationToken ct) =>
        facts.Read(known, async f =>
        {
            var report = await YearReport.Of(f, year, known, ct);
            var persons = await PersonsBehind.Of(f, year, known, ct);
            IReadOnlyList<CentreCode?> places = [.. Places(report)];
            IReadOnlyList<GuardedCell> cells =
            [
                .. from row in report.Rows
                   from figure in places.Zip(row.Centres.Prepend(row.City))
                   from number in NumbersOf[row.Measure.Key]
                   select new GuardedCell(Key(number.Key, figure.First), number.ValueIn(figure.Second),
                       number.Persons(persons.GetValueOrDefault((row.Measure, figure.First))), number.Kind),
            ];
            return new PublishableYear(report, new(cells, [.. Sums(report, cells)], [.. Distinct(report)], [.. Together(places, cells)]));
        }, ct);

    static bool AddsUp(Number n) => n.Tally is not Tally.Different { Of: not "process" }; // a process has one centre, as has every row

    static IEnumerable<DistinctCount> Distinct(YearReport report) =>
        AllNumbers.Where(n => !AddsUp(n)).Select(n => new DistinctCount(Key(n.Key, null), [.. report.Centres.Select(c => Key(n.Key, c.Code))]));

    static IEnumerable<IReadOnlyList<string>> Together(IReadOnlyList<CentreCode?> places, IReadOnlyList<GuardedCell> cells)
    {
        var something = cells.Where(c => c.Persons > 0).Select(c => c.Key).ToHashSet();
        foreach (var place in places)
        {
            foreach (var numbers in NumbersOf.Where(n => n.Count() > 1)) yield return [.. numbers.Select(n => Key(n.Key, place))];
            foreach (var (one, other) in NearlyTheSame)
                if (something.Contains(Key(one, place)) && something.Contains(Key(other, place)))
                    yield return [Key(one, place), Key(other, place)];
        }
    }

    /// <summary>
    /// What anyone may work out: what adds up by its rule, and what would be guessed to because it mostly does, where it happens to.
    /// </summary>
    static IEnumerable<KnownSum> Sums(YearReport report, IReadOnlyList<GuardedCell> cells)
    {
        var values = cells.ToDictionary(c => c.Key, c => c.Value);
        return [.. ByRule(report),
            .. Guessed(report).Where(g => g.Totals.Sum(t => values[t]) is not 0 and var total && total == g.Parts.Sum(p => values[p]))];
    }

    static IEnumerable<KnownSum> ByRule(YearReport report)
    {
        foreach (var number in AllNumbers.Where(AddsUp))
            yield return new(Key(number.Key, null), [.. report.Centres.Select(c => Key(number.Key, c.Code))]);

        foreach (var place in Places(report))
        {
            foreach (var total in (string[])["processes-ended", Measures.Hours])
                yield return new(Key(total, place),
                    [.. AllNumbers.Where(n => n.Key.StartsWith($"{total}-", StringComparison.Ordinal)).Select(n => Key(n.Key, place))]);

            foreach (var same in TheSame)
                foreach (var (one, other) in same.Zip(same.Skip(1)))
                    yield return new(Key(one.Key, place), [Key(other.Key, place)]);
        }

        // The published rows leave low-threshold centres out, the forms of engagement don't.
        foreach (var centre in report.Centres.Where(c => !IsLowThreshold(c)))
        {
            yield return new(Key("individuals-volunteer", centre.Code), [Key("published-volunteers", centre.Code)]);
            yield return new(Key(WorkAbility, centre.Code),
                [.. WorkAbilityForms.Select(form => Key($"agreements-and-decisions-{form}", centre.Code))]);
        }
        yield return new([.. WorkAbilityForms.Select(form => Key($"agreements-and-decisions-{form}", null))],
            [
                Key(WorkAbility, null),
                .. report.Centres.Where(IsLowThreshold)
                    .SelectMany(c => WorkAbilityForms.Select(form => Key($"agreements-and-decisions-{form}", c.Code))),
            ]);
    }

    static IEnumerable<KnownSum> Guessed(YearReport report)
    {
        foreach (var place in Places(report))
            foreach (var (one, other) in NearlyTheSame)
                yield return new(Key(one, place), [Key(other, place)]);

        // Most people are in one form, at one centre.
        yield return new(Key("individuals-volunteer", null),
            [Key("published-volunteers", null), .. report.Centres.Where(IsLowThreshold).Select(c => Key("individuals-volunteer", c.Code))]);
        foreach (var centre in report.Centres.Where(IsLowThreshold))
            yield return new(Key("published-symppis-individuals", centre.Code),
                [.. ((string[])[.. WorkAbilityForms, "volunteer", "ngo-cooperation"]).Select(form => Key($"individuals-{form}", centre.Code))]);
    }

    static IEnumerable<CentreCode?> Places(YearReport report) => report.Centres.Select(c => (CentreCode?)c.Code).Prepend(null);

    static bool IsLowThreshold(YearCentre centre) => centre.Type is CentreType.LowThresholdDayActivityCentre;

    const string WorkAbility = "published-work-ability-agreements-and-decisions";

    static readonly IReadOnlyList<string> WorkAbilityForms = ["social-welfare-work-activity", "rehabilitative-work-activity", "work-trial"];

    /// <summary>One tally in several measures; and the pairs of all themes, for both parties rate all of them at once.</summary>
    static readonly IReadOnlyList<IReadOnlyList<Number>> TheSame =
    [
        .. AllNumbers.GroupBy(n => (n.Measure.Source, n.Tally)).Select(same => same.ToList()),
        [.. AllNumbers.Where(IsPairs)],
    ];

    static bool IsPairs(Number n) => n.Measure.Reckoning is Reckoning.Mean && n.Kind is CellKind.Count;

    /// <summary>Counted by different rules, and mostly the same: who knows one knows the other.</summary>
    static readonly IReadOnlyList<(string One, string Other)> NearlyTheSame =
    [
        ("meeting-hours", "hours-aito-valittaja-meeting"),
        ("compensation", Measures.Hours), // at one rate
        ("safety-concerns", "median-hours-to-acknowledgement/cases"),
        .. WorkAbilityForms.Select(form => ($"individuals-{form}", $"agreements-and-decisions-{form}")),
        .. AllNumbers.Where(IsPairs).Select(n => ("processes-assessed", n.Key)),
    ];
}
