using System.Collections.Frozen;
using System.Text.Json;
using Helsinki.PeerWork.Domain.Kernel;
using Marten.Events;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>Between what stands in <c>mt_events.type</c> and the types of today.</summary>
public sealed class StoredTypes
{
    /// <summary>Marten leaves these where an append of its own failed.</summary>
    public const string Tombstone = "tombstone";

    readonly FrozenDictionary<string, Shape> shapes;
    readonly IReadOnlyDictionary<string, Type> types;
    readonly IReadOnlyList<Upcast> upcasts;

    /// <param name="types">Every stored name with the type it is written from and read as.</param>
    /// <param name="upcasts">Old names, still stored, whose shape has since changed.</param>
    public StoredTypes(IReadOnlyDictionary<string, Type> types, params IReadOnlyList<Upcast> upcasts)
    {
        (this.types, this.upcasts) = (types, upcasts);
        shapes = types.Select(t => KeyValuePair.Create(t.Key, new Shape(t.Value, t.Value, old => old)))
            .Concat(upcasts.Select(u => KeyValuePair.Create(u.Alias, new Shape(u.Old, u.New, u.To))))
            .ToFrozenDictionary();
    }

    /// <summary>Every event of the domain.</summary>
    public static StoredTypes OfTheDomain { get; } = new(EventTypes.All);

    /// <summary>Tells Marten the same.</summary>
    internal void Map(IEventStoreOptions events)
    {
        foreach (var (alias, type) in types) events.MapEventType(type, alias);
        foreach (var upcast in upcasts) upcast.Map(events);
    }

    /// <summary>Every name under which one of these types may be stored, old shapes included.</summary>
    internal string[] AliasesOf(IReadOnlyCollection<Type> types) => [.. shapes.Where(s => types.Contains(s.Value.Now)).Select(s => s.Key)];

    /// <summary>Every name that can be read, and those that say nothing.</summary>
    internal IEnumerable<string> Known => shapes.Keys.Append(Tombstone);

    internal object Read(string alias, ReadOnlySpan<byte> json)
    {
        if (!shapes.TryGetValue(alias, out var shape)) throw new InvalidDataException($"No type is known for events stored as '{alias}'.");
        var stored = JsonSerializer.Deserialize(json, shape.Stored, EventJson.Options)
            ?? throw new InvalidDataException($"An event stored as '{alias}' is null.");
        return shape.ToNow(stored);
    }

    sealed record Shape(Type Stored, Type Now, Func<object, object> ToNow);
}

/// <summary>An old shape of an event, read under the name it was stored by and turned into the event of today.</summary>
public sealed record Upcast(string Alias, Type Old, Type New, Func<object, object> To, Action<IEventStoreOptions> Map)
{
    public static Upcast Of<TOld, TNew>(string alias, Func<TOld, TNew> to) where TOld : class where TNew : class =>
        new(alias, typeof(TOld), typeof(TNew), old => to((TOld)old), events => events.Upcast(alias, to));
}
