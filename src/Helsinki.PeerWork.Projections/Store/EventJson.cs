using System.Text.Json;
using System.Text.Json.Serialization;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>How events are written: PascalCase, enums as strings, ids as plain values. Marten is given the same options.</summary>
public static class EventJson
{
    public static readonly JsonSerializerOptions Options = Frozen(new()
    {
        Converters = { new JsonStringEnumConverter(), new IdJson(),
        new CentreCodeJson() }
    });

    static JsonSerializerOptions Frozen(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    sealed class IdJson : JsonConverterFactory
    {
        public override bool CanConvert(Type type) =>
            type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(IdJson<>).MakeGenericType(type))!;
    }

    sealed class IdJson<TId> : JsonConverter<TId> where TId : struct, IId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => TId.Of(reader.GetGuid());
        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    sealed class CentreCodeJson : JsonConverter<CentreCode>
    {
        public override CentreCode Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString()!);
        public override void Write(Utf8JsonWriter writer, CentreCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
