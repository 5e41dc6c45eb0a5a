using System.Text.Json;

namespace Helsinki.PeerWork.Faults.Tests.Load;

/// <summary>A mediator of the load, who also keeps expert appointments.</summary>
/// <param name="Slots">Of the worker's calendar: nobody is in two places at once.</param>
sealed record Worker(Guid Id, Slots Slots);

/// <summary>Somebody who works without an agreement, under one engagement after another.</summary>
sealed record Volunteer(Worker Worker)
{
    /// <summary>So far, each with tickets for the way.</summary>
    public int Engagements { get; private set; }

    /// <summary>Of every engagement; all hours are later.</summary>
    public static DateOnly FirstDay(DateOnly today) => today.AddDays(-360);

    public int Next() => ++Engagements;
}

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
        Kind.Setting, "OpenCentre", "administrator", null, "/api/service-centres",
        new { code = Centre, type = "PsychiatryAndSubstanceAbuseCentre", name = "Malmi centre", costCentre = "1001", from = "2015-01-01" }, Centre)));

    /// <summary>With a signed agreement for the year before and the year after today.</summary>
    public async Task<Worker> Hire(int number)
    {
        var worker = await Made("RegisterPeerWorker", "/api/peer-workers", new { name = $"Worker {number}", reference = $"V-{number}" });
        var works = new[] { new { centre = Centre, kind = "AitoValittajaMeeting" }, new { centre = Centre, kind = "ExpertAppointment" } };
        var (from, until) = (today.AddDays(-360), today.AddDays(360));
        var agreement = await Made("DraftAgreement", $"/api/peer-workers/{worker}/agreements", new { from, until, works, confidentiality = "1", ethics = "1" });
        Assert.NotNull(await caller.Do(Setting("SignAgreement", $"/api/peer-workers/{worker}/agreements/{agreement}/signature", new { confidentiality = "1", ethics = "1", on = from })));
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

    public Act Concern(Guid process, Worker mediator)
    {
        var id = Guid.CreateVersion7();
        return new(Kind.Concern, "RaiseConcern", "peer-worker", mediator.Id, $"/api/aito-valittaja/processes/{process}/concerns",
            new { category = "Other", id }, id.ToString());
    }

    public Act Hours(Worker worker) => Hours(worker, "ExpertAppointment", "FeeForService");

    public Act Hours(Volunteer volunteer) => Hours(volunteer.Worker, "PeerSupport", "Volunteer");

    public Act Declaration(Worker worker, DateOnly month) =>
        new(Kind.Month, "DeclareMonth", "peer-worker", worker.Id, $"/api/peer-workers/{worker.Id}/months/{month:yyyy-MM}/declaration", null, "");

    public Act Approval(Worker worker, DateOnly month) =>
        new(Kind.Month, "ApprovePart", "coordinator", null, $"/api/peer-workers/{worker.Id}/months/{month:yyyy-MM}/parts/{Centre}/approval", null, "");

    public Act Export() => new(Kind.Export, "CreateExport", "payroll", null, "/api/payroll/exports", new { until = today.AddDays(-1) }, "");

    public Act Answer(Guid export, IEnumerable<Guid> lines) =>
        new(Kind.Answers, "AnswerExport", "payroll", null, $"/api/payroll/exports/{export}/answers", lines.Select(line => new { line, accepted = true }), export.ToString());

    /// <summary>Of a worker without an agreement; null when it did not come so far.</summary>
    public async Task<Volunteer?> Register() =>
        await caller.Do(Setting("RegisterPeerWorker", "/api/peer-workers", new { name = "Volunteer", reference = $"V-{Guid.NewGuid()}" })) is { } made
            ? new(new(made.GetProperty("id").GetGuid(), new(today)))
            : null;

    public Act Engagement(Volunteer volunteer, Guid id) =>
        new(Kind.Engagement, "BeginEngagement", "coordinator", null, $"/api/peer-workers/{volunteer.Worker.Id}/engagements",
            new { form = "Volunteer", centre = Centre, kind = "PeerSupport", from = Volunteer.FirstDay(today), id }, id.ToString());

    /// <summary>On its first day, before everything that is reported under it.</summary>
    public Act EngagementEnd(Volunteer volunteer, Guid engagement) =>
        new(Kind.Engagement, "EndEngagement", "coordinator", null, $"/api/peer-workers/{volunteer.Worker.Id}/engagements/{engagement}/end",
            new { lastDay = Volunteer.FirstDay(today) }, "");

    /// <summary>Known by how many they are: never as many twice for one volunteer.</summary>
    public Act Tickets(Volunteer volunteer)
    {
        var count = volunteer.Next();
        return new(Kind.Tickets, "IssueTravelTickets", "coordinator", null, $"/api/peer-workers/{volunteer.Worker.Id}/travel-tickets",
            new { centre = Centre, count, on = today.AddDays(-1) }, $"{volunteer.Worker.Id} {count}");
    }

    static Act Therapist(string operation, string path, object body) => new(Kind.Process, operation, "therapist", null, $"/api/aito-valittaja/processes{path}", body, "");

    static Act Setting(string operation, string path, object body) => new(Kind.Setting, operation, "coordinator", null, path, body, "");

    static Act Hours(Worker worker, string kind, string form)
    {
        var ((on, start), id) = (worker.Slots.Next(), Guid.CreateVersion7());
        return new(Kind.Hours, "RecordHours", "peer-worker", worker.Id, $"/api/peer-workers/{worker.Id}/months/{on:yyyy-MM}/entries",
            new { on, start, minutes = Slots.Minutes, centre = Centre, kind, form, id }, id.ToString());
    }

    async Task<Guid> Made(string operation, string path, object body) =>
        await caller.Do(Setting(operation, path, body)) is { ValueKind: JsonValueKind.Object } made ? made.GetProperty("id").GetGuid() : throw new InvalidOperationException($"{path} did not answer as expected.");
}
