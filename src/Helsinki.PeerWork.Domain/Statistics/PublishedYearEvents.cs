namespace Helsinki.PeerWork.Domain.Statistics;

/// <summary>
/// What the city has published of one year: editions, each signed off by whoever recorded it, and never changed. One stream per year. Stored
/// for ever: add events, never edit one.
/// </summary>
public abstract record PublishedYearEvent
{
    PublishedYearEvent() { }

    /// <param name="Number">1 upwards, within the year.</param>
    /// <param name="KnownOn">The figures know what was recorded up to the end of that Helsinki day, or up to the signing-off if it is that
    /// day.</param>
    /// <param name="Position">The last event they know of.</param>
    /// <param name="Sha256">Of all figures and the rules they were counted by, lower-case hex: an edition that says something else has
    /// another.</param>
    /// <param name="Reason">Why there is another edition; null of a first one that gave none.</param>
    public sealed record EditionPublished(
        int Year, int Number, DateOnly KnownOn, long Position, string Sha256, EditionReason? Reason) : PublishedYearEvent;

    /// <summary>One document of an edition was made and stored, for good.</summary>
    /// <param name="Sha256">Of the stored bytes, lower-case hex.</param>
    public sealed record EditionFileRendered(int Number, string Name, string Sha256) : PublishedYearEvent;
}

/// <summary>Why a year is published again.</summary>
public enum EditionReason
{
    /// <summary>Something of the year was recorded after the last edition.</summary>
    LateRecords,

    /// <summary>What had been recorded was corrected or withdrawn.</summary>
    RecordsCorrected,

    /// <summary>A centre was renamed, merged or split for a day of the year.</summary>
    CentresChanged,

    /// <summary>A measure is counted by another rule.</summary>
    DefinitionChanged,
    Other,
}
