using System.Text.Json;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

public sealed class PaymentCalendarApiTests : IAsyncLifetime
{
    static readonly DateOnly Day = new(2026, 5, 18);

    readonly PeopleHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    Asking Payroll => host.By("payroll");

    /// <summary>The calendar starts in May, so that months before the story say nothing.</summary>
    async Task<JsonElement> Calendar(string month, string persona = "payroll") => Assert.Single(
        (await Expect(200, host.By(persona).Get($"/api/payroll/calendar?year={month[..4]}")))["months"].EnumerateArray(), m => m.GetProperty("month").GetString() == month);

    static string Steps(JsonElement month) => string.Join("; ", month.GetProperty("steps").EnumerateArray().Select(s =>
        $"{s.GetProperty("by").GetString()![5..]} {s.GetProperty("state").GetString()}{(s.GetProperty("days").ValueKind == JsonValueKind.Null ? "" : $" {s.GetProperty("days").GetInt32()}")}"));

    static (int, int, int, int) Open(JsonElement month) => month.GetProperty("open") is var open
        ? (open.GetProperty("undeclaredWorkers").GetInt32(), open.GetProperty("unapprovedParts").GetInt32(), open.GetProperty("dueEntries").GetInt32(), open.GetProperty("unansweredLines").GetInt32())
        : default;

    async Task<JsonElement> Row(Guid worker, string month = "2026-05") =>
        Assert.Single((await Expect(200, Payroll.Get($"/api/payroll/months/{month}"))).Items, r => r.GetProperty("worker").GetGuid() == worker);

    static (string?, string?, int?) Waits(JsonElement row) => (
        row.GetProperty("waitsFor").GetString(), row.GetProperty("deadline").GetString(),
        row.GetProperty("daysLate").ValueKind == JsonValueKind.Null ? null : row.GetProperty("daysLate").GetInt32());

