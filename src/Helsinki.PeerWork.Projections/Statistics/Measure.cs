namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>The same words in the three languages of the pages.</summary>
public sealed record Words(string Fi, string Sv, string En);

public enum Unit { Persons, Processes, Agreements, Meetings, MeetingsPerProcess, Hours, Euros, Percent, Days, Points, Concerns, Tickets }

/// <summary>How one figure comes from the rows of its source, in SQL.</summary>
public abstract record Reckoning
{
    Reckoning() { }

    /// <summary>A count or a sum: 0 when there is nothing.</summary>
    public sealed record Total(string Sql) : Reckoning;

    /// <summary>One count or sum divided by another; no figure when there is nothing to divide by.</summary>
    public sealed record Ratio(string Numerator, string Denominator) : Reckoning;

    /// <summary>The middle value of those <paramref name="Among"/> lets through; no figure when there are none.</summary>
    public sealed record Median(string Of, string Among) : Reckoning;
}

/// <summary>Rows measures are counted from, each with its centre.</summary>
/// <param name="Rows">SQL with a column <c>centre</c>; $1 is the first day of the year, $2 its last, $3 today.</param>
public sealed record FactSource(Words Title, string Rows);

/// <summary>One line of the annual statistics.</summary>
/// <param name="Key">Public; never changed.</param>
/// <param name="Definition">A sentence for whoever reads the figure.</param>
public sealed record Measure(string Key, Unit Unit, Words Label, Words Definition, FactSource Source, Reckoning Reckoning);
