namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>What the figures mean, as a page: the same list the report is counted from.</summary>
public static class StatisticsDocument
{
    public static string Markdown() => $"""
        # Annual statistics / Vuositilastot / Årsstatistik

        Generated from `Measures.cs`; change it there. Every measure is counted for a calendar year, for each service centre and for the
        city. Whoever or whatever belongs to two centres counts at both, and once for the city. A ratio, median or mean with nothing under it has
        no figure, never a 0.

        Work counts at the centre it was recorded for, also when that centre has closed since: a report shows a centre while it is open, and any
        other that has a figure. Where years are compared, centres that merged or split also stand as one line, in which a person at two of them
        counts once; a figure for each 1,000 hours is set against the exact hours of the same cell; a year that is not over is named.

        Any year can be asked **as known on** a Helsinki day: from exactly the events recorded by the end of it, configuration included. Imported
        history counts from its import day on, and a report says how much of it was imported. A mean comes with the number of pairs and their
        spread (sample standard deviation); below {Figure.FewestPairs} pairs it is marked as saying nothing. Measures have a version, raised when
        what they count changes.

        What is **published** is an edition of a year, which never changes. In it no figure rests on [too few persons](numbers.md), and none that
        is hidden can be worked out of what is shown; `..` stands in its place. [Why and how](adr/0011-what-may-be-published.md).
        {string.Concat(Measures.All.GroupBy(m => m.Source, (source, measures) => $"""

        ## {source.Title.En} / {source.Title.Fi} / {source.Title.Sv}

        - fi: {source.LeavesOut.Fi}
        - sv: {source.LeavesOut.Sv}
        - en: {source.LeavesOut.En}
        {string.Concat(measures.Select(Entry))}
        """))}
        """;

    static string Entry(Measure measure) => $"""

        ### `{measure.Key}` ({Unit(measure.Unit)}{(measure.Version > 1 ? $", version {measure.Version}" : "")})

        - fi: **{measure.Label.Fi}.** {measure.Definition.Fi}
        - sv: **{measure.Label.Sv}.** {measure.Definition.Sv}
        - en: **{measure.Label.En}.** {measure.Definition.En}

        """;

    static string Unit(Unit unit) => unit is Statistics.Unit.MeetingsPerProcess ? "meetings per process" : unit.ToString().ToLowerInvariant();
}
