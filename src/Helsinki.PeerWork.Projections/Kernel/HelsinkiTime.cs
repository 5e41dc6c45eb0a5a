namespace Helsinki.PeerWork.Projections.Kernel;

/// <summary>Days are Helsinki days, also when the clock that stamped the event was UTC.</summary>
public static class HelsinkiTime
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The moment the day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, Zone.GetUtcOffset(midnight));
    }
}
