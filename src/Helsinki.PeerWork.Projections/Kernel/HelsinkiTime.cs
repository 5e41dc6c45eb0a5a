namespace Helsinki.PeerWork.Projections.Kernel;

/// <summary>Days are Helsinki days, also when the clock that stamped the event was UTC.</summary>
public static class HelsinkiTime
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(WallClockOf(at));

    /// <summary>What the clock on the wall shows.</summary>
    public static DateTime WallClockOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;

    /// <summary>The moment at which the clock on the wall shows this.</summary>
    public static DateTimeOffset MomentOf(DateTime wallClock) => new(wallClock, Zone.GetUtcOffset(wallClock));

    /// <summary>The moment the day begins.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => MomentOf(day.ToDateTime(TimeOnly.MinValue));
}
