using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Hours;

/// <summary>Work a peer worker means to do: a note of their own, kept outside the events.</summary>
/// <param name="Start">Helsinki wall-clock time; null: not decided.</param>
/// <param name="Minutes">1–1440.</param>
public sealed record PlannedWork(DateOnly On, TimeOnly? Start, int Minutes, CentreCode Centre, WorkKind Kind)
{
    /// <summary>It is not past, and no work of that kind is recorded at the centre on that day.</summary>
    public bool IsAhead(HoursState month, DateOnly today) =>
        On >= today && !month.Standing.Any(e => e.Work.On == On && e.Work.Centre == Centre && e.Work.Kind == Kind);

    /// <summary>Euros, at the rate of the agreement in force that day; 0 when there is none or the kind is unpaid.</summary>
    public decimal FeeUnder(AgreementsState agreements, CompensationState compensation) =>
        agreements.InForce(Centre, Kind, EngagementForm.FeeForService, On) is { Rate: { } rate } && compensation.IncomeTypeOn(Kind, On) is not null
            ? Money.Fee(Minutes, rate)
            : 0m;
}

/// <summary>How a month's pay stands to the worker's own limit.</summary>
public enum LimitWarning
{
    None,

    /// <summary>What is left is a tenth of the limit or the fee of one long meeting, or less.</summary>
    Near,

    /// <summary>What is recorded and planned together is more.</summary>
    WouldPass,

    /// <summary>What is recorded is more.</summary>
    Passed,
}

/// <summary>A month's pay at every centre, as far as it can be known.</summary>
/// <param name="Recorded">Euros of everything that stands, approved or not.</param>
/// <param name="Planned">Euros of planned work that is still ahead.</param>
/// <param name="LongMeeting">Euros of the longest meeting there is, at the worker's rate.</param>
public sealed record EarningsForecast(decimal Recorded, decimal Planned, decimal LongMeeting)
{
    const decimal NearPart = 0.1m;

    public decimal Total => Recorded + Planned;

    /// <param name="month">1–12.</param>
    public static EarningsForecast Of(
        int year, int month, HoursState hours, IEnumerable<PlannedWork> plan, AgreementsState agreements,
        CompensationState compensation, DateOnly today)
    {
        var first = new DateOnly(year, month, 1);
        var day = today < first ? first : today < first.AddMonths(1) ? today : first.AddMonths(1).AddDays(-1);
        var rate = agreements.HighestRateOn(day) ?? compensation.RateOn(day) ?? 0m;
        return new(
            hours.Fee, plan.Where(p => p.IsAhead(hours, today)).Sum(p => p.FeeUnder(agreements, compensation)),
            Money.Fee(AitoValittajaNumbers.LongestMeeting.On(day), rate));
    }

    /// <param name="limit">Euros a month; null: the worker has set none.</param>
    public LimitWarning Against(decimal? limit) => limit switch
    {
        null => LimitWarning.None,
        _ when Recorded > limit => LimitWarning.Passed,
        _ when Total > limit => LimitWarning.WouldPass,
        _ when limit - Total <= Math.Max(limit.Value * NearPart, LongMeeting) => LimitWarning.Near,
        _ => LimitWarning.None,
    };
}
