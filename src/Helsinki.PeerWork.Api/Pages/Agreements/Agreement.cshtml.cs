using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Agreements;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Pages.PeerWorkers;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Api.Users;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Projections.Agreements;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Agreements.AgreementsApi;

namespace Helsinki.PeerWork.Api.Pages.Agreements;

/// <summary>One agreement: where it stands, what it allows, and what can be done with it now.</summary>
public sealed class AgreementPage : PeerWorkPage
{
    public WorkerView Worker { get; private set; } = null!;

    public AgreementView Agreement { get; private set; } = null!;

    public long Version { get; private set; }

    public string Name => T.NameOf(Worker.Name, Worker.Reference);

    public DateOnly Now => Today;

    public bool Own => Caller.PeerWorker == Worker.Id;

    /// <summary>At one of the reader's centres, and not the reader's own.</summary>
    public bool MayDecide => !Own && Agreement.Works.Any(w => Caller.CentresAs(Role.Coordinator).Contains(w.Centre));

    public bool IsDraft => Agreement.Phase == AgreementPhase.Drafted;

    public bool IsInForce => Agreement.Phase == AgreementPhase.Signed && !Agreement.Expired;

    /// <summary>Signed ones that cover the same work on some of the days: as long as they do, this one can't be signed.</summary>
    public IReadOnlyList<AgreementView> Overlapping => [.. Worker.Agreements.Where(a => a.Id != Agreement.Id && a.Phase != AgreementPhase.Drafted
        && a.From <= Agreement.Until && Agreement.From <= a.Until && a.From <= a.Until && a.Works.Intersect(Agreement.Works).Any())];

    public IReadOnlyList<Choice> Reasons => Choice.AllOf<TerminationReason>(r => T[AgreementsWords.Of(r)]);

    public IReadOnlyList<(DateTimeOffset At, string Sentence)> Story { get; private set; } = [];

    public Task<IActionResult> OnGet(Guid id, Guid agreement) => Show(id, agreement);

    async Task<IActionResult> Show(Guid id, Guid agreement)
    {
        (Worker, Version) = await ReadWithVersion<PeerWorkersApi, WorkerView>(a => a.Read(id, Ct));
        if (Worker.Agreements.FirstOrDefault(a => a.Id.Value == agreement) is not { } found) return NotFound();
        Agreement = found;
        Story = [.. (await Sentences(Worker.History.Where(r => r.Agreement == Agreement.Id))).Reverse()];
        return Page();
    }

