using System.Text.Json;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Projections.Tests.Store;

public class StoredTypesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    static readonly CancellationToken None = CancellationToken.None;

    /// <summary>An event as it was before home visits: no place.</summary>
    sealed record WalkTakenBefore(string Route, int Minutes);

    sealed record WalkTaken(string Route, TimeSpan Length, bool Indoors);

    static readonly StoredTypes Walks = new(
        new Dictionary<string, Type> { ["walk_taken_v2"] = typeof(WalkTaken), ["process_closed"] = typeof(ProcessClosed) },
        Upcast.Of<WalkTakenBefore, WalkTaken>("walk_taken", old => new(old.Route, TimeSpan.FromMinutes(old.Minutes), Indoors: false)));

    [Fact]
    public async Task An_old_shape_is_read_by_its_stored_name_as_the_event_of_today()
    {
        await using var store = new StoreConfiguration(database.Source, [], []) { Types = Walks }.Open();
        var (log, stream) = (new EventLog(store, database.Source, Walks), Guid.CreateVersion7());
        await log.Append([Events.Process(stream, 0, new WalkTaken("Vanhankaupunginlahti", TimeSpan.FromMinutes(30), Indoors: true))],
            Events.ByMediator, [], None);
        await database.Execute($$"""
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp)
            select nextval('mt_events_sequence'), gen_random_uuid(), '{{stream}}', 2, '{"Route": "Seurasaari", "Minutes": 45}', 'walk_taken', now()
            """);

        var read = Assert.Single(await log.Read([stream], None));

        Assert.Equal(["walk_taken_v2", "walk_taken"],
            await database.Query<string>($"select type from mt_events where stream_id = '{stream}' order by version"));
        Assert.Equal<object>(
            [new WalkTaken("Vanhankaupunginlahti", TimeSpan.FromMinutes(30), Indoors: true),
                new WalkTaken("Seurasaari", TimeSpan.FromMinutes(45), Indoors: false)],
            read.Events.Select(e => e.Event));
    }

    [Fact]
    public void A_projection_of_todays_event_reads_its_old_names_too() =>
        Assert.Equal(["walk_taken", "walk_taken_v2"], Walks.AliasesOf([typeof(WalkTaken)]).Order(StringComparer.Ordinal));

    [Fact]
    public async Task An_event_of_a_name_nobody_knows_is_said_to_be_unreadable_and_what_came_before_is_read()
    {
        var stream = Guid.CreateVersion7();
        await database.Log.Append([Events.Process(stream, 0, new ProcessClosed(Events.May4), new ProcessClosed(Events.May4),
            new ProcessClosed(Events.May4))], Events.ByMediator, [], None);
        await database.Execute($"update mt_events set type = 'meeting_dreamt', mt_dotnet_type = 'MeetingDreamt' where stream_id = '{stream}' and "
            + "version = 2");

        var read = (await database.Log.Read([stream], None))[0];

        Assert.Equal((3, 2, 1), (read.Version, read.Unreadable, read.Events.Count));
    }

    [Fact]
    public void Ids_and_codes_are_plain_values_and_enums_are_names()
    {
        var (user, therapist) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var suggested = new ModelSuggested(new(user), new("Malmi"), new(therapist), "K-0042", Events.May4);

        Assert.Equal($$"""{"ServiceUser":"{{user}}","Centre":"Malmi","Therapist":"{{therapist}}","Code":"K-0042","On":"2026-05-04"}""",
            JsonSerializer.Serialize(suggested, EventJson.Options));
        Assert.Equal("""{"Reason":"NotReached","On":"2026-05-04"}""",
            JsonSerializer.Serialize(new ProcessNotStarted(NotStartedReason.NotReached, Events.May4), EventJson.Options));
        Assert.Null(JsonSerializer.Deserialize<AgreementId?>("null", EventJson.Options));
    }

    [Fact]
    public void Every_event_of_the_domain_can_be_written_and_is_read_by_the_name_it_is_written_under() =>
        Assert.All(EventTypes.All, e => Assert.Equal([e.Key], StoredTypes.OfTheDomain.AliasesOf([e.Value])));
}
