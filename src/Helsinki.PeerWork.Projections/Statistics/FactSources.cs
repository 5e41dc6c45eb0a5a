using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>The rows measures are counted from.</summary>
static class FactSources
{
    public static readonly FactSource Engagements = new(
        new("Osallistumisen muodot", "Engagemangsformer", "Forms of engagement"),
        """
        select e.centre, e.worker, e.form, e.origin, e.origin as what, e.record, e.valid_from as day,
               coalesce(c.type = 'LowThresholdDayActivityCentre', false) as low_threshold
        from (
            select worker, form, centre, valid_from, valid_until, engagement as record,
                   case when imported_on is null then 'engagement' else 'imported-engagement' end as origin
            from read.statistics_engagement{at}
            union all
            select a.worker, 'FeeForService', v.centre, a.valid_from, a.valid_until, a.agreement, 'agreement'
            from read.statistics_agreement{at} a join read.statistics_agreement_centre{at} v on v.agreement = a.agreement
            where a.signed_on is not null) e
        left join read.statistics_centre{at} c on c.code = e.centre
        where e.valid_from <= $2 and (e.valid_until is null or e.valid_until >= greatest($1, e.valid_from))
        """,
        ["worker"],
        Breakdowns:
        [
            new("form", new("Osallistumisen muoto", "Engagemangsform", "Form of engagement"), "form",
                key => Measures.Named(Enum.Parse<EngagementForm>(key)).Words),
            new("origin", new("Mistä tieto on", "Varifrån uppgiften kommer", "Where it is known from"), "origin", OriginOf),
        ])
    {
        Themes = [FactTheme.Engagements, FactTheme.Agreements],
        LeavesOut = new(
            "Ei lasketa allekirjoittamattomia toimeksiantosopimuksia eikä osallistumisia, "
                + "jotka eivät ole olleet voimassa yhtenäkään vuoden päivänä. Tehtyjen tuntien määrä ei vaikuta.",
            "Räknas inte: uppdragsavtal som inte har undertecknats och engagemang som inte har varit i kraft en enda dag under året. "
                + "Antalet utförda timmar inverkar inte.",
            "Not counted: assignment agreements nobody signed, and engagements in force on no day of the year. "
                + "How many hours were worked makes no difference."),
    };

    public static readonly FactSource Agreements = new(
        new("Toimeksiantosopimukset", "Uppdragsavtal", "Assignment agreements"),
        """
        select v.centre, a.worker, a.agreement, a.signed_on, a.terminated_on, 'agreement' as what, a.agreement as record, a.valid_from as day,
               a.valid_from <= $2 and a.valid_until >= greatest($1, a.valid_from) as in_force
        from read.statistics_agreement{at} a join read.statistics_agreement_centre{at} v on v.agreement = a.agreement
        where a.signed_on is not null
        """,
        ["worker"])
    {
        Themes = [FactTheme.Agreements],
        LeavesOut = new(
            "Ei lasketa luonnoksia, joita ei ole allekirjoitettu, eikä muita osallistumisen muotoja kuin toimeksiantoa.",
            "Räknas inte: utkast som inte har undertecknats och andra engagemangsformer än uppdrag.",
            "Not counted: drafts nobody signed, and forms of engagement other than fee-for-service."),
    };

    // Whatever happens in a process lies between its suggestion and its closing.
    public static readonly FactSource Processes = new(
        new("Aito Välittäjä -prosessit", "Aito Välittäjä-processer", "Aito Välittäjä processes"),
        """
        select p.*, 'process' as what, p.process as record, p.suggested_on as day from read.statistics_process{at} p
        where p.suggested_on <= $2 and coalesce(p.closed_on, p.declined_on, p.not_started_on, $2) >= $1
        """,
        ["service_user"])
    {
        Themes = [FactTheme.Processes],
        LeavesOut = new(
            "Ei lasketa sitä, mitä samoissa prosesseissa tapahtui muina vuosina: "
                + "sama prosessi voi olla ehdotettu edellisenä vuonna ja päättyä seuraavana.",
            "Räknas inte: det som hände i samma processer under andra år. En process kan ha föreslagits året innan och avslutas året efter.",
            "Not counted: what happened in the same processes in other years. "
                + "A process may have been suggested the year before and end the year after."),
    };

    // A process has its centre and its service user before its first meeting or concern: these change by nothing else of it.
    public static readonly FactSource Meetings = new(
        new("Tapaamiset", "Träffar", "Meetings"),
        """
        select p.centre, p.service_user, m.process, m.mediator, m.held::int as held, (not m.held)::int as missed,
               case when m.held then m.minutes else 0 end as minutes, 'meeting' as what, m.meeting as record, m.day
        from read.statistics_meeting{at} m join read.statistics_process{at} p on p.process = m.process
        where m.day between $1 and $2
        """,
        ["service_user", "mediator"],
        // By process and mediator first, so that little is left to sort.
        Summed: """
        select p.centre, p.service_user, m.*
        from (
            select process, mediator, count(*) filter (where held) as held, count(*) filter (where not held) as missed,
                   coalesce(sum(minutes) filter (where held), 0) as minutes
            from read.statistics_meeting{at} where day between $1 and $2 group by process, mediator) m
        join read.statistics_process{at} p on p.process = m.process
        """)
    {
        Themes = [FactTheme.Meetings],
        LeavesOut = new(
            "Ei lasketa aloitustapaamisia, peruttuja kirjauksia eikä muuta vertaistyötä kuin Aito Välittäjän ja palvelunkäyttäjän tapaamisia.",
            "Räknas inte: inledande möten, återkallade anteckningar och annat kamratarbete än träffar mellan Aito Välittäjä och serviceanvändare.",
            "Not counted: onboarding meetings, records that were withdrawn, and peer work other than meetings of a mediator and a service user."),
    };

