namespace Helsinki.PeerWork.Api.Http;

/// <summary>Something recorded of a case can't be read, by its type or its content: a 409 that says so, until it is mended.</summary>
/// <param name="stream">The record's id.</param>
/// <param name="version">The number of the event in it.</param>
public sealed class UnreadableRecordException(Guid stream, long version) : Exception($"Event {version} of {stream} can't be read.")
{
    public Guid Stream { get; } = stream;

    public long Version { get; } = version;
}
