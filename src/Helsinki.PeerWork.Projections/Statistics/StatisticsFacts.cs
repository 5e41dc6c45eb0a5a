using System.Diagnostics;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Helsinki.PeerWork.Projections.Tables;
using static Helsinki.PeerWork.Domain.Agreements.AgreementsEvent;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.ServiceCentres.ServiceCentreEvent;
using static Helsinki.PeerWork.Domain.Supervision.SupervisionEvent;
using static Helsinki.PeerWork.Projections.Tables.ColumnType;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>
/// The facts the annual statistics are counted from, by the day things happened. Follows its events. It keeps centres and agreements of its
/// own, beside the lists people act on, so that a report is what was recorded up to one position and nothing else.
/// </summary>
public sealed class StatisticsFacts : IReadModel
{
    static readonly Table Processes = new("statistics_process", [new("process", Uuid)],
        [
            new("centre", Text), new("service_user", Uuid), new("suggested_on", Date), new("declined_on", Date), new("not_started_on", Date),
            new("onboarded_on", Date), new("began_on", Date), new("ended_on", Date), new("end_reason", Text), new("assessed_on", Date),
            new("closed_on", Date),
            .. RatingColumns("before"), .. RatingColumns("after"),
        ]);

    static readonly Table Meetings = new("statistics_meeting", [new("process", Uuid), new("meeting", Uuid)],
        [new("mediator", Uuid), new("day", Date), new("minutes", Integer), new("held", ColumnType.Boolean)],
        "create index {table}_day on {table} (day)");

    static readonly Table Concerns = new("statistics_concern", [new("process", Uuid), new("concern", Uuid)],
        [new("raised_on", Date), new("raised_at", Timestamp), new("acknowledged_at", Timestamp)],
        "create index {table}_raised_on on {table} (raised_on)");

    static readonly Table Engagements = new("statistics_engagement", [new("worker", Uuid), new("engagement", Uuid)],
        [new("form", Text), new("centre", Text), new("valid_from", Date), new("valid_until", Date), new("imported_on", Date)],
        "create index {table}_valid_from on {table} (valid_from)");

    static readonly Table Agreements = new("statistics_agreement", [new("worker", Uuid), new("agreement", Uuid)],
        [new("signed_on", Date), new("valid_from", Date), new("valid_until", Date), new("terminated_on", Date)],
        "create index {table}_valid_until on {table} (valid_until)");

    static readonly Table Covers = new("statistics_agreement_centre", [new("agreement", Uuid), new("centre", Text)], [new("worker", Uuid)]);

    static readonly Table Months = new("statistics_month", [new("stream", Uuid)],
        [new("worker", Uuid), new("year", Integer), new("position", Bigint)],
        "create index {table}_position on {table} (year, position) where position is not null");

    static readonly Table Hours = new("statistics_hours", [new("stream", Uuid), new("entry", Uuid)],
        [new("day", Date), new("centre", Text), new("kind", Text), new("minutes", Integer), new("fee", Numeric)],
        "create index {table}_day on {table} (day) include (centre, kind, minutes, fee)");

    static readonly Table Sessions = new("statistics_session", [new("session", Uuid)],
        [new("day", Date), new("purpose", Text), new("cancelled", ColumnType.Boolean), new("position", Bigint)],
        "create index {table}_day on {table} (day)");

    static readonly Table Attendances = new("statistics_attendance", [new("session", Uuid), new("worker", Uuid)],
        [new("attended", ColumnType.Boolean)]);

    static readonly Table Tickets = new("statistics_tickets", [new("worker", Uuid), new("version", Bigint)],
        [new("centre", Text), new("tickets", Integer), new("day", Date)],
        "create index {table}_day on {table} (day)");

    static readonly Table Centres = new("statistics_centre", [new("stream", Uuid)],
        [new("code", Text), new("type", Text), new("opened_on", Date), new("last_day", Date), new("successor", Text), new("split_from", Text)]);

    static readonly Table CentreNames = new("statistics_centre_name", [new("stream", Uuid), new("valid_from", Date)], [new("name", Text)]);

