using System.Text.Json.Serialization;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Hours;

/// <summary>A month's pay at every centre against the worker's own limit. A warning, never a refusal.</summary>
/// <param name="Recorded">Euros of everything that stands.</param>
/// <param name="Planned">Euros of the worker's own plan that is still ahead: the sum, whoever reads it.</param>
/// <param name="Total">Euros of both.</param>
/// <param name="Limit">Euros a month; null: the worker has set none.</param>
/// <param name="Left">Euros of the limit left after what is recorded and planned; negative past it.</param>
/// <param name="Warning">Near: a tenth of the limit or one three-hour meeting is left; WouldPass: with what is planned; Passed: by what is recorded.</param>
public sealed record ForecastView(
    string Month, decimal Recorded, decimal Planned, decimal Total, decimal? Limit, decimal? Left, LimitWarning Warning) : IExample<ForecastView>
{
    public static ForecastView Example => new("2026-05", 680m, 120m, 800m, 834.52m, 34.52m, LimitWarning.Near);

    internal static ForecastView Of(
        YearMonth month, OwnLimit? own, HoursState hours, AgreementsState agreements, CompensationState compensation, DateOnly today)
    {
        var forecast = EarningsForecast.Of(month.Year, month.Month, hours, own?.Plan ?? [], agreements, compensation, today);
        return new(month.ToString(), forecast.Recorded, forecast.Planned, forecast.Total, own?.Limit, own?.Limit - forecast.Total, forecast.Against(own?.Limit));
    }
}

/// <summary>The id of what was recorded.</summary>
/// <param name="Forecast">The month's pay against the monthly limit: only to the worker who has set one, and to a coordinator it is shared with.</param>
public sealed record RecordedView(Guid Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ForecastView? Forecast = null) : IExample<RecordedView>
{
    public static RecordedView Example => new(Made.Example.Id, ForecastView.Example);
}

/// <summary>It is changed; where there is no limit to speak of, the reply is empty.</summary>
/// <param name="Forecast">The month's pay against the monthly limit: only to the worker who has set one, and to a coordinator it is shared with.</param>
public sealed record ChangedView(ForecastView Forecast) : IExample<ChangedView>
{
    public static ChangedView Example => new(ForecastView.Example);
}

static class Forecasts
{
    /// <summary>The month as this act leaves it, against the worker's limit; null: there is none, or it is not the caller's to know.</summary>
    /// <param name="centre">Where the work is.</param>
    public static async Task<ForecastView?> Forecast(
        this Act act, PeerWorkerId worker, YearMonth month, CentreCode centre, PersonalData personal, CancellationToken ct)
    {
        var own = act.Caller.Is(worker);
        // A therapist or a coordinator elsewhere is told nothing, whatever the worker shares.
        if (!own && !act.Caller.CentresAs(Role.Coordinator).Contains(centre)) return null;
        if (await personal.LimitOf(worker, month.ToString(), ct) is not { Limit: not null } limit || !(own || limit.Shared)) return null;
        return await act.Against(limit, worker, month);
    }

    /// <summary>The month as this act leaves it, against the worker's limit and plan.</summary>
    public static async Task<ForecastView> Against(this Act act, OwnLimit limit, PeerWorkerId worker, YearMonth month) =>
        ForecastView.Of(
            month, limit, await act.Load(HoursDecider.Decider, month.StreamOf(worker.Value)), await act.Load(AgreementsDecider.Decider, worker.Value),
            await act.Peek(CompensationDecider.Decider, CompensationDecider.StreamId), act.Today);

    public static Reply Changed(ForecastView? forecast) => forecast is null ? Reply.NoContent : Reply.Ok(new ChangedView(forecast));
}
