using System.Globalization;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Demonstration;

/// <summary>One thing somebody does.</summary>
/// <param name="At">Helsinki wall-clock time.</param>
sealed record Step(DateTime At, Func<Task> Do);

/// <summary>
/// What happens in the demonstration, from the first centre to today. The same last day gives the same story. Every mediator is a
/// fee-for-service worker of the 2024 register at the same centre, so that the story adds nobody to that year's figures.
/// </summary>
/// <param name="until">The story's last day.</param>
/// <param name="be">Makes somebody with a persona's token; with a worker's id, as that worker.</param>
sealed class Story(DateOnly until, Func<Persona, PeerWorkerId?, Person> be)
{
    /// <summary>The day the system is set up: before the first agreement of 2024.</summary>
    public static readonly DateOnly Begins = new(2024, 1, 2);

    /// <summary>The day the register of 2024 was complete and imported.</summary>
    static readonly DateOnly RegisterImported = new(2025, 5, 5);

    static readonly DateOnly FirstAgreements = new(2024, 1, 15);
    static readonly DateOnly FirstProcesses = new(2024, 2, 5);
    static readonly int[] DaysPlannedAhead = [2, 4, 9, 11, 16, 18];
    static readonly string[] Centres = ["Malmi", "Laakso", "Vuosaari"];

    readonly Random chance = new(20240102);
    readonly List<Step> steps = [];

    readonly Person administrator = be(Called("administrator"), null);
    readonly Person coordinator = be(Called("coordinator"), null);
    readonly Person payroll = be(Called("payroll"), null);
    readonly Dictionary<string, Person> therapists = new()
    {
        ["Malmi"] = be(Called("therapist"), null),
        ["Laakso"] = be(Called("therapist-laakso"), null),
        ["Vuosaari"] = be(Called("therapist-vuosaari"), null),
    };
    readonly List<Mediator> mediators =
    [
        new("P0002", "Malmi", "Meri Virta", "140372-9013"), new("P0024", "Malmi", "Aarne Salo", "020268-903K"), new("P0004", "Malmi", "Leila Koski", "231185-906V"),
        new("P0053", "Laakso", "Tuomas Laine", "110479-9080"), new("P0025", "Laakso", "Sirkka Niemi", "300161-9108"), new("P0009", "Laakso", "Jari Lehto", "050590-912W"),
        new("P0026", "Vuosaari", "Helena Ranta", "190577-914M"), new("P0080", "Vuosaari", "Oskar Berg", "281082-917V"),
    ];

    static Persona Called(string name) => Persona.All.First(p => p.Name == name);

    /// <summary>The whole story in order of time.</summary>
    public IReadOnlyList<Step> Steps()
    {
        SetUp();
        foreach (var mediator in mediators) Employ(mediator);
        Insure();
        Plan(mediators[0]);
        At(RegisterImported, 9, 0, () => administrator.Upload("/api/engagements/import", SampleRegister.Text, "import"));
        for (var day = FirstProcesses; day <= until; day = day.AddDays(7))
            foreach (var centre in Centres)
                if (chance.Next(100) < 27)
                    Process(centre, Weekday(day.AddDays(chance.Next(5))));
        for (var month = new DateOnly(2024, 2, 1); month <= until; month = month.AddMonths(1)) Month(month);
        foreach (var centre in Centres) Supervise(centre, new DateOnly(until.Year, until.Month, 1).AddMonths(1)); // people know of the next session
        return [.. steps.Where(s => DateOnly.FromDateTime(s.At) <= until && s.At < Now()).OrderBy(s => s.At)];
    }

    // Of the last day only what comes before eight in the morning has happened: the story never runs ahead of the clock on the wall.
    DateTime Now() => until.ToDateTime(new TimeOnly(8, 0));

    void At(DateOnly day, int hour, int minute, Func<Task> act) => steps.Add(new(day.ToDateTime(new TimeOnly(hour, minute)).AddSeconds(steps.Count % 60), act));

    static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(2),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    bool Happens(int percent) => chance.Next(100) < percent;

    T OneOf<T>(params ReadOnlySpan<T> of) => of[chance.Next(of.Length)];

