using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Statistics;

/// <summary>The numbers of what is published.</summary>
public static class StatisticsNumbers
{
    /// <summary>A published figure rests on so many persons, or on none; an edition keeps the number of the day it was published.</summary>
    public static readonly DatedNumber FewestPersons = new(
        "fewestPersons", "Persons a published figure rests on, at least, by the day it is published", "DOMAIN: small cells are suppressed", new(5));
}
