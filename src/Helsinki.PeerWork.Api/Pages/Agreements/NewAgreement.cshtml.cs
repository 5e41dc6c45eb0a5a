using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Agreements;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.PeerWorkers;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Agreements.AgreementsApi;
using static Helsinki.PeerWork.Api.Compensation.CompensationApi;

namespace Helsinki.PeerWork.Api.Pages.Agreements;

/// <summary>Drafts an agreement: what is the same as in the one before is filled in already.</summary>
public sealed class NewAgreementPage : PeerWorkPage
{
    /// <summary>From then on in a year one more often begins the next.</summary>
    const int MonthOfNextYear = 11;

    public WorkerView Worker { get; private set; } = null!;

    public string Name => T.NameOf(Worker.Name, Worker.Reference);

    public IReadOnlyList<string> Centres => [.. Caller.CentresAs(Role.Coordinator).Select(c => c.Value).Order(T.Order)];

    /// <summary>Paid kinds first, each in the reader's words.</summary>
    public IReadOnlyList<(WorkKind Kind, string Words, bool Paid)> Kinds { get; private set; } = [];

    public DateOnly From { get; private set; }

    public DateOnly Until => new(From.Year, 12, 31);

    /// <summary>Euros an hour; null: none is configured.</summary>
    public decimal? Rate { get; private set; }

    /// <summary>Since when the configured rate holds.</summary>
    public DateOnly? RateSince { get; private set; }

    /// <summary>The agreement before; null: this is the first.</summary>
    public AgreementView? Before { get; private set; }

    static string ValueOf(string centre, WorkKind kind) => $"{centre}|{kind}";

    public static string IdOf(string centre, WorkKind kind) => $"works-{centre.Replace(' ', '-')}-{kind}";

    /// <summary>As ticked before, or as in the agreement before.</summary>
    public bool IsTicked(string centre, WorkKind kind) => ModelState.ContainsKey(Fields.OnceField)
        ? Request.Form["works"].Contains(ValueOf(centre, kind))
        : Before?.Works.Any(w => w.Centre.Value == centre && w.Kind == kind) == true;

    public string Value(string centre, WorkKind kind) => ValueOf(centre, kind);

    public Task OnGet(Guid id) => Show(id);

    async Task Show(Guid id)
    {
        Worker = await Read<PeerWorkersApi, WorkerView>(a => a.Read(id, Ct));
        Before = Worker.Agreements.MaxBy(a => a.From);
        var thisYear = new DateOnly(Today.Year, 12, 31);
        From = Worker.Agreements.Any(a => a.Until >= thisYear) || Today.Month >= MonthOfNextYear ? new(Today.Year + 1, 1, 1) : Today;
        var configured = await Read<CompensationApi, CompensationView>(a => a.Read(Ct, on: From));
        Rate = configured.HourlyRate;
        RateSince = configured.History.Where(s => s.Setting == Setting.HourlyRate && s.From <= From).MaxBy(s => (s.From, s.SetAt))?.From;
        Kinds = [.. configured.Kinds.Select(k => (k.Kind, Words: T[WorkWords.Of(k.Kind)], Paid: k.IncomeType is not null)).OrderBy(k => !k.Paid).ThenBy(k => k.Words, T.Order)];
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        var from = Fields.DayNear("from", Today);
        var until = Fields.DayAhead("until", from == default ? Today : from);
        var rate = Fields.EurosOrNull("rate");
        var (confidentiality, ethics) = (Fields.Text("confidentiality", 40), Fields.Text("ethics", 40));
        List<WorkRequest> works = [.. Request.Form["works"].Select(v => v?.Split('|')).Where(v => v is { Length: 2 } && Enum.TryParse<WorkKind>(v[1], out _))
            .Select(v => new WorkRequest(new CentreCode(v![0]), Enum.Parse<WorkKind>(v[1])))];
        if (works.Count == 0) Fields.Wrong("works", T["Valitse ainakin yksi työn laji.", "Välj minst ett slag av arbete.", "Choose at least one kind of work."]);
        if (!Fields.AllRight || await Do<AgreementsApi, Made>(a => a.Draft(id, new DraftRequest(from, until, works, confidentiality, ethics, rate), Ct)) is not { Value: { } made })
        {
            await Show(id);
            return Page();
        }
        return DoneAt($"/workers/{id}/agreements/{made.Id}", T["Sopimusluonnos on tehty.", "Avtalsutkastet är gjort.", "The draft is made."],
            T["Seuraavaksi: käykää se läpi yhdessä ja allekirjoittakaa. Luonnos ei vielä sido ketään.", "Härnäst: gå igenom det tillsammans och underteckna. Utkastet binder ännu ingen.", "Next: go through it together and sign. A draft binds nobody yet."]);
    }

    protected override string? FieldOf(string refusal) => refusal switch
    {
        AgreementsRefusals.UntilBeforeFrom => "until",
        AgreementsRefusals.RateNotAllowed => "rate",
        AgreementsRefusals.CoversNothing => "works",
        "centres/not-open-on-day" => "from",
        _ => null,
    };
}