    static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    void SetUp()
    {
        foreach (var (code, name, type, costCentre) in SampleRegister.Centres)
            At(Begins, 8, 0, () => administrator.Post("/api/service-centres", new { code, type, name, costCentre, from = "2015-01-01" }, $"centre-{code}".Replace(' ', '-')));
    }

    sealed class Mediator(string reference, string centre, string name, string identityCode)
    {
        public string Reference => reference;
        public string Centre => centre;
        public string Name => name;
        public string IdentityCode => identityCode;
        public Guid Id { get; set; }
        public Person Self { get; set; } = null!;

        /// <summary>Until when each weekly hour is taken by a process.</summary>
        public Dictionary<(DayOfWeek, int), DateOnly> Taken { get; } = [];

        /// <summary>Months with hours, so that only those are approved.</summary>
        public HashSet<DateOnly> Worked { get; } = [];
    }

    void Employ(Mediator m)
    {
        At(FirstAgreements, 9, 0, async () =>
        {
            var made = await coordinator.Post("/api/peer-workers",
                new { name = m.Name, reference = m.Reference, identityCode = m.IdentityCode, payrollNumber = $"4{m.Reference[1..]}" }, $"worker-{m.Reference}");
            m.Id = made!["id"]!.GetValue<Guid>();
            m.Self = be(Called("peer-worker") with { Name = $"mediator-{m.Reference}", Centres = [m.Centre] }, new PeerWorkerId(m.Id));
        });
        for (var year = FirstAgreements.Year; year <= until.Year + 1; year++)
        {
            var (from, signed) = year == FirstAgreements.Year ? (FirstAgreements, FirstAgreements) : (new DateOnly(year, 1, 1), Weekday(new DateOnly(year - 1, 12, 9)));
            var (agreement, last, version) = (new Holder<Guid>(), new DateOnly(year, 12, 31), $"{year}-1");
            At(signed, 10, 0, async () => agreement.Value = Id(await coordinator.Post($"/api/peer-workers/{m.Id}/agreements", new
            {
                rate = 20m,
                from = Text(from),
                until = Text(last),
                works = new[] { new { centre = m.Centre, kind = "AitoValittajaMeeting" }, new { centre = m.Centre, kind = "ExpertAppointment" } },
                confidentiality = version,
                ethics = version,
            }, $"agreement-{m.Reference}-{from.Year}")));
            At(signed, 11, 0, () => coordinator.Post($"/api/peer-workers/{m.Id}/agreements/{agreement.Value}/signature",
                new { confidentiality = version, ethics = version }, $"signature-{m.Reference}-{version}"));
        }
        for (var day = new DateOnly(2024, 2, 6); day <= until; day = day.AddMonths(3))
        {
            var on = Weekday(day);
            At(on, 9, 30, () => coordinator.Post($"/api/peer-workers/{m.Id}/travel-tickets", new { centre = m.Centre, count = 20 }, $"tickets-{m.Reference}-{Text(on)}"));
        }
        At(new(2024, 2, 2), 8, 30, () => m.Self.Post($"/api/peer-workers/{m.Id}/months/2024-01/declaration", new { }, $"declare-{m.Reference}-2024-01")); // nothing that month
        if (m == mediators[0])
            At(FirstAgreements, 12, 0, () => administrator.Link(DemonstrationTokens.UserOf("peer-worker"), "peer-worker", m.Centre, m.Id));
        if (m == mediators.First(x => x.Centre == "Laakso"))
            At(FirstAgreements, 12, 0, () => administrator.Link(DemonstrationTokens.UserOf("peer-worker-laakso"), "peer-worker", m.Centre, m.Id));
    }

    /// <summary>One has a YEL insurance to be checked soon, one has shown no certificate, one was never asked.</summary>
    void Insure()
    {
        var (checkedOn, due) = (Weekday(until.AddMonths(-11)), until.AddDays(10));
        for (var i = 0; i < mediators.Count; i++)
        {
            var (m, pension) = (mediators[i], i switch
            {
                1 => new { status = "Insured", certificateOn = (string?)Text(checkedOn), nextCheck = (string?)Text(due) },
                2 => new { status = "Insured", certificateOn = (string?)null, nextCheck = (string?)null },
                3 => null,
                _ => new { status = "NotInsured", certificateOn = (string?)null, nextCheck = (string?)null },
            });
            if (pension is not null)
                At(checkedOn, 14, 0, () => payroll.Put($"/api/payroll/payees/{m.Id}/pension-insurance", pension, $"/api/payroll/payees/{m.Id}/pension-insurance"));
        }
    }

