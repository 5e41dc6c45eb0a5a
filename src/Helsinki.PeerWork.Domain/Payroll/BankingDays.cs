namespace Helsinki.PeerWork.Domain.Payroll;

/// <summary>
/// Days on which Finnish banks move money, computed for any year as the holidays are since 1991. The days banks are closed are also those a
/// statutory time limit doesn't end on (Act on the Calculation of Statutory Time Limits, 150/1930, section 5).
/// </summary>
public static class BankingDays
{
    public static bool IsBankingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && HolidayOn(day) is null;

    /// <summary>The day itself, or the next banking day.</summary>
    public static DateOnly OnOrAfter(DateOnly day) => IsBankingDay(day) ? day : OnOrAfter(day.AddDays(1));

    /// <summary>The day itself, or the banking day before.</summary>
    public static DateOnly OnOrBefore(DateOnly day) => IsBankingDay(day) ? day : OnOrBefore(day.AddDays(-1));

    /// <summary>So many banking days after the day; before it when <paramref name="count"/> is negative. None: the day as it is.</summary>
    public static DateOnly Add(DateOnly day, int count)
    {
        for (var left = Math.Abs(count); left > 0; left--)
            day = count > 0 ? OnOrAfter(day.AddDays(1)) : OnOrBefore(day.AddDays(-1));
        return day;
    }

    /// <summary>The bank holiday on that day, whichever weekday it is; null: none.</summary>
    public static BankHoliday? HolidayOn(DateOnly day)
    {
        foreach (var (on, holiday) in HolidaysOf(day.Year))
            if (on == day) return holiday;
        return null;
    }

    /// <summary>The year's bank holidays in order; some fall on a Saturday or Sunday.</summary>
    public static IEnumerable<(DateOnly On, BankHoliday Holiday)> HolidaysOf(int year)
    {
        var easter = EasterOf(year);
        return new (DateOnly On, BankHoliday Holiday)[]
        {
            (new(year, 1, 1), BankHoliday.NewYearsDay),
            (new(year, 1, 6), BankHoliday.Epiphany),
            (easter.AddDays(-2), BankHoliday.GoodFriday),
            (easter.AddDays(1), BankHoliday.EasterMonday),
            (new(year, 5, 1), BankHoliday.MayDay),
            (easter.AddDays(39), BankHoliday.AscensionDay),
            (MidsummerEveOf(year), BankHoliday.MidsummerEve),
            (new(year, 12, 6), BankHoliday.IndependenceDay),
            (new(year, 12, 24), BankHoliday.ChristmasEve),
            (new(year, 12, 25), BankHoliday.ChristmasDay),
            (new(year, 12, 26), BankHoliday.BoxingDay),
        }.OrderBy(h => h.On);
    }

    /// <summary>The Friday of 19–25 June.</summary>
    static DateOnly MidsummerEveOf(int year)
    {
        var first = new DateOnly(year, 6, 19);
        return first.AddDays((DayOfWeek.Friday - first.DayOfWeek + 7) % 7);
    }

    /// <summary>Easter Sunday by the Gregorian computus, in the form anonymously published in Nature, 20 April 1876.</summary>
    static DateOnly EasterOf(int year)
    {
        var (golden, century, ofCentury) = (year % 19, year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var toSunday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * toSunday)) / 451;
        var days = epact + toSunday - (7 * late) + 114;
        return new(year, days / 31, (days % 31) + 1);
    }
}

/// <summary>Bank holidays that may fall on a working day.</summary>
public enum BankHoliday
{
    /// <summary>Uudenvuodenpäivä.</summary>
    NewYearsDay,

    /// <summary>Loppiainen.</summary>
    Epiphany,

    /// <summary>Pitkäperjantai.</summary>
    GoodFriday,

    /// <summary>Toinen pääsiäispäivä.</summary>
    EasterMonday,

    /// <summary>Vappu.</summary>
    MayDay,

    /// <summary>Helatorstai.</summary>
    AscensionDay,

    /// <summary>Juhannusaatto.</summary>
    MidsummerEve,

    /// <summary>Itsenäisyyspäivä.</summary>
    IndependenceDay,

    /// <summary>Jouluaatto.</summary>
    ChristmasEve,

    /// <summary>Joulupäivä.</summary>
    ChristmasDay,

    /// <summary>Tapaninpäivä.</summary>
    BoxingDay,
}
