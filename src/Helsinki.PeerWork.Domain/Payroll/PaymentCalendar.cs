namespace Helsinki.PeerWork.Domain.Payroll;

/// <summary>The days by which a month of work is declared, approved and exported, so that it is paid on time.</summary>
/// <param name="PaymentDay">Day of the month after the work, 1–31; a shorter month pays on its last.</param>
/// <param name="ExportBankingDaysBefore">The last day of each step, in banking days before the payment.</param>
public sealed record PaymentCalendar(int PaymentDay, int ExportBankingDaysBefore, int ApprovalBankingDaysBefore, int DeclarationBankingDaysBefore)
{
    /// <summary>A step three banking weeks before the payment would be asked for while the work is still done.</summary>
    public const int MostBankingDaysBefore = 15;

    /// <summary>
    /// Earnings payment reports are given to the Incomes Register within five calendar days of the payment; when the fifth is a Saturday, Sunday or
    /// other holiday, on the next business day (Finnish Tax Administration, Incomes Register: deadlines for reporting; Act 53/2018).
    /// </summary>
    const int DaysToReport = 5;

    /// <summary>Weekdays and leap years come around in 28 years, Easter in no time anybody plans for: a century sees nearly all its days.</summary>
    const int YearsLookedAt = 100;

    /// <summary>Each step has a day of its own or shares the next one's, and none comes after the payment.</summary>
    public bool IsInOrder =>
        PaymentDay is >= 1 and <= 31
        && ExportBankingDaysBefore >= 1
        && ApprovalBankingDaysBefore >= ExportBankingDaysBefore
        && DeclarationBankingDaysBefore >= ApprovalBankingDaysBefore
        && DeclarationBankingDaysBefore <= MostBankingDaysBefore;

    /// <summary>
    /// The first day in the century from <paramref name="year"/> on by which a month would have to be declared whole before it has ended; null: none.
    /// </summary>
    public DateOnly? TooEarly(int year)
    {
        for (var month = new DateOnly(year, 1, 1); month.Year < Math.Min(year + YearsLookedAt, DateOnly.MaxValue.Year); month = month.AddMonths(1))
            if (Of(month.Year, month.Month).DeclareBy < month.AddMonths(1)) return Of(month.Year, month.Month).DeclareBy;
        return null;
    }

    /// <summary>The days of the work done in a month.</summary>
    /// <param name="month">1–12.</param>
    public PaymentDays Of(int year, int month)
    {
        var after = new DateOnly(year, month, 1).AddMonths(1);
        var planned = after.AddDays(Math.Min(PaymentDay, DateTime.DaysInMonth(after.Year, after.Month)) - 1);
        var payment = BankingDays.OnOrBefore(planned);
        return new(
            BankingDays.Add(payment, -DeclarationBankingDaysBefore),
            BankingDays.Add(payment, -ApprovalBankingDaysBefore),
            BankingDays.Add(payment, -ExportBankingDaysBefore),
            payment,
            planned,
            BankingDays.OnOrAfter(payment.AddDays(DaysToReport)));
    }
}

/// <summary>The days of one month of work.</summary>
/// <param name="DeclareBy">The worker says by then that the month is whole.</param>
/// <param name="ApproveBy">A coordinator has approved each centre's part by then.</param>
/// <param name="ExportBy">Payroll has the export by then.</param>
/// <param name="PaidOn">A banking day: <paramref name="PlannedFor"/>, or the one before it.</param>
/// <param name="PlannedFor">The payment day of that month, banks open or not.</param>
/// <param name="ReportBy">The Incomes Register knows of the payment by then.</param>
public sealed record PaymentDays(DateOnly DeclareBy, DateOnly ApproveBy, DateOnly ExportBy, DateOnly PaidOn, DateOnly PlannedFor, DateOnly ReportBy);
