using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Pages.PeerWorkers;
using Helsinki.PeerWork.Api.Supervision;
using Helsinki.PeerWork.Api.Users;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Supervision.SupervisionApi;

namespace Helsinki.PeerWork.Api.Pages.Supervision;

/// <summary>One session: who is invited and who came, and what can still be done with it.</summary>
public sealed class SessionPage : InvitingPage
{
    public SessionView Session { get; private set; } = null!;

    public long Version { get; private set; }

    public string Supervisor { get; private set; } = "";

    public bool IsAhead => Session.On > Today;

    /// <summary>Those invited or come.</summary>
    public IReadOnlyList<Choice> Participants { get; private set; } = [];

    public IReadOnlyList<string> Attended => [.. Session.Participants.Where(p => p.Attended).Select(p => $"{p.Worker.Value}")];

    /// <summary>Whoever else could be invited, or came without an invitation.</summary>
    public IReadOnlyList<Choice> Others { get; private set; } = [];

    public bool MayInvite => !Session.Cancelled && (Session.Form == Domain.Supervision.SupervisionForm.Group || Session.Participants.Count == 0);

    public Task OnGet(Guid id) => Show(id);

    async Task<IActionResult> Show(Guid id)
    {
        (Session, Version) = await ReadWithVersion<SupervisionApi, SessionView>(a => a.Read(id, Ct));
        Supervisor = (await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct))).FirstOrDefault(c => c.Id == Session.Supervisor)?.Name ?? "–";
        Participants = [.. Session.Participants.OrderBy(p => T.NameOf(p.Name), T.Order).Select(p => new Choice(
            $"{p.Worker.Value}", T.NameOf(p.Name), p.Invited ? null : T["ei ollut kutsuttu", "var inte inbjuden", "was not invited"]))];
        if (!Session.Cancelled)
        {
            var here = Session.Participants.Select(p => $"{p.Worker.Value}").ToHashSet();
            Others = [.. (await InviteesAt(Session.Centre.Value)).Choices.Where(c => !here.Contains(c.Value))];
        }
        return Page();
    }

    string Here => $"/supervision/sessions/{Session.Id.Value}";

    public async Task<IActionResult> OnPostAttendance(Guid id)
    {
        if (!await Did<SupervisionApi>(a => a.ReplaceAttendance(id, new AttendanceList([.. Ticked("attended").Union(Ticked("others"))]), Ct))) return await Show(id);
        await Show(id);
        var came = Attended.Count;
        return DoneAt("/supervision", T[$"Merkitty: {T.Count(came, new("osallistuja", "deltagare", ""), new("osallistujaa", "deltagare", ""))}.", $"Antecknat: {T.Number(came)} deltog.", $"Recorded: {T.Number(came)} attended."],
            T["Taulu on ajan tasalla.", "Tavlan är uppdaterad.", "The board is up to date."]);
    }

    public async Task<IActionResult> OnPostInvite(Guid id)
    {
        if (Ticked("invited") is not { Count: > 0 } invited)
        {
            Fields.Wrong("invited", T["Valitse ainakin yksi.", "Välj minst en.", "Choose at least one."]);
            return await Show(id);
        }
        if (!await Did<SupervisionApi>(a => a.Invite(id, new InvitationRequest(Workers: invited), Ct))) return await Show(id);
        await Show(id);
        return DoneAt(Here, T[$"Kutsuttu: {T.Number(invited.Count)}.", $"Inbjudna: {T.Number(invited.Count)}.", $"Invited: {T.Number(invited.Count)}."],
            T["He näkevät työnohjauksen omalla sivullaan.", "De ser arbetshandledningen på sin sida.", "They see the session on their own page."]);
    }

    public async Task<IActionResult> OnPostMove(Guid id)
    {
        var (on, start) = (Fields.DayNear("on", Today), Fields.Time("start"));
        if (!Fields.AllRight || !await Did<SupervisionApi>(a => a.Move(id, new MoveRequest(on, start), Ct))) return await Show(id);
        await Show(id);
        return DoneAt(Here, T[$"Siirretty: {T.Weekday(on)} klo {T.Time(start)}.", $"Flyttad: {T.Weekday(on)} kl. {T.Time(start)}.", $"Moved to {T.Weekday(on)} at {T.Time(start)}."],
            T["Uusi aika näkyy kutsutuille. Kerro siitä heille myös itse.", "De inbjudna ser den nya tiden. Berätta om den också själv.", "Those invited see the new time. Tell them yourself too."]);
    }

    public async Task<IActionResult> OnPostCancel(Guid id)
    {
        if (!await Did<SupervisionApi>(a => a.Cancel(id, Ct))) return await Show(id);
        return DoneAt("/supervision", T["Työnohjaus on peruttu.", "Arbetshandledningen är inställd.", "The session is cancelled."],
            T["Kerro siitä kutsutuille, ja suunnittele tarvittaessa uusi.", "Berätta det för de inbjudna, och planera vid behov en ny.", "Tell those invited, and plan another if needed."]);
    }

    protected override string? FieldOf(string refusal) => refusal switch
    {
        Domain.Supervision.SupervisionRefusals.SessionInFuture when Request.Form.ContainsKey("on") => "on",
        _ => base.FieldOf(refusal),
    };

    protected override async Task<IReadOnlyList<string>> Since(long version)
    {
        var now = await Read<SupervisionApi, SessionView>(a => a.Read(Guid.Parse((string)RouteData.Values["id"]!), Ct));
        return
        [
            now.Cancelled ? T["Työnohjaus on peruttu.", "Arbetshandledningen är inställd.", "The session is cancelled."]
                : T[$"Nyt: {T.Weekday(now.On)} klo {T.Time(now.Start)}, kutsuttuja {T.Number(now.Participants.Count(p => p.Invited))}, osallistujia {T.Number(now.Participants.Count(p => p.Attended))}.",
                    $"Nu: {T.Weekday(now.On)} kl. {T.Time(now.Start)}, inbjudna {T.Number(now.Participants.Count(p => p.Invited))}, deltagare {T.Number(now.Participants.Count(p => p.Attended))}.",
                    $"Now: {T.Weekday(now.On)} at {T.Time(now.Start)}, {T.Number(now.Participants.Count(p => p.Invited))} invited, {T.Number(now.Participants.Count(p => p.Attended))} attended."],
        ];
    }
}
