using System.Diagnostics;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>The same words in the three languages of the pages.</summary>
public sealed record Words(string Fi, string Sv, string En);

public enum Unit { Persons, Processes, Agreements, Meetings, MeetingsPerProcess, Hours, Euros, Percent, Days, Points, Concerns, Tickets }

/// <summary>What is counted of the rows of a source, in SQL. 0 when there is nothing.</summary>
/// <param name="Among">The condition a row counts under.</param>
public abstract record Tally(string Among)
{
    /// <summary>How many rows: every row belongs to one centre, so that the centres add up to the city.</summary>
    public sealed record Rows(string Among) : Tally(Among);

    /// <summary>How many different ones, e.g. persons: one at two centres counts at both, and once for the city.</summary>
    public sealed record Different(string Of, string Among) : Tally(Among);

    /// <summary>How much: the centres add up to the city.</summary>
    /// <param name="Per">How many of what is added up are one of the measure's units, e.g. 60 minutes an hour.</param>
    public sealed record Sum(string Of, string Among = "true", int Per = 1) : Tally(Among);

    public string Sql => this switch
    {
        Different t => $"count(distinct {t.Of}) filter (where {Among})",
        Sum t => $"coalesce(sum({t.Of}) filter (where {Among}), 0)::numeric / {t.Per}",
        _ => $"count(*) filter (where {Among})",
    };
}

/// <summary>How one figure comes from the rows of its source.</summary>
public abstract record Reckoning
{
    Reckoning() { }

    public sealed record Total(Tally Of) : Reckoning;

    /// <summary>One tally divided by another; no figure when there is nothing to divide by.</summary>
    public sealed record Ratio(Tally Numerator, Tally Denominator) : Reckoning;

    /// <summary>The middle value of those <paramref name="Among"/> lets through; no figure when there are none.</summary>
    public sealed record Median(string Of, string Among) : Reckoning;

    /// <summary>The mean with its spread, the sample standard deviation; neither when there is nothing to take it of.</summary>
    public sealed record Mean(string Of, string Among) : Reckoning;

    /// <summary>The condition a row counts under; of a ratio, above and below the line.</summary>
    public (string Numerator, string Denominator) Conditions => this switch
    {
        Total r => (r.Of.Among, r.Of.Among),
        Ratio r => (r.Numerator.Among, r.Denominator.Among),
        Median r => (r.Among, r.Among),
        Mean r => (r.Among, r.Among),
        _ => throw new UnreachableException(),
    };

    /// <summary>The condition under which a row has any part in the figure.</summary>
    public string AmongEither =>
        Conditions is var (numerator, denominator) && numerator != denominator ? $"(({numerator}) or ({denominator}))" : $"({denominator})";
}

/// <summary>One way to take a figure apart.</summary>
/// <param name="Key">Public; never changed.</param>
/// <param name="Sql">What a row belongs to, as text.</param>
/// <param name="NameOf">What a part is called; null: its key says it.</param>
public sealed record Breakdown(string Key, Words Label, string Sql, Func<string, Words>? NameOf = null);

/// <summary>What a source's rows are read from, by what is recorded together.</summary>
public enum FactTheme { Centres, Engagements, Agreements, Processes, Meetings, Concerns, Hours, Supervision, Tickets }

/// <summary>
/// Rows measures are counted from. In their SQL $1 is the first day of the year, $2 its last, $3 the first day that is not over yet;
/// <c>{at}</c> stands after each table's name, for the tables as they were known on a day.
/// </summary>
/// <param name="Records">A row for each record, with its <c>centre</c>, <c>what</c> it is, its id as <c>record</c> and the <c>day</c> it counts by,
/// or begins.</param>
/// <param name="Persons">Columns, each naming the persons a row tells of in one part they have: a cell rests on the fewest of them.</param>
/// <param name="Summed">The same columns added up to fewer rows, where there are many; null: the records themselves.</param>
public sealed record FactSource(
    Words Title, string Records, IReadOnlyList<string> Persons, string? Summed = null, params IReadOnlyList<Breakdown> Breakdowns)
{
    /// <summary>What readers may expect to be in its figures and is not, in a sentence.</summary>
    public required Words LeavesOut { get; init; }

    /// <summary>What its figures change by, beside the centres.</summary>
    public required IReadOnlyList<FactTheme> Themes { get; init; }

    /// <summary>The rows a report counts from.</summary>
    public string Rows => Summed ?? Records;
}

/// <summary>One line of the annual statistics.</summary>
/// <param name="Key">Public; never changed.</param>
/// <param name="Definition">A sentence for whoever reads the figure.</param>
/// <param name="Day">The column of the day that puts a row into the year; null: it may be in force for longer than a day.</param>
public sealed record Measure(string Key, Unit Unit, Words Label, Words Definition, FactSource Source, Reckoning Reckoning, string? Day)
{
    /// <summary>Raised when what is counted changes, so that a figure can be compared with one of the same version.</summary>
    public int Version { get; init; } = 1;

    /// <summary>At a centre with one worker it is that worker's pay.</summary>
    public bool TellsPay => Unit is Unit.Euros;

    /// <summary>The centres' figures add up to the city's.</summary>
    public bool AddsUp => Reckoning is Reckoning.Total { Of: not Tally.Different };
}
