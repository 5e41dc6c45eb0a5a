using System.Collections.Immutable;
using System.Diagnostics;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearEvent;

namespace Helsinki.PeerWork.Domain.Statistics;

/// <summary>Where the publishing of one year stands.</summary>
public abstract record PublishedYearState
{
    PublishedYearState() { }

    public sealed record Unpublished : PublishedYearState;

    /// <param name="Files">Of all editions: the SHA-256 of each, by its edition and name.</param>
    public sealed record Published(EditionPublished Last, ImmutableDictionary<(int Edition, string Name), string> Files) : PublishedYearState;

    public static PublishedYearState Evolve(PublishedYearState state, PublishedYearEvent @event) => (state, @event) switch
    {
        (Unpublished, EditionPublished e) => new Published(e, ImmutableDictionary<(int, string), string>.Empty),
        (Published s, EditionPublished e) => s with { Last = e },
        (Published s, EditionFileRendered e) => s with { Files = s.Files.Add((e.Number, e.Name), e.Sha256) },
        _ => throw new UnreachableException($"{@event.GetType().Name} cannot follow {state.GetType().Name}."),
    };
}

/// <summary>The stream of each year's editions.</summary>
public static class PublishedYear
{
    static readonly Guid Space = new("b7a0c0de-52f4-5b0e-8f0d-2f6f6a1e9c41");

    /// <summary>Found by the year.</summary>
    public static Guid StreamOf(int year) => NameBasedId.Of(Space, year.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
