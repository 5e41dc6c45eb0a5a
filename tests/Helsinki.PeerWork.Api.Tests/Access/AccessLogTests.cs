using System.Net;
using System.Net.Http.Json;
using Helsinki.PeerWork.Api.Tests.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Access;

public sealed class AccessLogTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Who_has_looked_at_a_workers_data_is_answered_by_id_and_by_identity_code()
    {
        var worker = await host.Worker("P1", "131052-308T");
        using var payroll = host.As("payroll");
        using var officer = host.As("data-protection");
        await payroll.GetAsync($"/api/payroll/payees/{worker.Value}").Json(HttpStatusCode.OK);

        var byId = await officer.GetAsync($"/api/access-log?person={worker.Value}").Json(HttpStatusCode.OK);
        var byCode = await officer.PostAsJsonAsync("/api/access-log/search", new { workerIdentityCode = "131052-308T" }).Json(HttpStatusCode.OK);

        Assert.Equal(["ReadPayee"], byId["items"]!.AsArray().Select(r => r!["operation"]!.GetValue<string>()));
        // The officer's own look is on record too, newest first.
        Assert.Equal(["ListAccessLog", "ReadPayee"], byCode["items"]!.AsArray().Select(r => r!["operation"]!.GetValue<string>()).Take(2));
    }

    [Fact]
    public async Task Rows_are_paged_newest_first_and_cut_by_day_and_user()
    {
        using var planner = host.As("planner");
        using var officer = host.As("data-protection");
        host.Clock.Set(new(2026, 3, 1));
        for (var i = 0; i < 3; i++) await planner.GetAsync("/api/statistics/measures").Json(HttpStatusCode.OK);
        var user = Api.Access.DemonstrationTokens.UserOf("planner").Value;

        var page = await officer.GetAsync($"/api/access-log?user={user}&from=2026-03-01&to=2026-03-01&size=2").Json(HttpStatusCode.OK);
        var later = await officer.GetAsync($"/api/access-log?user={user}&from=2026-03-02").Json(HttpStatusCode.OK);

        Assert.Equal((3, 2), (page["total"]!.GetValue<int>(), page["items"]!.AsArray().Count));
        Assert.True(page["items"]![0]!["id"]!.GetValue<long>() > page["items"]![1]!["id"]!.GetValue<long>());
        Assert.Equal(0, later["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_attempt_that_was_not_allowed_is_on_record()
    {
        using var therapist = host.As("therapist");
        using var officer = host.As("data-protection");
        await therapist.GetAsync("/api/access-log").Json(HttpStatusCode.Forbidden);

        var rows = await officer.GetAsync($"/api/access-log?user={Api.Access.DemonstrationTokens.UserOf("therapist").Value}").Json(HttpStatusCode.OK);

        Assert.Contains(rows["items"]!.AsArray(), r => r!["operation"]!.GetValue<string>() == "ListAccessLog" && r["status"]!.GetValue<int>() == 403);
    }

    [Fact]
    public async Task A_search_by_nothing_by_both_or_by_a_day_that_is_none_is_named()
    {
        using var officer = host.As("data-protection");

        await officer.PostAsJsonAsync("/api/access-log/search", new { }).Json(HttpStatusCode.BadRequest);
        await officer.PostAsJsonAsync("/api/access-log/search", new { serviceUserReference = "x", workerIdentityCode = "131052-308T" }).Json(HttpStatusCode.BadRequest);
        var nobody = await officer.PostAsJsonAsync("/api/access-log/search", new { serviceUserReference = "nobody" }).Json(HttpStatusCode.OK);
        var day = await officer.GetAsync("/api/access-log?to=9999-12-31").Json(HttpStatusCode.BadRequest);

        Assert.Equal(0, nobody["total"]!.GetValue<int>());
        Assert.Equal("to", Assert.Single(day["errors"]!.AsObject()).Key);
    }
}
