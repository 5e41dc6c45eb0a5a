using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Store;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>
/// Ten years of a city far busier than Helsinki, the same in every run but for the ids: 30 centres, 250 peer workers, each with a process at any
/// time, 12,000 meetings and 45,000 hour entries a year.
/// </summary>
sealed class TenYears
{
    const int Years = 10;
    const int Centres = 30;
    const int Workers = 250;
    const int MonthsOfProcess = 3;
    const int MeetingsOfMonth = 4;
    const int OtherEntriesOfMonth = 11;
    const int WorkersOfSession = 8;

    readonly List<Recorded> events = [];
    readonly Dictionary<Guid, long> versions = [];
    DateTimeOffset at;

    public IReadOnlyList<Recorded> Events => events;

    /// <summary>Each stream's type as stored.</summary>
    public Dictionary<Guid, string> Categories { get; } = [];

    public int LastYear { get; }

    public IEnumerable<int> AllYears => Enumerable.Range(LastYear - Years + 1, Years);

    TenYears(int lastYear)
    {
        LastYear = lastYear;
        var centres = Enumerable.Range(1, Centres).Select(n => new CentreCode($"Centre {n:00}")).ToList();
        var workers = Enumerable.Range(0, Workers).Select(n => new Worker(new(Guid.CreateVersion7()), centres[n % Centres])).ToList();
        at = Noon(new(LastYear - Years + 1, 1, 1));
        foreach (var centre in centres)
            Record(ServiceCentre.StreamOf(centre), ServiceCentreDecider.Decider.Category,
                new ServiceCentreEvent.CentreOpened(centre, CentreType.HealthAndWellbeingCentre, centre.Value, "4410200", new(LastYear - Years, 1, 1)));
        foreach (var worker in workers) Record(worker.Id.Value, AgreementsDecider.Decider.Category, new AgreementsEvent.PeerWorkerRegistered());
        foreach (var year in AllYears)
        {
            foreach (var worker in workers) Agree(worker, year);
            for (var month = 1; month <= 12; month++)
            {
                foreach (var centre in centres.Index()) Supervise(centre.Item, [.. workers.Where((_, n) => n % Centres == centre.Index).Take(WorkersOfSession)], new(year, month, 10));
                foreach (var worker in workers) WorkThrough(worker, year, month);
            }
        }
    }

    /// <param name="lastYear">The last of the ten.</param>
    public static TenYears UpTo(int lastYear) => new(lastYear);

    sealed class Worker(PeerWorkerId id, CentreCode centre)
    {
        public PeerWorkerId Id => id;
        public CentreCode Centre => centre;
        public AgreementId Agreement { get; set; }
        public Guid Process { get; set; }
    }

    void Agree(Worker worker, int year)
    {
        at = Noon(new(year, 1, 1));
        worker.Agreement = new(Guid.CreateVersion7());
        Record(worker.Id.Value, AgreementsDecider.Decider.Category,
            [.. Made.Signed(worker.Agreement, worker.Centre, new(year, 1, 1), new(year, 12, 31)), new AgreementsEvent.TravelTicketsIssued(worker.Centre, 10, new(year, 1, 1))]);
    }

    /// <summary>Two thirds come.</summary>
    void Supervise(CentreCode centre, IReadOnlyList<Worker> workers, DateOnly on)
    {
        at = Noon(on);
        Record(Guid.CreateVersion7(), SupervisionDecider.Decider.Category,
        [
            new SupervisionEvent.SessionPlanned(centre, on, new(9, 0), SupervisionForm.Group, SupervisionPurpose.Supervision, Made.Therapist),
            .. workers.Select(w => new SupervisionEvent.WorkerInvited(w.Id)),
            .. workers.Where((_, n) => n % 3 != on.Month % 3).Select(w => new SupervisionEvent.WorkerAttended(w.Id)),
        ]);
    }

    /// <summary>One month of one worker: their process goes on, and their hours are reported, declared and approved.</summary>
    void WorkThrough(Worker worker, int year, int month)
    {
        var (first, monthOfProcess) = (new DateOnly(year, month, 1), (month - 1) % MonthsOfProcess);
        var stream = HoursStream.IdOf(worker.Id, year, month);
        at = Noon(first);
        if (monthOfProcess == 0) Process(worker, worker.Process = Guid.CreateVersion7(), [.. Made.Begun(worker.Centre, worker.Id, first)]);
        Month(stream, new MonthOpened(worker.Id, year, month));
        for (var n = 0; n < MeetingsOfMonth; n++)
        {
            var (meeting, on) = (Guid.CreateVersion7(), first.AddDays(1 + (n * 6)));
            at = Noon(on);
            Process(worker, worker.Process, new MeetingHeld(new(meeting), worker.Id, on, new(13, 0), 90, MeetingPlace.Cafe, MeetingActivity.Coffee, false));
            Month(stream, new HoursRecorded(new(meeting), Work(worker, on, 13, WorkKind.AitoValittajaMeeting)));
        }
        for (var n = 0; n < OtherEntriesOfMonth; n++)
            Month(stream, new HoursRecorded(new(Guid.CreateVersion7()), Work(worker, first.AddDays(n * 2), 9, WorkKind.ExpertAppointment)));
        var last = first.AddMonths(1).AddDays(-1);
        at = Noon(last);
        Month(stream, new MonthDeclared(last), new PartApproved(worker.Centre));
        if (monthOfProcess == MonthsOfProcess - 1) Finish(worker, last);
    }

    void Finish(Worker worker, DateOnly on)
    {
        var concern = new ConcernId(Guid.CreateVersion7());
        Process(worker, worker.Process,
            new MeetingMissed(new(Guid.CreateVersion7()), worker.Id, on, new(13, 0), MissedReason.Illness, 0),
            new SafetyConcernRaised(concern, ConcernCategory.Other), new SafetyConcernAcknowledged(concern),
            new CooperationEnded(EndReason.GoalsReached, on), new ImpactAssessed(Made.After, on), new ProcessClosed(on));
    }

    void Process(Worker worker, Guid process, params IReadOnlyList<AitoValittajaEvent> happened) => Record(process, AitoValittajaDecider.Decider.Category, happened);

    void Month(Guid month, params IReadOnlyList<HoursEvent> happened) => Record(month, HoursDecider.Decider.Category, happened);

    static Work Work(Worker worker, DateOnly on, int hour, WorkKind kind) =>
        new(on, new(hour, 0), 90, worker.Centre, kind, EngagementForm.FeeForService, worker.Agreement, Made.Rate, "336");

    void Record(Guid stream, string category, params IReadOnlyList<object> happened)
    {
        Categories[stream] = category;
        foreach (var e in happened)
        {
            var version = versions[stream] = versions.GetValueOrDefault(stream) + 1;
            events.Add(new(events.Count + 1, stream, version, e, at, Made.Therapist.Value.ToString(), "benchmark", "Benchmark"));
        }
    }

    static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new TimeOnly(10, 0)), TimeSpan.Zero);
}
