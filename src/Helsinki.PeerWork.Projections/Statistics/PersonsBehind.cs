using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>
/// How many persons each cell of a year rests on: of every part a person may have in it (service user, mediator, worker), the one with the
/// fewest. Of a ratio, above and below the line; otherwise both are the same.
/// </summary>
public readonly record struct PersonsBehind(int Numerator, int Denominator)
{
    static readonly IReadOnlyList<(IReadOnlyList<Measure> Measures, string Sql)> Statements =
    [
        .. Measures.All.GroupBy(m => m.Source, (source, measures) => (Source: source, Measures: measures.ToList())).Select(s => (
            (IReadOnlyList<Measure>)s.Measures,
            $"select centre, {string.Join(", ", s.Measures.SelectMany(m => Columns(m)))} from ({s.Source.Records}) f group by grouping sets "
                + "((centre), ())")),
    ];

    /// <summary>By measure and centre, null being the city. A cell without anyone is not there.</summary>
    public static Task<IReadOnlyDictionary<(Measure Measure, CentreCode? Centre), PersonsBehind>> Of(
        Facts facts, int year, Known known, CancellationToken ct) =>
        facts.Read(known, f => Of(f, year, known, ct), ct);

    internal static async Task<IReadOnlyDictionary<(Measure Measure, CentreCode? Centre), PersonsBehind>> Of(
        FactsRead facts, int year, Known known, CancellationToken ct)
    {
        await using var reader = await facts.Ask(Statements.Select(s => s.Sql), () => FactsRead.DaysOf(year, known), ct);
        var persons = new Dictionary<(Measure, CentreCode?), PersonsBehind>();
        foreach (var (index, (measures, _)) in Statements.Index())
        {
            if (index > 0) await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var (centre, column) = (reader.CentreOrNull("centre"), 1);
                foreach (var measure in measures)
                    if (new PersonsBehind(reader.GetInt32(column++), reader.GetInt32(column++)) is var cell && cell != default)
                        persons[(measure, centre)] = cell;
            }
        }
        return persons;
    }

    static IEnumerable<string> Columns(Measure measure)
    {
        var (numerator, denominator) = measure.Reckoning.Conditions;
        return [Fewest(measure.Source, numerator), Fewest(measure.Source, denominator)];
    }

    static string Fewest(FactSource source, string among) =>
        $"least({string.Join(", ", source.Persons.Select(p => $"count(distinct {p}) filter (where {among})"))})::int";
}
