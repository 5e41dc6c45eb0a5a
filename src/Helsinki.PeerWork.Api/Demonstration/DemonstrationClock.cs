using Helsinki.PeerWork.Projections.Kernel;

namespace Helsinki.PeerWork.Api.Demonstration;

/// <summary>A clock that stands where the story is.</summary>
sealed class DemonstrationClock : TimeProvider
{
    DateTimeOffset now = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Helsinki wall-clock time.</summary>
    public void Set(DateTime wallClock) => now = HelsinkiTime.MomentOf(wallClock).ToUniversalTime();
}
