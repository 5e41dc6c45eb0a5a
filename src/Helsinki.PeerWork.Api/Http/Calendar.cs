namespace Helsinki.PeerWork.Api.Http;

/// <summary>The days anybody may speak of: a bound against typing errors, and PostgreSQL reads the calendar's ends as infinity.</summary>
static class Calendar
{
    public const int FirstYear = 1900, LastYear = 2200;

    public static readonly string Years = $"between the years {FirstYear} and {LastYear}";

    public static bool Holds(DateOnly day) => Holds(day.Year);

    public static bool Holds(int year) => year is >= FirstYear and <= LastYear;
}
