using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Http;

/// <summary>An id where one of another kind belongs.</summary>
public class OtherKindsTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    [Fact]
    public async Task In_an_address_it_is_not_found()
    {
        var (worker, _) = await host.Agreed();
        var process = await host.ActiveProcess(worker);

        await Expect(404, host.By("coordinator").Get($"/api/peer-workers/{process}"));
        await Expect(404, host.By("coordinator").Get($"/api/peer-workers/{process}/months/2026-06"));
        await Expect(404, host.By("coordinator").Post($"/api/peer-workers/{process}/travel-tickets", new { centre = "Malmi", count = 1 }));
        await Expect(404, host.By("therapist").Post($"/api/aito-valittaja/processes/{worker}/decline", new { }));
        await Expect(404, host.By("coordinator").Post($"/api/supervision-sessions/{worker}/cancellation"));
        await Expect(404, host.By("payroll").Post($"/api/payroll/exports/{worker}/answers", "[]"));
    }

    [Fact]
    public async Task In_a_body_it_is_refused_and_nothing_is_written()
    {
        var (worker, _) = await host.Agreed();
        var process = (await Expect(201, host.By("therapist").Post("/api/aito-valittaja/processes", Suggestion($"PT-{Guid.NewGuid()}")))).Id;
        var events = await Events();

        await Refused("aito-valittaja/agreement-missing", host.By("therapist").Post($"/api/aito-valittaja/processes/{process}/mediator", new { mediator = process, on = "2026-05-01" }));
        await Names("id", host.By("coordinator").Post("/api/supervision-sessions", new { id = worker, centre = "Malmi", on = "2026-06-20", start = "10:00", form = "Group" }));

        Assert.Equal(events, await Events());
    }

    [Fact]
    public async Task An_agreements_id_belongs_to_one_worker()
    {
        var (_, agreement) = await host.Agreed();
        var other = await host.Registered();
        var works = new[] { new { centre = "Malmi", kind = "PeerSupport" } };

        await Refused("agreements/agreement-exists", host.By("coordinator").Post($"/api/peer-workers/{other}/agreements",
            new { id = agreement, from = "2026-01-01", until = "2026-12-31", works, confidentiality = "1", ethics = "1", rate = 20 }));
    }

    [Fact]
    public async Task A_meetings_id_used_in_two_processes_does_not_hide_a_double_booking()
    {
        var (mediator, _) = await host.Agreed();
        var (one, two) = (await host.ActiveProcess(mediator), await host.ActiveProcess(mediator));
        var meeting = new { id = Guid.CreateVersion7(), on = "2026-05-18", start = "10:00", minutes = 60, place = "Cafe", activity = "Coffee" };
        await Expect(201, host.By("therapist").Post($"/api/aito-valittaja/processes/{one}/meetings", meeting));

        await Refused("hours/entry-exists", host.By("therapist").Post($"/api/aito-valittaja/processes/{two}/meetings", meeting));
        await Expect(201, host.By("therapist").Post($"/api/aito-valittaja/processes/{one}/meetings", meeting));
    }

    async Task<long> Events() => (await host.Database.Query<long>("select count(*) from mt_events")).Single();
}
