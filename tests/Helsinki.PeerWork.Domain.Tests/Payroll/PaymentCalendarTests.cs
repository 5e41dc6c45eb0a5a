using Helsinki.PeerWork.Domain.Payroll;

namespace Helsinki.PeerWork.Domain.Tests.Payroll;

public class PaymentCalendarTests
{
    static readonly PaymentCalendar OnThe20th = new(20, 5, 8, 10);

    [Fact]
    public void Every_day_of_a_month_follows_from_its_payment_day() =>
        Assert.Equal(
            new PaymentDays(new(2026, 11, 6), new(2026, 11, 10), new(2026, 11, 13), PaidOn: new(2026, 11, 20), PlannedFor: new(2026, 11, 20),
                ReportBy: new(2026, 11, 25)),
            OnThe20th.Of(2026, 10));

    [Theory]
    [InlineData(2026, 8, "2026-09-18")] // the 20th is a Sunday
    [InlineData(2025, 3, "2025-04-17")] // Easter Sunday, after Good Friday
    [InlineData(2026, 5, "2026-06-18")] // a Saturday, after Midsummer Eve
    public void A_payment_day_on_which_banks_are_closed_moves_to_the_banking_day_before(int year, int month, string paid) =>
        Assert.Equal(DateOnly.Parse(paid, null), OnThe20th.Of(year, month).PaidOn);

    [Theory]
    [InlineData(20, 2026, 10, "2026-11-25")] // five calendar days
    [InlineData(20, 2026, 2, "2026-03-25")]
    [InlineData(20, 2025, 9, "2025-10-27")] // the fifth is a Saturday
    [InlineData(21, 2026, 11, "2026-12-28")] // the fifth is Boxing Day, then a Sunday
    [InlineData(1, 2026, 3, "2026-04-07")] // the fifth is Easter Monday
    [InlineData(14, 2026, 5, "2026-06-17")] // the 14th is a Sunday: five days from the Friday before
    public void The_report_is_due_five_calendar_days_after_the_payment_or_on_the_next_business_day(int paymentDay, int year, int month, string due) =>
        Assert.Equal(DateOnly.Parse(due, null), new PaymentCalendar(paymentDay, 1, 1, 1).Of(year, month).ReportBy);

    [Fact]
    public void A_month_without_the_payment_day_pays_on_its_last() =>
        Assert.Equal((new DateOnly(2027, 2, 26), new DateOnly(2027, 2, 28)),
            (new PaymentCalendar(31, 1, 1, 1).Of(2027, 1) is var d ? (d.PaidOn, d.PlannedFor) : default));

    [Fact]
    public void Decembers_work_is_paid_in_the_next_year() =>
        Assert.Equal((new DateOnly(2027, 1, 5), new DateOnly(2027, 1, 20)), (OnThe20th.Of(2026, 12).DeclareBy, OnThe20th.Of(2026, 12).PaidOn));

    [Theory]
    [InlineData(0, 1, 1, 1), InlineData(32, 1, 1, 1), InlineData(20, 0, 1, 1), InlineData(20, 3, 2, 3),
        InlineData(20, 3, 4, 3), InlineData(20, 5, 8, 16)]
    public void Steps_out_of_their_order_are_no_calendar(int paymentDay, int export, int approval, int declaration) =>
        Assert.False(new PaymentCalendar(paymentDay, export, approval, declaration).IsInOrder);

    [Fact]
    public void A_calendar_that_asks_for_a_month_before_it_has_ended_is_known()
    {
        Assert.Null(OnThe20th.TooEarly(2019));
        Assert.Equal(new DateOnly(2026, 1, 30), new PaymentCalendar(13, 2, 5, 10).TooEarly(2026));
    }
}
