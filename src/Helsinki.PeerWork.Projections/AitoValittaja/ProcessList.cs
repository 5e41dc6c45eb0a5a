using System.Diagnostics;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using Npgsql;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Projections.Tables.ColumnType;

namespace Helsinki.PeerWork.Projections.AitoValittaja;

/// <summary>Every Aito Välittäjä process and its meetings, as the people who work on them list them. Rides in the append.</summary>
public sealed class ProcessList : IReadModel
{
    static readonly Table Processes = new("process_list", [new("process", Uuid)],
        [
            new("code", Text), new("centre", Text), new("service_user", Uuid), new("therapist", Uuid), new("mediator", Uuid),
            new("phase", Text), new("open", ColumnType.Boolean), new("suggested_on", Date), new("onboarded_on", Date), new("began_on", Date),
            new("ended_on", Date), new("end_reason", Text), new("assessed_on", Date), new("closed_on", Date), new("last_on", Date),
        ],
        """
        create unique index {table}_one_open_per_service_user on {table} (service_user) where open;
        create unique index {table}_code on {table} (code);
        create index {table}_centre on {table} (centre);
        create index {table}_therapist on {table} (therapist);
        create index {table}_mediator on {table} (mediator)
        """);

    static readonly Table Substitutes = new("process_substitute", [new("process", Uuid), new("substitute", Uuid)], [new("since", Date)],
        "create index {table}_substitute on {table} (substitute)");

    static readonly Table Meetings = new("process_meeting", [new("process", Uuid), new("meeting", Uuid)],
        [
            new("mediator", Uuid), new("day", Date), new("start", Time), new("minutes", Integer), new("held", ColumnType.Boolean),
            new("place", Text), new("activity", Text), new("professional_along", ColumnType.Boolean), new("missed_reason", Text),
        ]);

    public string Name => "ProcessList";
    public int Version => 1;
    public IReadOnlyList<Table> Tables { get; } = [Processes, Substitutes, Meetings];

    public IReadOnlyCollection<Type> Handles { get; } =
    [
        typeof(ModelSuggested), typeof(SuggestionDeclined), typeof(ProcessNotStarted), typeof(MediatorMatched), typeof(MediatorChanged),
        typeof(TherapistChanged), typeof(SubstituteTookOver), typeof(OnboardingMeetingHeld), typeof(CooperationBegan), typeof(GoalChosen),
        typeof(StrengthChosen), typeof(InterestChosen), typeof(BaselineTaken), typeof(MeetingHeld), typeof(MeetingMissed),
        typeof(MeetingCorrected), typeof(MeetingWithdrawn), typeof(SafetyConcernRaised), typeof(SafetyConcernAcknowledged),
        typeof(SafetyConcernEscalated), typeof(CooperationEnded), typeof(ImpactAssessed), typeof(ProcessClosed),
        typeof(ProcessClosedUnassessed), typeof(ProcessReopened),
    ];