    /// <summary>A mediator on a disability pension stays under its monthly limit of 2020, and has a few days ahead.</summary>
    void Plan(Mediator m)
    {
        At(FirstAgreements, 12, 30, () => m.Self.Put("/api/me/monthly-limit", new { amount = 834.52m, shared = false }, "/api/me/monthly-limit"));
        var days = DaysPlannedAhead.Select(ahead => Weekday(until.AddDays(ahead))).Distinct();
        foreach (var month in days.GroupBy(d => $"{d:yyyy-MM}"))
            At(until, 7, 30, () => m.Self.Put($"/api/me/months/{month.Key}/plan",
                month.Select(d => new { on = Text(d), start = "10:00", minutes = 120, centre = m.Centre, kind = "ExpertAppointment" }).ToList(), $"/api/me/months/{month.Key}/plan"));
        var last = Weekday(until.AddDays(-8));
        At(last, 18, 0, () => m.Self.Post($"/api/peer-workers/{m.Id}/months/{last:yyyy-MM}/entries",
            new { on = Text(last), start = "16:00", minutes = 90, centre = m.Centre, kind = "ExpertAppointment" }, $"appointment-{m.Reference}"));
    }

    sealed class Holder<T> { public T Value { get; set; } = default!; }

    static Guid Id(JsonNode? made) => made!["id"]!.GetValue<Guid>();

    void Process(string centre, DateOnly suggested)
    {
        var n = steps.Count;
        var therapist = therapists[centre];
        var id = new Holder<Guid>();
        string To(string what) => $"/api/aito-valittaja/processes/{id.Value}/{what}";
        void Do(DateOnly day, int hour, string what, object body) => At(day, hour, 15, () => therapist.Post(To(what), body, $"{what}-{n}"));

        At(suggested, 10, 0, async () => id.Value = Id(await therapist.Post("/api/aito-valittaja/processes",
            new { serviceUserReference = $"DEMO-{n:00000}", centre, on = Text(suggested) }, $"suggest-{n}")));
        if (Happens(9))
        {
            var day = Weekday(suggested.AddDays(3));
            Do(day, 11, "decline", new { });
            return;
        }

        var onboarding = Weekday(suggested.AddDays(9 + chance.Next(12)));
        var limit = AitoValittajaNumbers.MeetingLimit.On(onboarding);
        var count = Happens(35) ? limit : 5 + chance.Next(limit - 5);
        var pace = Happens(60) ? 7 : 14;
        var last = onboarding.AddDays(7 + (count * pace) + 21);
        var slot = FreeSlot(centre, onboarding, last);
        if (slot is null || Happens(6))
        {
            Do(onboarding, 14, "not-started", new { reason = slot is null ? "NoMediatorAvailable" : "ServiceUserWithdrew" });
            return;
        }
        var (mediator, (weekday, hour)) = slot.Value;
        At(Weekday(suggested.AddDays(5)), 13, 0, () => therapist.Post(To("mediator"), new { mediator = mediator.Id }, $"mediator-{n}"));
        Do(onboarding, 14, "onboarding-meeting", new { therapistPresent = true, mediatorPresent = true, serviceUserPresent = true });
        var baseline = Enumerable.Range(0, 4).Select(_ => (ServiceUser: 1 + chance.Next(3), Therapist: 1 + chance.Next(3))).ToArray();
        Do(onboarding, 15, "cooperation", new
        {
            communicationPracticesAgreed = true,
            boundariesAgreed = true,
            confidentialityAgreed = true,
            goals = new[] { OneOf("Hope", "Empowerment"), OneOf("Meaningfulness", "SocialInclusion", "PersonCentredGoals") },
            strengths = new[] { OneOf("Humour", "Kindness", "Perseverance", "Creativity") },
            interests = new[] { OneOf("Nature", "Music", "Culture", "Exercise", "Handicrafts", "CookingAndFood") },
            baseline = Ratings(baseline),
        });
        var end = Meet(n, id, mediator, therapist, onboarding, weekday, hour, count, pace);
        var used = count == limit;
        Do(Weekday(end.AddDays(2)), 16, "end", new { reason = used ? "AllMeetingsUsed" : OneOf("GoalsReached", "GoalsReached", "WishOfServiceUser", "OtherServiceNeeded") });
        var closing = Weekday(end.AddDays(6 + chance.Next(14)));
        if (Happens(82))
        {
            var after = baseline.Select(b => (Math.Clamp(b.ServiceUser + chance.Next(-1, 4), 1, 5), Math.Clamp(b.Therapist + chance.Next(0, 3), 1, 5))).ToArray();
            Do(closing, 10, "assessment", new { ratings = Ratings(after) });
            Do(closing, 11, "close", new { });
        }
        else
        {
            Do(closing, 10, "close", new { unassessedReason = OneOf("ServiceUserDeclined", "ServiceUserNotReached", "ServiceUserMoved") });
        }
    }

