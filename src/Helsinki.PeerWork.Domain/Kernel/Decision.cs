using System.Collections.Immutable;

namespace Helsinki.PeerWork.Domain.Kernel;

/// <summary>
/// A rule said no. <paramref name="Code"/> is public and never changes; <paramref name="Detail"/> says in English what would be right.
/// </summary>
/// <param name="By">The day by which its numbers are taken (<see cref="DatedNumber"/>); null: it has none.</param>
public sealed record Refusal(string Code, string Detail, DateOnly? By = null);

/// <summary>New events (none: nothing to change), or the reason why not.</summary>
public readonly record struct Decision<TEvent>(ImmutableArray<TEvent> Events, Refusal? Refusal)
    where TEvent : class
{
    public static readonly Decision<TEvent> NoChange = new([], null);

    public static implicit operator Decision<TEvent>(TEvent @event) => new([@event], null);
    public static implicit operator Decision<TEvent>(ImmutableArray<TEvent> events) => new(events, null);
    public static implicit operator Decision<TEvent>(Refusal refusal) => new([], refusal);
}