    /// <summary>
    /// The last event that may have changed a theme's figures of a year, or of that year and all after it. What tells of no day is beside its month
    /// or session, which has one.
    /// </summary>
    static readonly Table Years = new("statistics_year", [new("theme", Text), new("year", Integer), new("onward", ColumnType.Boolean)],
        [new("position", Bigint)]);

    /// <summary>The same, of all themes: a row for each theme and year.</summary>
    internal const string TouchedSql = """
        select theme, year, onward, position from read.statistics_year{at}
        union all select 'Hours', year, false, max(position) from read.statistics_month{at} where position is not null group by year
        union all select 'Supervision', extract(year from day)::int, false, max(position) from read.statistics_session{at}
        where position is not null group by 2
        """;

    public string Name => "Statistics";
    public int Version => 3;

    public IReadOnlyList<Table> Tables { get; } =
        [Processes, Meetings, Concerns, Engagements, Agreements, Covers, Months, Hours, Sessions, Attendances, Tickets, Centres, CentreNames, Years];

    public IReadOnlyCollection<Type> Handles { get; } =
    [
        typeof(ModelSuggested), typeof(SuggestionDeclined), typeof(ProcessNotStarted), typeof(OnboardingMeetingHeld), typeof(CooperationBegan),
        typeof(BaselineTaken), typeof(MeetingHeld), typeof(MeetingMissed), typeof(MeetingCorrected), typeof(MeetingWithdrawn),
        typeof(SafetyConcernRaised), typeof(SafetyConcernAcknowledged), typeof(CooperationEnded), typeof(ImpactAssessed), typeof(ProcessClosed),
        typeof(ProcessClosedUnassessed), typeof(ProcessReopened),
        typeof(EngagementBegan), typeof(EngagementImported), typeof(EngagementEndSet), typeof(AgreementDrafted), typeof(AgreementCovers),
        typeof(AgreementSigned), typeof(AgreementExtended), typeof(AgreementTerminated), typeof(TravelTicketsIssued),
        typeof(MonthOpened), typeof(HoursRecorded), typeof(HoursCorrected), typeof(HoursWithdrawn),
        typeof(SessionPlanned), typeof(SessionMoved), typeof(SessionCancelled), typeof(WorkerAttended), typeof(AttendanceTakenBack),
        typeof(CentreOpened), typeof(CentreRenamed), typeof(CentreSplitOff), typeof(CentreClosed),
    ];

