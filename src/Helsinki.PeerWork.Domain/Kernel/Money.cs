namespace Helsinki.PeerWork.Domain.Kernel;

/// <summary>Exact euros.</summary>
public static class Money
{
    const int MinutesPerHour = 60;

    /// <summary>Minutes × hourly rate / 60, rounded half away from zero to the cent, per entry (DOMAIN: compensation).</summary>
    /// <param name="minutes">Whole minutes worked.</param>
    /// <param name="rate">Euros an hour.</param>
    public static decimal Fee(int minutes, decimal rate) =>
        decimal.Round(minutes * rate / MinutesPerHour, 2, MidpointRounding.AwayFromZero);
}
