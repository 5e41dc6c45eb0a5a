using System.Text.Json;

namespace Helsinki.PeerWork.Faults.Tests.Load;

/// <summary>A mediator of the load, who also keeps expert appointments.</summary>
/// <param name="Slots">Of the worker's calendar: nobody is in two places at once.</param>
sealed record Worker(Guid Id, Slots Slots);

/// <summary>Free quarters of an hour in the past, each given out once.</summary>
sealed class Slots(DateOnly today)
{
    const int FirstHour = 7, LastHour = 21;
    const int MinutesEach = 60;
    int given;

    /// <summary>An hour of a day; the newest day first.</summary>
    public (DateOnly On, string Start) Next()
    {
        var n = Interlocked.Increment(ref given) - 1;
        var (day, hour) = Math.DivRem(n, LastHour - FirstHour);
        return (today.AddDays(-1 - day), $"{FirstHour + hour:00}:00:00");
    }

    public static int Minutes => MinutesEach;
}

/// <summary>Where the load plays: a centre, and people who may do what they do.</summary>
sealed class Town(Caller caller, DateOnly today)
{
    public const string Centre = "Malmi";

    public DateOnly Today => today;

    public async Task Open() => Assert.NotNull(await caller.Do(new(
        Kind.Centre, "OpenCentre", "administrator", null, "/api/service-centres",
        new { code = Centre, type = "PsychiatryAndSubstanceAbuseCentre", name = "Malmi centre", costCentre = "1001", from = "2015-01-01" }, Centre)));

    /// <summary>With a signed agreement for the year before and the year after today.</summary>
    public async Task<Worker> Hire(int number)
    {
        var worker = await Made("/api/peer-workers", new { name = $"Worker {number}", reference = $"V-{number}" });
        var works = new[] { new { centre = Centre, kind = "AitoValittajaMeeting" }, new { centre = Centre, kind = "ExpertAppointment" } };
        var (from, until) = (today.AddDays(-360), today.AddDays(360));
        var agreement = await Made($"/api/peer-workers/{worker}/agreements", new { from, until, works, confidentiality = "1", ethics = "1" });
        Assert.NotNull(await caller.Do(Setting($"/api/peer-workers/{worker}/agreements/{agreement}/signature", new { confidentiality = "1", ethics = "1", on = from })));
        return new(worker, new(today));
    }

    /// <summary>A process in its cooperation; null when it did not come so far.</summary>
    public async Task<Guid?> Begin(Worker mediator)
    {
        var on = today.AddDays(-350);
        if (await caller.Do(Therapist("SuggestModel", "", new { serviceUserReference = $"PT-{Guid.NewGuid()}", centre = Centre, on })) is not { } suggested) return null;
        var process = suggested.GetProperty("id").GetGuid();
        var rating = new { serviceUser = 2, therapist = 2 };
        foreach (var act in (Act[])
        [
            Therapist("MatchMediator", $"/{process}/mediator", new { mediator = mediator.Id, on }),
            Therapist("HoldOnboardingMeeting", $"/{process}/onboarding-meeting", new { therapistPresent = true, mediatorPresent = true, serviceUserPresent = true, on }),
            Therapist("BeginCooperation", $"/{process}/cooperation", new
            {
                communicationPracticesAgreed = true, boundariesAgreed = true, confidentialityAgreed = true,
                goals = new[] { "Hope" }, strengths = Array.Empty<string>(), interests = Array.Empty<string>(),
                baseline = new { empowerment = rating, socialParticipation = rating, confidence = rating, wellbeing = rating },
                on,
            }),
        ])
            if (await caller.Do(act) is null) return null;
        return process;
    }

    public Act Meeting(Guid process, Worker mediator)
    {
        var ((on, start), id) = (mediator.Slots.Next(), Guid.CreateVersion7());
        return new(Kind.Meeting, "RecordMeeting", "peer-worker", mediator.Id, $"/api/aito-valittaja/processes/{process}/meetings",
            new { on, start, minutes = Slots.Minutes, place = "Cafe", activity = "Coffee", id }, id.ToString());
    }

    public Act Hours(Worker worker)
    {
        var ((on, start), id) = (worker.Slots.Next(), Guid.CreateVersion7());
        return new(Kind.Hours, "RecordHours", "peer-worker", worker.Id, $"/api/peer-workers/{worker.Id}/months/{on:yyyy-MM}/entries",
            new { on, start, minutes = Slots.Minutes, centre = Centre, kind = "ExpertAppointment", id }, id.ToString());
    }

    public Act Declaration(Worker worker, DateOnly month) =>
        new(Kind.Month, "DeclareMonth", "peer-worker", worker.Id, $"/api/peer-workers/{worker.Id}/months/{month:yyyy-MM}/declaration", null, "");

    public Act Approval(Worker worker, DateOnly month) =>
        new(Kind.Month, "ApprovePart", "coordinator", null, $"/api/peer-workers/{worker.Id}/months/{month:yyyy-MM}/parts/{Centre}/approval", null, "");

    public Act Export() => new(Kind.Export, "CreateExport", "payroll", null, "/api/payroll/exports", new { until = today.AddDays(-1) }, "");

    public Act Answer(Guid export, IEnumerable<Guid> lines) =>
        new(Kind.Answers, "AnswerExport", "payroll", null, $"/api/payroll/exports/{export}/answers", lines.Select(line => new { line, accepted = true }), export.ToString());

    static Act Therapist(string operation, string path, object body) => new(Kind.Process, operation, "therapist", null, $"/api/aito-valittaja/processes{path}", body, "");

    static Act Setting(string path, object body) => new(Kind.Centre, "", "coordinator", null, path, body, "");

    async Task<Guid> Made(string path, object body) =>
        await caller.Do(Setting(path, body)) is { ValueKind: JsonValueKind.Object } made ? made.GetProperty("id").GetGuid() : throw new InvalidOperationException($"{path} did not answer as expected.");
}
