using System.Net;
using System.Net.Http.Json;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Compensation;

namespace Helsinki.PeerWork.Api.Tests.Compensation;

public sealed class CompensationApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_setting_holds_from_its_day_and_stands_in_the_history_with_who_set_it()
    {
        using var administrator = host.As("administrator");
        using var payroll = host.As("payroll");
        await administrator.PostAsJsonAsync("/api/compensation/hourly-rates", new { rate = 21.5m, from = "2027-01-01" }).Json(HttpStatusCode.NoContent);
        await administrator.PostAsJsonAsync("/api/compensation/payable-kinds", new { kind = "Supervision", incomeType = "336", from = "2027-01-01" }).Json(HttpStatusCode.NoContent);
        await administrator.PostAsJsonAsync("/api/compensation/unpaid-kinds", new { kind = "Workshop", from = "2027-01-01" }).Json(HttpStatusCode.NoContent);
        await administrator.PostAsJsonAsync("/api/compensation/missed-meeting-pay", new { minutes = 30, from = "2027-01-01" }).Json(HttpStatusCode.NoContent);
        await administrator.PostAsJsonAsync("/api/compensation/concern-escalation", new { hours = 2, from = "2027-01-01" }).Json(HttpStatusCode.NoContent);
        await administrator.PostAsJsonAsync("/api/compensation/payment-calendars",
            new { paymentDay = 31, exportBankingDaysBefore = 4, approvalBankingDaysBefore = 6, declarationBankingDaysBefore = 9, from = "2027-01-01" }).Json(HttpStatusCode.NoContent);

        await administrator.PostAsJsonAsync("/api/compensation/income-types", new { incomeType = "308", nature = "Wage", from = "2027-01-01" }).Json(HttpStatusCode.NoContent);

        var before = await payroll.GetAsync("/api/compensation?on=2026-12-31").Json(HttpStatusCode.OK);
        var after = await payroll.GetAsync("/api/compensation?on=2027-01-01").Json(HttpStatusCode.OK);

        Assert.Equal((20m, 21.5m), (before["hourlyRate"]!.GetValue<decimal>(), after["hourlyRate"]!.GetValue<decimal>()));
        Assert.Equal((0, 30), (before["missedMeetingMinutes"]!.GetValue<int>(), after["missedMeetingMinutes"]!.GetValue<int>()));
        Assert.Equal((4, 2), (before["concernEscalationHours"]!.GetValue<int>(), after["concernEscalationHours"]!.GetValue<int>()));
        Assert.Null(after["kinds"]!.AsArray().Single(k => k!["kind"]!.GetValue<string>() == "Workshop")!["incomeType"]);
        Assert.Equal("336", after["kinds"]!.AsArray().Single(k => k!["kind"]!.GetValue<string>() == "Supervision")!["incomeType"]!.GetValue<string>());
        Assert.Equal(["210 Wage", "214 Wage", "308 ", "336 Fee"], before["incomeTypes"]!.AsArray().Select(t => $"{t!["incomeType"]} {t["nature"]}"));
        Assert.Equal(["210 Wage", "214 Wage", "308 Wage", "336 Fee"], after["incomeTypes"]!.AsArray().Select(t => $"{t!["incomeType"]} {t["nature"]}"));
        var classed = after["history"]!.AsArray()[^1]!;
        Assert.Equal(("PayNature", "308", "Wage"), (classed["setting"]!.GetValue<string>(), classed["of"]!.GetValue<string>(), classed["value"]!.GetValue<string>()));
        var last = after["history"]!.AsArray()[^2]!;
        Assert.Equal((20, 31), (before["paymentCalendar"]!["paymentDay"]!.GetValue<int>(), after["paymentCalendar"]!["paymentDay"]!.GetValue<int>()));
        Assert.Equal(("PaymentCalendar", "31; 4; 6; 9"), (last["setting"]!.GetValue<string>(), last["value"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_installation_configured_before_income_types_were_classed_gets_their_natures_at_its_next_start_and_keeps_the_rest()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        await host.Database.Execute($"delete from mt_events where stream_id = '{CompensationDecider.StreamId}'; delete from mt_streams where id = '{CompensationDecider.StreamId}'");
        await host.Run(async act =>
        {
            await act.Load(CompensationDecider.Decider, CompensationDecider.StreamId);
            return act.Decide(CompensationDecider.Decider, CompensationDecider.StreamId, new CompensationCommand.SetHourlyRate(23m, new(2024, 1, 1))) ?? Reply.NoContent;
        });

        await InitialConfiguration.Ensure(host.Services, default);
        await InitialConfiguration.Ensure(host.Services, default);
        using var payroll = host.As("payroll");
        var compensation = await payroll.GetAsync("/api/compensation?on=2026-01-01").Json(HttpStatusCode.OK);

        Assert.Equal(23m, compensation["hourlyRate"]!.GetValue<decimal>());
        Assert.Equal(["210 Wage", "214 Wage", "336 Fee"], compensation["incomeTypes"]!.AsArray().Select(t => $"{t!["incomeType"]} {t["nature"]}"));
        Assert.Equal(3, compensation["history"]!.AsArray().Count(s => s!["setting"]!.GetValue<string>() == "PayNature"));
    }

    [Fact]
    public async Task What_is_no_rate_or_not_an_administrators_is_refused()
    {
        using var administrator = host.As("administrator");
        using var coordinator = host.As("coordinator");
        using var therapist = host.As("therapist");

        Assert.Equal("compensation/rate-not-allowed",
            (await administrator.PostAsJsonAsync("/api/compensation/hourly-rates", new { rate = 0.001m, from = "2027-01-01" }).Json(HttpStatusCode.Conflict)).Code());
        await coordinator.PostAsJsonAsync("/api/compensation/hourly-rates", new { rate = 22m, from = "2027-01-01" }).Json(HttpStatusCode.Forbidden);
        await therapist.GetAsync("/api/compensation").Json(HttpStatusCode.Forbidden);
    }
}