    static object Ratings((int ServiceUser, int Therapist)[] by)
    {
        object Of(int i) => new { serviceUser = by[i].ServiceUser, therapist = by[i].Therapist };
        return new { empowerment = Of(0), socialParticipation = Of(1), confidence = Of(2), wellbeing = Of(3) };
    }

    (Mediator, (DayOfWeek, int))? FreeSlot(string centre, DateOnly from, DateOnly until)
    {
        foreach (var mediator in mediators.Where(m => m.Centre == centre).OrderBy(m => m.Taken.Values.Count(t => t >= from)))
            foreach (var hour in (int[])[10, 13])
                for (var day = DayOfWeek.Monday; day <= DayOfWeek.Friday; day++)
                    if (!mediator.Taken.TryGetValue((day, hour), out var taken) || taken < from)
                    {
                        mediator.Taken[(day, hour)] = until;
                        return (mediator, (day, hour));
                    }
        return null;
    }

    /// <summary>The meetings, each recorded by the mediator the same evening, now and then at the month's end. Returns the last one's day.</summary>
    DateOnly Meet(int n, Holder<Guid> process, Mediator mediator, Person therapist, DateOnly onboarding, DayOfWeek weekday, int hour, int count, int pace)
    {
        var day = onboarding.AddDays(1);
        while (day.DayOfWeek != weekday) day = day.AddDays(1);
        var held = 0;
        for (var turn = 1; held < count; turn++, day = day.AddDays(pace))
        {
            var (on, key) = (day, $"meeting-{n}-{turn}");
            if (Happens(7))
            {
                At(on, 17, 0, () => mediator.Self.Post($"/api/aito-valittaja/processes/{process.Value}/missed-meetings",
                    new { on = Text(on), start = $"{hour}:00", reason = "ServiceUserDidNotCome" }, key));
                continue;
            }
            held++;
            var (minutes, place, activity) = (60 + (30 * chance.Next(5)), OneOf("Cafe", "Outdoors", "ServiceCentre", "Library", "CulturalVenue"), OneOf("Conversation", "Walk", "Coffee", "Culture", "Hobby"));
            var recorded = Happens(12) && held < count - 5 ? new DateOnly(on.Year, on.Month, 1).AddMonths(1).AddDays(-1) : on;
            mediator.Worked.Add(new DateOnly(on.Year, on.Month, 1));
            var meeting = new Holder<Guid>();
            At(recorded, 18, turn, async () => meeting.Value = await mediator.Self.Post($"/api/aito-valittaja/processes/{process.Value}/meetings",
                new { on = Text(on), start = $"{hour}:00", minutes, place, activity }, key) is { } made ? Id(made) : default);
            if (Happens(2)) Correct(mediator, therapist, process, meeting, on, hour, minutes, place, activity);
            if (Happens(1)) Worry(n, process, mediator, therapist, on);
        }
        return day.AddDays(-pace);
    }

    /// <summary>After the month was exported and accepted, it turns out that the meeting was half an hour shorter or longer.</summary>
    void Correct(Mediator mediator, Person therapist, Holder<Guid> process, Holder<Guid> meeting, DateOnly on, int hour, int minutes, string place, string activity)
    {
        var noticed = new DateOnly(on.Year, on.Month, 1).AddMonths(1).AddDays(13);
        var right = minutes == 60 ? 90 : minutes - 30;
        At(noticed, 9, 0, async () =>
        {
            if (meeting.Value != default)
                await therapist.Put($"/api/aito-valittaja/processes/{process.Value}/meetings/{meeting.Value}",
                    new { on = Text(on), start = $"{hour}:00", minutes = right, place, activity }, $"/api/aito-valittaja/processes/{process.Value}");
        });
        var month = new DateOnly(on.Year, on.Month, 1);
        At(Weekday(month.AddMonths(2).AddDays(3)), 9, 50, () => Approve(mediator, month, "again"));
    }

