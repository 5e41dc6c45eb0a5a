using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Domain.Supervision;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;

namespace Helsinki.PeerWork.Projections.Tests.Statistics;

/// <summary>
/// A city that works, corrects itself, renames, merges and splits its centres, day by day. It keeps to what the facts rest on, an hour stays in its
/// month, and to no other rule. The same seed gives the same days, but for the ids.
/// </summary>
sealed class RandomHistory
{
    readonly Random random;
    readonly List<CentreCode> centres = [];
    readonly List<Worker> workers = [];
    readonly List<(Guid Process, List<(MeetingId Id, DateOnly On)> Meetings, List<ConcernId> Concerns)> processes = [];
    readonly List<(Guid Session, List<PeerWorkerId> Attended)> sessions = [];

    sealed record Worker(PeerWorkerId Id, List<AgreementId> Agreements, List<EngagementId> Engagements, Dictionary<(int, int), List<EntryId>> Months);

    /// <param name="seed">0 is not special.</param>
    public RandomHistory(int seed) => random = new(seed);

    /// <summary>What is recorded on a day: streams, each with its events.</summary>
    public IEnumerable<(Guid Stream, object[] Events)> Day(DateOnly today)
    {
        if (centres.Count == 0)
            foreach (var (code, type) in new[] { ("Malmi", CentreType.PsychiatryAndSubstanceAbuseCentre),
                ("Laakso", CentreType.PsychiatryAndSubstanceAbuseCentre), ("Symppis", CentreType.LowThresholdDayActivityCentre) })
                yield return Open(code, type, today.AddYears(-2), null);
        for (var act = random.Next(4, 12); act > 0; act--) yield return Act(today);
    }

    (Guid, object[]) Act(DateOnly today) => random.Next(14) switch
    {
        0 => Engage(today),
        1 => Agree(today),
        2 or 3 => Suggest(today),
        4 or 5 or 6 => Step(today),
        7 or 8 or 9 => Work(today),
        10 => Supervise(today),
        11 => (One(workers, Register).Id.Value, [new TravelTicketsIssued(Centre(), random.Next(1, 20), Back(today))]),
        12 => Amend(today),
        _ => Centres(today),
    };

    T One<T>(List<T> of, Func<T> otherwise) => of.Count == 0 || random.Next(6) == 0 && of.Count < 8 ? otherwise() : of[random.Next(of.Count)];
    CentreCode Centre() => centres[random.Next(centres.Count)];
    DateOnly Back(DateOnly today) => today.AddDays(-(random.Next(4) == 0 ? random.Next(400) : random.Next(10)));
    TEnum Any<TEnum>() where TEnum : struct, Enum => Enum.GetValues<TEnum>()[random.Next(Enum.GetValues<TEnum>().Length)];
    static Guid New() => Guid.CreateVersion7();

    Worker Register()
    {
        workers.Add(new(new(New()), [], [], []));
        return workers[^1];
    }

    (Guid, object[]) Open(string code, CentreType type, DateOnly from, CentreCode? splitFrom)
    {
        var centre = new CentreCode(code);
        centres.Add(centre);
        return (ServiceCentre.StreamOf(centre),
            [new CentreOpened(centre, type, code, "1", from), .. splitFrom is { } whole ? [new CentreSplitOff(whole)] : (ReadOnlySpan<object>)[]]);
    }

    (Guid, object[]) Centres(DateOnly today)
    {
        var centre = Centre();
        return random.Next(4) switch
        {
            0 when centres.Count < 6 => Open($"Part {centres.Count}", CentreType.HealthAndWellbeingCentre, Back(today), centre),
            1 =>
                (ServiceCentre.StreamOf(centre),
                    [new CentreClosed(today.AddDays(random.Next(-20, 20)),
                    centres[random.Next(centres.Count)] is var next && next != centre ? next : null)]),
            _ => (ServiceCentre.StreamOf(centre), [new CentreRenamed($"{centre} {random.Next(100)}", Back(today))]),
        };
    }

    (Guid, object[]) Engage(DateOnly today)
    {
        var worker = One(workers, Register);
        var (id, from) = (new EngagementId(New()), Back(today));
        worker.Engagements.Add(id);
        DateOnly? until = random.Next(2) == 0 ? null : from.AddDays(random.Next(200));
        return (worker.Id.Value, [random.Next(2) == 0
            ? new EngagementImported(id, Any<EngagementForm>(), Centre(), Any<WorkKind>(), from, until)
            : new EngagementBegan(id, EngagementForm.Volunteer, Centre(), Any<WorkKind>(), from, until)]);
    }

    (Guid, object[]) Agree(DateOnly today)
    {
        var worker = One(workers, Register);
        var (id, from) = (new AgreementId(New()), Back(today));
        worker.Agreements.Add(id);
        return (worker.Id.Value,
        [
            new AgreementDrafted(id, 20m, from, from.AddDays(random.Next(300)), "1", "1"), new AgreementCovers(id, Centre(), WorkKind.PeerSupport),
                new AgreementCovers(id, Centre(), WorkKind.CoffeeMeeting),
            .. random.Next(4) == 0 ? [] : (ReadOnlySpan<object>)[new AgreementSigned(id, today)],
        ]);
    }

