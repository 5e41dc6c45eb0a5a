namespace Helsinki.PeerWork.Domain.Compensation;

/// <summary>What an hourly rate may be, wherever one is entered: euros an hour.</summary>
public static class HourlyRate
{
    /// <summary>A bound against typing errors: ten times the city's 20 €/hour (seed 001).</summary>
    public const decimal Highest = 200m;

    public const string Rule = "A rate is more than 0 and at most 200 euros an hour, in whole cents.";

    public static bool IsAllowed(decimal rate) => rate is > 0 and <= Highest && decimal.Round(rate, 2) == rate;
}
