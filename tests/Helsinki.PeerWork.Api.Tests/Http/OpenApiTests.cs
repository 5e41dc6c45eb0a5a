using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Http;

public class OpenApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    static readonly string[] Typed = ["type", "$ref", "oneOf", "anyOf", "enum"];

    [Fact]
    public async Task Every_value_says_what_it_is()
    {
        using var anybody = host.Anybody();
        using var document = JsonDocument.Parse(await anybody.GetStringAsync(OpenApi.Document));

        Assert.Empty(Untyped(document.RootElement, "#"));
    }

    [Fact]
    public async Task Every_number_of_the_rules_is_said_as_it_is_today()
    {
        using var anybody = host.Anybody();
        var document = JsonNode.Parse(await anybody.GetStringAsync(OpenApi.Document))!;
        var texts = Texts(document).ToList();

        var limit = AitoValittajaNumbers.MeetingLimit.On(DateOnly.FromDateTime(host.Clock.GetUtcNow().Date));
        Assert.Contains(texts, text => text.Contains($"one of at most {limit}.", StringComparison.Ordinal));
        Assert.Contains(texts, text => Regex.IsMatch(text, @"^\d+–\d+\.$")); // how long a meeting is, at its field
        Assert.DoesNotContain(texts, text => DomainNumbers.All.Any(n => text.Contains($"{{{n.Name}}}", StringComparison.Ordinal)));
    }

    /// <summary>Everything said to a reader: of operations, fields and parameters.</summary>
    static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => p is { Key: "summary" or "description", Value: JsonValue text } ? [text.ToString()] : Texts(p.Value)),
        JsonArray a => a.SelectMany(Texts),
        _ => [],
    };

    [Fact]
    public async Task Every_operation_says_in_a_sentence_what_it_does()
    {
        using var anybody = host.Anybody();
        using var document = JsonDocument.Parse(await anybody.GetStringAsync(OpenApi.Document));
        var operations = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(method => (Name: $"{method.Name} {path.Name}", Summary: method.Value.TryGetProperty("summary", out var summary) ? summary.GetString() : null))).ToList();

        Assert.Contains(operations, o => o.Name == "get /api/me");
        Assert.DoesNotContain(operations, o => o.Name.Contains("/api/", StringComparison.Ordinal) && string.IsNullOrWhiteSpace(o.Summary));
    }

    [Fact]
    public async Task Whatever_of_a_query_can_not_be_read_is_named()
    {
        using var anybody = host.Anybody();
        var everybody = Callers.RoleNames.Keys.Select(role => new Asking(host.As(new Persona($"every-{role}", "", [role], ["Malmi"])))).ToList();
        var document = JsonNode.Parse(await anybody.GetStringAsync(OpenApi.Document))!;
        var asked =
            (from path in document["paths"]!.AsObject()
             where path.Key.StartsWith("/api/", StringComparison.Ordinal) && path.Value!["get"] is not null
             from parameter in path.Value!["get"]!["parameters"]?.AsArray() ?? []
             where parameter!["in"]!.GetValue<string>() == "query"
             where parameter["name"]!.GetValue<string>() == "month" || parameter["schema"]!["format"] is not null || parameter["schema"]!["type"]!.ToJsonString().Contains("boolean", StringComparison.Ordinal)
             select (Address: Regex.Replace(path.Key, @"\{(\w+)\}", hole => Somewhere.GetValueOrDefault(hole.Groups[1].Value, $"{Guid.Empty}")), Field: parameter["name"]!.GetValue<string>())).ToList();

        Assert.Contains(asked, a => a.Field == "month");
        foreach (var (address, field) in asked)
        {
            var answer = await OfWhoeverMay(everybody, $"{address}?{field}=x");
            Assert.True(answer.Status == 400 && (answer.Fields.SequenceEqual([field]) || answer["detail"].GetString()!.EndsWith(" is required.", StringComparison.Ordinal)),
                $"{address}?{field}=x was answered {answer}");
        }
    }

    /// <summary>No one person has all roles.</summary>
    static async Task<Answer> OfWhoeverMay(IEnumerable<Asking> everybody, string address)
    {
        Answer? answer = null;
        foreach (var somebody in everybody)
            if ((answer = await somebody.Get(address)).Status != 403) break;
        return answer!;
    }

    static readonly Dictionary<string, string> Somewhere = new() { ["year"] = "2026", ["month"] = "2026-05", ["centre"] = "Malmi", ["code"] = "Malmi", ["number"] = "1" };

    [Fact]
    public async Task Every_body_asked_for_or_given_shows_an_example()
    {
        using var anybody = host.Anybody();
        var document = JsonNode.Parse(await anybody.GetStringAsync(OpenApi.Document))!;
        var bodies =
            from path in document["paths"]!.AsObject()
            where path.Key.StartsWith("/api/", StringComparison.Ordinal)
            from operation in path.Value!.AsObject()
            from part in operation.Value!["responses"]!.AsObject().Where(r => r.Key.StartsWith('2')).Append(new("request", operation.Value["requestBody"]))
            from content in part.Value?["content"]?.AsObject() ?? []
            select (Where: $"{operation.Value["operationId"]} {part.Key} {content.Key}", Example: content.Value!["example"]);

        Assert.Contains(bodies, b => b.Where == "RecordMeeting request application/json");
        Assert.DoesNotContain(bodies, b => b.Example is null);
    }

    [Fact]
    public async Task Every_example_has_the_fields_of_its_own_schema()
    {
        using var anybody = host.Anybody();
        var document = JsonNode.Parse(await anybody.GetStringAsync(OpenApi.Document))!;
        var wrong =
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            let body = operation.Value!["requestBody"]?["content"]?["application/json"]
            where body?["example"] is JsonObject && body["schema"]?["$ref"] is not null
            let schema = document["components"]!["schemas"]![body["schema"]!["$ref"]!.GetValue<string>().Split('/')[^1]]!
            from field in body["example"]!.AsObject()
            where schema["properties"]?[field.Key] is null
            select $"{operation.Value["operationId"]}: {field.Key}";

        Assert.Empty(wrong);
    }

    [Theory, InlineData("""{"parameters":[{"schema":{}}]}"""), InlineData("""{"properties":{"on":{"format":"date"}}}"""), InlineData("""{"properties":{"ids":{"type":"array"}}}""")]
    public void One_that_does_not_is_seen(string description)
    {
        using var document = JsonDocument.Parse(description);

        Assert.Single(Untyped(document.RootElement, "#"));
    }

    static IEnumerable<string> Untyped(JsonElement part, string at) => part.ValueKind switch
    {
        JsonValueKind.Array => part.EnumerateArray().SelectMany((item, i) => Untyped(item, $"{at}/{i}")),
        JsonValueKind.Object => part.EnumerateObject().Where(p => p.Name != "example").SelectMany(p =>
            (p.Name switch
            {
                "schema" or "items" when !IsTyped(p.Value) => [$"{at}/{p.Name}"],
                "properties" => p.Value.EnumerateObject().Where(x => !IsTyped(x.Value)).Select(x => $"{at}/properties/{x.Name}"),
                _ => [],
            }).Concat(Untyped(p.Value, $"{at}/{p.Name}"))),
        _ => [],
    };

    static bool IsTyped(JsonElement schema) =>
        Typed.Any(t => schema.TryGetProperty(t, out _))
        && (schema.TryGetProperty("items", out _) || !schema.TryGetProperty("type", out var type) || !type.ToString().Contains("array", StringComparison.Ordinal));
}