    public void Fold(Recorded e, Changes changes)
    {
        var touched = TouchedBy(e.Event, e.At);
        changes.Set(Years, (touched.Theme, touched.Year, touched.Onward), ("position", e.Position));
        switch (e.Event)
        {
            case ModelSuggested s: Process(("centre", s.Centre), ("service_user", s.ServiceUser), ("suggested_on", s.On)); break;
            case SuggestionDeclined d: Process(("declined_on", d.On)); break;
            case ProcessNotStarted n: Process(("not_started_on", n.On)); break;
            case OnboardingMeetingHeld o: Process(("onboarded_on", o.On)); break;
            case CooperationBegan b: Process(("began_on", b.On)); break;
            case BaselineTaken b: Rate("before", b.Ratings); break;
            case CooperationEnded x: Process(("ended_on", x.On), ("end_reason", x.Reason)); break;
            case ImpactAssessed a:
                Process(("assessed_on", a.On));
                Rate("after", a.Ratings);
                break;
            case ProcessClosed c: Process(("closed_on", c.On)); break;
            case ProcessClosedUnassessed c: Process(("closed_on", c.On)); break;
            case ProcessReopened: Process(("closed_on", null)); break;

            case MeetingHeld m: Meeting(m.Meeting, ("mediator", m.Mediator), ("day", m.On), ("minutes", m.Minutes), ("held", true)); break;
            case MeetingMissed m: Meeting(m.Meeting, ("mediator", m.Mediator), ("day", m.On), ("minutes", m.Minutes), ("held", false)); break;
            case MeetingCorrected m: Meeting(m.Meeting, ("day", m.On), ("minutes", m.Minutes)); break;
            case MeetingWithdrawn m: changes.Delete(Meetings, (e.Stream, m.Meeting)); break;

            case SafetyConcernRaised c:
                changes.Set(Concerns, (e.Stream, c.Concern), ("raised_on", HelsinkiTime.DayOf(e.At)), ("raised_at", e.At));
                break;
            case SafetyConcernAcknowledged c: changes.Set(Concerns, (e.Stream, c.Concern), ("acknowledged_at", e.At)); break;

            case EngagementBegan b: Engage(b.Engagement, b.Form, b.Centre, b.From, b.Until); break;
            case EngagementImported i:
                Engage(i.Engagement, i.Form, i.Centre, i.From, i.Until);
                changes.Set(Engagements, (e.Stream, i.Engagement), ("imported_on", HelsinkiTime.DayOf(e.At)));
                break;
            case EngagementEndSet s: changes.Set(Engagements, (e.Stream, s.Engagement), ("valid_until", s.Until)); break;

            case AgreementDrafted d: Agreement(d.Agreement, ("valid_from", d.From), ("valid_until", d.Until)); break;
            case AgreementCovers c: changes.Set(Covers, (c.Agreement, c.Centre), ("worker", e.Stream)); break;
            case AgreementSigned s: Agreement(s.Agreement, ("signed_on", s.On)); break;
            case AgreementExtended x: Agreement(x.Agreement, ("valid_until", x.Until)); break;
            case AgreementTerminated t: Agreement(t.Agreement, ("valid_until", t.LastDay), ("terminated_on", t.LastDay)); break;
            case TravelTicketsIssued t: changes.Set(Tickets, (e.Stream, e.Version), ("centre", t.Centre), ("tickets", t.Count), ("day", t.On)); break;

            case MonthOpened m: changes.Set(Months, e.Stream, ("worker", m.Worker), ("year", m.Year)); break;
            case HoursRecorded r: Entry(r.Entry, r.Work); break;
            case HoursCorrected c: Entry(c.Entry, c.Work); break;
            case HoursWithdrawn w:
                changes.Delete(Hours, (e.Stream, w.Entry));
                changes.Set(Months, e.Stream, ("position", e.Position));
                break;

            case SessionPlanned s: changes.Set(Sessions, e.Stream, ("day", s.On), ("purpose", s.Purpose), ("cancelled", false)); break;
            case SessionMoved s: changes.Set(Sessions, e.Stream, ("day", s.On)); break;
            case SessionCancelled: changes.Set(Sessions, e.Stream, ("cancelled", true), ("position", e.Position)); break;
            case WorkerAttended w: Attend(w.Worker, true); break;
            case AttendanceTakenBack w: Attend(w.Worker, false); break;

            case CentreOpened o:
                changes.Set(Centres, e.Stream, ("code", o.Code), ("type", o.Type), ("opened_on", o.From));
                changes.Set(CentreNames, (e.Stream, o.From), ("name", o.Name));
                break;
            case CentreRenamed r: changes.Set(CentreNames, (e.Stream, r.From), ("name", r.Name)); break;
            case CentreSplitOff s: changes.Set(Centres, e.Stream, ("split_from", s.From)); break;
            case CentreClosed c: changes.Set(Centres, e.Stream, ("last_day", c.LastDay), ("successor", c.Successor)); break;
            default: throw new UnreachableException(e.Event.GetType().Name);
        }

        void Process(params ReadOnlySpan<(string, object?)> values) => changes.Set(Processes, e.Stream, values);
        void Meeting(MeetingId meeting, params ReadOnlySpan<(string, object?)> values) => changes.Set(Meetings, (e.Stream, meeting), values);
        void Agreement(AgreementId agreement, params ReadOnlySpan<(string, object?)> values) =>
            changes.Set(Agreements, (e.Stream, agreement), values);
        void Engage(EngagementId engagement, EngagementForm form, CentreCode centre, DateOnly from, DateOnly? until) =>
            changes.Set(Engagements, (e.Stream, engagement), ("form", form), ("centre", centre), ("valid_from", from), ("valid_until", until));
        void Attend(PeerWorkerId worker, bool attended)
        {
            changes.Set(Attendances, (e.Stream, worker), ("attended", attended));
            changes.Set(Sessions, e.Stream, ("position", e.Position));
        }
        void Entry(EntryId entry, Work w) => changes.Set(Hours, (e.Stream, entry),
            ("day", w.On), ("centre", w.Centre), ("kind", w.Kind), ("minutes", w.Minutes), ("fee", w.Fee()));
        void Rate(string when, Ratings r) => Process(
            ($"{when}_empowerment_service_user", r.Empowerment.ServiceUser), ($"{when}_empowerment_therapist", r.Empowerment.Therapist),
            ($"{when}_social_participation_service_user", r.SocialParticipation.ServiceUser),
            ($"{when}_social_participation_therapist", r.SocialParticipation.Therapist),
            ($"{when}_confidence_service_user", r.Confidence.ServiceUser), ($"{when}_confidence_therapist", r.Confidence.Therapist),
            ($"{when}_wellbeing_service_user", r.Wellbeing.ServiceUser), ($"{when}_wellbeing_therapist", r.Wellbeing.Therapist));
    }

