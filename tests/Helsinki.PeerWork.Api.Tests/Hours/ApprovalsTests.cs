using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Hours;

public sealed class ApprovalsTests : IAsyncLifetime
{
    readonly PeopleHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    Asking Coordinator => host.By("coordinator");

    async Task<JsonElement> TheOne(string query = "") => Assert.Single((await Expect(200, Coordinator.Get($"/api/months/approvals?{query}"))).Items);

    static IEnumerable<string> Differences(JsonElement part) => part.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("what").GetString()!);

    async Task Work(Guid worker, string month, int entries, int minutes = 120)
    {
        for (var n = 1; n <= entries; n++)
            await Expect(201, host.By("peer-worker", worker).Post($"{Month(worker, month)}/entries", Entry(DateOnly.ParseExact($"{month}-{n:00}", "yyyy-MM-dd"), minutes: minutes)));
    }

    async Task Declare(Guid worker, string month) => await Expect(204, host.By("peer-worker", worker).Post($"{Month(worker, month)}/declaration"));

    async Task Approve(Guid worker, string month) => await Expect(204, Coordinator.Post($"{Month(worker, month)}/parts/Malmi/approval"));

    [Fact]
    public async Task What_waits_is_listed_with_its_sum_its_deadline_and_the_version_to_approve_it_by()
    {
        var (worker, _) = await host.Agreed();
        await Work(worker, "2026-05", 3);
        Assert.Empty((await Coordinator.Get("/api/months/approvals")).Items);
        await Declare(worker, "2026-05");

        var part = await TheOne();

        Assert.Equal(("2026-05", 3, 360, 120m, 3, 2), (
            part.GetProperty("month").GetString(), part.GetProperty("entries").GetInt32(), part.GetProperty("minutes").GetInt32(),
            part.GetProperty("euros").GetDecimal(), part.GetProperty("waiting").GetInt32(), part.GetProperty("daysLate").GetInt32()));
        Assert.Equal($"\"{part.GetProperty("version").GetInt64()}\"", (await Coordinator.Get(Month(worker, "2026-05"))).ETag);
        Assert.Empty((await Expect(200, Coordinator.Get("/api/months/approvals?month=2026-04"))).Items);
        Assert.Empty((await Expect(200, host.By("coordinator-city").Get("/api/months/approvals"))).Items);
    }

    [Fact]
    public async Task A_month_is_held_against_the_average_of_the_three_before_it()
    {
        var (worker, _) = await host.Agreed();
        foreach (var month in (string[])["2026-02", "2026-04"])
        {
            await Work(worker, month, 4);
            await Declare(worker, month);
            await Approve(worker, month);
        }
        await Work(worker, "2026-05", 6);
        await Declare(worker, "2026-05");

        var part = await TheOne("month=2026-05");

        Assert.Equal((2, 4m, 480), (
            part.GetProperty("usual").GetProperty("months").GetInt32(), part.GetProperty("usual").GetProperty("entries").GetDecimal(), part.GetProperty("usual").GetProperty("minutes").GetInt32()));
        Assert.Equal(["MoreEntries"], Differences(part));
    }

    [Fact]
    public async Task As_usual_there_is_nothing_to_look_at()
    {
        var (worker, _) = await host.Agreed();
        await Work(worker, "2026-04", 4);
        await Declare(worker, "2026-04");
        await Approve(worker, "2026-04");
        await Work(worker, "2026-05", 5);
        await Declare(worker, "2026-05");

        Assert.Empty(Differences(await TheOne()));
    }

    [Fact]
    public async Task Forgotten_hours_a_long_entry_and_a_first_month_are_pointed_out()
    {
        var (worker, _) = await host.Agreed();
        await Work(worker, "2026-05", 2);
        await Declare(worker, "2026-05");
        Assert.Equal(["NothingBefore"], Differences(await TheOne()));
        await Approve(worker, "2026-05");

        await Expect(201, host.By("peer-worker", worker).Post($"{Month(worker, "2026-05")}/entries", Entry(new(2026, 5, 20), minutes: 200)));

        Assert.Equal(["Supplement", "LongEntry"], Differences(await TheOne()));
    }

    [Fact]
    public async Task Ones_own_hours_are_said_to_be_so()
    {
        var (worker, _) = await host.Agreed();
        await Work(worker, "2026-05", 1);
        await Declare(worker, "2026-05");
        var both = new Persona("both", "a coordinator who is a peer worker", ["coordinator", "peer-worker"], ["Malmi"]);

        Assert.False((await TheOne()).GetProperty("own").GetBoolean());
        Assert.True(Assert.Single((await Expect(200, host.By(both, worker).Get("/api/months/approvals"))).Items).GetProperty("own").GetBoolean());
    }

    [Fact]
    public async Task A_month_tells_what_happened_to_it_in_order()
    {
        var (worker, _) = await host.Agreed();
        await Work(worker, "2026-05", 1);
        await Declare(worker, "2026-05");
        await Expect(204, Coordinator.Post($"{Month(worker, "2026-05")}/parts/Malmi/return", new { reason = "WrongDay" }));

        var history = (await Coordinator.Get(Month(worker, "2026-05")))["history"].EnumerateArray().ToList();

        Assert.Equal(["Recorded", "Declared", "Returned"], history.Select(h => h.GetProperty("what").GetString()));
        Assert.Equal("WrongDay", history[^1].GetProperty("reason").GetString());
        Assert.Equal([2, 3, 4], history.Select(h => h.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Of_another_centres_part_a_month_tells_only_its_worker()
    {
        var (worker, _) = await host.Agreed();
        var there = (await Expect(201, host.By(new Persona("of-both-centres", "", ["coordinator"], ["Malmi", "Kalasatama"])).Post($"/api/peer-workers/{worker}/engagements",
            new { form = "Volunteer", centre = "Kalasatama", kind = "PeerSupport", from = "2026-01-01" }))).Id;
        Assert.NotEqual(Guid.Empty, there);
        await Work(worker, "2026-05", 1);

        Assert.Single((await Coordinator.Get(Month(worker, "2026-05")))["history"].EnumerateArray());
        Assert.Empty((await Expect(200, host.By("coordinator-city").Get(Month(worker, "2026-05"))))["history"].EnumerateArray());
        Assert.Single((await host.By("peer-worker", worker).Get(Month(worker, "2026-05")))["history"].EnumerateArray());
    }

    [Fact]
    public async Task A_workers_months_are_listed_the_newest_first()
    {
        var (worker, _) = await host.Agreed();
        await Work(worker, "2026-05", 2);

        var months = (await Expect(200, Coordinator.Get($"/api/peer-workers/{worker}/months"))).Items;

        Assert.Equal(["2026-06", "2026-05", "2026-04", "2026-03", "2026-02", "2026-01"], months.Select(m => m.GetProperty("month").GetString()));
        Assert.Equal(240, months[1].GetProperty("minutes").GetInt32());
        await Expect(404, host.By("coordinator-city").Get($"/api/peer-workers/{worker}/months"));
        Assert.Equal(6, (await Expect(200, host.By("peer-worker", worker).Get($"/api/peer-workers/{worker}/months"))).Items.Count);
    }
}
