namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>A figure beside that of the year before, and against the hours of its own year.</summary>
/// <param name="Change">In the measure's unit; null when either year has nothing to tell.</param>
/// <param name="ChangePercent">To one decimal; null of percentages and points, whose change says all by itself, and when the year before had
/// 0.</param>
/// <param name="PerThousandHours">To two decimals; null of ratios, medians and means, and without hours.</param>
public readonly record struct Compared(decimal? Change, decimal? ChangePercent, decimal? PerThousandHours)
{
    const int Thousand = 1000;

    /// <param name="before">Null: there is no year before to compare with.</param>
    /// <param name="hours">The hours of peer work of the same cell.</param>
    public static Compared Of(Measure measure, Figure figure, Figure? before, Figure hours)
    {
        var change = figure.Value - before?.Value;
        return new(
            change,
            measure.Unit is not (Unit.Percent or Unit.Points) && before?.Value is { } earlier and not 0
                ? Round(change * 100 / Math.Abs(earlier), 1)
                : null,
            measure.Reckoning is Reckoning.Total && measure.Key != Measures.Hours && hours.Exact is > 0
                ? Round(figure.Exact * Thousand / hours.Exact, 2)
                : null);
    }

    static decimal? Round(decimal? value, int decimals) => value is { } v ? decimal.Round(v, decimals, MidpointRounding.AwayFromZero) : null;
}