    public void Fold(Recorded e, Changes changes)
    {
        Process(("last_on", HelsinkiTime.DayOf(e.At)));
        switch (e.Event)
        {
            case ModelSuggested s:
                Process(("code", s.Code), ("centre", s.Centre), ("service_user", s.ServiceUser), ("therapist", s.Therapist),
                    ("phase", nameof(ProcessPhase.Suggested)), ("open", true), ("suggested_on", s.On));
                break;
            case SuggestionDeclined d: Finish(ProcessPhase.Declined, d.On); break;
            case ProcessNotStarted n: Finish(ProcessPhase.NotStarted, n.On); break;
            case MediatorMatched m: Process(("mediator", m.Mediator)); break;
            case MediatorChanged m: Process(("mediator", m.Mediator)); break;
            case TherapistChanged t:
                Process(("therapist", t.Therapist));
                changes.Delete(Substitutes, (e.Stream, t.Therapist));
                break;
            case SubstituteTookOver s: changes.Set(Substitutes, (e.Stream, s.Substitute), ("since", s.On)); break;
            case OnboardingMeetingHeld o: Process(("phase", nameof(ProcessPhase.Onboarded)), ("onboarded_on", o.On)); break;
            case CooperationBegan b: Process(("phase", nameof(ProcessPhase.Active)), ("began_on", b.On)); break;
            case MeetingHeld m:
                Meeting(m.Meeting, ("mediator", m.Mediator), ("day", m.On), ("start", m.Start), ("minutes", m.Minutes), ("held", true),
                    ("place", m.Place), ("activity", m.Activity), ("professional_along", m.ProfessionalAlong));
                break;
            case MeetingMissed m:
                Meeting(m.Meeting, ("mediator", m.Mediator), ("day", m.On), ("start", m.Start), ("minutes", m.Minutes), ("held", false),
                    ("missed_reason", m.Reason));
                break;
            case MeetingCorrected m:
                Meeting(m.Meeting, ("day", m.On), ("start", m.Start), ("minutes", m.Minutes),
                    ("place", m.Place), ("activity", m.Activity), ("professional_along", m.ProfessionalAlong));
                break;
            case MeetingWithdrawn m: changes.Delete(Meetings, (e.Stream, m.Meeting)); break;
            case CooperationEnded x:
                Process(("phase", nameof(ProcessPhase.Ended)), ("ended_on", x.On), ("end_reason", x.Reason));
                break;
            case ImpactAssessed a: Process(("phase", nameof(ProcessPhase.Assessed)), ("assessed_on", a.On)); break;
            case ProcessClosed c: Process(("open", false), ("closed_on", c.On)); break;
            case ProcessClosedUnassessed c: Process(("open", false), ("closed_on", c.On)); break;
            case ProcessReopened: Process(("open", true), ("closed_on", null)); break;
            case GoalChosen or StrengthChosen or InterestChosen or BaselineTaken
                or SafetyConcernRaised or SafetyConcernAcknowledged or SafetyConcernEscalated:
                break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }

        void Process(params ReadOnlySpan<(string, object?)> values) => changes.Set(Processes, e.Stream, values);
        void Meeting(MeetingId meeting, params ReadOnlySpan<(string, object?)> values) =>
            changes.Set(Meetings, (e.Stream, meeting), values);
        void Finish(ProcessPhase phase, DateOnly on) => Process(("phase", phase), ("open", false), ("ended_on", on));
    }

    // The row keeps the phase before closing, so that a reopened process is where it was.
    static readonly string Select = $"""
        select p.process, p.code, p.centre, p.service_user, p.therapist, p.mediator, x.phase, p.open, p.suggested_on, p.onboarded_on,
               p.began_on, p.ended_on, p.end_reason, p.assessed_on, p.closed_on, p.last_on, x.meeting_limit, m.used, m.missed, m.minutes,
               array(select s.substitute from read.process_substitute s where s.process = p.process order by s.since, s.substitute) as substitutes,
               case
                   when exists (select from read.concern c where c.process = p.process and c.acknowledged_at is null) then 'ConcernToAcknowledge'
                   when x.phase = 'Suggested' then 'OnboardingToHold'
                   when x.phase = 'Active' and m.used >= x.meeting_limit - {AitoValittajaNumbers.FewMeetingsLeft.SqlOn("$1")} then 'FewMeetingsLeft'
                   when x.phase = 'Ended' then 'AssessmentToMake'
                   when p.open and p.last_on <= $1 - {AitoValittajaNumbers.QuietDays.SqlOn("$1")} then 'Quiet'
               end as waiting
        from read.process_list p
        cross join lateral (
            select case when p.closed_on is null then p.phase else 'Closed' end as phase,
                   {AitoValittajaNumbers.MeetingLimit.SqlOn("coalesce(p.began_on, $1)")} as meeting_limit) x
        cross join lateral (
            select (count(*) filter (where n.held))::int as used, (count(*) filter (where not n.held))::int as missed,
                   coalesce(sum(n.minutes) filter (where n.held), 0)::int as minutes
            from read.process_meeting n where n.process = p.process) m
        """;

