using System.Collections.Immutable;

namespace Helsinki.PeerWork.Domain.Kernel;

/// <summary>A value that changes from given days on. A later entry for the same day replaces the earlier one.</summary>
/// <param name="Before">What holds before the first day given.</param>
public sealed record EffectiveDated<T>(T Before)
{
    ImmutableSortedDictionary<DateOnly, T> Entries { get; init; } = ImmutableSortedDictionary<DateOnly, T>.Empty;

    /// <summary>What holds from which day on, in order.</summary>
    public IEnumerable<(DateOnly From, T Value)> Changes => Entries.Select(e => (e.Key, e.Value));

    public EffectiveDated<T> With(DateOnly from, T value) => this with { Entries = Entries.SetItem(from, value) };

    /// <summary>The value in force on a day.</summary>
    public T On(DateOnly day)
    {
        var value = Before;
        foreach (var (from, next) in Entries)
        {
            if (from > day) break;
            value = next;
        }

        return value;
    }

    /// <summary>True when exactly this was already set from exactly that day.</summary>
    public bool Says(DateOnly from, T value) => Entries.TryGetValue(from, out var set) && EqualityComparer<T>.Default.Equals(set, value);
}
