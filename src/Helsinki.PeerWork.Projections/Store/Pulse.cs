namespace Helsinki.PeerWork.Projections.Store;

/// <summary>Lets any number of waiters go on at once. Take <see cref="Next"/> before looking at what may have changed, wait for it after.</summary>
sealed class Pulse
{
    TaskCompletionSource next = New();

    public Task Next => Volatile.Read(ref next).Task;

    public void Beat() => Interlocked.Exchange(ref next, New()).SetResult();

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

static class Waiting
{
    /// <returns>False: the time passed first.</returns>
    public static async Task<bool> OrAfter(this Task beat, TimeSpan time, CancellationToken ct)
    {
        try
        {
            await beat.WaitAsync(time, ct);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