    /// <param name="today">The Helsinki day on which waiting is judged.</param>
    public static Task<Page<ProcessRow>> List(
        NpgsqlDataSource db, ProcessFilter filter, Sort<ProcessColumn> sort, PageRequest page, DateOnly today, CancellationToken ct) =>
        new Query($"""
            select * from ({Select}) l
            where ($2::text[] is null or centre = any($2))
              and ($3::uuid is null or therapist = $3 or $3 = any(substitutes))
              and ($4::uuid is null or mediator = $4)
              and ($5::text is null or phase = $5)
              and ($6::text is null or strpos(lower(code), lower($6)) > 0)
              and ($7::boolean is null or open = $7)
              and ($8::boolean is null or (waiting is not null) = $8)
            """)
            .With(today).With(filter.Centres).With(filter.Therapist?.Value).With(filter.Mediator?.Value)
            .With(filter.Phase?.ToString()).With(filter.Code).With(filter.Open).With(filter.Waiting)
            .Page(db, $"{ColumnOf(sort.By)} {(sort.Descending ? "desc" : "asc")} nulls last, code, process", page, Row, ct);

    public static Task<ProcessRow?> One(NpgsqlDataSource db, ProcessId process, DateOnly today, CancellationToken ct) =>
        new Query(Select + " where p.process = $2").With(today).With(process.Value).One(db, Row, ct);

    public static Task<ProcessRow?> OpenOf(NpgsqlDataSource db, ServiceUserId serviceUser, DateOnly today, CancellationToken ct) =>
        new Query(Select + " where p.service_user = $2 and p.open").With(today).With(serviceUser.Value).One(db, Row, ct);

    /// <summary>Standing meetings of a process, held and missed, in order of time.</summary>
    public static Task<IReadOnlyList<MeetingRow>> MeetingsOf(NpgsqlDataSource db, ProcessId process, CancellationToken ct) =>
        new Query("select * from read.process_meeting where process = $1 order by day, start, meeting").With(process.Value).Rows(db, Meeting, ct);

    static MeetingRow Meeting(NpgsqlDataReader r) => new(
        r.Id<MeetingId>("meeting"), r.Id<PeerWorkerId>("mediator"), r.Get<DateOnly>("day"), r.Get<TimeOnly>("start"), r.Get<int>("minutes"),
        r.Get<bool>("held"), r.OneOfOrNull<MeetingPlace>("place"), r.OneOfOrNull<MeetingActivity>("activity"),
        r.Get<bool?>("professional_along"), r.OneOfOrNull<MissedReason>("missed_reason"));

    /// <summary>Standing meetings of one mediator, held and missed, in whatever process, the newest first.</summary>
    public static Task<Page<OwnMeetingRow>> MeetingsOf(NpgsqlDataSource db, OwnMeetingFilter filter, PageRequest page, CancellationToken ct) =>
        new Query("""
            select n.*, p.code, p.centre, p.service_user
            from read.process_meeting n join read.process_list p on p.process = n.process
            where n.mediator = $1 and ($2::uuid is null or n.process = $2) and ($3::date is null or n.day >= $3) and ($4::date is null or n.day <= $4)
            """)
            .With(filter.Mediator.Value).With(filter.Process?.Value).With(filter.From).With(filter.Until)
            .Page(db, "day desc, start desc, meeting", page, r => new OwnMeetingRow(
                r.Id<ProcessId>("process"), r.Get<string>("code"), r.Centre("centre"), r.Id<ServiceUserId>("service_user"), Meeting(r)), ct);

    static string ColumnOf(ProcessColumn column) => column switch
    {
        ProcessColumn.Code => "code",
        ProcessColumn.Centre => "centre",
        ProcessColumn.Phase => "phase",
        ProcessColumn.Used => "used",
        ProcessColumn.SuggestedOn => "suggested_on",
        ProcessColumn.LastOn => "last_on",
        ProcessColumn.Waiting =>
            "array_position(array['ConcernToAcknowledge','OnboardingToHold','FewMeetingsLeft','AssessmentToMake','Quiet'], waiting)",
        _ => throw new UnreachableException(),
    };

