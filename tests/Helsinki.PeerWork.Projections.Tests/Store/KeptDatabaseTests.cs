using System.IO.Compression;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Tests.Shared;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;

namespace Helsinki.PeerWork.Projections.Tests.Store;

/// <summary>
/// A database as the last program without Marten left it (a part of the demonstration's; persons, payroll's files and the access log are not in it):
/// it opens, nothing in it is different, and it goes on.
/// </summary>
public sealed class KeptDatabaseTests : IAsyncLifetime
{
    static readonly CancellationToken None = CancellationToken.None;

    readonly TestDatabase database = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        foreach (var schema in await database.Query<string>("select nspname::text from pg_namespace where nspname !~ '^(pg_|information_schema)'"))
            await database.Execute($"drop schema {schema} cascade");
        await database.Execute("create schema public");
        await using var file = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Store", "Kept", "2026-11-27.sql.gz")),
            CompressionMode.Decompress);
        using var script = new StreamReader(file);
        // The dump sets its session as it likes.
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(None);
        await using var restore = new NpgsqlCommand(await script.ReadToEndAsync(None), connection);
        await restore.ExecuteNonQueryAsync(None);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    Task Upgrade() => SchemaScripts.Apply(database.Source, [typeof(SchemaScripts).Assembly], None);

    /// <summary>Everything about every event, as it stands.</summary>
    Task<IReadOnlyList<string>> Stored() => database.Query<string>("""
        select concat_ws(' ', seq_id, stream_id, version, timestamp at time zone 'utc', user_name, correlation_id, causation_id, data::text)
        from mt_events order by seq_id
        """);

    /// <summary>Of read models of the version they had: the statistics' has been raised since, and they are made anew.</summary>
    const string TablesOfReadModels = """
        select relname || oid from pg_class where relnamespace = 'read'::regnamespace and relkind = 'r' and relname not like 'statistics%' order by 1
        """;

    [Fact]
    public async Task Every_event_is_read_as_it_was_stored()
    {
        var before = await database.Query<string>("select data::text from mt_events order by seq_id");
        var (streams, envelopes) = (await database.Query<Guid>("select id from mt_streams"), await database.Query<string>(
            "select concat_ws(' ', seq_id, stream_id, version, user_name, correlation_id, causation_id) from mt_events order by seq_id"));
        await Upgrade();

        var read = (await database.Log.Read(streams, None)).SelectMany(s => s.Events).OrderBy(e => e.Position).ToList();

        Assert.True(read.Count > 1_000, $"{read.Count} events are kept.");
        Assert.Equal(envelopes,
            read.Select(e =>
            string.Join(' ', new object?[] { e.Position, e.Stream, e.Version, e.By, e.Correlation, e.Causation }.Where(part => part is not null))));
        Assert.All(before.Zip(read), pair => Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(pair.First),
                System.Text.Json.JsonSerializer.SerializeToNode(pair.Second.Event, pair.Second.Event.GetType(), EventJson.Options)), pair.First));
    }

    [Fact]
    public async Task It_goes_on_and_its_read_models_stand()
    {
        var stored = await Stored();
        var tables = await database.Query<string>(TablesOfReadModels);
        await Upgrade();
        var process = (await database.Query<Guid>("select id from mt_streams where type = 'aito_valittaja_process' limit 1"))[0];

        await using var instance = await Instance.Start(database, ReadModels.Async, [.. ReadModels.Inline]);
        var at = (await instance.Log.Read([process], None))[0];
        Assert.True(await instance.Log.Append([new(process, AitoValittajaDecider.Decider.Category, at.Version, [new ProcessClosed(Events.May4)])],
            Events.ByMediator, [], None));
        await instance.Daemon.CatchUp(None);

        Assert.Equal(tables, await database.Query<string>(TablesOfReadModels));
        Assert.Equal(stored, (await Stored()).SkipLast(1));
        Assert.Equal(at.Version + 1, (await instance.Log.Read([process], None))[0].Version);
    }

    [Fact]
    public async Task The_program_of_before_still_appends_and_what_it_appends_is_followed()
    {
        await Upgrade();
        await using var instance = await Instance.Start(database, [new MeetingsOfMediators()]);
        var (stream, mediator) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await database.Execute($$"""
            select peerwork.append(array['{{stream}}'::uuid], array['aito_valittaja_process'], array[0::bigint], array[1], array[gen_random_uuid()],
                array['{{stream}}'::uuid], array[1::bigint],
                array['meeting_held'], array['Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent+MeetingHeld, Helsinki.PeerWork.Domain'],
                array['{"Meeting": "{{stream}}", "Mediator": "{{mediator}}", "On": "2026-05-04", "Start": "10:30:00",
                    "Minutes": 90, "Place": "Cafe", "Activity": "Coffee", "ProfessionalAlong": false}'::jsonb],
                now(), 'user-1', 'correlation-1', null)
            """);
        await instance.Daemon.CatchUp(None);

        Assert.Equal([90L], await database.Query<long>($"select minutes from read.meetings_of_mediators where mediator = '{mediator}'"));
        Assert.Equal([new MeetingHeld(new(stream), new(mediator), Events.May4, new(10, 30), 90, MeetingPlace.Cafe, MeetingActivity.Coffee, false)],
            (await instance.Log.Read([stream], None))[0].Events.Select(e => e.Event));
    }
}
