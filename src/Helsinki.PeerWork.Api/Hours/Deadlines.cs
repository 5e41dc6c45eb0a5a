using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Projections.Hours;

namespace Helsinki.PeerWork.Api.Hours;

/// <summary>Until when whoever is waited for has time, by the payment calendar of the month.</summary>
/// <param name="By">Null: nobody is waited for, or the month has no calendar.</param>
/// <param name="DaysLate">Null: not late.</param>
readonly record struct Deadline(DateOnly? By, int? DaysLate)
{
    public static Deadline Of(PaymentDays? days, WaitsFor waitsFor, DateOnly today) => waitsFor switch
    {
        WaitsFor.Worker => On(days?.DeclareBy, today),
        WaitsFor.Coordinators => On(days?.ApproveBy, today),
        WaitsFor.PayrollExport => On(days?.ExportBy, today),
        WaitsFor.PayrollAnswer => On(days?.PaidOn, today),
        _ => default,
    };

    static Deadline On(DateOnly? by, DateOnly today) => new(by, by < today ? today.DayNumber - by.Value.DayNumber : null);

    /// <summary>Who may be waited for, of those asked about; null: whoever.</summary>
    /// <param name="late">Only those whose time is up, or only those who have time; null: both.</param>
    public static IReadOnlyCollection<WaitsFor>? Filter(WaitsFor? asked, bool? late, PaymentDays? days, DateOnly today) => asked is null && late is null
        ? null
        : [.. Enum.GetValues<WaitsFor>().Where(w => (asked is null || w == asked) && (late is null || Of(days, w, today).DaysLate is not null == late))];
}
