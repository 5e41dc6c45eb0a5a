using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Supervision;
using Helsinki.PeerWork.Api.Users;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Supervision.SupervisionApi;

namespace Helsinki.PeerWork.Api.Pages.Supervision;

/// <summary>Plans a session and invites to it in one go: whoever has been without is ticked already.</summary>
public sealed class NewSessionPage : InvitingPage
{
    public IReadOnlyList<string> Centres => [.. Caller.CentresAs(Role.Coordinator).Select(c => c.Value).Order(T.Order)];

    public string Centre { get; private set; } = "";

    /// <summary>How many have been without, by centre.</summary>
    public IReadOnlyDictionary<string, int> Overdue { get; private set; } = new Dictionary<string, int>();

    public IReadOnlyList<Choice> Supervisors { get; private set; } = [];

    public IReadOnlyList<Choice> Workers { get; private set; } = [];

    public IReadOnlyList<string> TickedFirst { get; private set; } = [];

    public Task OnGet(string? centre) => Show(centre);

    async Task Show(string? centre)
    {
        var overdue = await Read<SupervisionApi, OverdueView>(a => a.Overdue(Ct));
        Overdue = overdue.LastMonth.GroupBy(w => w.Centre.Value).ToDictionary(g => g.Key, g => g.Count());
        Centre = centre is not null && Centres.Contains(centre) ? centre : Centres.OrderByDescending(c => Overdue.GetValueOrDefault(c)).First();
        var invitees = await InviteesAt(Centre);
        (Workers, TickedFirst) = (invitees.Choices, invitees.Overdue);
        Supervisors = [.. (await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct))).Where(c => c.Centres.Contains(Centre) || c.Id == Caller.User)
            .Select(c => new Choice($"{c.Id.Value}", c.Name))];
    }

    public async Task<IActionResult> OnPost()
    {
        var centre = Fields.Text("centre");
        var (on, start) = (Fields.DayNear("on", Today), Fields.Time("start"));
        var (form, purpose) = (Fields.OneOf<SupervisionForm>("form"), Fields.OneOf<SupervisionPurpose>("purpose"));
        var (supervisor, invited) = (Fields.IdOrNull("supervisor"), Ticked("invited"));
        if (!Fields.AllRight || await Do<SupervisionApi, Made>(a => a.Plan(new SessionRequest(new CentreCode(centre), on, start, form, purpose, supervisor is { } id ? new UserId(id) : null, invited), Ct)) is not { Value: { } made })
        {
            await Show(centre);
            return Page();
        }
        return DoneAt($"/supervision/sessions/{made.Id}",
            T[$"Työnohjaus {T.Day(on)} on suunniteltu.", $"Arbetshandledningen {T.Day(on)} är planerad.", $"The session on {T.Day(on)} is planned."],
            on > Today
                ? T["Kutsutut näkevät sen omalla sivullaan. Merkitse osallistujat, kun se on pidetty.", "De inbjudna ser den på sin sida. Anteckna deltagarna när den har hållits.", "Those invited see it on their own page. Record who attended once it has been held."]
                : T["Merkitse seuraavaksi, ketkä osallistuivat.", "Anteckna härnäst vilka som deltog.", "Next, record who attended."]);
    }
}
