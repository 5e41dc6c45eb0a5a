namespace Helsinki.PeerWork.Api.Demonstration;

/// <summary>A clock that stands where the story is.</summary>
sealed class DemonstrationClock : TimeProvider
{
    static readonly TimeZoneInfo Helsinki = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    DateTimeOffset now = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Helsinki wall-clock time.</summary>
    public void Set(DateTime local) => now = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, Helsinki), TimeSpan.Zero);
}
