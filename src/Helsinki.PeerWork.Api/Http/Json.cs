using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>How the API reads and writes JSON: camelCase, enums by name, days as 2026-05-04, times as 14:30, nothing unknown and nothing missing let through.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>What is asked and answered is nowhere half as deep.</summary>
    const int Deepest = 32;

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // sent as application/json only, never into a page
        options.MaxDepth = Deepest;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.Converters.Add(new EnumsByName());
        options.Converters.Add(new Days());
        options.Converters.Add(new Times());
        options.Converters.Add(new Texts());
        options.Converters.Add(new Codes());
        options.Converters.Add(new Ids());
        options.Converters.Add(new Numbers<int>((ref r, out n) => r.TryGetInt32(out n), (w, n) => w.WriteNumberValue(n)));
        options.Converters.Add(new Numbers<decimal>((ref r, out n) => r.TryGetDecimal(out n), (w, n) => w.WriteNumberValue(n)));
        return options;
    }

    /// <summary>What a value of that type looks like, for an error.</summary>
    public static string Kind(string type) => type.Split('.')[^1].TrimEnd('?').Replace("Nullable<", "", StringComparison.Ordinal).TrimEnd('>') switch
    {
        "Guid" => "an id such as 0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20",
        "DateOnly" => "a day such as 2026-05-04",
        "TimeOnly" => "a time such as 14:30",
        nameof(YearMonth) => "a month such as 2026-05",
        "int" or "Int32" or "long" or "Int64" => "a whole number",
        "decimal" or "Decimal" => "a number",
        "bool" or "Boolean" => "true or false",
        "string" or "String" => "text",
        _ => "of the form the API description gives",
    };

    /// <summary>A JsonException made readable: the field, and what it should be.</summary>
    public static IReadOnlyDictionary<string, string[]> Errors(JsonException e)
    {
        var field = e.Path is null or "$" ? "body" : e.Path.TrimStart('$', '.');
        if (e.Message.Contains("missing required properties", StringComparison.Ordinal))
            return e.Message.Split(
               '\'').Where((_, i) => i % 2 == 1).Skip(1).ToDictionary(missing => field == "body" ? missing : $"{field}.{missing}", _ => Required);
        return new Dictionary<string, string[]> { [field] = [ShouldBe(e.Message)] };
    }

    static readonly string[] Required = ["is required"];

    static string ShouldBe(string message)
    {
        const string NotConverted = "could not be converted to ";
        if (message.StartsWith(Told, StringComparison.Ordinal)) return message[Told.Length..].Split(" Path:")[0];
        if (message.Contains(NotConverted, StringComparison.Ordinal))
            return $"must be {Kind(message[(message.IndexOf(NotConverted, StringComparison.Ordinal) + NotConverted.Length)..].Split(". ")[0])}";
        if (message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal)) return "is not a field of this request";
        if (message.Contains("does not contain any JSON tokens", StringComparison.Ordinal)) return "is required";
        if (message.Contains("Duplicate property", StringComparison.Ordinal)) return "is given twice";
        return message.Contains("null", StringComparison.Ordinal) ? "must not be null" : "is not valid JSON";
    }

    const string Told = "told: ";

    static JsonException Tell(string shouldBe) => new(Told + shouldBe);

    static string Text(ref Utf8JsonReader reader, string shouldBe)
    {
        if (reader.TokenType != JsonTokenType.String) throw Tell(shouldBe);
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException) // half a surrogate pair
        {
            throw Tell(shouldBe);
        }
    }

    sealed class Texts : JsonConverter<string>
    {
        public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = Text(ref reader, "must be text");
            return Characters.AreSeen(text) ? text : throw Tell(Characters.ShouldBe);
        }

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }

    delegate bool Reading<T>(ref Utf8JsonReader reader, out T value);

    /// <summary>So that the error names what a number should be: the framework's own speaks of the whole body.</summary>
    sealed class Numbers<T>(Reading<T> read, Action<Utf8JsonWriter, T> write) : JsonConverter<T> where T : struct
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && read(ref reader, out var value) ? value : throw Tell($"must be {Kind(typeof(T).Name)}");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
    }

    sealed class Days : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateOnly.TryParseExact(
               Text(ref reader, ShouldBe), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && Calendar.Holds(day)
                ? day
                : throw Tell(ShouldBe);

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        static readonly string ShouldBe = $"must be a day such as 2026-05-04, {Calendar.Years}";
    }

    sealed class Times : JsonConverter<TimeOnly>
    {
        public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TimeOnly.TryParseExact(Text(ref reader, ShouldBe), ["HH:mm", "HH:mm:00"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : throw Tell(ShouldBe);

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("HH:mm", CultureInfo.InvariantCulture));

        const string ShouldBe = "must be a time such as 14:30";
    }

    sealed class Codes : JsonConverter<CentreCode>
    {
        public override CentreCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            const string ShouldBe = "must be a service centre's code such as Malmi";
            var text = Text(ref reader, ShouldBe);
            return ServiceCentre.IsCode(text) ? new(text) : throw Tell(ShouldBe);
        }

        public override void Write(Utf8JsonWriter writer, CentreCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }

    /// <summary>An id is its plain value.</summary>
    sealed class Ids : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsValueType && typeToConvert.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Plain<>).MakeGenericType(typeToConvert))!;

        sealed class Plain<T> : JsonConverter<T> where T : struct, IId<T>
        {
            static readonly string ShouldBe = $"must be {Kind(nameof(Guid))}";

            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                Guid.TryParseExact(Text(ref reader, ShouldBe), "D", out var value) ? T.Of(value) : throw Tell(ShouldBe);

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
        }
    }

    sealed class EnumsByName : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(ByName<>).MakeGenericType(typeToConvert))!;

        sealed class ByName<T> : JsonConverter<T> where T : struct, Enum
        {
            static readonly FrozenDictionary<string, T> Names = Enum.GetValues<T>().ToFrozenDictionary(v => v.ToString(), StringComparer.OrdinalIgnoreCase);
            static readonly string ShouldBe = $"must be one of {string.Join(", ", Enum.GetNames<T>())}";

            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                Names.TryGetValue(Text(ref reader, ShouldBe), out var value) ? value : throw Tell(ShouldBe);

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
        }
    }
}
