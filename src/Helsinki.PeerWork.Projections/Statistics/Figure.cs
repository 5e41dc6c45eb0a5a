using System.Diagnostics;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>One cell.</summary>
/// <param name="Value">In the measure's unit; null when there is nothing to tell, never a made-up 0.</param>
/// <param name="Numerator">Of a ratio; of a mean the sum.</param>
/// <param name="Denominator">Of a ratio; of a median or mean the number of cases.</param>
/// <param name="Spread">Of a mean: the sample standard deviation, of two cases or more.</param>
public readonly record struct Figure(decimal? Value, decimal? Numerator, decimal? Denominator, decimal? Spread = null)
{
    /// <summary>Of a sum, before it was rounded: what other figures are set against it.</summary>
    public decimal? Exact { get; init; }

    /// <summary>
    /// On a scale of 1–5 changes differ by about a point between people: below ten pairs the mean itself is uncertain by more than the third of
    /// a point, and a single person moves it by as much.
    /// </summary>
    public const int FewestPairs = 10;

    /// <summary>Of a mean: there are too few pairs to say anything. Null of anything else.</summary>
    public static bool? SaysNothing(Measure measure, Figure figure) => measure.Reckoning is Reckoning.Mean ? figure.Denominator < FewestPairs : null;

    /// <summary>The columns a figure is read from, as aggregates over the rows of its source.</summary>
    internal static IEnumerable<string> Columns(Reckoning reckoning) => reckoning switch
    {
        Reckoning.Total r => [$"({r.Of.Sql})::numeric"],
        Reckoning.Ratio r => [$"({r.Numerator.Sql})::numeric", $"({r.Denominator.Sql})::numeric"],
        Reckoning.Median r =>
        [
            $"(percentile_cont(0.5) within group (order by {r.Of}) filter (where {r.Among}))::numeric",
            $"(count(*) filter (where {r.Among}))::numeric",
        ],
        Reckoning.Mean r =>
        [
            $"(coalesce(sum({r.Of}) filter (where {r.Among}), 0))::numeric",
            $"(count(*) filter (where {r.Among}))::numeric",
            $"(stddev_samp({r.Of}) filter (where {r.Among}))::numeric",
        ],
        _ => throw new UnreachableException(),
    };

    /// <param name="column">Where its columns begin; afterwards, where they end.</param>
    internal static Figure Read(NpgsqlDataReader row, Measure measure, ref int column)
    {
        switch (measure.Reckoning)
        {
            case Reckoning.Total:
                var total = row.GetDecimal(column++);
                return new(Rounded(measure.Unit, total), null, null) { Exact = total };
            case Reckoning.Ratio:
                var (numerator, denominator) = (row.GetDecimal(column++), row.GetDecimal(column++));
                return new(denominator == 0 ? null : Rounded(measure.Unit, numerator / denominator * (measure.Unit is Unit.Percent ? 100 : 1)),
                    numerator, denominator);
            case Reckoning.Median:
                var median = DecimalOrNull(row, column++);
                return new(median is { } middle ? Rounded(measure.Unit, middle) : null, null, row.GetDecimal(column++));
            case Reckoning.Mean:
                var (sum, cases, spread) = (row.GetDecimal(column++), row.GetDecimal(column++), DecimalOrNull(row, column++));
                return new(cases == 0 ? null : Rounded(measure.Unit, sum / cases), sum, cases, spread is { } s ? Rounded(measure.Unit, s) : null);
            default: throw new UnreachableException();
        }
    }

    static decimal? DecimalOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);

    /// <summary>Of a centre there are no rows of.</summary>
    internal static Figure OfNothing(Measure measure) => measure.Reckoning switch
    {
        Reckoning.Total => new(0, null, null) { Exact = 0 },
        Reckoning.Ratio or Reckoning.Mean => new(null, 0, 0),
        Reckoning.Median => new(null, null, 0),
        _ => throw new UnreachableException(),
    };

    public static decimal Rounded(Unit unit, decimal value) => decimal.Round(value, DecimalsOf(unit), MidpointRounding.AwayFromZero);

    /// <summary>How many decimals a figure is given with.</summary>
    public static int DecimalsOf(Unit unit) => unit switch
    {
        Unit.Persons or Unit.Processes or Unit.Agreements or Unit.Meetings or Unit.Concerns or Unit.Tickets => 0,
        Unit.Percent or Unit.Days or Unit.MeetingsPerProcess => 1,
        Unit.Hours or Unit.Euros or Unit.Points => 2,
        _ => throw new UnreachableException(),
    };
}
