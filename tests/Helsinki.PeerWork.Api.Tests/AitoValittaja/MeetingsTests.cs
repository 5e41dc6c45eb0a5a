using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.AitoValittaja;

public class MeetingsTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    [Fact]
    public async Task A_mediator_reports_corrects_and_withdraws_the_own_meetings_and_nobody_elses()
    {
        var ((first, _), (second, _)) = (await host.Agreed(), await host.Agreed());
        var process = $"/api/aito-valittaja/processes/{await host.ActiveProcess(first)}";
        var own = $"{process}/meetings/{(await Expect(201, By(first).Post($"{process}/meetings", Meeting(new(2026, 5, 11))))).Id}";
        await Expect(204, host.By("therapist").Put($"{process}/mediator", new { mediator = second, reason = "Absence", on = "2026-05-20" }, await Version(process)));
        var later = $"{process}/meetings/{(await Expect(201, By(second).Post($"{process}/meetings", Meeting(new(2026, 5, 25))))).Id}";

        await Expect(404, By(first).Post($"{process}/meetings", Meeting(new(2026, 5, 26))));
        await Expect(404, By(first).Put(later, Meeting(new(2026, 5, 25), minutes: 90), await Version(process)));
        await Expect(404, By(first).Post($"{later}/withdrawal", new { reason = "RecordedByMistake" }));
        await Expect(404, By(second).Put(own, Meeting(new(2026, 5, 11), minutes: 90), await Version(process)));

        await Expect(201, By(first).Post($"{process}/meetings", Meeting(new(2026, 5, 12))));
        await Expect(204, By(first).Put(own, Meeting(new(2026, 5, 11), minutes: 90), await Version(process)));
        await Expect(204, By(second).Post($"{later}/withdrawal", new { reason = "RecordedByMistake" }));
        await Expect(204, host.By("therapist").Post($"{own}/withdrawal", new { reason = "RecordedByMistake" }));
    }

    [Fact]
    public async Task A_colleagues_process_says_that_it_is_taken_over_first()
    {
        var process = $"/api/aito-valittaja/processes/{await host.ActiveProcess((await host.Agreed()).Worker)}";
        var substitute = host.By("therapist-substitute");

        Assert.Equal("access/take-over-first", (await Expect(403, substitute.Get(process))).Code);
        Assert.Equal("access/forbidden", (await Expect(403, host.By("coordinator").Post($"{process}/take-over"))).Code);

        await Expect(204, substitute.Post($"{process}/take-over"));
        await Expect(200, substitute.Get(process));
    }

    [Fact]
    public async Task Looking_at_the_concerns_is_in_the_access_log_of_each_service_user()
    {
        var process = await host.ActiveProcess((await host.Agreed()).Worker);
        await Expect(201, host.By("therapist").Post($"/api/aito-valittaja/processes/{process}/concerns", new { category = "Other" }));

        await Expect(200, host.By("therapist").Get("/api/aito-valittaja/concerns"));

        Assert.Equal(1, (await host.Database.Query<long>($"""
            select count(*) from audit.access_log a join read.process_list p on p.service_user = any(a.persons)
            where a.operation = 'ListConcerns' and p.process = '{process}'
            """)).Single());
    }

    Asking By(Guid worker) => host.By("peer-worker", worker);

    async Task<string> Version(string process) => (await Expect(200, host.By("therapist").Get(process))).ETag!;
}
