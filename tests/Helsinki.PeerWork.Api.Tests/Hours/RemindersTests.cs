using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Hours;

public sealed class RemindersTests : IAsyncLifetime
{
    readonly PeopleHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    Asking Self(Guid worker) => host.By("peer-worker", worker);

    static string Said(JsonElement reminder) => string.Join(' ',
        reminder.TryGetProperty("task", out var task) ? task.GetString() : "Declare", reminder.GetProperty("month").GetString(), reminder.GetProperty("deadline").GetString(),
        reminder.GetProperty("daysLate").ToString(), reminder.GetProperty("returnReason").ToString()).TrimEnd();

    async Task<IEnumerable<string>> Reminders(string query = "", string persona = "coordinator") =>
        (await Expect(200, host.By(persona).Get($"/api/months/reminders?{query}"))).Items.Select(Said);

    async Task<IEnumerable<string>> Mine(Guid worker) => (await Expect(200, Self(worker).Get("/api/me/reminders"))).Items.Select(Said);

    async Task Declare(Guid worker, params string[] months)
    {
        foreach (var month in months) await Expect(204, Self(worker).Post($"{Month(worker, month)}/declaration"));
    }

    [Fact]
    public async Task Months_not_declared_are_reminded_of_the_oldest_first_until_they_are()
    {
        var (worker, _) = await host.Agreed();
        await Declare(worker, "2026-01", "2026-02", "2026-04");
        string[] due = ["Declare 2026-03 2026-04-02 69", "Declare 2026-05 2026-06-04 6"];

        Assert.Equal(due, await Reminders());
        Assert.Equal(due, await Mine(worker));
        Assert.Empty(await Reminders(persona: "coordinator-city"));

        await Declare(worker, "2026-03", "2026-05");
        Assert.Empty(await Reminders());
        Assert.Empty(await Mine(worker));
    }

    [Fact]
    public async Task A_month_that_goes_on_is_nothing_to_be_reminded_of_and_one_with_time_left_is_not_late()
    {
        host.Clock.Set(new(2026, 2, 2));
        var (worker, _) = await host.Agreed();

        Assert.Equal(["Declare 2026-01 2026-02-06"], await Mine(worker));
        host.Clock.Set(new(2026, 1, 31));
        Assert.Empty(await Mine(worker));
    }

    [Fact]
    public async Task A_month_without_a_payment_calendar_is_reminded_of_last_and_without_a_deadline()
    {
        host.Clock.Set(new(2026, 2, 2));
        var (worker, _) = await host.Agreed();
        var beforeAnyCalendar = new // and before any rate: the first of both is of 2019
        {
            from = "2018-03-01",
            until = "2018-03-31",
            rate = 20m,
            works = new[] { new { centre = "Malmi", kind = "ExpertAppointment" } },
            confidentiality = "2026-1",
            ethics = "2026-1",
        };
        var earlier = (await Expect(201, host.By("coordinator").Post($"/api/peer-workers/{worker}/agreements", beforeAnyCalendar))).Id;
        await Expect(204, host.By("coordinator").Post($"/api/peer-workers/{worker}/agreements/{earlier}/signature", Documents));
        string[] due = ["Declare 2026-01 2026-02-06", "Declare 2018-03"];

        Assert.Equal(due, await Mine(worker));
        Assert.Equal(due, await Reminders());
    }

    [Fact]
    public async Task A_part_to_approve_is_the_coordinators_and_a_returned_month_is_the_workers_again()
    {
        host.Clock.Set(new(2026, 2, 12));
        var (worker, _) = await host.Agreed(name: "Tunti Tekijä");
        await Expect(201, Self(worker).Post($"{Month(worker, "2026-01")}/entries", Entry(new(2026, 1, 8))));
        await Declare(worker, "2026-01");
        Assert.Equal(["Approve 2026-01 2026-02-10 2"], await Reminders());
        Assert.Empty(await Reminders("task=declare"));
        Assert.Empty(await Mine(worker));

        await Expect(204, host.By("coordinator").Post($"{Month(worker, "2026-01")}/parts/Malmi/return", new { reason = "HoursMissing" }));

        Assert.Equal(["Declare 2026-01 2026-02-06 6 HoursMissing"], await Reminders());
        Assert.Equal(["Declare 2026-01 2026-02-06 6 HoursMissing"], await Mine(worker));
        var told = Assert.Single((await host.By("coordinator").Get("/api/months/reminders")).Items);
        Assert.Equal(("Tunti Tekijä", "Malmi", 1), (told.GetProperty("name").GetString(), told.GetProperty("centres")[0].GetString(), told.GetProperty("entries").GetInt32()));
    }

    [Fact]
    public async Task A_returned_month_is_reminded_of_also_while_it_goes_on()
    {
        host.Clock.Set(new(2026, 1, 20));
        var (worker, _) = await host.Agreed();
        await Declare(worker, "2026-01");
        await Expect(204, host.By("coordinator").Post($"{Month(worker, "2026-01")}/parts/Malmi/return", new { reason = "WrongDay" }));

        Assert.Equal(["Declare 2026-01 2026-02-06  WrongDay"], await Mine(worker));
    }

    [Fact]
    public async Task A_worker_of_two_centres_is_reminded_once_and_nobody_of_approving_their_own_hours()
    {
        host.Clock.Set(new(2026, 2, 2));
        var (worker, _) = await host.Agreed();
        var second = (await Expect(201, host.By("coordinator").Post($"/api/peer-workers/{worker}/agreements", DraftFor("Laakso")))).Id;
        await Expect(204, host.By("coordinator").Post($"/api/peer-workers/{worker}/agreements/{second}/signature", Documents));
        Assert.Equal(["Malmi", "Laakso"], Assert.Single((await host.By("coordinator").Get("/api/months/reminders?task=Declare")).Items)
            .GetProperty("centres").EnumerateArray().Select(c => c.GetString()).Order().Reverse());

        await Expect(201, Self(worker).Post($"{Month(worker, "2026-01")}/entries", Entry(new(2026, 1, 8))));
        await Declare(worker, "2026-01");
        var both = host.By(new Persona("coordinates-and-works", "coordinator and peer worker", ["coordinator", "peer-worker"], ["Malmi"]), worker);
        Assert.Single((await Expect(200, host.By("coordinator").Get("/api/months/reminders"))).Items);
        Assert.Empty((await Expect(200, both.Get("/api/months/reminders"))).Items);
    }

    [Fact]
    public async Task Reminders_come_in_pages_for_one_centre_or_all()
    {
        await host.Agreed();
        await host.Agreed("Laakso");

        Assert.Equal(10, (await host.By("coordinator").Get("/api/months/reminders?size=3&page=2"))["total"].GetInt32());
        Assert.Equal(5, (await host.By("coordinator").Get("/api/months/reminders?centre=Laakso"))["total"].GetInt32());
        await Names("task", host.By("coordinator").Get("/api/months/reminders?task=sleep"));
        await Expect(403, host.By("payroll").Get("/api/months/reminders"));
        await Expect(403, host.By("coordinator").Get("/api/me/reminders"));
    }
}
