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

    /// <summary>A role with a centre, or without one, as one value of a form.</summary>
    public IReadOnlyList<(Role Role, IReadOnlyList<Choice> Choices)> Rows { get; private set; } = [];

    public Guid? PeerWorker => Links.Links.Select(l => l.PeerWorker?.Value).FirstOrDefault(w => w is not null);

    public IReadOnlyList<string> Chosen => [.. Links.Links.Select(l => Value(l.Role, l.Centre?.Value))];

    public Task<IActionResult> OnGet() => Show();

    public async Task<IActionResult> OnPost()
    {
        var worker = Fields.IdOrNull("peerWorker");
        if (Fields.Typed("peerWorker") is not null && worker is null) Fields.Wrong("peerWorker", T["Liitä vertaistyöntekijän tunniste sellaisenaan.", "Klistra in kamratarbetarens identifierare som den är.", "Paste the peer worker's id as it is."]);
        var links = Callers.RoleNames.Keys.SelectMany(role => Request.Form[$"links-{role}"].OfType<string>()).Select(value => value.Split('|'))
            .Select(v => new LinkView(v[0], v[1].Length == 0 ? null : new CentreCode(v[1]), v[0] == PeerWorkerRole && worker is { } id ? new PeerWorkerId(id) : null)).ToList();
        return Fields.AllRight && await Did<UsersApi>(a => a.Replace(Id, new LinksRequest(links), Ct))
            ? DoneAt($"/users/{Id}", T["Oikeudet on tallennettu.", "Rättigheterna är sparade.", "The rights are saved."],
                T["Ne ovat voimassa muutaman sekunnin kuluttua.", "De gäller om några sekunder.", "They are in force within seconds."])
            : await Show();
    }

    const string PeerWorkerRole = "peer-worker";

    protected override string NameOf(string field) => field.EndsWith("peerWorker", StringComparison.Ordinal) || field == "links" ? "peerWorker" : field;

    protected override Task<IReadOnlyList<string>> Since(long version) => Task.FromResult<IReadOnlyList<string>>(
        [T["Toinen pääkäyttäjä muutti oikeuksia.", "En annan huvudanvändare ändrade rättigheterna.", "Another administrator changed the rights."]]);

    async Task<IActionResult> Show()
    {
        (Links, Version) = await ReadWithVersion<UsersApi, LinksView>(a => a.Read(Id, Ct));
        Colleague = (await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct))).FirstOrDefault(c => c.Id.Value == Id);
        var centres = (await Read<CentresApi, IReadOnlyList<CentresApi.CentreView>>(a => a.List(Ct))).Where(c => c.Open).Select(c => c.Code.Value).Order(T.Order).ToList();
        Rows = [.. Callers.RoleNames.Select(r => (r.Value, (IReadOnlyList<Choice>)(r.Value is Role.OccupationalTherapist or Role.PeerWorker or Role.Coordinator
            ? [.. centres.Select(c => new Choice(Value(r.Key, c), c))]
            : [new(Value(r.Key, null), T["Kyllä", "Ja", "Yes"])])))];
        return Page();
    }

    static string Value(string role, string? centre) => $"{role}|{centre}";
}