    async Task<IReadOnlyList<(DateTimeOffset At, string Sentence)>> Sentences(IEnumerable<WorkerHistoryRow> rows)
    {
        var names = (await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct))).ToDictionary(c => $"{c.Id.Value}", c => c.Name);
        return [.. rows.Select(r => (r.At, T.Sentence(r, r.By is { } by ? names.GetValueOrDefault(by) : null)))];
    }

    string Here => $"/workers/{Worker.Id.Value}/agreements/{Agreement.Id.Value}";

    public async Task<IActionResult> OnPostSign(Guid id, Guid agreement)
    {
        if (await Show(id, agreement) is var shown && Agreement is null) return shown;
        var on = Fields.Day("signedOn", Today);
        foreach (var document in (string[])["confidentiality", "ethics"])
            if (!Fields.Ticked(document)) Fields.Wrong(document, T["Molemmat asiakirjat on hyväksyttävä ennen allekirjoitusta.", "Båda dokumenten ska godkännas före undertecknandet.", "Both documents must be accepted before signing."]);
        if (!Fields.AllRight || !await Did<AgreementsApi>(a => a.Sign(id, agreement, new SignatureRequest(Agreement.Confidentiality, Agreement.Ethics, on), Ct))) return await Show(id, agreement);
        return DoneAt(Here, T["Sopimus on allekirjoitettu.", "Avtalet är undertecknat.", "The agreement is signed."],
            T[$"{Name} voi kirjata sopimuksen mukaista työtä {T.Day(Agreement.From)} alkaen.", $"{Name} kan anteckna arbete enligt avtalet från {T.Day(Agreement.From)}.", $"{Name} can record work under it from {T.Day(Agreement.From)}."]);
    }

    public async Task<IActionResult> OnPostDiscard(Guid id, Guid agreement)
    {
        if (!await Did<AgreementsApi>(a => a.Discard(id, agreement, Ct))) return await Show(id, agreement);
        return DoneAt($"/workers/{id}", T["Luonnos on hylätty.", "Utkastet är förkastat.", "The draft is discarded."]);
    }

    public async Task<IActionResult> OnPostAmend(Guid id, Guid agreement)
    {
        if (await Show(id, agreement) is var shown && Agreement is null) return shown;
        var (rate, from) = (Fields.Euros("rate"), Fields.DayAhead("rateFrom", Today));
        if (!Fields.AllRight || !await Did<AgreementsApi>(a => a.Amend(id, agreement, new AmendmentRequest(rate, from), Ct))) return await Show(id, agreement);
        return DoneAt(Here, T[$"Tuntipalkkio on {T.Euros(rate)} {T.Day(from)} alkaen.", $"Timarvodet är {T.Euros(rate)} från {T.Day(from)}.", $"The hourly rate is {T.Euros(rate)} from {T.Day(from)}."],
            T["Sitä ennen tehdyt tunnit pitävät entisen palkkionsa.", "Timmar före det behåller sitt arvode.", "Hours before keep theirs."]);
    }

    public async Task<IActionResult> OnPostExtend(Guid id, Guid agreement)
    {
        if (await Show(id, agreement) is var shown && Agreement is null) return shown;
        var until = Fields.DayAhead("until", Today);
        if (!Fields.AllRight || !await Did<AgreementsApi>(a => a.Extend(id, agreement, new ExtensionRequest(until), Ct))) return await Show(id, agreement);
        return DoneAt(Here, T[$"Sopimuksen viimeinen päivä on {T.Day(until)}.", $"Avtalets sista dag är {T.Day(until)}.", $"The last day of the agreement is {T.Day(until)}."]);
    }

    public async Task<IActionResult> OnPostTerminate(Guid id, Guid agreement)
    {
        if (await Show(id, agreement) is var shown && Agreement is null) return shown;
        var (last, reason) = (Fields.DayAhead("lastDay", Today), Fields.OneOf<TerminationReason>("reason"));
        if (!Fields.AllRight || !await Did<AgreementsApi>(a => a.Terminate(id, agreement, new TerminationRequest(last, reason), Ct))) return await Show(id, agreement);
        return DoneAt(Here, T[$"Sopimus on irtisanottu, viimeinen päivä {T.Day(last)}.", $"Avtalet är uppsagt, sista dag {T.Day(last)}.", $"The agreement is terminated, last day {T.Day(last)}."],
            T["Siihen asti tehdyt tunnit voi vielä kirjata.", "Timmar till och med den dagen kan ännu antecknas.", "Hours up to then can still be recorded."]);
    }

    /// <summary>The field of the form that was sent: each has one that a rule can be about.</summary>
    protected override string? FieldOf(string refusal) => refusal switch
    {
        AgreementsRefusals.RateNotAllowed => "rate",
        AgreementsRefusals.DocumentsNotAccepted => "confidentiality",
        AgreementsRefusals.InFuture or AgreementsRefusals.InPast or AgreementsRefusals.OutsideValidity or AgreementsRefusals.Overlap or AgreementsRefusals.UntilBeforeFrom =>
            ((string[])["signedOn", "rateFrom", "until", "lastDay"]).FirstOrDefault(Request.Form.ContainsKey),
        _ => null,
    };

    protected override async Task<IReadOnlyList<string>> Since(long version)
    {
        var now = await Read<PeerWorkersApi, WorkerView>(a => a.Read(Guid.Parse((string)RouteData.Values["id"]!), Ct));
        return [.. (await Sentences(now.History.Where(r => r.Version > version))).Select(s => $"{T.Moment(s.At)}: {s.Sentence}")];
    }
}
