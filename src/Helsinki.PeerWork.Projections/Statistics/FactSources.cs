namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>The rows measures are counted from.</summary>
static class FactSources
{
    public static readonly FactSource Engagements = new(
        new("Osallistumisen muodot", "Engagemangsformer", "Forms of engagement"),
        """
        select e.centre, e.worker, e.form, coalesce(c.type = 'LowThresholdDayActivityCentre', false) as low_threshold
        from (
            select worker, form, centre, valid_from, valid_until from read.statistics_engagement
            union all
            select a.worker, 'FeeForService', v.centre, a.valid_from, a.valid_until
            from read.statistics_agreement a join read.statistics_agreement_centre v on v.agreement = a.agreement
            where a.signed_on is not null) e
        left join read.statistics_centre c on c.code = e.centre
        where e.valid_from <= $2 and (e.valid_until is null or e.valid_until >= greatest($1, e.valid_from))
        """);

    public static readonly FactSource Agreements = new(
        new("Toimeksiantosopimukset", "Uppdragsavtal", "Assignment agreements"),
        """
        select v.centre, a.agreement, a.signed_on, a.terminated_on,
               a.valid_from <= $2 and a.valid_until >= greatest($1, a.valid_from) as in_force
        from read.statistics_agreement a join read.statistics_agreement_centre v on v.agreement = a.agreement
        where a.signed_on is not null
        """);

    // Whatever happens in a process lies between its suggestion and its closing.
    public static readonly FactSource Processes = new(
        new("Aito Välittäjä -prosessit", "Aito Välittäjä-processer", "Aito Välittäjä processes"),
        """
        select p.* from read.statistics_process p
        where p.suggested_on <= $2 and coalesce(p.closed_on, p.declined_on, p.not_started_on, $2) >= $1
        """);

    // Summed by process and mediator first, so that little is left to sort.
    public static readonly FactSource Meetings = new(
        new("Tapaamiset", "Träffar", "Meetings"),
        """
        select p.centre, p.service_user, m.*
        from (
            select process, mediator, count(*) filter (where held) as held, count(*) filter (where not held) as missed,
                   coalesce(sum(minutes) filter (where held), 0) as minutes
            from read.statistics_meeting where day between $1 and $2 group by process, mediator) m
        join read.statistics_process p on p.process = m.process
        """);

    public static readonly FactSource Concerns = new(
        new("Turvallisuushuolet", "Säkerhetsoro", "Safety concerns"),
        """
        select p.centre, c.acknowledged_at, extract(epoch from c.acknowledged_at - c.raised_at) / 3600 as hours
        from read.statistics_concern c join read.statistics_process p on p.process = c.process
        where c.raised_on between $1 and $2
        """);

    // Summed by centre and kind first: a row for each, whatever number of entries the year has.
    public static readonly FactSource Hours = new(
        new("Tunnit ja palkkiot", "Timmar och arvoden", "Hours and compensation"),
        """
        select centre, kind, sum(minutes) as minutes, sum(fee) as fee
        from read.statistics_hours where day between $1 and $2 group by centre, kind
        """);

    // A worker-month counts once it is over: until then supervision may still come.
    public static readonly FactSource Supervision = new(
        new("Työnohjaus", "Arbetshandledning", "Supervision"),
        """
        select centre, attended, dense_rank() over (order by worker, month) as worker_month
        from (
            select distinct v.centre, a.worker, m.month, t.worker is not null as attended
            from (
                select month, make_date(extract(year from $1)::int, month, 1) as first,
                       (make_date(extract(year from $1)::int, month, 1) + interval '1 month - 1 day')::date as last
                from generate_series(1, 12) month) m
            join read.statistics_agreement a
              on a.signed_on is not null and a.valid_from <= $2 and a.valid_until >= $1
             and a.valid_from <= m.last and a.valid_until >= greatest(m.first, a.valid_from)
            join read.statistics_agreement_centre v on v.agreement = a.agreement
            left join (
                select distinct t.worker, extract(month from s.day)::int as month
                from read.statistics_session s join read.statistics_attendance t on t.session = s.session
                where s.day between $1 and $2 and s.purpose = 'Supervision' and not s.cancelled and t.attended) t
              on t.worker = a.worker and t.month = m.month
            where m.last < $3) w
        """);

    public static readonly FactSource Tickets = new(
        new("Matkaliput", "Resebiljetter", "Travel tickets"),
        "select centre, tickets from read.statistics_tickets where day between $1 and $2");
}