    (Guid, object[]) Amend(DateOnly today)
    {
        var worker = One(workers, Register);
        return (worker.Id.Value, (worker.Agreements, worker.Engagements, random.Next(3)) switch
        {
            ({ Count: > 0 } a, _, 0) => [new AgreementTerminated(a[random.Next(a.Count)], Back(today), Any<Domain.Agreements.TerminationReason>())],
            ({ Count: > 0 } a, _, 1) => [new AgreementExtended(a[random.Next(a.Count)], today.AddDays(random.Next(100)))],
            (_, { Count: > 0 } e, _) => [new EngagementEndSet(e[random.Next(e.Count)], random.Next(3) == 0 ? null : Back(today))],
            _ => [new PeerWorkerRegistered()],
        });
    }

    (Guid, object[]) Suggest(DateOnly today)
    {
        var process = New();
        processes.Add((process, [], []));
        // Half of the service users are one of three.
        var person = random.Next(2) == 0 ? New() : new Guid(random.Next(3), 0, 0, new byte[8]);
        return (process, [new ModelSuggested(new(person), Centre(), new(New()), $"K-{processes.Count:0000}", Back(today))]);
    }

    (Guid, object[]) Step(DateOnly today)
    {
        if (processes.Count == 0) return Suggest(today);
        var (process, meetings, concerns) = processes[random.Next(processes.Count)];
        return (process, [random.Next(16) switch
        {
            0 => new SuggestionDeclined(Back(today)),
            1 => new ProcessNotStarted(Any<NotStartedReason>(), Back(today)),
            2 => new OnboardingMeetingHeld(Back(today)),
            3 => new CooperationBegan(Back(today)),
            4 => new BaselineTaken(Rated()),
            5 => new CooperationEnded(Any<EndReason>(), Back(today)),
            6 => new ImpactAssessed(Rated(), Back(today)),
            7 => new ProcessClosed(Back(today)),
            8 => new ProcessReopened(ReopenReason.AssessmentToBeAdded, today),
            9 => Concern(),
            10 when concerns.Count > 0 => new SafetyConcernAcknowledged(concerns[random.Next(concerns.Count)]),
            11 when meetings.Count > 0 =>
                new MeetingCorrected(meetings[random.Next(meetings.Count)].Id, Back(today), new(9, 0), random.Next(60, 180), MeetingPlace.Cafe,
                    MeetingActivity.Coffee, false),
            12 when meetings.Count > 0 => new MeetingWithdrawn(meetings[random.Next(meetings.Count)].Id, WithdrawalReason.RecordedTwice),
            13 => new MeetingMissed(Meeting(), One(workers, Register).Id, Back(today), new(9, 0), MissedReason.Illness, 30),
            _ => new MeetingHeld(
                Meeting(), One(workers, Register).Id, Back(today), new(9, 0), random.Next(60, 181), MeetingPlace.Cafe, MeetingActivity.Coffee, false),
        }]);

        MeetingId Meeting()
        {
            meetings.Add((new(New()), today));
            return meetings[^1].Id;
        }

        object Concern()
        {
            concerns.Add(new(New()));
            return new SafetyConcernRaised(concerns[^1], ConcernCategory.Other);
        }
    }

    Ratings Rated()
    {
        return new(One(), One(), One(), One());
        ThemeRating One() => new(random.Next(1, 6), random.Next(1, 6));
    }

    (Guid, object[]) Work(DateOnly today)
    {
        var worker = One(workers, Register);
        var day = Back(today);
        var stream = HoursStream.IdOf(worker.Id, day.Year, day.Month);
        if (!worker.Months.TryGetValue((day.Year, day.Month), out var entries))
        {
            worker.Months[(day.Year, day.Month)] = entries = [];
            return (stream, [new MonthOpened(worker.Id, day.Year, day.Month), Recorded()]);
        }
        return (stream, [(entries.Count, random.Next(4)) switch
        {
            ( > 0, 0) => new HoursCorrected(entries[random.Next(entries.Count)], Done()),
            ( > 0, 1) => new HoursWithdrawn(entries[random.Next(entries.Count)]),
            _ => Recorded(),
        }]);

        HoursRecorded Recorded()
        {
            entries.Add(new(New()));
            return new(entries[^1], Done());
        }

        Work Done() => new(day, new(9, 0), random.Next(1, 480), Centre(), Any<WorkKind>(), EngagementForm.FeeForService, null,
            random.Next(4) == 0 ? null : 20.5m, random.Next(4) == 0 ? null : "336");
    }

    (Guid, object[]) Supervise(DateOnly today)
    {
        if (sessions.Count == 0 || random.Next(2) == 0)
        {
            var session = New();
            List<PeerWorkerId> attended = [.. workers.Where(_ => random.Next(2) == 0).Select(w => w.Id)];
            sessions.Add((session, attended));
            return (session,
                [new SessionPlanned(Centre(), Back(today), new(9, 0), SupervisionForm.Group, Any<SupervisionPurpose>(), new(New())),
                .. attended.Select(w => new WorkerAttended(w))]);
        }
        var (known, there) = sessions[random.Next(sessions.Count)];
        return (known, [random.Next(3) switch
        {
            0 => new SessionCancelled(),
            1 when there.Count > 0 => new AttendanceTakenBack(there[random.Next(there.Count)]),
            _ => new SessionMoved(Back(today), new(10, 0)),
        }]);
    }
}
