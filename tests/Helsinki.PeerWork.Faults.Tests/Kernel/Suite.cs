namespace Helsinki.PeerWork.Faults.Tests.Kernel;

/// <summary>How much is tried: each fault once in every <c>./test</c>, again and again and for longer with <c>./test --faults</c>.</summary>
static class Suite
{
    public static readonly bool IsLong = Environment.GetEnvironmentVariable("PEERWORK_FAULTS") == "long";

    /// <summary>How often each fault is brought about.</summary>
    public static int Repeats => IsLong ? 5 : 1;

    /// <summary>How many people work at once.</summary>
    public static int People => IsLong ? 12 : 6;

    /// <summary>Acts acknowledged between the beginning of the load and the first fault, and after each.</summary>
    public static int ActsAround => IsLong ? 200 : 15;

    /// <summary>From one act of somebody to the next. The short form leaves the machine to the programs that start in it.</summary>
    public static TimeSpan Between => TimeSpan.FromMilliseconds(IsLong ? 0 : 60);

    /// <summary>Megabytes of the server's disk.</summary>
    public static int Disk => IsLong ? 1536 : 512;

    /// <summary>Of what lasts: a frozen server, a silent network.</summary>
    public static TimeSpan Lasting(int seconds, int inShort) => TimeSpan.FromSeconds(IsLong ? seconds : inShort);
}
