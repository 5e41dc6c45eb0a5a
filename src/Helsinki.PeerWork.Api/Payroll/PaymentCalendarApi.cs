using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Projections.Hours;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>Which months of work are on time on their way to the payment, and who is waited for.</summary>
public sealed class PaymentCalendarApi(Admission access, EventLog store, NpgsqlDataSource db, TimeProvider clock, PersonalData personal)
{
    public static void Map(RouteGroupBuilder api)
    {
        var payroll = api.MapGroup("/payroll").WithTags("Payroll");
        payroll.MapGet<PaymentCalendarApi>("/calendar", a => a.Read).WithName("ReadPaymentCalendar").Produces<CalendarView>();
        payroll.MapGet<PaymentCalendarApi>("/months/{month}", a => a.List).WithName("ListPayrollMonth").Produces<Listed<PayrollMonthView>>();
    }

    /// <summary>What has to happen for a month of work, in this order.</summary>
    public enum CalendarStep
    {
        Declaration,
        Approval,
        Export,

        /// <summary>The system moves no money: payroll's answer to every line is what it knows of.</summary>
        Payment,

        /// <summary>To the Incomes Register, by payroll: five calendar days after the payment, or the next business day.</summary>
        Report,
    }

    public enum StepState
    {
        /// <summary>Nothing of it or of a step before is open; of payment and report also their day is there.</summary>
        Done,

        /// <summary>Its last day has passed.</summary>
        Late,

        /// <summary>The month has ended, and there is time.</summary>
        Due,

        /// <summary>The month goes on, or has not begun.</summary>
        ToCome,
    }

    /// <summary>One step of a month on its way to payment, and how it stands.</summary>
    /// <param name="By">Its last day.</param>
    /// <param name="Days">Days it is late, or days left; null when it is done or to come.</param>
    public sealed record StepView(CalendarStep Step, DateOnly By, StepState State, int? Days);

    /// <summary>What is open of a month, at all centres; for a coordinator, at the own ones.</summary>
    /// <param name="UndeclaredWorkers">Who have an agreement in force or hours in the month, and have not declared it.</param>
    /// <param name="UnapprovedParts">A worker's hours at one centre with something to approve.</param>
    /// <param name="DueEntries">Approved, and to be taken by the next export.</param>
    /// <param name="UnansweredLines">Payroll owes an answer.</param>
    public sealed record OpenView(int UndeclaredWorkers, int UnapprovedParts, int DueEntries, int UnansweredLines);

    /// <summary>One month: its days, and what is open of it.</summary>
    /// <param name="PaymentMovedFrom">The payment day banks are closed on, when it moved to the banking day before.</param>
    /// <param name="Steps">Empty when no calendar was set for the month.</param>
    public sealed record MonthDaysView(string Month, DateOnly? PaymentMovedFrom, IReadOnlyList<StepView> Steps, OpenView Open);

    /// <summary>A day on which banks are closed.</summary>
    public sealed record HolidayView(DateOnly On, BankHoliday Holiday);

    /// <param name="Months">January to December, by when the work is done.</param>
    /// <param name="BankHolidays">Of the year, some of them on a Saturday or Sunday.</param>
    public sealed record CalendarView(int Year, IReadOnlyList<MonthDaysView> Months, IReadOnlyList<HolidayView> BankHolidays) : IExample<CalendarView>
    {
        public static CalendarView Example => new(
            2026,
            [
                new("2026-05", new(2026, 6, 20),
                [
                    new(CalendarStep.Declaration, new(2026, 6, 4), StepState.Late, 6), new(CalendarStep.Approval, new(2026, 6, 8), StepState.Late, 2),
                    new(CalendarStep.Export, new(2026, 6, 11), StepState.Due, 1), new(CalendarStep.Payment, new(2026, 6, 18), StepState.Due, 8),
                    new(CalendarStep.Report, new(2026, 6, 23), StepState.Due, 13),
                ], new(1, 2, 14, 0)),
            ],
            [new(new(2026, 6, 19), BankHoliday.MidsummerEve)]);
    }

    /// <summary>Every month of a year, this one when none is given: by when it is declared, approved, exported, paid and reported, what is late and what is open.</summary>
    public async Task<Reply> Read(CancellationToken ct, int? year = null)
    {
        var today = clock.Today();
        var asked = year ?? today.Year;
        if (!Calendar.Holds(asked)) throw new InvalidFieldException("year", $"must be {Calendar.Years}");
        var compensation = await store.Compensation(ct);
        var open = (await Open(asked, today, ct)).ToDictionary(r => r.Month);
        return Reply.Ok(new CalendarView(
            asked,
            [.. Enumerable.Range(1, 12).Select(month => Month(new(asked, month), compensation.PaymentDaysOf(asked, month), open.GetValueOrDefault(month), today))],
            [.. BankingDays.HolidaysOf(asked).Select(h => new HolidayView(h.On, h.Holiday))]));
    }

