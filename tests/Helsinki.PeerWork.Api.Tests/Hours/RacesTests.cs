using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Hours;

/// <summary>What has to be impossible also when many ask at the same moment.</summary>
public class RacesTests(PeopleHost host) : IClassFixture<PeopleHost>
{
    static readonly DateOnly Day = new(2026, 6, 8);

    static string Meetings(Guid process) => $"/api/aito-valittaja/processes/{process}/meetings";

    async Task<int> MinutesOf(Guid worker) => (await host.By("peer-worker", worker).Get(Month(worker)))["minutes"].GetInt32();

    [Fact]
    public async Task Of_overlapping_hours_recorded_at_once_one_stands()
    {
        var (worker, _) = await host.Agreed();

        var answers = await AtOnce(10, n => host.By("peer-worker", worker).Post($"{Month(worker)}/entries", Entry(Day, $"10:{n:00}", 60)));

        Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal("hours/overlap", a.Code));
        Assert.Equal(60, await MinutesOf(worker));
    }

    [Fact]
    public async Task Of_overlapping_meetings_in_two_processes_of_one_mediator_one_stands()
    {
        var (mediator, _) = await host.Agreed();
        Guid[] processes = [await host.ActiveProcess(mediator), await host.ActiveProcess(mediator)];

        var answers = await AtOnce(8, n => host.By("therapist").Post(Meetings(processes[n % 2]), Meeting(Day, $"13:{n:00}")));

        Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal("hours/overlap", a.Code));
        Assert.Equal(60, await MinutesOf(mediator));
    }

    [Fact]
    public async Task Of_a_meeting_and_hours_at_the_same_time_one_stands()
    {
        var (mediator, _) = await host.Agreed();
        var process = await host.ActiveProcess(mediator);

        var answers = await AtOnce(8, n => n % 2 == 0
            ? host.By("therapist").Post(Meetings(process), Meeting(Day))
            : host.By("peer-worker", mediator).Post($"{Month(mediator)}/entries", Entry(Day, "13:30", 60)));

        Assert.Single(answers, a => a.Status == 201);
        Assert.Equal(60, await MinutesOf(mediator));
    }

    [Fact]
    public async Task Of_twenty_meetings_recorded_at_once_fifteen_stand()
    {
        var (mediator, _) = await host.Agreed();
        var process = await host.ActiveProcess(mediator);

        var answers = await AtOnce(20, n => host.By("therapist").Post(Meetings(process), Meeting(new DateOnly(2026, 5, 20).AddDays(n))));

        Assert.Equal(15, answers.Count(a => a.Status == 201));
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal("aito-valittaja/meeting-limit", a.Code));
        Assert.Equal(15, (await host.By("therapist").Get($"/api/aito-valittaja/processes/{process}"))["meetingsUsed"].GetInt32());
    }

    [Theory, InlineData("PT-RACE-NEW", false), InlineData("PT-RACE-KNOWN", true)]
    public async Task Of_ten_processes_opened_at_once_for_one_service_user_one_is_opened(string reference, bool known)
    {
        if (known)
        {
            var earlier = (await Expect(201, host.By("therapist").Post("/api/aito-valittaja/processes", Suggestion(reference)))).Id;
            await Expect(204, host.By("therapist").Post($"/api/aito-valittaja/processes/{earlier}/decline", new { on = "2026-05-02" }));
        }

        var answers = await AtOnce(10, n => host.By("therapist").Post("/api/aito-valittaja/processes", Suggestion(n % 2 == 0 ? reference : $" {reference.ToLowerInvariant()} ")));

        Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a.Status != 201), a => Assert.Equal("aito-valittaja/service-user-has-open-process", a.Code));
    }
}
