using System.Diagnostics;

namespace Helsinki.PeerWork.Tests.Shared;

/// <summary>Waits for what happens elsewhere, and no longer than it takes: on a machine under load that is long.</summary>
static class Until
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task True(Func<Task<bool>> condition)
    {
        for (var began = Stopwatch.GetTimestamp(); !await condition(); await Task.Delay(TimeSpan.FromMilliseconds(5)))
            if (Stopwatch.GetElapsedTime(began) > Patience) throw new TimeoutException("What was waited for did not come.");
    }
}
