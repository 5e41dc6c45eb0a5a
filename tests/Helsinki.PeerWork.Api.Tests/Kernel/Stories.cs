using System.Globalization;

namespace Helsinki.PeerWork.Api.Tests.Kernel;

/// <summary>What happened before, told through the API by those who do it.</summary>
static class Stories
{
    static int people;

    /// <summary>A registered peer worker without centres.</summary>
    public static async Task<Guid> Registered(this PeopleHost host, string? name = null) => (await Expect(201,
        host.By("coordinator").Post("/api/peer-workers", new { name = name ?? $"Worker {Interlocked.Increment(ref people)}" }))).Id;

    /// <summary>A worker with a signed agreement for this year: Aito Välittäjä meetings and expert appointments, 20 €/hour.</summary>
    public static async Task<(Guid Worker, Guid Agreement)> Agreed(this PeopleHost host, string centre = "Malmi", string? name = null)
    {
        var worker = await host.Registered(name);
        var coordinator = host.By(CoordinatorOf(centre));
        var agreement = (await Expect(201, coordinator.Post($"/api/peer-workers/{worker}/agreements", DraftFor(centre)))).Id;
        await Expect(204, coordinator.Post($"/api/peer-workers/{worker}/agreements/{agreement}/signature", Documents));
        return (worker, agreement);
    }

    public static string CoordinatorOf(string centre) => centre == "Kalasatama" ? "coordinator-city" : "coordinator";

    public static object Documents => new { confidentiality = "2026-1", ethics = "2026-1", on = "2026-01-01" };

    public static object DraftFor(string centre, string from = "2026-01-01", string until = "2026-12-31") => new
    {
        from,
        until,
        works = new[] { new { centre, kind = "AitoValittajaMeeting" }, new { centre, kind = "ExpertAppointment" } },
        confidentiality = "2026-1",
        ethics = "2026-1",
    };

    public static object Entry(DateOnly on, string start = "10:00", int minutes = 120, string centre = "Malmi", string kind = "ExpertAppointment", Guid? id = null) =>
        new { on, start, minutes, centre, kind, id };

    public static object Meeting(DateOnly on, string start = "13:00", int minutes = 60) => new { on, start, minutes, place = "Cafe", activity = "Coffee" };

    public static string Month(Guid worker, string month = "2026-06") => $"/api/peer-workers/{worker}/months/{month}";

    /// <summary>A process in its cooperation, begun on the first of May, with this mediator.</summary>
    public static Task<Guid> ActiveProcess(this PeopleHost host, Guid mediator) => host.By("therapist").ActiveProcess(mediator, "Malmi");

    /// <inheritdoc cref="ActiveProcess(PeopleHost, Guid)"/>
    public static async Task<Guid> ActiveProcess(this Asking therapist, Guid mediator, string centre)
    {
        var process = (await Expect(201, therapist.Post("/api/aito-valittaja/processes", Suggestion($"PT-{Guid.NewGuid()}", centre)))).Id;
        var at = $"/api/aito-valittaja/processes/{process}";
        await Expect(204, therapist.Post($"{at}/mediator", new { mediator, on = "2026-05-01" }));
        await Expect(204, therapist.Post($"{at}/onboarding-meeting", new { therapistPresent = true, mediatorPresent = true, serviceUserPresent = true, on = "2026-05-01" }));
        var rating = new { serviceUser = 2, therapist = 2 };
        await Expect(204, therapist.Post($"{at}/cooperation", new
        {
            communicationPracticesAgreed = true,
            boundariesAgreed = true,
            confidentialityAgreed = true,
            goals = new[] { "Hope" },
            strengths = Array.Empty<string>(),
            interests = Array.Empty<string>(),
            baseline = new { empowerment = rating, socialParticipation = rating, confidence = rating, wellbeing = rating },
            on = "2026-05-01",
        }));
        return process;
    }

    public static object Suggestion(string serviceUserReference, string centre = "Malmi") => new { serviceUserReference, centre, on = "2026-05-01" };

    /// <summary>The answer, when it is the one that was to come.</summary>
    public static async Task<Answer> Expect(int status, Task<Answer> asked)
    {
        var answer = await asked;
        Assert.True(answer.Status == status, string.Create(CultureInfo.InvariantCulture, $"Expected {status}, got {answer}"));
        return answer;
    }

    /// <summary>A rule said no, with this code.</summary>
    public static async Task<Answer> Refused(string code, Task<Answer> asked)
    {
        var answer = await Expect(409, asked);
        Assert.Equal(code, answer.Code);
        return answer;
    }

    /// <summary>The request can't be read; exactly this field is named.</summary>
    public static async Task Names(string field, Task<Answer> asked) => Assert.Equal([field], (await Expect(400, asked)).Fields);

    /// <summary>All at the same moment.</summary>
    public static async Task<IReadOnlyList<Answer>> AtOnce(int count, Func<int, Task<Answer>> ask)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, count).Select(async n =>
        {
            await go.Task;
            return await ask(n);
        }).ToList();
        go.SetResult();
        return await Task.WhenAll(all);
    }
}
