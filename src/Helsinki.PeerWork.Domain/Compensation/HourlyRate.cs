using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Compensation;

/// <summary>What an hourly rate may be, wherever one is entered: euros an hour.</summary>
public static class HourlyRate
{
    /// <summary>What a new installation proposes to agreements; an administrator changes it by date.</summary>
    public static readonly DatedNumber Initial = new(
        "hourlyRate", "Euros an hour a new installation proposes; an administrator changes it by date, and an agreement keeps its own",
        "seed 001", new(20));

    /// <summary>A bound against typing errors: ten times the city's own rate.</summary>
    public static readonly decimal Highest = 10 * Initial.Values.Before;

    public static readonly string Rule = $"A rate is more than 0 and at most {Highest} euros an hour, in whole cents.";

    public static bool IsAllowed(decimal rate) => rate > 0 && rate <= Highest && decimal.Round(rate, 2) == rate;
}
