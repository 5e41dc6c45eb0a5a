using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Tests.Shared;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.AitoValittaja;

/// <summary>Something recorded of a process can't be read: what can be is shown, nothing is decided, the administrator sees it, and mending it is enough.</summary>
public sealed class UnreadableTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    public static TheoryData<string, string> Unreadable => new()
    {
        { "of a type nobody knows", "update mt_events set type = 'meeting_dreamt', mt_dotnet_type = 'meeting_dreamt' where stream_id = '{0}' and version = {1}" },
        { "with a content that is not its type's", "update mt_events set data = '[1]' where stream_id = '{0}' and version = {1}" },
        { "with a value its type does not have", "update mt_events set data = jsonb_set(data, '{{Minutes}}', '\"long\"') where stream_id = '{0}' and version = {1}" },
    };

    [Theory, MemberData(nameof(Unreadable))]
    public async Task A_process_with_an_event_that_can_not_be_read_says_so_and_goes_on_when_it_is_mended(string that, string damage)
    {
        Assert.NotNull(that);
        var (worker, _) = await host.Agreed();
        var id = await host.ActiveProcess(worker);
        var process = $"/api/aito-valittaja/processes/{id}";
        await Expect(201, host.By("peer-worker", worker).Post($"{process}/meetings", Meeting(new(2026, 5, 11))));
        var last = (await host.Database.Query<long>($"select version from mt_streams where id = '{id}'")).Single();
        await host.CatchUp();
        await host.Database.Execute($"create table kept as select type, data from mt_events where stream_id = '{id}' and version = {last}");
        await host.Database.Execute(string.Format(System.Globalization.CultureInfo.InvariantCulture, damage, id, last));

        var read = await Expect(200, host.By("therapist").Get(process));
        Assert.Equal(last, read["unreadableFrom"].GetInt64());
        Assert.Equal(last - 1, read["history"].GetArrayLength());
        await Refused("service/record-unreadable", host.By("peer-worker", worker).Post($"{process}/meetings", Meeting(new(2026, 5, 12))));

        await host.Database.Execute($"update mt_events e set type = kept.type, data = kept.data from kept where stream_id = '{id}' and version = {last}; drop table kept");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await Expect(200, host.By("therapist").Get(process)))["unreadableFrom"].ValueKind);
        await Expect(201, host.By("peer-worker", worker).Post($"{process}/meetings", Meeting(new(2026, 5, 12))));
    }

    [Fact]
    public async Task A_month_with_an_event_that_can_not_be_read_says_so_too_and_the_administrator_sees_which_record_it_is()
    {
        var (worker, _) = await host.Agreed();
        var by = host.By("peer-worker", worker);
        await Expect(201, by.Post($"{Month(worker)}/entries", Entry(new(2026, 6, 8), "10:00", 60)));
        await Expect(201, by.Post($"{Month(worker)}/entries", Entry(new(2026, 6, 9), "10:00", 60)));
        var stream = (await host.Database.Query<Guid>($"select stream from read.month where worker = '{worker}'")).Single();
        await host.Database.Execute($"update mt_events set type = 'hours_dreamt', mt_dotnet_type = 'hours_dreamt' where stream_id = '{stream}' and version = 2");

        var month = await Expect(200, by.Get(Month(worker)));
        Assert.Equal((2, 2), (month["unreadableFrom"].GetInt32(), month["entries"].GetArrayLength()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, month["forecast"].ValueKind);
        var refused = await Refused("service/record-unreadable", by.Post($"{Month(worker)}/entries", Entry(new(2026, 6, 10), "10:00", 60)));
        Assert.Equal((stream, 2), (refused["record"].GetGuid(), refused["version"].GetInt32()));
        Assert.Equal([409], await host.Database.Query<int>("select status from audit.access_log order by id desc limit 1"));
        Assert.Equal([2], await Versions());

        await host.Database.Execute($"update mt_events set type = 'hours_recorded' where stream_id = '{stream}' and version = 2");
        Assert.Empty(await Versions());
        await Expect(201, by.Post($"{Month(worker)}/entries", Entry(new(2026, 6, 10), "10:00", 60)));

        async Task<IReadOnlyList<int>> Versions() =>
            [.. (await Expect(200, host.By("administrator").Get("/api/upkeep/unreadable-records"))).Body.EnumerateArray()
                .Where(r => r.GetProperty("record").GetGuid() == stream).Select(r => r.GetProperty("version").GetInt32())];
    }

    [Fact]
    public async Task Statistics_stop_at_an_event_of_a_type_nobody_knows_and_go_on_when_it_is_taken_away_or_left_out()
    {
        await host.CatchUp();
        var (first, second) = (await Strange(), await Strange());
        var administrator = host.By("administrator");
        await Until.True(async () => await StoppedAt() == first);
        Assert.Contains("meeting_dreamt", (await Statistics()).GetProperty("reason").GetString(), StringComparison.Ordinal);

        Assert.Equal(["position"], (await Expect(400, administrator.Put($"/api/upkeep/read-models/Statistics/parked/{second}", new { }, null))).Fields);
        await host.Database.Execute($"delete from mt_events where seq_id = {first}");
        await Until.True(async () => await StoppedAt() == second);
        await Expect(204, administrator.Put($"/api/upkeep/read-models/Statistics/parked/{second}", new { }, null));

        await Until.True(async () => await StoppedAt() is null);
        await host.CatchUp();
        Assert.Equal([second], (await Statistics()).GetProperty("parked").EnumerateArray().Select(p => p.GetInt64()));
        await Expect(404, administrator.Put("/api/upkeep/read-models/Dreams/parked/1", new { }, null));

        async Task<System.Text.Json.JsonElement> Statistics() =>
            (await Expect(200, administrator.Get("/api/upkeep/read-models"))).Body.EnumerateArray().Single(m => m.GetProperty("name").GetString() == "Statistics");

        async Task<long?> StoppedAt() => (await Statistics()).GetProperty("stoppedAt") is { ValueKind: System.Text.Json.JsonValueKind.Number } at ? at.GetInt64() : null;
    }

    /// <summary>An event on a stream of its own, of a type this build does not know.</summary>
    async Task<long> Strange()
    {
        var stream = Guid.CreateVersion7();
        await host.Database.Execute($"""
            insert into mt_streams (id, type, version) values ('{stream}', 'dream', 1);
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type)
            values (nextval('mt_events_sequence'), gen_random_uuid(), '{stream}', 1, '{"{}"}', 'meeting_dreamt', now(), 'Dreams.MeetingDreamt, Dreams')
            """);
        return (await host.Database.Query<long>($"select seq_id from mt_events where stream_id = '{stream}'")).Single();
    }
}