    /// <summary>
    /// What may be other after an event: nothing before its day where it only begins something, no other year where it tells of one day.
    /// </summary>
    static (FactTheme Theme, int Year, bool Onward) TouchedBy(object @event, DateTimeOffset at) => @event switch
    {
        ModelSuggested e => From(FactTheme.Processes, e.On),
        SuggestionDeclined e => From(FactTheme.Processes, e.On),
        ProcessNotStarted e => From(FactTheme.Processes, e.On),
        OnboardingMeetingHeld e => From(FactTheme.Processes, e.On),
        CooperationBegan e => From(FactTheme.Processes, e.On),
        ProcessClosed e => From(FactTheme.Processes, e.On),
        ProcessClosedUnassessed e => From(FactTheme.Processes, e.On),
        MeetingHeld e => In(FactTheme.Meetings, e.On.Year),
        MeetingMissed e => In(FactTheme.Meetings, e.On.Year),
        MeetingCorrected or MeetingWithdrawn => Any(FactTheme.Meetings), // on another day before
        SafetyConcernRaised => In(FactTheme.Concerns, HelsinkiTime.DayOf(at).Year),
        SafetyConcernAcknowledged => Any(FactTheme.Concerns),
        AitoValittajaEvent => Any(FactTheme.Processes),

        EngagementBegan e => From(FactTheme.Engagements, e.From),
        EngagementImported e => From(FactTheme.Engagements, e.From),
        EngagementEndSet => Any(FactTheme.Engagements),
        TravelTicketsIssued e => In(FactTheme.Tickets, e.On.Year),
        AgreementDrafted e => From(FactTheme.Agreements, e.From),
        AgreementsEvent => Any(FactTheme.Agreements),

        MonthOpened e => In(FactTheme.Hours, e.Year),
        HoursRecorded e => In(FactTheme.Hours, e.Work.On.Year),
        HoursCorrected e => In(FactTheme.Hours, e.Work.On.Year), // within its month
        HoursWithdrawn => OfItsMonthOrSession(FactTheme.Hours),

        SessionPlanned e => In(FactTheme.Supervision, e.On.Year),
        SessionMoved => Any(FactTheme.Supervision), // from another day
        SupervisionEvent => OfItsMonthOrSession(FactTheme.Supervision),
        ServiceCentreEvent => Any(FactTheme.Centres),
        _ => throw new UnreachableException(@event.GetType().Name),
    };

    static (FactTheme, int, bool) In(FactTheme theme, int year) => (theme, year, false);
    static (FactTheme, int, bool) From(FactTheme theme, DateOnly day) => (theme, day.Year, true);
    static (FactTheme, int, bool) Any(FactTheme theme) => (theme, 0, true);
    static (FactTheme, int, bool) OfItsMonthOrSession(FactTheme theme) => (theme, 0, false);

    static IEnumerable<Column> RatingColumns(string when) =>
    [
        new($"{when}_empowerment_service_user", Integer), new($"{when}_empowerment_therapist", Integer),
        new($"{when}_social_participation_service_user", Integer), new($"{when}_social_participation_therapist", Integer),
        new($"{when}_confidence_service_user", Integer), new($"{when}_confidence_therapist", Integer),
        new($"{when}_wellbeing_service_user", Integer), new($"{when}_wellbeing_therapist", Integer),
    ];
}
