using System.Text.Json;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Projections.Tests.Store;

/// <summary>Stored JSON is read for ever: the samples were approved by hand, and are added to, never edited.</summary>
public class EventContractTests
{
    static readonly JsonObject Samples = Approved("events.json"), StoredEnums = Approved("enums.json");

    public static TheoryData<string> Names => [.. EventTypes.All.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void Every_event_reads_its_approved_sample_and_writes_it_again(string name)
    {
        var sample = Samples[name];
        Assert.True(sample is not null, $"{name} has no approved sample.");

        var read = sample.Deserialize(EventTypes.All[name], EventJson.Options);

        Assert.Equal(sample.ToJsonString(), JsonSerializer.SerializeToNode(read, EventTypes.All[name], EventJson.Options)!.ToJsonString());
    }

    [Fact]
    public void A_sample_without_its_event_is_an_event_that_can_no_longer_be_read() =>
        Assert.Equal(EventTypes.All.Keys.Order(StringComparer.Ordinal), Samples.Select(s => s.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Values_from_lists_are_stored_by_name_and_keep_it() =>
        Assert.Equal(
            StoredEnums.Select(e => $"{e.Key}: {string.Join(", ", e.Value!.AsArray())}"),
            EventTypes.All.Values.SelectMany(EnumsIn).Distinct().OrderBy(e => e.Name, StringComparer.Ordinal)
                .Select(e => $"{e.Name}: {string.Join(", ", Enum.GetNames(e))}"));

    static IEnumerable<Type> EnumsIn(Type type) =>
        from property in type.GetProperties()
        let value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        from found in value.IsEnum ? [value] : value.Namespace == "System" ? [] : EnumsIn(value)
        select found;

    static JsonObject Approved(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Store", "Samples", file)))!.AsObject();
}
