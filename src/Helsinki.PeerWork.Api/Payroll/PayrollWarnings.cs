using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>What a clerk should look at before, and right after, an export. All lines are in it all the same.</summary>
/// <param name="payment">Day the batch is paid.</param>
sealed class PayrollWarnings(Batch batch, PayrollBatch known, DateOnly payment)
{
    /// <summary>Workers with neither an identity code nor a payroll number on file.</summary>
    public IReadOnlyList<PeerWorkerId> WithoutIdentity { get; } =
    [
        .. batch.PerWorker.Keys.Where(w => known.Payees.GetValueOrDefault(w) is not ({ IdentityCode: not null } or { PayrollNumber: not null })).OrderBy(w => w.Value),
    ];

    public IReadOnlyList<WarningView> All =>
    [
        .. WithoutIdentity.Select(WithoutAnyIdentity),
        .. batch.PerWorker.Keys.OrderBy(w => w.Value).SelectMany(OfPension),
        .. batch.PerIncomeType.Where(t => t.Nature is null).Select(Unclassed),
    ];

    public PensionStanding StandingOf(PeerWorkerId worker)
    {
        var payee = known.Payees.GetValueOrDefault(worker);
        return Juel.StandingOf(payee?.Pension, payee?.IdentityCode?.BirthDate, payment);
    }

    /// <summary>The day a batch made today is paid: of its last month of work, or if that has passed, the next one.</summary>
    /// <param name="until">Last day of work the batch takes.</param>
    public static DateOnly PaymentOf(CompensationState compensation, DateOnly until, DateOnly today)
    {
        var lately = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var month = until < lately ? lately : until;
        while (compensation.PaymentDaysOf(month.Year, month.Month) is { } days)
        {
            if (days.PaidOn >= today) return days.PaidOn;
            month = month.AddMonths(1);
        }
        return today;
    }

    IEnumerable<WarningView> OfPension(PeerWorkerId worker)
    {
        var payee = known.Payees.GetValueOrDefault(worker);
        if (payee?.IdentityCode is null)
            yield return Warn(worker, WarningCode.IdentityCodeMissing, "No identity code is on file. The Incomes Register needs one.");
        foreach (var concern in Juel.ConcernsOf(payee?.Pension, payee?.IdentityCode?.BirthDate, payment))
            yield return Of(worker, concern);
    }

    WarningView Of(PeerWorkerId worker, PensionConcern concern) => concern switch
    {
        PensionConcern.AgeUnknown => Warn(worker, WarningCode.AgeUnknown, "Without an identity code nobody knows whether the payee is of an age at which the city owes JuEL."),
        PensionConcern.OutsideAge => Warn(worker, WarningCode.OutsideJuelAge, "On the payment day the payee is younger or older than anybody is insured: no JuEL is owed."),
        PensionConcern.YelUnknown => Warn(worker, WarningCode.YelUnknown, "Nobody has noted whether the payee has a YEL insurance. Ask, and note it with the payee."),
        PensionConcern.YelWithoutCertificate => Warn(worker, WarningCode.YelWithoutCertificate, "The payee says to have a YEL insurance, but no certificate was seen: the city owes JuEL until one is."),
        PensionConcern.YelCheckDue => Warn(worker, WarningCode.YelCheckDue, FormattableString.Invariant($"By the payment on {payment:yyyy-MM-dd} it is to be looked at again whether the payee's YEL insurance holds.")),
        PensionConcern.YelCheckMissing => Warn(worker, WarningCode.YelCheckMissing, "A certificate of YEL was seen, but no day is noted to look again whether the insurance holds. Note one with the payee."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    WarningView Warn(PeerWorkerId worker, WarningCode code, string detail) => new(worker, known.Payees.GetValueOrDefault(worker)?.Name, code, detail);

    WarningView WithoutAnyIdentity(PeerWorkerId worker) => Warn(
        worker, WarningCode.WithoutIdentity, "Neither an identity code nor a payroll number is on file. The lines go out without one unless the payee is completed first.");

    static WarningView Unclassed(IncomeTypeTotal total) => new(
        null, null, WarningCode.IncomeTypeUnclassed,
        FormattableString.Invariant($"Income type {total.IncomeType} is classed neither as a fee nor as a wage for the days of work (lines: {total.Total.Lines}, euros: {total.Total.Amount:0.00}). They go out as neither unless an administrator classes it first."));
}
