using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>What the store measures of itself.</summary>
public static class Telemetry
{
    public const string MeterName = "Helsinki.PeerWork";

    internal static readonly Meter Meter = new(MeterName);

    static readonly Histogram<double> AppendDuration = Meter.CreateHistogram<double>("peerwork.append.duration", "s",
        "From the first byte sent to the commit.");

    internal static void Appended(long began) => AppendDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
}
