using JasperFx.Events;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>One event with its envelope.</summary>
/// <param name="Position">Its number over all streams; 0 while it is folded inside its own append, where it has none yet.</param>
/// <param name="Version">Its number in its stream, 1 upwards.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="By">The acting user's opaque id.</param>
public sealed record Recorded(
    long Position, Guid Stream, long Version, object Event, DateTimeOffset At, string? By, string? Correlation, string? Causation)
{
    internal static Recorded Of(IEvent e) =>
        new(e.Sequence, e.StreamId, e.Version, e.Data, e.Timestamp.ToUniversalTime(), e.UserName, e.CorrelationId, e.CausationId);
}

/// <summary>One stream as it stood.</summary>
/// <param name="Version">The number of its last event; 0: there is no such stream.</param>
/// <param name="Events">All of them, or those before <paramref name="Unreadable"/>.</param>
/// <param name="Unreadable">The number of the first event that can't be read, by its type or its content; null: all can.</param>
public sealed record StreamEvents(Guid Stream, long Version, IReadOnlyList<Recorded> Events, long? Unreadable = null)
{
    /// <param name="events">All of the stream's. Marten leaves tombstones where an append of its own failed: they are passed over.</param>
    internal static StreamEvents Of(Guid stream, IReadOnlyList<IEvent> events) =>
        new(stream, events is [.., var last] ? last.Version : 0, [.. events.Where(e => e.Data is not Tombstone).Select(Recorded.Of)]);
}

/// <summary>What to add to one stream.</summary>
/// <param name="Category">Its type as stored, e.g. <c>aito_valittaja_process</c>.</param>
/// <param name="Expected">The version it must still be at; 0: it must not exist.</param>
/// <param name="Events">None: the stream is only guarded, its version stays what it is until the append has committed.</param>
public sealed record StreamAppend(Guid Stream, string Category, long Expected, IReadOnlyList<object> Events);

/// <summary>Who recorded, when, and in the course of what.</summary>
/// <param name="By">The acting user's opaque id.</param>
public sealed record Envelope(string By, DateTimeOffset At, string Correlation, string? Causation)
{
    /// <summary>UTC, in whole microseconds: what is folded inside the append is what will be read back.</summary>
    public DateTimeOffset At { get; init => field = AsStored(value); } = AsStored(At);

    static DateTimeOffset AsStored(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
