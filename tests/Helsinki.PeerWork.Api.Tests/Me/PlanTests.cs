using System.Text;
using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Me;

/// <summary>Wednesday 10 June 2026; every hour pays 20 €.</summary>
public class PlanTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    const string Limit = "/api/me/monthly-limit", Plan = "/api/me/months/2026-06/plan", Forecast = "/api/me/months/2026-06/forecast";
    static readonly DateOnly Day = new(2026, 6, 8);

    Asking Self(Guid worker) => host.By("peer-worker", worker);

    static object Planned(int day, int minutes = 60, string kind = "ExpertAppointment", string? start = null) =>
        new { on = $"2026-06-{day:00}", minutes, centre = "Malmi", kind, start };

    async Task<Answer> PutPlan(Guid worker, params object[] plan) => await Self(worker).Put(Plan, plan, (await Self(worker).Get(Plan)).ETag);

    /// <summary>By a worker without a limit.</summary>
    async Task SetPlan(Guid worker, params object[] plan) => await Expect(204, PutPlan(worker, plan));

    /// <summary>By a worker with a limit: what the reply warns of.</summary>
    async Task<string> Warned(Guid worker, params object[] plan) => Said((await Expect(200, PutPlan(worker, plan)))["forecast"]);

    async Task SetLimit(Guid worker, decimal? amount, bool shared = false) =>
        await Expect(204, Self(worker).Put(Limit, new { amount, shared }, (await Self(worker).Get(Limit)).ETag));

    static string Said(JsonElement forecast) => string.Create(null, $"{forecast.GetProperty("recorded")} + {forecast.GetProperty("planned")} = {forecast.GetProperty("total")}, left {forecast.GetProperty("left")}, {forecast.GetProperty("warning")}");

    async Task<string> This(Guid worker) => Said((await Expect(200, Self(worker).Get(Forecast))).Body[0]);

    [Fact]
    public async Task A_plan_is_written_read_replaced_and_deleted_by_the_version_that_was_seen()
    {
        var (worker, _) = await host.Agreed();
        var none = await Expect(200, Self(worker).Get(Plan));
        Assert.Equal(0, none.Body.GetArrayLength());

        await Expect(428, Self(worker).Put(Plan, new[] { Planned(12) }, null));
        await Expect(204, Self(worker).Put(Plan, new[] { Planned(20, 90, start: "13:00"), Planned(12) }, none.ETag));
        await Expect(412, Self(worker).Put(Plan, new[] { Planned(13) }, none.ETag));
        var written = await Expect(200, Self(worker).Get(Plan));
        Assert.Equal(["2026-06-12 60 ", "2026-06-20 90 13:00"], written.Body.EnumerateArray().Select(p => $"{p.GetProperty("on")} {p.GetProperty("minutes")} {p.GetProperty("start")}"));
        await Expect(204, Self(worker).Put(Plan, written.Body.GetRawText(), written.ETag));
        Assert.Equal(written.ETag, (await Self(worker).Get(Plan)).ETag);

        await Expect(204, Self(worker).Delete(Plan));
        await Expect(204, Self(worker).Delete(Plan));
        Assert.Equal(0, (await Self(worker).Get(Plan)).Body.GetArrayLength());
        Assert.Equal(0, (await host.Database.Query<long>($"select count(*) from personal.work_plan where worker = '{worker}'")).Single());
    }

    [Fact]
    public async Task A_plan_stands_sealed_and_in_no_event()
    {
        var (worker, _) = await host.Agreed();
        await SetPlan(worker, Planned(29, 77));

        Assert.DoesNotContain("ExpertAppointment", Encoding.UTF8.GetString(Assert.Single(
            await host.Database.Query<byte[]>($"select plan from personal.work_plan where worker = '{worker}'"))), StringComparison.Ordinal);
        Assert.Equal(0, (await host.Database.Query<long>("select count(*) from mt_events where data::text like '%2026-06-29%'")).Single());
    }

    [Theory]
    [InlineData("""[{"on":"2026-07-01","minutes":60,"centre":"Malmi","kind":"ExpertAppointment"}]""", "[0].on")]
    [InlineData("""[{"on":"2026-06-11","minutes":60,"centre":"Malmi","kind":"ExpertAppointment"},{"on":"2026-06-12","minutes":0,"centre":"Malmi","kind":"ExpertAppointment"}]""", "[1].minutes")]
    [InlineData("""[{"on":"2026-06-11","minutes":1441,"centre":"Malmi","kind":"ExpertAppointment"}]""", "[0].minutes")]
    [InlineData("""[{"on":"2026-06-11","start":"23:30","minutes":31,"centre":"Malmi","kind":"ExpertAppointment"}]""", "[0].minutes")]
    [InlineData("""[{"on":"2026-06-11","minutes":60,"centre":"Atlantis","kind":"ExpertAppointment"}]""", "[0].centre")]
    [InlineData("""[{"on":"2026-06-11","minutes":60,"centre":"Malmi","kind":"Golf"}]""", "[0].kind")]
    [InlineData("""[{"on":"2026-06-11","minutes":60,"centre":"Malmi"}]""", "[0].kind")]
    [InlineData("[null]", "[0]")]
    [InlineData("{}", "body")]
    public async Task What_cannot_be_planned_is_named(string body, string field)
    {
        var (worker, _) = await host.Agreed();

        await Names(field, Self(worker).Put(Plan, body, (await Self(worker).Get(Plan)).ETag));
    }

    [Fact]
    public async Task A_plan_longer_than_anybody_makes_is_refused_whole()
    {
        var (worker, _) = await host.Agreed();

        await Names("body", Self(worker).Put(Plan, Enumerable.Repeat(Planned(12), 94), (await Self(worker).Get(Plan)).ETag));
    }

    [Fact]
    public async Task The_forecast_is_what_is_recorded_and_what_is_planned_ahead_this_month_and_next()
    {
        var (worker, _) = await host.Agreed();
        await Expect(201, Self(worker).Post($"{Month(worker)}/entries", Entry(Day, minutes: 240)));
        await SetPlan(worker, Planned(9), Planned(12), Planned(20, 90), Planned(21, kind: "PeerSupport"));
        await Expect(204, Self(worker).Put("/api/me/months/2026-07/plan", new[] { new { on = "2026-07-03", minutes = 60, centre = "Malmi", kind = "ExpertAppointment" } }, (await Self(worker).Get(Plan)).ETag));

        var forecast = (await Expect(200, Self(worker).Get(Forecast))).Body.EnumerateArray().ToList();

        Assert.Equal(["2026-06", "2026-07"], forecast.Select(f => f.GetProperty("month").GetString()));
        Assert.Equal(["80 + 50 = 130, left , None", "0 + 20 = 20, left , None"], forecast.Select(Said));
        Assert.Equal("80 + 50 = 130, left , None", Said((await Self(worker).Get("/api/me/months/2026-06"))["forecast"]));
    }

    [Fact]
    public async Task A_warning_comes_before_the_limit_is_passed_and_nothing_is_refused()
    {
        var (worker, _) = await host.Agreed();
        await SetLimit(worker, 200m);
        Assert.Equal("0 + 0 = 0, left 200, None", await This(worker));

        var first = await Expect(201, Self(worker).Post($"{Month(worker)}/entries", Entry(Day, minutes: 360)));
        Assert.Equal("120 + 0 = 120, left 80, None", Said(first["forecast"]));
        Assert.Equal("120 + 20 = 140, left 60, Near", await Warned(worker, Planned(12)));
        Assert.Equal("120 + 20 = 140, left 60, Near", await This(worker));
        Assert.Equal("120 + 100 = 220, left -20, WouldPass", await Warned(worker, Planned(12), Planned(13, 240)));
        Assert.Equal("120 + 100 = 220, left -20, WouldPass", await This(worker));
        Assert.Equal("120 + 100 = 220, left -20, WouldPass", await Warned(worker, Planned(12), Planned(13, 240)));

        var second = await Expect(201, Self(worker).Post($"{Month(worker)}/entries", Entry(new(2026, 6, 9), minutes: 300)));
        Assert.Equal("220 + 100 = 320, left -120, Passed", Said(second["forecast"]));
        var corrected = await Expect(200, Self(worker).Put($"{Month(worker)}/entries/{second.Id}", Entry(new(2026, 6, 9), minutes: 60), (await Self(worker).Get(Month(worker))).ETag));
        Assert.Equal("140 + 100 = 240, left -40, WouldPass", Said(corrected["forecast"]));
        Assert.Equal("140 + 100 = 240, left -40, WouldPass", Said((await Self(worker).Get("/api/me/months/2026-06"))["forecast"]));
    }

    [Fact]
    public async Task What_is_recorded_of_the_plan_counts_once()
    {
        var (worker, _) = await host.Agreed();
        await SetLimit(worker, 500m);
        await Warned(worker, Planned(10), Planned(12));

        var recorded = await Expect(201, Self(worker).Post($"{Month(worker)}/entries", Entry(new(2026, 6, 10), minutes: 90)));

        Assert.Equal("30 + 20 = 50, left 450, None", Said(recorded["forecast"]));
    }

    [Fact]
    public async Task A_meeting_warns_its_mediator_and_says_nothing_of_it_to_the_therapist()
    {
        var (worker, _) = await host.Agreed();
        await SetLimit(worker, 100m, shared: true);
        var process = await host.ActiveProcess(worker);
        var meetings = $"/api/aito-valittaja/processes/{process}/meetings";

        var first = await Expect(201, Self(worker).Post(meetings, Meeting(Day, minutes: 180)));
        Assert.Equal("60 + 0 = 60, left 40, Near", Said(first["forecast"]));
        AssertOnlyId(await Expect(201, host.By("therapist").Post(meetings, Meeting(Day, "17:00"))));
        Assert.Equal("100 + 0 = 100, left 0, Near", Said((await Expect(201, host.By("coordinator").Post(meetings, Meeting(Day, "19:00"))))["forecast"]));

        async Task<string?> Seen() => (await host.By("therapist").Get($"/api/aito-valittaja/processes/{process}")).ETag;
        Assert.Equal("60 + 0 = 60, left 40, Near", Said((await Expect(200, Self(worker).Put($"{meetings}/{first.Id}", Meeting(Day), await Seen())))["forecast"]));
        await Expect(204, host.By("therapist").Put($"{meetings}/{first.Id}", Meeting(Day, minutes: 90), await Seen()));
    }

    static void AssertOnlyId(Answer answer) => Assert.Equal(["id"], answer.Body.EnumerateObject().Select(p => p.Name));

    [Fact]
    public async Task Where_no_limit_is_set_a_reply_is_what_it_was()
    {
        var (worker, _) = await host.Agreed();

        var recorded = await Expect(201, Self(worker).Post($"{Month(worker)}/entries", Entry(Day)));

        AssertOnlyId(recorded);
        await Expect(204, Self(worker).Put($"{Month(worker)}/entries/{recorded.Id}", Entry(Day, minutes: 90), (await Self(worker).Get(Month(worker))).ETag));
    }

    /// <summary>All that others are told of a worker with a limit of 333.33 €, a plan and hours, month, list, replies, payroll, planner.</summary>
    async Task<IReadOnlyList<(string Who, string Text)>> ToldToOthers(Guid worker, bool fromOwnCentreToo)
    {
        List<(string, string)> told = [];
        async Task Ask(string who, Task<Answer> asked) => told.Add((who, (await asked).ToString()));
        var elsewhere = host.By(new Persona("coordinator-laakso", "coordinator of Laakso", ["coordinator"], ["Laakso"]));
        var day = 1;
        foreach (var coordinator in fromOwnCentreToo ? new[] { host.By("coordinator"), elsewhere } : [elsewhere])
        {
            await Ask("month", coordinator.Get(Month(worker)));
            await Ask("list", coordinator.Get("/api/months?month=2026-06"));
            await Ask("reminders", coordinator.Get("/api/months/reminders"));
            await Ask("worker", coordinator.Get($"/api/peer-workers/{worker}"));
            await Ask("person", coordinator.Get($"/api/peer-workers/{worker}/person"));
            var recorded = await coordinator.Post($"{Month(worker)}/entries", Entry(new(2026, 6, day++)));
            await Ask("recorded", Task.FromResult(recorded));
            if (recorded.Status == 201)
                await Ask("corrected", coordinator.Put($"{Month(worker)}/entries/{recorded.Id}", Entry(new(2026, 6, day++)), (await coordinator.Get(Month(worker))).ETag));
        }
        foreach (var persona in (string[])["payroll", "planner", "administrator", "data-protection", "therapist"])
        {
            await Ask(persona, host.By(persona).Get(Month(worker)));
            await Ask(persona, host.By(persona).Get(Limit));
            await Ask(persona, host.By(persona).Get(Forecast));
            await Ask(persona, host.By(persona).Get(Plan));
        }
        await Ask("payroll", host.By("payroll").Get($"/api/payroll/payees/{worker}"));
        await Ask("payroll", host.By("payroll").Get("/api/payroll/preview"));
        await Ask("payroll", host.By("payroll").Get("/api/payroll/months/2026-06"));
        await Ask("planner", host.By("planner").Get("/api/statistics/2026"));
        return told;
    }

    static bool TellsOfTheLimit(string text) => text.Contains("333.33", StringComparison.Ordinal) || text.Contains("WouldPass", StringComparison.Ordinal) || text.Contains("\"planned\"", StringComparison.Ordinal);

    [Fact]
    public async Task A_limit_that_is_not_shared_is_told_to_nobody_whatever_they_ask()
    {
        var (worker, _) = await host.Agreed();
        await SetLimit(worker, 333.33m);
        await Warned(worker, Planned(12, 1200));

        var told = await ToldToOthers(worker, fromOwnCentreToo: true);

        Assert.Contains(told, t => t.Who == "corrected");
        Assert.DoesNotContain(told, t => TellsOfTheLimit(t.Text));
    }

    [Fact]
    public async Task A_shared_limit_is_told_to_the_coordinator_of_the_centre_and_to_nobody_else()
    {
        var (worker, _) = await host.Agreed();
        await SetLimit(worker, 333.33m, shared: true);
        await Warned(worker, Planned(12, 1200));

        Assert.DoesNotContain(await ToldToOthers(worker, fromOwnCentreToo: false), t => TellsOfTheLimit(t.Text));
        Assert.Equal("0 + 400 = 400, left -66.67, WouldPass", Said((await Expect(200, host.By("coordinator").Get(Month(worker))))["forecast"]));
        Assert.Equal("40 + 400 = 440, left -106.67, WouldPass", Said((await Expect(201, host.By("coordinator").Post($"{Month(worker)}/entries", Entry(Day))))["forecast"]));
    }

    [Fact]
    public async Task A_deleted_limit_warns_of_nothing_and_is_told_to_nobody()
    {
        var (worker, _) = await host.Agreed();
        await SetLimit(worker, 333.33m, shared: true);
        await Warned(worker, Planned(12, 1200));

        await SetLimit(worker, null);

        Assert.DoesNotContain(await ToldToOthers(worker, fromOwnCentreToo: true), t => TellsOfTheLimit(t.Text));
        Assert.EndsWith("left , None", await This(worker), StringComparison.Ordinal);
    }

    [Theory, InlineData(Plan), InlineData(Forecast)]
    public async Task A_plan_is_a_peer_workers_own(string address)
    {
        await Expect(403, host.By("coordinator").Get(address));
        await Expect(404, host.By("peer-worker").Get(address));
        await Expect(404, host.By("peer-worker").Delete(Plan));
        var ((worker, _), (other, _)) = (await host.Agreed(), await host.Agreed());
        await SetPlan(worker, Planned(12));
        Assert.Equal(0, (await Self(other).Get(Plan)).Body.GetArrayLength());
    }
}
