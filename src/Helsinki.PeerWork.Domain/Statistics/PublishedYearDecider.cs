using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearCommand;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearEvent;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearRefusals;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearState;

namespace Helsinki.PeerWork.Domain.Statistics;

/// <summary>What can be asked of a year's publishing.</summary>
public abstract record PublishedYearCommand
{
    PublishedYearCommand() { }

    /// <param name="KnownOn">The figures know what was recorded up to the end of that Helsinki day, or until now if it is today.</param>
    /// <param name="Position">The last event they know of.</param>
    /// <param name="Sha256">Of all figures and the rules they were counted by, lower-case hex.</param>
    public sealed record Publish(
        int Year, DateOnly KnownOn, long Position, string Sha256, EditionReason? Reason, DateOnly Today) : PublishedYearCommand;

    /// <param name="Sha256">Of the stored bytes, lower-case hex.</param>
    public sealed record RecordFile(int Number, string Name, string Sha256) : PublishedYearCommand;
}

/// <summary>Every "no" of publishing. Public; never changed.</summary>
public static class PublishedYearRefusals
{
    public const string YearNotOver = "statistics/year-not-over";
    public const string KnownOnInFuture = "statistics/known-on-in-future";
    public const string KnownBeforeLastEdition = "statistics/known-before-last-edition";
    public const string NothingChanged = "statistics/nothing-changed";
    public const string ReasonMissing = "statistics/reason-missing";
    public const string UnknownEdition = "statistics/unknown-edition";
    public const string FileExists = "statistics/edition-file-exists";
}

/// <summary>Publishing a year, and publishing it again when it has turned out otherwise.</summary>
public static class PublishedYearDecider
{
    public static readonly Decider<PublishedYearCommand, PublishedYearState, PublishedYearEvent> Decider =
        new("published_year", new Unpublished(), Decide, Evolve);

    static Decision<PublishedYearEvent> Decide(PublishedYearCommand command, PublishedYearState state) => (command, state) switch
    {
        (Publish c, _) when c.KnownOn > c.Today => new Refusal(KnownOnInFuture, $"It is {c.Today:yyyy-MM-dd}."),
        (Publish c, _) when c.KnownOn.Year <= c.Year => new Refusal(YearNotOver, $"The year is over from {c.Year + 1}-01-01 on."),
        (Publish c, Unpublished) => new EditionPublished(c.Year, 1, c.KnownOn, c.Position, c.Sha256, c.Reason),
        (Publish c, Published s) => Again(c, s.Last),
        (RecordFile c, Published s) when s.Last.Number == c.Number => Record(c, s),
        _ => new Refusal(UnknownEdition, "There is no such edition."),
    };

    static Decision<PublishedYearEvent> Again(Publish c, EditionPublished last) =>
        c.KnownOn < last.KnownOn || c.Position < last.Position
            ? new Refusal(KnownBeforeLastEdition, $"Edition {last.Number} knows what was recorded up to {last.KnownOn:yyyy-MM-dd}.")
        : c.Sha256 == last.Sha256 ? new Refusal(NothingChanged, $"Figure for figure it would be edition {last.Number}.")
        : c.Reason is null
            ? new Refusal(ReasonMissing, $"Say why edition {last.Number} no longer holds: {string.Join(", ", Enum.GetNames<EditionReason>())}.")
        : new EditionPublished(c.Year, last.Number + 1, c.KnownOn, c.Position, c.Sha256, c.Reason);

    static Decision<PublishedYearEvent> Record(RecordFile c, Published s) => s.Files.GetValueOrDefault((c.Number, c.Name)) switch
    {
        null => new EditionFileRendered(c.Number, c.Name, c.Sha256),
        var known when known == c.Sha256 => Decision<PublishedYearEvent>.NoChange,
        _ => new Refusal(FileExists, "A document is rendered once and stays the same for ever."),
    };
}
