using Helsinki.PeerWork.Domain.Payroll;
using static Helsinki.PeerWork.Domain.Payroll.BankHoliday;

namespace Helsinki.PeerWork.Domain.Tests.Payroll;

public class BankingDaysTests
{
    /// <summary>Read off wall calendars.</summary>
    public static TheoryData<int, string[]> Years { get; } = new()
    {
        { 2024, ["1.1.", "6.1.", "29.3.", "1.4.", "1.5.", "9.5.", "21.6.", "6.12.", "24.12.", "25.12.", "26.12."] },
        { 2025, ["1.1.", "6.1.", "18.4.", "21.4.", "1.5.", "29.5.", "20.6.", "6.12.", "24.12.", "25.12.", "26.12."] },
        { 2026, ["1.1.", "6.1.", "3.4.", "6.4.", "1.5.", "14.5.", "19.6.", "6.12.", "24.12.", "25.12.", "26.12."] },
        { 2027, ["1.1.", "6.1.", "26.3.", "29.3.", "1.5.", "6.5.", "25.6.", "6.12.", "24.12.", "25.12.", "26.12."] },
    };

    [Theory, MemberData(nameof(Years))]
    public void The_holidays_of_a_year_are_those_of_the_calendar_on_the_wall(int year, string[] days) =>
        Assert.Equal(days, BankingDays.HolidaysOf(year).Select(h => $"{h.On.Day}.{h.On.Month}."));

    [Theory]
    [InlineData(1818, 3, 22), InlineData(1943, 4, 25), InlineData(1954, 4, 18), InlineData(1981, 4, 19),
        InlineData(2000, 4, 23), InlineData(2008, 3, 23)]
    [InlineData(2019, 4, 21), InlineData(2038, 4, 25), InlineData(2049, 4, 18), InlineData(2076, 4, 19), InlineData(2285, 3, 22)]
    public void Easter_falls_where_the_tables_have_it_the_rare_years_too(int year, int month, int day) =>
        Assert.Equal(new DateOnly(year, month, day).AddDays(1), BankingDays.HolidaysOf(year).Single(h => h.Holiday == EasterMonday).On);

    [Fact]
    public void In_any_year_the_moving_days_stand_where_the_law_puts_them() =>
        Assert.All(Enumerable.Range(1991, 300), year =>
        {
            var days = BankingDays.HolidaysOf(year).ToDictionary(h => h.Holiday, h => h.On);
            Assert.Equal(Enum.GetValues<BankHoliday>().Length, days.Count);
            Assert.Equal(
                (DayOfWeek.Friday, DayOfWeek.Monday, DayOfWeek.Thursday, DayOfWeek.Friday),
                (days[GoodFriday].DayOfWeek, days[EasterMonday].DayOfWeek, days[AscensionDay].DayOfWeek, days[MidsummerEve].DayOfWeek));
            Assert.InRange(days[MidsummerEve], new(year, 6, 19), new(year, 6, 25));
            Assert.InRange(days[EasterMonday], new(year, 3, 23), new(year, 4, 26));
        });

    /// <summary>
    /// A second opinion, of somebody who knows the holidays of the law; on the eves of midsummer and Christmas banks alone are closed.
    /// </summary>
    [Fact]
    public void Who_knows_the_law_alone_comes_to_the_same_days_but_two() =>
        Assert.All(Enumerable.Range(1991, 110), year => Assert.Equal(
            DaysOf(year)
                .Where(day => Finland.IsWorkingDay(day.ToDateTime(TimeOnly.MinValue))
                && BankingDays.HolidayOn(day) is not (MidsummerEve or ChristmasEve)),
            DaysOf(year).Where(BankingDays.IsBankingDay)));

    static readonly PublicHoliday.FinlandPublicHoliday Finland = new();

    static IEnumerable<DateOnly> DaysOf(int year)
    {
        var first = new DateOnly(year, 1, 1);
        return Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(first.AddDays);
    }

    [Theory]
    [InlineData("2026-12-23", "2026-12-23"), InlineData("2026-12-24", "2026-12-28"), InlineData("2026-04-03", "2026-04-07"),
        InlineData("2026-11-21", "2026-11-23")]
    public void The_next_banking_day_is_the_day_itself_when_banks_are_open(string day, string next) =>
        Assert.Equal(DateOnly.Parse(next, null), BankingDays.OnOrAfter(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2026-12-23", "2026-12-23"), InlineData("2026-12-27", "2026-12-23"), InlineData("2026-04-06", "2026-04-02"),
        InlineData("2027-01-06", "2027-01-05")]
    public void The_previous_banking_day_is_the_day_itself_when_banks_are_open(string day, string before) =>
        Assert.Equal(DateOnly.Parse(before, null), BankingDays.OnOrBefore(DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("2026-12-23", 1, "2026-12-28"), InlineData("2026-12-28", -1, "2026-12-23"), InlineData("2026-12-26", -1, "2026-12-23")]
    [InlineData("2026-12-31", 5, "2027-01-11"), InlineData("2027-01-20", -10, "2027-01-05"), InlineData("2026-11-21", 0, "2026-11-21")]
    public void Banking_days_are_counted_over_closed_ones(string day, int count, string reached) =>
        Assert.Equal(DateOnly.Parse(reached, null), BankingDays.Add(DateOnly.Parse(day, null), count));
}
