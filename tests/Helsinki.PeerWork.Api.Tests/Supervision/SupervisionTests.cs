using System.Text.Json;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Supervision;

public class SupervisionTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    const string Sessions = "/api/supervision-sessions";

    Asking Coordinator => host.By("coordinator");

    static object Session(string on, string form = "Group", string centre = "Malmi", params Guid[] invited) => new { centre, on, start = "15:00", form, invited };

    async Task<string> Planned(object session) => $"{Sessions}/{(await Expect(201, Coordinator.Post(Sessions, session))).Id}";

    [Fact]
    public async Task A_session_is_planned_invited_to_and_attended()
    {
        var (invited, came) = ((await host.Agreed(name: "Kutsuttu")).Worker, (await host.Agreed(name: "Tullut")).Worker);
        var session = await Planned(Session("2026-06-03", invited: invited));

        await Expect(204, Coordinator.Post($"{session}/attendance", new { worker = came, attended = true }));

        var read = await Expect(200, Coordinator.Get(session));
        Assert.Equal([("Kutsuttu", true, false), ("Tullut", false, true)], read["participants"].EnumerateArray()
            .Select(p => (p.GetProperty("name").GetString(), p.GetProperty("invited").GetBoolean(), p.GetProperty("attended").GetBoolean())).Order());
        Assert.Contains((await Coordinator.Get($"{Sessions}?centre=Malmi&worker={came}")).Items, s => session.EndsWith(s.GetProperty("id").GetString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Several_are_invited_at_once_or_nobody_is()
    {
        var (one, other) = ((await host.Agreed()).Worker, (await host.Agreed()).Worker);
        var session = await Planned(Session("2026-06-17"));

        await Expect(204, Coordinator.Post($"{session}/invitations", new { workers = new[] { one, other } }));
        await Refused("agreements/not-registered", Coordinator.Post($"{session}/invitations", new { workers = new[] { (await host.Agreed()).Worker, Guid.NewGuid() } }));
        await Names("worker", Coordinator.Post($"{session}/invitations", new { }));

        Assert.Equal(2, (await Coordinator.Get(session))["participants"].GetArrayLength());
    }

    [Fact]
    public async Task Who_attended_is_recorded_as_one_list_with_the_version_that_was_seen()
    {
        var (one, other, third) = ((await host.Agreed()).Worker, (await host.Agreed()).Worker, (await host.Agreed()).Worker);
        var session = await Planned(Session("2026-06-03", invited: [one, other]));
        var seen = (await Coordinator.Get(session)).ETag;

        await Expect(428, Coordinator.Put($"{session}/attendance", new { attended = new[] { one } }, null));
        await Expect(204, Coordinator.Put($"{session}/attendance", new { attended = new[] { one, third } }, seen));
        await Expect(412, Coordinator.Put($"{session}/attendance", new { attended = new[] { other } }, seen));
        Assert.Equal(new[] { one, third }.Order(), await Attended());

        await Expect(204, Coordinator.Put($"{session}/attendance", new { attended = new[] { other } }, (await Coordinator.Get(session)).ETag));
        Assert.Equal([other], await Attended());

        async Task<IEnumerable<Guid>> Attended() => (await Coordinator.Get(session))["participants"].EnumerateArray()
            .Where(p => p.GetProperty("attended").GetBoolean()).Select(p => p.GetProperty("worker").GetGuid()).Order();
    }

    [Fact]
    public async Task An_attendance_is_taken_back()
    {
        var (worker, _) = await host.Agreed();
        var session = await Planned(Session("2026-06-03"));
        await Expect(204, Coordinator.Post($"{session}/attendance", new { worker, attended = true }));

        await Expect(204, Coordinator.Post($"{session}/attendance", new { worker, attended = false }));

        Assert.False((await Coordinator.Get(session))["participants"][0].GetProperty("attended").GetBoolean());
    }

    [Fact]
    public async Task A_session_still_to_come_is_not_attended()
    {
        var (worker, _) = await host.Agreed();
        var session = await Planned(Session("2026-06-11"));

        await Refused("supervision/session-in-future", Coordinator.Post($"{session}/attendance", new { worker, attended = true }));
    }

    [Fact]
    public async Task An_individual_session_is_for_one()
    {
        var (one, other) = ((await host.Agreed()).Worker, (await host.Agreed()).Worker);

        await Refused("supervision/individual-session", Coordinator.Post(Sessions, Session("2026-06-03", "Individual", invited: [one, other])));
        var session = await Planned(Session("2026-06-03", "Individual", invited: one));
        await Refused("supervision/individual-session", Coordinator.Post($"{session}/invitations", new { worker = other }));
    }

    [Fact]
    public async Task Somebody_unknown_is_not_invited() =>
        await Refused("agreements/not-registered", Coordinator.Post($"{await Planned(Session("2026-06-03"))}/invitations", new { worker = Guid.NewGuid() }));

    [Fact]
    public async Task A_session_is_moved_with_the_version_that_was_seen()
    {
        var session = await Planned(Session("2026-06-17"));
        var seen = (await Coordinator.Get(session)).ETag;
        var to = new { on = "2026-06-24", start = "14:00" };

        await Expect(428, Coordinator.Put($"{session}/time", to, null));
        await Expect(204, Coordinator.Put($"{session}/time", to, seen));
        await Expect(412, Coordinator.Put($"{session}/time", to with { start = "16:00" }, seen));

        Assert.Equal("2026-06-24", (await Coordinator.Get(session))["on"].GetString());
    }

    [Fact]
    public async Task A_cancelled_session_takes_nobody()
    {
        var (worker, _) = await host.Agreed();
        var session = await Planned(Session("2026-06-03"));

        await Expect(204, Coordinator.Post($"{session}/cancellation"));

        await Refused("supervision/cancelled", Coordinator.Post($"{session}/invitations", new { worker }));
        Assert.True((await Coordinator.Get(session))["cancelled"].GetBoolean());
    }

    [Fact]
    public async Task An_attended_session_is_not_cancelled()
    {
        var (worker, _) = await host.Agreed();
        var session = await Planned(Session("2026-06-03"));
        await Expect(204, Coordinator.Post($"{session}/attendance", new { worker, attended = true }));

        await Refused("supervision/attendance-recorded", Coordinator.Post($"{session}/cancellation"));
    }

    [Theory]
    [InlineData("""{"centre":"Malmi","on":"2026-06-03","start":"15","form":"Group"}""", "start")]
    [InlineData("""{"centre":"Malmi","on":"2026-06-03","start":"15:00","form":"Crowd"}""", "form")]
    [InlineData("""{"centre":"Malmi","on":"2026-06-03","start":"15:00"}""", "form")]
    public Task What_cannot_be_read_is_named(string body, string field) => Names(field, Coordinator.Post(Sessions, body));

    [Fact]
    public async Task Another_centres_sessions_are_hidden()
    {
        var session = await Planned(Session("2026-06-03"));

        await Expect(404, host.By("coordinator-city").Get(session));
        await Expect(404, host.By("coordinator-city").Post($"{session}/cancellation"));
        await Expect(404, host.By("coordinator-city").Post(Sessions, Session("2026-06-03")));
        await Expect(400, host.By("coordinator-city").Get($"{Sessions}?centre=Malmi"));
        await Expect(403, host.By("therapist").Get(Sessions));
    }

    [Fact]
    public async Task Coverage_counts_who_attended_of_those_active_and_the_rest_are_overdue()
    {
        var city = host.By("coordinator-city");
        var (attended, without) = ((await host.Agreed("Kalasatama", "Ohjattu")).Worker, (await host.Agreed("Kalasatama", "Ohjaamaton")).Worker);
        var session = $"{Sessions}/{(await Expect(201, city.Post(Sessions, Session("2026-05-20", centre: "Kalasatama", invited: without)))).Id}";
        await Expect(204, city.Post($"{session}/attendance", new { worker = attended, attended = true }));

        var coverage = await Expect(200, city.Get("/api/supervision/coverage?year=2026&centre=Kalasatama"));
        var overdue = await Expect(200, city.Get("/api/supervision/overdue"));

        var may = coverage["months"][4];
        Assert.Equal((2, 1, 0.5m), (may.GetProperty("active").GetInt32(), may.GetProperty("attended").GetInt32(), may.GetProperty("coverage").GetDecimal()));
        Assert.Equal(["Invited", "Attended"], coverage["workers"].EnumerateArray().OrderBy(w => w.GetProperty("name").GetString(), StringComparer.Ordinal)
            .Select(w => w.GetProperty("months")[4].GetString()));
        Assert.Equal(["Ohjaamaton"], Names(overdue["lastMonth"]));
        Assert.Equal(["Ohjaamaton"], Names(overdue["twoMonths"]));
        Assert.Equal(JsonValueKind.Null, (await city.Get("/api/supervision/coverage?year=2020"))["months"][4].GetProperty("coverage").ValueKind);
        await Stories.Names("year", city.Get("/api/supervision/coverage?year=20260"));

        static IEnumerable<string?> Names(JsonElement rows) => rows.EnumerateArray().Select(r => r.GetProperty("name").GetString());
    }
}