    public static readonly FactSource Concerns = new(
        new("Turvallisuushuolet", "Säkerhetsoro", "Safety concerns"),
        """
        select p.centre, p.service_user, c.acknowledged_at, extract(epoch from c.acknowledged_at - c.raised_at) / 3600 as hours,
               'process' as what, c.process as record, c.raised_on as day
        from read.statistics_concern{at} c join read.statistics_process{at} p on p.process = c.process
        where c.raised_on between $1 and $2
        """,
        ["service_user"])
    {
        Themes = [FactTheme.Concerns],
        LeavesOut = new(
            "Ei lasketa huolia, joista on kerrottu vain muuta kautta, esimerkiksi puhelimitse.",
            "Räknas inte: oro som bara har meddelats på annat sätt, till exempel per telefon.",
            "Not counted: concerns told only in another way, for example by telephone."),
    };

    public static readonly FactSource Hours = new(
        new("Tunnit ja palkkiot", "Timmar och arvoden", "Hours and compensation"),
        """
        select h.centre, h.kind, h.minutes, h.fee, m.worker, 'entry' as what, h.entry as record, h.day
        from read.statistics_hours{at} h join read.statistics_month{at} m on m.stream = h.stream
        where h.day between $1 and $2
        """,
        ["worker"],
        // By centre and kind first: a row for each, whatever number of entries the year has.
        Summed: """
        select centre, kind, sum(minutes) as minutes, sum(fee) as fee
        from read.statistics_hours{at} where day between $1 and $2 group by centre, kind
        """,
        new Breakdown("kind", new("Työn laji", "Slag av arbete", "Kind of work"), "kind", key => Measures.Named(Enum.Parse<WorkKind>(key)).Words))
    {
        Themes = [FactTheme.Hours],
        LeavesOut = new(
            "Ei lasketa suunniteltua työtä, peruttuja tai korvattuja kirjauksia eikä työtä, jota ei ole kirjattu.",
            "Räknas inte: planerat arbete, återkallade eller ersatta anteckningar och arbete som inte har antecknats.",
            "Not counted: planned work, records withdrawn or replaced, and work nobody recorded."),
    };

    // A worker-month counts once it is over: until then supervision may still come.
    public static readonly FactSource Supervision = new(
        new("Työnohjaus", "Arbetshandledning", "Supervision"),
        """
        select centre, worker, attended, dense_rank() over (order by worker, day) as worker_month, 'worker-month' as what, worker as record, day
        from (
            select distinct v.centre, a.worker, m.first as day, t.worker is not null as attended
            from (
                select month, make_date(extract(year from $1)::int, month, 1) as first,
                       (make_date(extract(year from $1)::int, month, 1) + interval '1 month - 1 day')::date as last
                from generate_series(1, 12) month) m
            join read.statistics_agreement{at} a
              on a.signed_on is not null and a.valid_from <= $2 and a.valid_until >= $1
             and a.valid_from <= m.last and a.valid_until >= greatest(m.first, a.valid_from)
            join read.statistics_agreement_centre{at} v on v.agreement = a.agreement
            left join (
                select distinct t.worker, extract(month from s.day)::int as month
                from read.statistics_session{at} s join read.statistics_attendance{at} t on t.session = s.session
                where s.day between $1 and $2 and s.purpose = 'Supervision' and not s.cancelled and t.attended) t
              on t.worker = a.worker and t.month = m.month
            where m.last < $3) w
        """,
        ["worker"])
    {
        Themes = [FactTheme.Agreements, FactTheme.Supervision],
        LeavesOut = new(
            "Ei lasketa keskeneräisiä kuukausia, peruttuja kertoja eikä hyvinvoinnin tukea.",
            "Räknas inte: månader som inte är slut, inställda tillfällen och stöd för välbefinnandet.",
            "Not counted: months that are not over, cancelled sessions, and wellbeing support."),
    };

    public static readonly FactSource Tickets = new(
        new("Matkaliput", "Resebiljetter", "Travel tickets"),
        "select centre, worker, tickets, 'peer-worker' as what, worker as record, day from read.statistics_tickets{at} where day between $1 and $2",
        ["worker"])
    {
        Themes = [FactTheme.Tickets],
        LeavesOut = new(
            "Ei lasketa lippujen arvoa: liput lasketaan kappaleina, eivätkä ne ole palkkiota.",
            "Räknas inte: biljetternas värde. Biljetterna räknas styckvis och är inte arvode.",
            "Not counted: what the tickets are worth. Tickets are counted one by one and are no fee."),
    };

    static Words OriginOf(string origin) => origin switch
    {
        "agreement" => new("toimeksiantosopimus", "uppdragsavtal", "assignment agreement"),
        "engagement" => new("kirjattu osallistuminen", "registrerat engagemang", "recorded engagement"),
        _ => new("tuotu muusta rekisteristä", "importerat från ett annat register", "imported from another register"),
    };
}
