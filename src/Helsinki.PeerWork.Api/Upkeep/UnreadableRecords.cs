using System.Collections.Concurrent;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Api.Upkeep;

/// <summary>
/// Records of which an event can't be read, as this process met them: told once in the log, and shown to the administrator until they are read whole again.
/// </summary>
public sealed partial class UnreadableRecords(TimeProvider clock, ILogger<UnreadableRecords> log)
{
    readonly ConcurrentDictionary<Guid, Seen> seen = [];

    /// <param name="Record">The stream.</param>
    /// <param name="Version">Of the first event in it that can't be read.</param>
    /// <param name="Since">When it was met first.</param>
    public sealed record Seen(Guid Record, long Version, DateTimeOffset Since);

    /// <summary>In the order they were met.</summary>
    public IReadOnlyList<Seen> Now => [.. seen.Values.OrderBy(s => s.Since).ThenBy(s => s.Record)];

    /// <summary>A stream was read.</summary>
    public void Met(StreamEvents stream)
    {
        if (stream.Unreadable is { } version)
        {
            if (seen.TryAdd(stream.Stream, new(stream.Stream, version, clock.GetUtcNow()))) LogUnreadable(version, stream.Stream);
        }
        else if (!seen.IsEmpty && seen.TryRemove(stream.Stream, out _))
        {
            LogReadable(stream.Stream);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Event {Version} of {Record} can't be read: nothing is decided on that record until it is mended.")]
    partial void LogUnreadable(long version, Guid record);

    [LoggerMessage(Level = LogLevel.Warning, Message = "All of {Record} can be read again.")]
    partial void LogReadable(Guid record);
}
