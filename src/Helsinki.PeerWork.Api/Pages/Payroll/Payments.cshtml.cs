using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Payroll;
using static Helsinki.PeerWork.Api.Payroll.PaymentCalendarApi;

namespace Helsinki.PeerWork.Api.Pages.Payroll;

/// <summary>Where a clerk begins: the days of the month that is to be paid, what is open, and who is waited for.</summary>
public sealed class PaymentsPage : PayrollPage
{
    /// <summary>How many months are looked back on.</summary>
    const int Back = 12;

    /// <summary>The newest first; the one that goes on among them.</summary>
    public IReadOnlyList<MonthDaysView> Months { get; private set; } = [];

    /// <summary>The last month that has ended: the one that is paid next, or was just paid.</summary>
    public MonthDaysView Paying { get; private set; } = null!;

    /// <summary>Exports with lines or answers that wait for somebody.</summary>
    public IReadOnlyList<ExportSummaryView> Waiting { get; private set; } = [];

    public ExportSummaryView? Latest { get; private set; }

    /// <summary>Of all months together.</summary>
    public OpenView Open => new(
        Ended.Sum(m => m.Open.UndeclaredWorkers), Ended.Sum(m => m.Open.UnapprovedParts), Months.Sum(m => m.Open.DueEntries), Months.Sum(m => m.Open.UnansweredLines));

    /// <summary>The oldest month that is waited for, by what is open of it.</summary>
    public YearMonth Oldest(Func<OpenView, int> open) => MonthOf(Ended.LastOrDefault(m => open(m.Open) > 0) ?? Paying);

    /// <summary>Nothing is waited for of the month that goes on.</summary>
    IEnumerable<MonthDaysView> Ended => Months.Where(m => MonthOf(m) != This);

    YearMonth This => YearMonth.Of(Today);

    public static YearMonth MonthOf(MonthDaysView month) => YearMonth.Parse(month.Month, null);

    /// <summary>The worst of its steps, in words; null while it goes on.</summary>
    public StepView? StandsAt(MonthDaysView month) =>
        MonthOf(month) == This ? null
        : month.Steps.Where(s => s.State == StepState.Late).MaxBy(s => s.Days) ?? month.Steps.FirstOrDefault(s => s.State == StepState.Due) ?? (month.Steps is [.., var last] ? last : null);

    public async Task OnGet()
    {
        var first = new DateOnly(Today.Year, Today.Month, 1);
        List<MonthDaysView> read = [];
        for (var year = first.AddMonths(-Back).Year; year <= first.Year; year++)
            read.AddRange((await Read<PaymentCalendarApi, CalendarView>(a => a.Read(Ct, year: year))).Months);
        var (from, until) = (YearMonth.Of(first.AddMonths(-Back)).ToString(), This.ToString());
        Months = [.. read.Where(m => string.CompareOrdinal(m.Month, from) >= 0 && string.CompareOrdinal(m.Month, until) <= 0).OrderByDescending(m => m.Month, StringComparer.Ordinal)];
        Paying = Months.First(m => MonthOf(m) != This);
        var exports = (await Read<PayrollApi, Listed<ExportSummaryView>>(a => a.List(Ct, size: 50))).Items;
        (Latest, Waiting) = (exports.Count > 0 ? exports[0] : null, [.. exports.Where(e => e.Unanswered + e.Unmatched > 0)]);
    }
}
