using Helsinki.PeerWork.Projections.Kernel;

namespace Helsinki.PeerWork.Api.Http;

public static class Clock
{
    /// <summary>The day in Helsinki.</summary>
    public static DateOnly Today(this TimeProvider clock) => HelsinkiTime.DayOf(clock.GetUtcNow());
}
