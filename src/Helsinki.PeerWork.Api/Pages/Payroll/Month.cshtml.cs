using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Projections.Hours;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Payroll.PaymentCalendarApi;

namespace Helsinki.PeerWork.Api.Pages.Payroll;

/// <summary>One month of work, worker by worker: hours, euros, and who is waited for.</summary>
public sealed class MonthPage : PayrollPage
{
    public enum Column { Name, Centre, Minutes, Amount, Declared, Approved, Waits }

    const int Largest = 200;

    public YearMonth Month { get; private set; }

    public IReadOnlyList<PayrollMonthView> All { get; private set; } = [];

    /// <summary>Those asked for, in the order asked for.</summary>
    public IReadOnlyList<PayrollMonthView> Rows { get; private set; } = [];

    /// <summary>Null: whoever is waited for.</summary>
    public WaitsFor? Waits { get; private set; }

    public Column By { get; private set; } = Column.Waits;

    public bool Descending { get; private set; }

    /// <summary>Null: no calendar.</summary>
    public MonthDaysView? Days { get; private set; }

    public int Count(WaitsFor? waits) => All.Count(r => waits is null || r.WaitsFor == waits);

    public string Sorted(Column by) => $"?sort={(by == By && !Descending ? "-" : "")}{by}{(Waits is { } w ? $"&waits={w}" : "")}";

    public string AriaSort(Column by) => by != By ? "none" : Descending ? "descending" : "ascending";

    public async Task<IActionResult> OnGet(string month, string? waits, string? sort)
    {
        if (!YearMonth.TryParse(month, null, out var asked)) return NotFound();
        Month = asked;
        Waits = Enum.TryParse<WaitsFor>(waits, ignoreCase: true, out var who) && Enum.IsDefined(who) ? who : null;
        if (Enum.TryParse<Column>(sort?.TrimStart('-'), ignoreCase: true, out var by) && Enum.IsDefined(by)) (By, Descending) = (by, sort![0] == '-');
        Days = (await Read<PaymentCalendarApi, CalendarView>(a => a.Read(Ct, year: asked.Year))).Months[asked.Month - 1];
        All = await ReadAll();
        Rows = [.. InOrder(All.Where(r => Waits is null || r.WaitsFor == Waits))];
        return Page();
    }

    async Task<IReadOnlyList<PayrollMonthView>> ReadAll()
    {
        List<PayrollMonthView> all = [];
        for (var page = 1; ; page++)
        {
            var listed = await Read<PaymentCalendarApi, Listed<PayrollMonthView>>(a => a.List(Month, Ct, page: page, size: Largest));
            all.AddRange(listed.Items);
            if (all.Count >= listed.Total || listed.Items.Count == 0) return all;
        }
    }

    IEnumerable<PayrollMonthView> InOrder(IEnumerable<PayrollMonthView> rows)
    {
        var named = rows.OrderBy(r => Payee(r.Name), T.Order).ThenBy(r => r.Centre.Value, T.Order);
        return By switch
        {
            Column.Name => Descending ? named.Reverse() : named,
            Column.Centre => Sort(r => r.Centre.Value, T.Order),
            Column.Minutes => Sort(r => r.Minutes, null),
            Column.Amount => Sort(r => r.Amount, null),
            Column.Declared => Sort(r => r.DeclaredOn ?? DateOnly.MaxValue, null),
            Column.Approved => Sort(r => r.ApprovedAt ?? DateTimeOffset.MaxValue, null),
            Column.Waits => Sort(r => (r.DaysLate is null, r.WaitsFor), null),
        };

        IEnumerable<PayrollMonthView> Sort<TKey>(Func<PayrollMonthView, TKey> key, IComparer<TKey>? order) =>
            Descending ? named.OrderByDescending(key, order) : named.OrderBy(key, order);
    }
}
