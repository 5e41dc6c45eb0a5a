using System.Text.Json;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Me;

public class MeTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    const string Limit = "/api/me/monthly-limit";
    static readonly DateOnly Day = new(2026, 6, 8);

    [Theory, InlineData("therapist", "OccupationalTherapist", "Malmi"), InlineData("planner", "Planner", null)]
    public async Task Everybody_learns_who_they_are_here(string persona, string role, string? centre)
    {
        var me = await Expect(200, host.By(persona).Get("/api/me"));

        Assert.Equal([role], me["roles"].EnumerateArray().Select(r => r.GetString()));
        Assert.Equal(centre, me["centres"].EnumerateArray().Select(c => c.GetString()).SingleOrDefault());
        Assert.Equal(JsonValueKind.Null, me["peerWorker"].ValueKind);
    }

    [Fact]
    public async Task A_mediator_sees_the_own_processes_and_nothing_of_the_service_user()
    {
        var ((mediator, _), (other, _)) = (await host.Agreed(), await host.Agreed());
        var process = await host.ActiveProcess(mediator);
        await host.ActiveProcess(other);
        await Expect(201, host.By("therapist").Post($"/api/aito-valittaja/processes/{process}/meetings", Meeting(Day)));

        var own = Assert.Single((await Expect(200, host.By("peer-worker", mediator).Get("/api/me/processes"))).Items);

        Assert.Equal(process, own.GetProperty("id").GetGuid());
        Assert.Equal((1, 15), (own.GetProperty("meetingsUsed").GetInt32(), own.GetProperty("meetingLimit").GetInt32()));
        Assert.Equal(["id", "code", "centre", "phase", "beganOn", "endedOn", "meetingsUsed", "meetingLimit", "call", "version"], own.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task A_mediator_lists_the_own_meetings_in_whatever_process_and_nobody_elses()
    {
        var ((mediator, _), (successor, _)) = (await host.Agreed(), await host.Agreed());
        var (one, other) = (await host.ActiveProcess(mediator), await host.ActiveProcess(mediator));
        await Expect(201, host.By("therapist").Post($"/api/aito-valittaja/processes/{one}/meetings", Meeting(new(2026, 5, 11))));
        await Expect(201, host.By("therapist").Post($"/api/aito-valittaja/processes/{other}/missed-meetings", new { on = "2026-05-12", start = "13:00", reason = "Illness" }));
        await Expect(204, host.By("therapist").Put($"/api/aito-valittaja/processes/{one}/mediator", new { mediator = successor, reason = "Absence", on = "2026-05-20" },
            (await host.By("therapist").Get($"/api/aito-valittaja/processes/{one}")).ETag));
        await Expect(201, host.By("therapist").Post($"/api/aito-valittaja/processes/{one}/meetings", Meeting(Day)));
        var self = host.By("peer-worker", mediator);

        var all = (await Expect(200, self.Get("/api/me/meetings"))).Items;

        Assert.Equal([(other, false), (one, true)], all.Select(m => (m.GetProperty("process").GetGuid(), m.GetProperty("held").GetBoolean())));
        Assert.Equal(
            ["id", "process", "code", "centre", "on", "start", "minutes", "held", "place", "activity", "professionalAlong", "missedReason", "version"],
            all[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal([one], (await self.Get($"/api/me/meetings?from=2026-05-01&until=2026-05-11&process={one}")).Items.Select(m => m.GetProperty("process").GetGuid()));
        Assert.Empty((await self.Get("/api/me/meetings?from=2026-06-01")).Items);
    }

    [Fact]
    public async Task A_worker_sees_the_own_supervision_from_today_and_not_who_else_is_invited()
    {
        var ((worker, _), (other, _)) = (await host.Agreed(), await host.Agreed());
        var coordinator = host.By("coordinator");
        object Session(string on, params Guid[] invited) => new { centre = "Malmi", on, start = "15:00", form = "Group", invited };
        await Expect(201, coordinator.Post("/api/supervision-sessions", Session("2026-06-03", worker)));
        await Expect(201, coordinator.Post("/api/supervision-sessions", Session("2026-06-24", worker, other)));
        await Expect(201, coordinator.Post("/api/supervision-sessions", Session("2026-06-17", worker)));
        await Expect(201, coordinator.Post("/api/supervision-sessions", Session("2026-06-18", other)));
        var self = host.By("peer-worker", worker);

        var ahead = (await Expect(200, self.Get("/api/me/supervision-sessions"))).Items;

        Assert.Equal(["2026-06-17", "2026-06-24"], ahead.Select(s => s.GetProperty("on").GetString()));
        Assert.Equal(["id", "centre", "on", "start", "form", "purpose", "cancelled", "attended"], ahead[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(3, (await self.Get("/api/me/supervision-sessions?from=2026-06-01")).Items.Count);
    }

    [Fact]
    public async Task The_own_month_warns_once_the_own_limit_is_passed()
    {
        var (worker, _) = await host.Agreed();
        var self = host.By("peer-worker", worker);
        await Expect(204, self.Put(Limit, new { amount = 100m, shared = false }, (await self.Get(Limit)).ETag));
        await Expect(201, self.Post($"{Month(worker)}/entries", Entry(Day, minutes: 240)));
        AssertForecast((await Expect(200, self.Get("/api/me/months/2026-06")))["forecast"], 80m, 20m, "Near");

        await Expect(201, self.Post($"{Month(worker)}/entries", Entry(Day, "18:00", 90)));

        AssertForecast((await self.Get("/api/me/months/2026-06"))["forecast"], 110m, -10m, "Passed");
    }

    static void AssertForecast(JsonElement forecast, decimal recorded, decimal left, string warning) =>
        Assert.Equal((100m, recorded, left, warning), (
            forecast.GetProperty("limit").GetDecimal(), forecast.GetProperty("recorded").GetDecimal(), forecast.GetProperty("left").GetDecimal(), forecast.GetProperty("warning").GetString()));

    [Fact]
    public async Task The_coordinator_sees_the_limit_only_when_it_is_shared()
    {
        var (worker, _) = await host.Agreed();
        var self = host.By("peer-worker", worker);
        await Expect(204, self.Put(Limit, new { amount = 834.52m, shared = false }, (await self.Get(Limit)).ETag));
        Assert.Equal(JsonValueKind.Null, (await host.By("coordinator").Get(Month(worker)))["forecast"].ValueKind);

        await Expect(204, self.Put(Limit, new { amount = 834.52m, shared = true }, (await self.Get(Limit)).ETag));

        Assert.Equal(834.52m, (await host.By("coordinator").Get(Month(worker)))["forecast"].GetProperty("limit").GetDecimal());
    }

    [Fact]
    public async Task A_limit_is_removed_and_leaves_nothing()
    {
        var (worker, _) = await host.Agreed();
        var self = host.By("peer-worker", worker);
        await Expect(204, self.Put(Limit, new { amount = 500m, shared = true }, (await self.Get(Limit)).ETag));

        await Expect(204, self.Put(Limit, new { amount = (decimal?)null, shared = false }, (await self.Get(Limit)).ETag));

        Assert.Equal([true], await host.Database.Query<bool>($"select monthly_limit is null and not limit_shared from personal.peer_worker where id = '{worker}'"));
    }

    [Fact]
    public async Task A_limit_is_not_replaced_unseen_or_stale()
    {
        var (worker, _) = await host.Agreed();
        var self = host.By("peer-worker", worker);
        var seen = (await self.Get(Limit)).ETag;

        await Expect(428, self.Put(Limit, new { amount = 500m, shared = false }, null));
        await Expect(204, self.Put(Limit, new { amount = 500m, shared = false }, seen));
        await Expect(412, self.Put(Limit, new { amount = 600m, shared = false }, seen));
    }

    [Theory, InlineData("0"), InlineData("-5"), InlineData("10.005"), InlineData("1000000"), InlineData("\"5\"")]
    public async Task A_limit_that_is_none_is_named(string amount)
    {
        var (worker, _) = await host.Agreed();

        await Names("amount", host.By("peer-worker", worker).Put(Limit, $$"""{"amount":{{amount}},"shared":false}""", "\"1\""));
    }

    [Theory, InlineData("/api/me/processes"), InlineData("/api/me/meetings"), InlineData("/api/me/supervision-sessions"), InlineData("/api/me/months/2026-06"), InlineData(Limit)]
    public async Task What_is_a_peer_workers_own_is_for_peer_workers(string address)
    {
        await Expect(403, host.By("coordinator").Get(address));
        await Expect(404, host.By("peer-worker").Get(address));
    }
}