    [Fact]
    public async Task A_month_is_followed_from_its_work_to_its_report()
    {
        var (worker, _) = await host.Agreed(name: "Tunti Tekijä");
        host.Clock.Set(new(2026, 5, 20));
        await Expect(201, host.By("peer-worker", worker).Post($"{Month(worker, "2026-05")}/entries", Entry(Day)));
        Assert.Equal("06-04 ToCome; 06-08 ToCome; 06-11 ToCome; 06-18 ToCome; 06-23 ToCome", Steps(await Calendar("2026-05")));
        Assert.Equal((1, 1, 0, 0), Open(await Calendar("2026-05")));
        Assert.Equal(("Worker", "2026-06-04", null), Waits(await Row(worker)));

        host.Clock.Set(new(2026, 6, 5));
        Assert.Equal("06-04 Late 1; 06-08 Due 3; 06-11 Due 6; 06-18 Due 13; 06-23 Due 18", Steps(await Calendar("2026-05")));
        Assert.Equal(("Worker", "2026-06-04", 1), Waits(await Row(worker)));

        await Expect(204, host.By("peer-worker", worker).Post($"{Month(worker, "2026-05")}/declaration"));
        Assert.Equal("06-04 Done; 06-08 Due 3; 06-11 Due 6; 06-18 Due 13; 06-23 Due 18", Steps(await Calendar("2026-05")));
        Assert.Equal(("Coordinators", "2026-06-08", null), Waits(await Row(worker)));

        await Expect(204, host.By("coordinator").Post($"{Month(worker, "2026-05")}/parts/Malmi/approval"));
        host.Clock.Set(new(2026, 6, 12));
        Assert.Equal("06-04 Done; 06-08 Done; 06-11 Late 1; 06-18 Due 6; 06-23 Due 11", Steps(await Calendar("2026-05")));
        Assert.Equal((0, 0, 1, 0), Open(await Calendar("2026-05")));
        Assert.Equal(("PayrollExport", "2026-06-11", 1), Waits(await Row(worker)));

        var export = (await Expect(201, Payroll.Post("/api/payroll/exports", new { until = "2026-05-31" }))).Id;
        host.Clock.Set(new(2026, 6, 20));
        Assert.Equal("06-04 Done; 06-08 Done; 06-11 Done; 06-18 Late 2; 06-23 Due 3", Steps(await Calendar("2026-05")));
        Assert.Equal((0, 0, 0, 1), Open(await Calendar("2026-05")));
        Assert.Equal(("PayrollAnswer", "2026-06-18", 2), Waits(await Row(worker)));

        var line = (await Payroll.Get($"/api/payroll/exports/{export}"))["lines"][0].GetProperty("line").GetGuid();
        await Expect(200, Payroll.Post($"/api/payroll/exports/{export}/answers", new[] { new { line, accepted = true } }));
        Assert.Equal("06-04 Done; 06-08 Done; 06-11 Done; 06-18 Done; 06-23 Due 3", Steps(await Calendar("2026-05")));
        var row = await Row(worker);
        Assert.Equal(("Nobody", null, null), Waits(row));
        Assert.Equal(("Tunti Tekijä", 120, 40m, 1, 0), (row.GetProperty("name").GetString(), row.GetProperty("minutes").GetInt32(), row.GetProperty("amount").GetDecimal(),
            row.GetProperty("exported").GetInt32(), row.GetProperty("unanswered").GetInt32()));
        host.Clock.Set(new(2026, 6, 23));
        Assert.EndsWith("06-23 Done", Steps(await Calendar("2026-05")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_coordinator_and_payroll_are_told_the_same_of_a_month()
    {
        var (worker, _) = await host.Agreed();
        await Expect(204, host.By("peer-worker", worker).Post($"{Month(worker, "2026-04")}/declaration"));

        foreach (var month in (string[])["2026-04", "2026-05", "2026-06"])
            Assert.Equal(
                Waits(await Row(worker, month)),
                Waits(Assert.Single((await Expect(200, host.By("coordinator").Get($"/api/months?month={month}"))).Items, r => r.GetProperty("worker").GetGuid() == worker)));
        Assert.Equal(("Worker", "2026-06-04", 6), Waits(await Row(worker)));
    }

    [Fact]
    public async Task Of_a_month_those_are_asked_for_who_are_waited_for_or_late()
    {
        var ((late, _), (done, _)) = (await host.Agreed(), await host.Agreed("Laakso"));
        await Expect(204, host.By("peer-worker", done).Post($"{Month(done, "2026-05")}/declaration"));

        async Task<IEnumerable<Guid>> Workers(string query) => (await Expect(200, Payroll.Get($"/api/payroll/months/2026-05?{query}"))).Items.Select(r => r.GetProperty("worker").GetGuid());
        Assert.Equal([late], await Workers("late=true"));
        Assert.Equal([done], await Workers("late=false"));
        Assert.Equal([done], await Workers("waitsFor=nobody"));
        Assert.Equal([done], await Workers("centre=Laakso"));
        Assert.Equal([late], await Workers("size=1&page=1&sort=waits"));
        Assert.Empty(await Workers("waitsFor=worker&late=false"));
        Assert.Equal([late], (await host.By("coordinator").Get("/api/months?month=2026-05&late=true")).Items.Select(r => r.GetProperty("worker").GetGuid()));
        await Names("waitsFor", Payroll.Get("/api/payroll/months/2026-05?waitsFor=godot"));
        await Names("month", Payroll.Get("/api/payroll/months/may"));
        await Names("sort", Payroll.Get("/api/payroll/months/2026-05?sort=name"));
    }

    [Fact]
    public async Task A_coordinator_counts_the_own_centres_and_payroll_and_the_administrator_the_city()
    {
        await host.Agreed();
        await host.Agreed("Kalasatama");

        Assert.Equal((1, 0, 0, 0), Open(await Calendar("2026-05", "coordinator")));
        Assert.Equal((2, 0, 0, 0), Open(await Calendar("2026-05")));
        Assert.Equal((2, 0, 0, 0), Open(await Calendar("2026-05", "administrator")));
    }

    [Fact]
    public async Task A_payment_day_that_moved_says_from_where_and_the_holidays_are_beside()
    {
        var calendar = await Expect(200, Payroll.Get("/api/payroll/calendar"));

        Assert.Equal(2026, calendar["year"].GetInt32());
        Assert.Equal(12, calendar["months"].GetArrayLength());
        Assert.Equal("2026-06-20", (await Calendar("2026-05")).GetProperty("paymentMovedFrom").GetString());
        Assert.Equal(JsonValueKind.Null, (await Calendar("2026-06")).GetProperty("paymentMovedFrom").ValueKind);
        Assert.Contains(calendar["bankHolidays"].EnumerateArray(), h => (h.GetProperty("on").GetString(), h.GetProperty("holiday").GetString()) == ("2026-06-19", "MidsummerEve"));
        Assert.Empty((await Calendar("2018-12")).GetProperty("steps").EnumerateArray());
        await Names("year", Payroll.Get("/api/payroll/calendar?year=20260"));
    }

    [Fact]
    public async Task Another_calendar_holds_for_the_months_that_begin_after_it()
    {
        await Expect(204, host.By("administrator").Post("/api/compensation/payment-calendars",
            new { paymentDay = 31, exportBankingDaysBefore = 5, approvalBankingDaysBefore = 8, declarationBankingDaysBefore = 10, from = "2026-05-15" }));

        Assert.Contains("06-18", Steps(await Calendar("2026-05")), StringComparison.Ordinal);
        Assert.Contains("07-31", Steps(await Calendar("2026-06")), StringComparison.Ordinal);
        await Refused("compensation/payment-calendar-too-early", host.By("administrator").Post("/api/compensation/payment-calendars",
            new { paymentDay = 8, exportBankingDaysBefore = 5, approvalBankingDaysBefore = 8, declarationBankingDaysBefore = 10, from = "2027-01-01" }));
    }
}
