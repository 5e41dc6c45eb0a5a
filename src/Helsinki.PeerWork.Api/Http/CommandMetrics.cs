using System.Diagnostics.Metrics;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>How many commands were done, and how many refused by which code. No ids, no persons.</summary>
static class CommandMetrics
{
    static readonly Meter Meter = new(Telemetry.MeterName);
    static readonly Counter<long> Commands = Meter.CreateCounter<long>("peerwork.commands", description: "Commands done.");
    static readonly Counter<long> Refusals = Meter.CreateCounter<long>("peerwork.refusals", description: "Commands a rule said no to.");

    public static void Done(string operation) => Commands.Add(1, new KeyValuePair<string, object?>("operation", operation));

    public static void Refused(string operation, string code) =>
        Refusals.Add(1, new KeyValuePair<string, object?>("operation", operation), new KeyValuePair<string, object?>("code", code));
}
