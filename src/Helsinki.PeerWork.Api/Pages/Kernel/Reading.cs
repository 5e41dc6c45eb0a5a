using System.Globalization;
using System.Text.RegularExpressions;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>
/// Days, times, lengths and numbers as people write them and as their keyboards let them: the number pad of a Finnish phone has a comma and no point.
/// Null when it is none.
/// </summary>
public static partial class Reading
{
    /// <summary>Told where a day can't be read.</summary>
    public static readonly Text DayShouldBe = new(
        "Kirjoita päivä näin: 4.5.2026.", "Skriv dagen så här: 4.5.2026.", "Write the day like this: 4.5.2026.");

    static readonly string[] FullDays = ["d.M.yyyy", "d.M.yy", "ddMMyyyy", "yyyy-MM-dd", "d/M/yyyy", "d M yyyy", "d MMM yyyy"];

    /// <summary>3.9., 3.9.2026, 3,9,2026, 03092026 or 2026-09-03. A day without a year is the latest such day that is not after today.</summary>
    public static DateOnly? Day(string text, DateOnly today) =>
        Full(text) ?? ThatDay(text, Enumerable.Range(0, LeapYears).Select(back => today.Year - back), found => found <= today);

    /// <summary>A day without a year is the first such day that is not before today.</summary>
    public static DateOnly? DayAhead(string text, DateOnly today) =>
        Full(text) ?? ThatDay(text, Enumerable.Range(0, LeapYears).Select(on => today.Year + on), found => found >= today);

    /// <summary>A day without a year is whichever such day is nearest; of two as near the one ahead.</summary>
    public static DateOnly? DayNear(string text, DateOnly today) =>
        (Day(text, today), DayAhead(text, today)) is ({ } before, { } after)
            ? today.DayNumber - before.DayNumber < after.DayNumber - today.DayNumber ? before : after
            : null;

    /// <summary>Of so many years in a row at least one has a 29 February.</summary>
    const int LeapYears = 9;

    static DateOnly? Full(string text) =>
        DateOnly.TryParseExact(Dotted(text), FullDays, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static DateOnly? ThatDay(string text, IEnumerable<int> years, Predicate<DateOnly> fits)
    {
        // 2024 is a leap year, so that 29.2. can be read at all.
        var written = Dotted(text).TrimEnd('.') + ".2024";
        if (!DateOnly.TryParseExact(written, "d.M.yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var that)) return null;
        foreach (var year in years)
            if (DateTime.DaysInMonth(year, that.Month) >= that.Day && new DateOnly(year, that.Month, that.Day) is var found && fits(found))
                return found;
        return null;
    }

    /// <summary>14.30, 14:30, 14,30, 1430, 930, 14 or klo 14.30.</summary>
    public static TimeOnly? Time(string text)
    {
        var written = Clock().Replace(Dotted(text), "").TrimEnd('.');
        if (written is [_, _, _] && written.All(char.IsAsciiDigit)) written = $"0{written}";
        return TimeOnly.TryParseExact(written, ["H.mm", "H:mm", "HHmm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;
    }

    /// <summary>90, 90 min, 1:30, 1,5 h, 2 t or 1 h 30 min; whole minutes.</summary>
    public static int? Minutes(string text)
    {
        if (Length().Match(text) is not { Success: true } written) return null;
        var hours = Decimal(written.Groups["hours"].Value) ?? 0;
        var minutes = Decimal(written.Groups["minutes"].Value) ?? 0;
        return hours * 60 + minutes is var all && all == decimal.Truncate(all) && all <= int.MaxValue ? (int)all : null;
    }

    /// <summary>834,52, 834.52, 1 234,50 or 834,52 €: a comma or a point before the decimals; spaces between thousands.</summary>
    public static decimal? Decimal(string text) =>
        decimal.TryParse(
            string.Concat(text.Where(c => !char.IsWhiteSpace(c))).TrimEnd('€').Replace('−', '-').Replace(',', '.'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A comma is meant as the point; a space behind one says nothing.</summary>
    static string Dotted(string text) => Points().Replace(text.Trim(), ".");

    [GeneratedRegex(@"\s*[.,]\s*")]
    private static partial Regex Points();

    [GeneratedRegex(@"^(klo|kl|at)\b[.\s]*", RegexOptions.IgnoreCase)]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"^\s*(?:(?<minutes>\d{1,4})\s*(?:min(?:uut+ia|uter|utes)?)?\.?|(?<hours>\d{1,2}):(?<minutes>[0-5]\d)|"
        + @"(?<hours>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|t|tim|tuntia)\.?(?:\s*(?<minutes>\d{1,2})\s*(?:min)?\.?)?)\s*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Length();
}
