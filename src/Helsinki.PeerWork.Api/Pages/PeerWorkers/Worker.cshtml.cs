using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Agreements;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Agreements;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Api.Supervision;
using Helsinki.PeerWork.Api.Users;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Agreements;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Agreements.AgreementsApi;

namespace Helsinki.PeerWork.Api.Pages.PeerWorkers;

/// <summary>One peer worker, all that a coordinator keeps of them: agreements, other engagements, tickets, months, supervision.</summary>
public sealed class WorkerPage : PeerWorkPage
{
    const int SessionsShown = 12;

    public WorkerView Worker { get; private set; } = null!;

    public long Version { get; private set; }

    public string Name => T.NameOf(Worker.Name, Worker.Reference);

    /// <summary>The reader's own record: nobody decides on their own.</summary>
    public bool Own => Caller.PeerWorker == Worker.Id;

    public DateOnly Now => Today;

    /// <summary>The latest first day first.</summary>
    public IReadOnlyList<AgreementView> Agreements => [.. Worker.Agreements.OrderByDescending(a => a.Phase == AgreementPhase.Drafted).ThenByDescending(a => a.From)];

    /// <summary>A fee can't be paid without both.</summary>
    public bool LacksForPay => Worker.Agreements.Count > 0 && !(Worker.IdentityCodeOnFile && Worker.PayrollNumberOnFile);

    public IReadOnlyList<EngagementView> Engagements => [.. Worker.Engagements.OrderByDescending(e => e.Until is null || e.Until >= Today).ThenByDescending(e => e.From)];

    public bool MayEnd(EngagementView engagement) =>
        !Own && Caller.CentresAs(Role.Coordinator).Contains(engagement.Centre) && !(engagement.Until < Today);

    public IReadOnlyList<TicketRow> Tickets => [.. Worker.TravelTickets.OrderByDescending(t => t.On)];

    public int TicketsThisYear => Worker.TravelTickets.Where(t => t.On.Year == Today.Year).Sum(t => t.Tickets);

    /// <summary>Those of the reader where the worker is or was; all of the reader's when the worker is new.</summary>
    public IReadOnlyList<Choice> Centres
    {
        get
        {
            var at = Worker.Engagements.Select(e => e.Centre).Concat(Worker.Agreements.SelectMany(a => a.Works).Select(w => w.Centre)).ToHashSet();
            var here = Caller.CentresAs(Role.Coordinator).Where(at.Contains).ToList();
            return [.. (here.Count > 0 ? here : [.. Caller.CentresAs(Role.Coordinator)]).Select(c => c.Value).Order(T.Order)
                .Select(c => new Choice(c, c))];
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<MonthListed> Months { get; private set; } = [];

    public IReadOnlyList<SessionView> Sessions { get; private set; } = [];

    /// <summary>Against the worker's own monthly limit, where they share it.</summary>
    public ForecastView? Forecast { get; private set; }

    /// <summary>What happened, the latest first.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Sentence)> Story { get; private set; } = [];

    public Task<IActionResult> OnGet(Guid id) => Show(id);

    async Task<IActionResult> Show(Guid id)
    {
        (Worker, Version) = await ReadWithVersion<PeerWorkersApi, WorkerView>(a => a.Read(id, Ct));
        Months = (await Read<MonthsApi, Listed<MonthListed>>(a => a.ListOfWorker(id, Ct))).Items;
        Sessions = (await Read<SupervisionApi, Listed<SessionView>>(a => a.List(Ct, worker: id, size: SessionsShown))).Items;
        var month = await Read<MonthsApi, MonthView>(a => a.Read(id, YearMonth.Of(Today), Ct));
        Forecast = Own ? null : month.Forecast;
        var names = (await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct))).ToDictionary(c => $"{c.Id.Value}", c => c.Name);
        Story = [.. Worker.History.Reverse().Select(row => (row.At, T.Sentence(row, row.By is { } by ? names.GetValueOrDefault(by) : null)))];
        return Page();
    }

    public async Task<IActionResult> OnPostTickets(Guid id)
    {
        var (centre, count, on) = (Fields.Text("centre"), Fields.Whole("count", 1, AgreementsDecider.MostTickets), Fields.Day("on", Today));
        if (!Fields.AllRight || !await Did<AgreementsApi>(a => a.IssueTickets(id, new TicketsRequest(new CentreCode(centre), count, on), Ct))) return await Show(id);
        return DoneAt($"/workers/{id}", T[$"Kirjattu: {T.Count(count, new("matkalippu", "", ""), new("matkalippua", "", ""))}.", $"Antecknat: {T.Number(count)} resebiljetter.", $"Recorded: {T.Count(count, new("", "", "travel ticket"), new("", "", "travel tickets"))}."]);
    }

    public async Task<IActionResult> OnPostEnd(Guid id)
    {
        var engagement = Fields.Id("engagement");
        var last = Fields.DayNear($"last-{engagement}", Today);
        if (!Fields.AllRight || !await Did<AgreementsApi>(a => a.End(id, engagement, new EndRequest(last), Ct))) return await Show(id);
        return DoneAt($"/workers/{id}", T[$"Osallistumisen viimeinen päivä on {T.Day(last)}.", $"Engagemangets sista dag är {T.Day(last)}.", $"The last day of the engagement is {T.Day(last)}."]);
    }

    protected override string? FieldOf(string refusal) => refusal switch
    {
        AgreementsRefusals.UntilBeforeFrom when Fields.IdOrNull("engagement") is { } engagement => $"last-{engagement}",
        AgreementsRefusals.InFuture => "on",
        AgreementsRefusals.TicketCount => "count",
        _ => null,
    };
}