    void Worry(int n, Holder<Guid> process, Mediator mediator, Person therapist, DateOnly on)
    {
        var (concern, hours, category) = (new Holder<Guid>(), 1 + chance.Next(4), OneOf("DeterioratedCondition", "Intoxication", "SelfHarm"));
        At(on, 15, 0, async () => concern.Value = Id(await mediator.Self.Post($"/api/aito-valittaja/processes/{process.Value}/concerns",
            new { category }, $"concern-{n}-{Text(on)}")));
        At(on, 15 + hours, 20, () => therapist.Post($"/api/aito-valittaja/processes/{process.Value}/concerns/{concern.Value}/acknowledgement", new { }, $"acknowledge-{n}-{Text(on)}"));
    }

    /// <summary>What every month brings: supervision in it, and after it declarations, approvals, an export and payroll's answer.</summary>
    void Month(DateOnly month)
    {
        foreach (var centre in Centres) Supervise(centre, month);
        var after = month.AddMonths(1);
        foreach (var m in mediators)
        {
            var declared = Weekday(after.AddDays(chance.Next(3)));
            At(declared, 8, 30, () => m.Self.Post($"/api/peer-workers/{m.Id}/months/{month:yyyy-MM}/declaration", new { }, $"declare-{m.Reference}-{month:yyyy-MM}"));
            At(Weekday(after.AddDays(4)), 9, 0, () => Approve(m, month, "first"));
        }
        var export = new Holder<Guid>();
        if (!mediators.Exists(m => m.Worked.Contains(month))) return;
        At(Weekday(after.AddDays(6)), 10, 0, async () =>
            export.Value = await payroll.Post("/api/payroll/exports", new { until = Text(after.AddDays(-1)) }, $"export-{month:yyyy-MM}") is { } made ? Id(made) : default);
        At(Weekday(after.AddDays(8)), 14, 0, () => Answer(export.Value, month));
    }

    Task Approve(Mediator m, DateOnly month, string turn) => m.Worked.Contains(month)
        ? coordinator.Post($"/api/peer-workers/{m.Id}/months/{month:yyyy-MM}/parts/{m.Centre}/approval", new { }, $"approve-{turn}-{m.Reference}-{month:yyyy-MM}")
        : Task.CompletedTask;

    /// <summary>Payroll takes the lines; one in forty comes back.</summary>
    async Task Answer(Guid export, DateOnly month)
    {
        if (export == default) return;
        var lines = (await payroll.Get($"/api/payroll/exports/{export}"))!["lines"]!.AsArray();
        await payroll.Post($"/api/payroll/exports/{export}/answers", lines.Select((line, i) => (i + month.Month) % 40 == 39
            ? new { line = line!["line"]!.GetValue<Guid>(), accepted = false, reason = (string?)"PayeeNotActive" }
            : new { line = line!["line"]!.GetValue<Guid>(), accepted = true, reason = (string?)null }).ToList(), $"answer-{month:yyyy-MM}");
    }

    void Supervise(string centre, DateOnly month)
    {
        var day = month.AddDays(8);
        while (day.DayOfWeek != DayOfWeek.Wednesday) day = day.AddDays(1);
        var session = new Holder<Guid>();
        At(month.AddDays(-14), 8, 10, async () => session.Value = Id(await coordinator.Post("/api/supervision-sessions",
            new { centre, on = Text(day), start = "15:00", form = "Group", purpose = "Supervision", invited = mediators.Where(m => m.Centre == centre).Select(m => m.Id) }, $"session-{centre}-{month:yyyy-MM}")));
        foreach (var m in mediators.Where(m => m.Centre == centre && Happens(90)).ToList())
            At(day, 17, 0, () => coordinator.Post($"/api/supervision-sessions/{session.Value}/attendance", new { worker = m.Id, attended = true }, $"attended-{m.Reference}-{month:yyyy-MM}"));
    }
}