    static ProcessRow Row(NpgsqlDataReader r) => new(
        r.Id<ProcessId>("process"), r.Get<string>("code"), r.Centre("centre"), r.Id<ServiceUserId>("service_user"), r.Id<UserId>("therapist"),
        r.Ids<UserId>("substitutes"), r.IdOrNull<PeerWorkerId>("mediator"), r.OneOf<ProcessPhase>("phase"), r.Get<bool>("open"),
        r.Get<DateOnly>("suggested_on"), r.Get<DateOnly?>("onboarded_on"), r.Get<DateOnly?>("began_on"), r.Get<DateOnly?>("ended_on"),
        r.OneOfOrNull<EndReason>("end_reason"), r.Get<DateOnly?>("assessed_on"), r.Get<DateOnly?>("closed_on"), r.Get<DateOnly>("last_on"),
        r.Get<int>("used"), r.Get<int>("meeting_limit"), r.Get<int>("missed"), r.Get<int>("minutes"), r.OneOfOrNull<ProcessWaiting>("waiting"));
}

public enum ProcessPhase { Suggested, Onboarded, Active, Ended, Assessed, Closed, Declined, NotStarted }

/// <summary>What a process waits for, the most urgent first.</summary>
public enum ProcessWaiting
{
    ConcernToAcknowledge,
    OnboardingToHold,

    /// <summary><see cref="AitoValittajaNumbers.FewMeetingsLeft"/> or fewer are left.</summary>
    FewMeetingsLeft,
    AssessmentToMake,

    /// <summary>Nothing was recorded for <see cref="AitoValittajaNumbers.QuietDays"/> days.</summary>
    Quiet,
}

public enum ProcessColumn { Code, Centre, Phase, Used, SuggestedOn, LastOn, Waiting }

/// <summary>Null is no limit.</summary>
/// <param name="Therapist">Responsible or substitute.</param>
/// <param name="Code">Any part of the code, case aside.</param>
public sealed record ProcessFilter(
    IReadOnlyCollection<CentreCode>? Centres = null, UserId? Therapist = null, PeerWorkerId? Mediator = null,
    ProcessPhase? Phase = null, string? Code = null, bool? Open = null, bool? Waiting = null);

/// <param name="EndedOn">Last day of the cooperation; of a declined or not started process the day that became clear.</param>
/// <param name="LastOn">The Helsinki day anything was last recorded.</param>
/// <param name="Used">Meetings held.</param>
/// <param name="MeetingLimit">Of the day the cooperation began; until it begins, of today.</param>
/// <param name="Minutes">Of the meetings held.</param>
public sealed record ProcessRow(
    ProcessId Process, string Code, CentreCode Centre, ServiceUserId ServiceUser, UserId Therapist, IReadOnlyList<UserId> Substitutes,
    PeerWorkerId? Mediator, ProcessPhase Phase, bool Open, DateOnly SuggestedOn, DateOnly? OnboardedOn, DateOnly? BeganOn, DateOnly? EndedOn,
    EndReason? EndReason, DateOnly? AssessedOn, DateOnly? ClosedOn, DateOnly LastOn, int Used, int MeetingLimit, int Missed,
    int Minutes, ProcessWaiting? Waiting);

/// <param name="Place">Null when missed, as are activity and professional.</param>
public sealed record MeetingRow(
    MeetingId Meeting, PeerWorkerId Mediator, DateOnly On, TimeOnly Start, int Minutes, bool Held,
    MeetingPlace? Place, MeetingActivity? Activity, bool? ProfessionalAlong, MissedReason? MissedReason);

/// <summary>Null is no limit.</summary>
public sealed record OwnMeetingFilter(PeerWorkerId Mediator, ProcessId? Process = null, DateOnly? From = null, DateOnly? Until = null);

/// <summary>A meeting with the process it is of.</summary>
public sealed record OwnMeetingRow(ProcessId Process, string Code, CentreCode Centre, ServiceUserId ServiceUser, MeetingRow Meeting);