    // Nothing is open of a month that has not begun.
    async Task<IReadOnlyList<OpenRow>> Open(int year, DateOnly today, CancellationToken ct)
    {
        var (from, until) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 1));
        var begun = until < today ? until : new DateOnly(today.Year, today.Month, 1);
        var wholeCity = access.Caller.Roles.Overlaps([Role.Payroll, Role.Administrator]);
        return begun < from ? [] : await MonthsWaiting.Open(db, wholeCity ? null : access.Centres, from, begun, ct);
    }

    static MonthDaysView Month(YearMonth month, PaymentDays? days, OpenRow? open, DateOnly today)
    {
        var (undeclared, unapproved, due, unanswered) = (open?.Undeclared ?? 0, open?.Unapproved ?? 0, open?.Due ?? 0, open?.Unanswered ?? 0);
        var ended = new DateOnly(month.Year, month.Month, 1).AddMonths(1) <= today;
        return new(month.ToString(), days is { } d && d.PlannedFor != d.PaidOn ? d.PlannedFor : null, days is null ? [] :
        [
            Step(CalendarStep.Declaration, days.DeclareBy, undeclared == 0),
            Step(CalendarStep.Approval, days.ApproveBy, undeclared + unapproved == 0),
            Step(CalendarStep.Export, days.ExportBy, undeclared + unapproved + due == 0),
            Step(CalendarStep.Payment, days.PaidOn, undeclared + unapproved + due + unanswered == 0 && days.PaidOn <= today),
            Step(CalendarStep.Report, days.ReportBy, undeclared + unapproved + due + unanswered == 0 && days.ReportBy <= today),
        ], new(undeclared, unapproved, due, unanswered));

        StepView Step(CalendarStep step, DateOnly by, bool done) =>
            !ended ? new(step, by, StepState.ToCome, null)
            : done ? new(step, by, StepState.Done, null)
            : by < today ? new(step, by, StepState.Late, today.DayNumber - by.DayNumber)
            : new(step, by, StepState.Due, by.DayNumber - today.DayNumber);
    }

    /// <summary>A worker's month at one centre, on its way to payroll.</summary>
    /// <param name="Name">As payroll knows the person; null when none is on file.</param>
    /// <param name="Amount">Euros of everything that stands.</param>
    /// <param name="ApprovedAt">When the part was last approved.</param>
    /// <param name="Unapproved">Entries that wait for approval.</param>
    /// <param name="ToExport">Approved entries payroll does not know as they are now.</param>
    /// <param name="Exported">Lines handed to payroll, ever.</param>
    /// <param name="Unanswered">Of these, lines payroll owes an answer.</param>
    /// <param name="Deadline">Of whoever is waited for; null when nobody is.</param>
    /// <param name="DaysLate">Null: not late.</param>
    public sealed record PayrollMonthView(
        PeerWorkerId Worker, string? Name, CentreCode Centre, string Month, int Entries, int Minutes, decimal Amount, DateOnly? DeclaredOn, DateTimeOffset? ApprovedAt,
        int Unapproved, int ToExport, int Exported, int Unanswered, WaitsFor WaitsFor, DateOnly? Deadline, int? DaysLate) : IExample<PayrollMonthView>
    {
        public static PayrollMonthView Example => new(
            new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), "Meri Virtanen", new("Malmi"), "2026-05", 7, 840, 280.00m, new(2026, 6, 1), null, 7, 0, 0, 0,
            WaitsFor.Coordinators, new(2026, 6, 8), 2);
    }

    /// <summary>One month of work, a row for each worker and centre: hours, euros, how far it is, who is waited for and since when too late.</summary>
    public async Task<Reply> List(
        YearMonth month, CancellationToken ct, string? waitsFor = null, bool? late = null, string? centre = null, string? sort = null,
        int? page = null, int? size = null)
    {
        var (asked, today, days) = (Lists.Page(page, size), clock.Today(), (await store.Compensation(ct)).PaymentDaysOf(month.Year, month.Month));
        var filter = new MonthFilter(
            month.Year, month.Month, centre is null ? null : [new(centre)], Deadline.Filter(Lists.OneOf<WaitsFor>("waitsFor", waitsFor), late, days, today));
        var rows = await MonthsWaiting.Overview(db, filter, Lists.Sort(sort, MonthColumn.Waits), asked, ct);
        var names = await personal.NamesOf([.. rows.Rows.Select(r => r.Worker)], ct);
        access.Log.Touches(null, [.. rows.Rows.Select(r => r.Worker.Value)]);
        return Reply.Ok(Lists.Of(rows, asked, r =>
        {
            var deadline = Deadline.Of(days, r.WaitsFor, today);
            return new PayrollMonthView(
                r.Worker, names.GetValueOrDefault(r.Worker), r.Centre, month.ToString(), r.Entries, r.Minutes, r.Fee, r.DeclaredOn, r.ApprovedAt, r.Unapproved,
                r.ToExport, r.Lines, r.Unanswered, r.WaitsFor, deadline.By, deadline.DaysLate);
        }));
    }
}
