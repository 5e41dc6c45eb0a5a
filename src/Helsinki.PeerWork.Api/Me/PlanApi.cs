using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;
using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Api.Me;

/// <summary>What a peer worker means to do in a month, and what the month would pay. Nobody else is shown what is planned; where the worker shares the limit, its sum is part of the forecast.</summary>
public sealed class PlanApi(Admission access, PersonalData personal, Acts acts, EventLog store, TimeProvider clock)
{
    /// <summary>A bound against mistakes: three a day for a month.</summary>
    const int MostPlanned = 93;

    public static void Map(RouteGroupBuilder api)
    {
        var month = api.MapGroup("/me/months/{month}").WithTags("Me");
        month.MapGet<PlanApi>("/plan", a => a.Read).WithName("ReadMyPlan").Produces<IReadOnlyList<PlannedItem>>();
        month.MapPut<PlanApi>("/plan", a => a.Replace).WithName("ReplaceMyPlan").Replaces()
            .Produces<ChangedView>().Produces(StatusCodes.Status204NoContent);
        month.MapDelete<PlanApi>("/plan", a => a.Delete).WithName("DeleteMyPlan").Produces(StatusCodes.Status204NoContent);
        month.MapGet<PlanApi>("/forecast", a => a.Forecast).WithName("ReadMyForecast").Produces<IReadOnlyList<ForecastView>>();
    }

    /// <param name="On">A day of the month.</param>
    /// <param name="Start">Helsinki wall-clock time; null: not decided.</param>
    /// <param name="Minutes">1–1440, not past midnight.</param>
    public sealed record PlannedItem(DateOnly On, int Minutes, CentreCode Centre, WorkKind Kind, TimeOnly? Start = null) : IExample<PlannedItem>
    {
        public static PlannedItem Example => new(new(2026, 5, 28), 120, new("Malmi"), WorkKind.ExpertAppointment, new(13, 0));

        internal static PlannedItem Of(PlannedWork p) => new(p.On, p.Minutes, p.Centre, p.Kind, p.Start);

        internal PlannedWork Work => new(On, Start, Minutes, Centre, Kind);
    }

    /// <summary>The caller's own plan of a month, days gone by too. The ETag is the version of the caller's personal data.</summary>
    public async Task<Reply> Read(YearMonth month, CancellationToken ct)
    {
        if (access.MayAsWorker(out var worker) is { } no) return no;
        access.Log.Touches(worker.Value, worker.Value);
        var own = await personal.LimitOf(worker, month.ToString(), ct);
        return Reply.Ok(own?.Plan.Select(PlannedItem.Of).ToList() ?? [], own?.Version ?? 0);
    }

    /// <summary>Replaces the caller's own plan of a month; an empty list is no plan. Nothing is refused because of the limit; where one is set, the reply warns.</summary>
    public Task<Reply> Replace(YearMonth month, IReadOnlyList<PlannedItem> body, CancellationToken ct) =>
        acts.Run(async act =>
        {
            if (access.MayAsWorker(out var worker) is { } no) return no;
            if (body.Count > MostPlanned) return Reply.Field("body", $"must be at most {MostPlanned} planned works");
            if (await Unusable(act, month, body) is { Count: > 0 } errors) return new Reply.Invalid(errors);
            var (own, absent) = await Save(act, worker, month, [.. body.Select(p => p.Work).OrderBy(p => p.On).ThenBy(p => p.Start)], ct);
            return absent ?? Forecasts.Changed(own is { Limit: not null } limit ? await act.Against(limit, worker, month) : null);
        }, ct);

    /// <summary>Forgets the caller's own plan of a month. Where there is none, nothing changes.</summary>
    public Task<Reply> Delete(YearMonth month, CancellationToken ct) =>
        acts.Run(async act => access.MayAsWorker(out var worker) ?? (await Save(act, worker, month, [], ct)).No ?? Reply.NoContent, ct);

    /// <summary>The limit with the plan as it now is, or why there is nobody to plan.</summary>
    async Task<(OwnLimit? Own, Reply? No)> Save(Act act, PeerWorkerId worker, YearMonth month, IReadOnlyList<PlannedWork> plan, CancellationToken ct)
    {
        if (await act.Load(AgreementsDecider.Decider, worker.Value) is not AgreementsState.Registered) return (null, Reply.NotFound);
        access.Log.Touches(worker.Value, worker.Value);
        var person = await personal.Worker(worker, ct) ?? WorkerPerson.Unknown(worker);
        var before = await personal.LimitOf(worker, month.ToString(), ct);
        act.ETagOf(person.Version);
        if (plan.SequenceEqual(before?.Plan ?? [])) return (before, null);
        act.Also(personal.Save(person)); // the plan has its version from there
        act.Also(personal.SavePlan(worker, month.ToString(), plan));
        return (before is null ? null : before with { Plan = plan }, null);
    }

    static async Task<Dictionary<string, string[]>> Unusable(Act act, YearMonth month, IReadOnlyList<PlannedItem?> plan)
    {
        var codes = plan.OfType<PlannedItem>().Select(p => p.Centre).Distinct().ToList();
        var centres = await act.Peek(ServiceCentreDecider.Decider, [.. codes.Select(ServiceCentre.StreamOf)]);
        var unknown = codes.Zip(centres).Where(c => c.Second is ServiceCentreState.Unopened).Select(c => c.First).ToHashSet();
        return plan.Select((p, i) => p switch
            {
                null => ($"[{i}]", "must not be null"),
                _ when YearMonth.Of(p.On) != month => ($"[{i}].on", $"must be a day of {month}"),
                { Minutes: < 1 or > ReportedWork.MinutesPerDay } => ($"[{i}].minutes", $"must be 1–{ReportedWork.MinutesPerDay}"),
                { Start: { } start } when start.ToTimeSpan().TotalMinutes + p.Minutes > ReportedWork.MinutesPerDay => ($"[{i}].minutes", "must end by midnight"),
                _ when unknown.Contains(p.Centre) => ($"[{i}].centre", "must be a service centre's code"),
                _ => ((string Field, string ShouldBe)?)null,
            })
            .OfType<(string Field, string ShouldBe)>()
            .ToDictionary(e => e.Field, e => new[] { e.ShouldBe });
    }

    /// <summary>What the month and the next pay, by what is recorded and planned, against the caller's own limit.</summary>
    public async Task<Reply> Forecast(YearMonth month, CancellationToken ct)
    {
        if (access.MayAsWorker(out var worker) is { } no) return no;
        access.Log.Touches(worker.Value, worker.Value);
        YearMonth[] asked = [month, YearMonth.Of(new DateOnly(month.Year, month.Month, 1).AddMonths(1))];
        var agreements = (await store.Now(AgreementsDecider.Decider, [worker.Value], ct))[0];
        var compensation = await store.Compensation(ct);
        var hours = await store.Now(HoursDecider.Decider, [.. asked.Select(m => m.StreamOf(worker.Value))], ct);
        List<ForecastView> forecasts = [];
        foreach (var (of, recorded) in asked.Zip(hours))
            forecasts.Add(ForecastView.Of(of, await personal.LimitOf(worker, of.ToString(), ct), recorded, agreements, compensation, clock.Today()));
        return Reply.Ok(forecasts);
    }
}
