using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.ServiceCentres;
using Helsinki.PeerWork.Api.Users;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Users.UsersApi;

namespace Helsinki.PeerWork.Api.Pages.Users;

/// <summary>What one user is linked to: roles, centres, and a peer worker's own record.</summary>
public sealed class UserPage : PeerWorkPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public LinksView Links { get; private set; } = null!;

    public long Version { get; private set; }

    public ColleaguesApi.ColleagueView? Colleague { get; private set; }

    /// <summary>Of each role: what is given as it stands, with its days, then where else it could be given.</summary>
    public IReadOnlyList<(Role Role, IReadOnlyList<Choice> Choices)> Rows { get; private set; } = [];

    public Guid? PeerWorker => Links.Links.Select(l => l.PeerWorker?.Value).FirstOrDefault(w => w is not null);

    public IReadOnlyList<string> Chosen => [.. Links.Links.Select(Value)];

    public IReadOnlyList<GivenView> Waiting => [.. Links.Links.Where(l => l.Waits)];

    public bool IsOwn => Id == Caller.User.Value;

    /// <summary>Another administrator proposed all that waits.</summary>
    public bool MayConfirm => !IsOwn && Waiting.Count > 0 && Waiting.All(l => l.ProposedBy != Caller.User);

    public Task<IActionResult> OnGet() => Show();

    public async Task<IActionResult> OnPost()
    {
        var worker = Fields.IdOrNull("peerWorker");
        if (Fields.Typed("peerWorker") is not null && worker is null) Fields.Wrong("peerWorker", T["Liitä vertaistyöntekijän tunniste sellaisenaan.", "Klistra in kamratarbetarens identifierare som den är.", "Paste the peer worker's id as it is."]);
        var (from, until) = (DayOf("from"), DayOf("until"));
        var links = Callers.RoleNames.Keys.SelectMany(role => Request.Form[$"links-{role}"].OfType<string>())
            .Select(value => Link(value.Split('|'), worker is { } id ? new PeerWorkerId(id) : null, from, until)).ToList();
        return Fields.AllRight && await Did<UsersApi>(a => a.Replace(Id, new LinksRequest(links), Ct))
            ? DoneAt($"/users/{Id}", T["Oikeudet on tallennettu.", "Rättigheterna är sparade.", "The rights are saved."],
                T["Ne ovat voimassa muutaman sekunnin kuluttua; toisen pääkäyttäjän vahvistusta tarvitsevat vasta sen jälkeen.",
                    "De gäller om några sekunder; de som behöver en annan huvudanvändares bekräftelse först efter den.",
                    "They are in force within seconds; those that need another administrator's word only once they have it."])
            : await Show();
    }

    public async Task<IActionResult> OnPostConfirm() => await Did<UsersApi>(a => a.Confirm(Id, Ct))
        ? DoneAt($"/users/{Id}", T["Oikeudet on vahvistettu.", "Rättigheterna är bekräftade.", "The rights are confirmed."],
            T["Ne ovat voimassa muutaman sekunnin kuluttua.", "De gäller om några sekunder.", "They are in force within seconds."])
        : await Show();

    /// <summary>Where the user is logged in now.</summary>
    public IReadOnlyList<LogInsApi.LogInView> LogIns { get; private set; } = [];

    public async Task<IActionResult> OnPostLogOut() => await Did<LogInsApi>(a => a.End(Id, Ct))
        ? DoneAt($"/users/{Id}", T["Käyttäjä on kirjattu ulos.", "Användaren är utloggad.", "The user is logged out."])
        : await Show();

    const string PeerWorkerRole = "peer-worker";

    protected override string NameOf(string field) =>
        field.EndsWith("peerWorker", StringComparison.Ordinal) || field == "links" ? "peerWorker" : field.EndsWith("until", StringComparison.Ordinal)
            ? "until" : field;

    protected override Task<IReadOnlyList<string>> Since(long version) => Task.FromResult<IReadOnlyList<string>>(
        [T["Toinen pääkäyttäjä muutti oikeuksia.", "En annan huvudanvändare ändrade rättigheterna.", "Another administrator changed the rights."]]);

    async Task<IActionResult> Show()
    {
        (Links, Version) = await ReadWithVersion<UsersApi, LinksView>(a => a.Read(Id, Ct));
        LogIns = await Read<LogInsApi, IReadOnlyList<LogInsApi.LogInView>>(a => a.List(Id, Ct));
        Colleague = (await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct))).FirstOrDefault(c => c.Id.Value == Id);
        var centres = (await Read<CentresApi, IReadOnlyList<CentresApi.CentreView>>(a => a.List(Ct))).Where(c => c.Open).Select(c => (string?)c.Code.Value).Order(T.Order).ToList();
        Rows = [.. Callers.RoleNames.Select(r => (r.Value, (IReadOnlyList<Choice>)[.. Given(r.Key), .. Open(r.Key, Callers.AtCentres.Contains(r.Value) ? centres : [null])]))];
        return Page();
    }

    IEnumerable<Choice> Given(string role) => Links.Links.Where(l => l.Role == role).Select(l => new Choice(Value(l), Name(l)));

    IEnumerable<Choice> Open(string role, IReadOnlyList<string?> centres) =>
        centres.Where(c => !Links.Links.Any(l => l.Role == role && l.Centre?.Value == c))
            .Select(c => new Choice($"{role}|{c}", c ?? T["Kyllä", "Ja", "Yes"]));

    /// <summary>Where and when, and that it waits where it does.</summary>
    public string Name(GivenView link) => string.Join(" ", ((string?[])
    [
        link.Centre?.Value ?? T["Kyllä", "Ja", "Yes"],
        link is { From: null, Until: null } ? null : $"{(link.From is { } from ? T.Day(from) : "")}–{(link.Until is { } until ? T.Day(until) : "")}",
        link.Waits ? T["(odottaa vahvistusta)", "(väntar på bekräftelse)", "(waits to be confirmed)"] : null,
    ]).OfType<string>());

    /// <summary>As one value of a form: what stands keeps its days.</summary>
    static string Value(GivenView l) =>
        l is { From: null, Until: null } ? $"{l.Role}|{l.Centre?.Value}" : $"{l.Role}|{l.Centre?.Value}|{l.From:yyyy-MM-dd}|{l.Until:yyyy-MM-dd}";

    LinkView Link(string[] value, PeerWorkerId? worker, DateOnly? from, DateOnly? until)
    {
        var centre = value[1].Length == 0 ? (CentreCode?)null : new CentreCode(value[1]);
        var stands = value.Length == 4 ? (Day(value[2]), Day(value[3])) : ((DateOnly?, DateOnly?)?)null;
        // What was ticked before stays as it was; days that are typed are those of what is new.
        var (first, last) = stands ?? (WasTicked(value) ? (null, null) : (from, until));
        return new(value[0], centre, value[0] == PeerWorkerRole ? worker : null, first, last);

        static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
    }

    DateOnly? DayOf(string name) => Fields.Typed(name) is null ? null : Fields.DayNear(name, Today);

    bool WasTicked(string[] value) => Request.Form["stood"].Contains(string.Join('|', value));
}
