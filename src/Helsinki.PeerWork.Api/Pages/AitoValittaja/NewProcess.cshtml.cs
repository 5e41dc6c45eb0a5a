using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.ProcessesApi;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>A therapist suggests the model to a service user: three fields, and the process is open.</summary>
public sealed class NewProcessPage : PeerWorkPage
{
    public IReadOnlyList<Choice> Centres =>
        [.. Caller.CentresAs(Role.OccupationalTherapist).Select(c => c.Value).Order(T.Order).Select(c => new Choice(c, c))];

    public string Default => T.Day(Today);

    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        var (reference, centre, on) = (Fields.Text("serviceUserReference", 100), Fields.Text("centre"), Fields.Day("on", Today));
        if (!Fields.AllRight || await Do<ProcessesApi, Suggested>(a => a.Suggest(new SuggestRequest(reference, new CentreCode(centre), on), Ct)) is not { Value: { } made }) return Page();
        return DoneAt($"/processes/{made.Id.Value}",
            T[$"Prosessi {made.Code} on avattu.", $"Processen {made.Code} är öppnad.", $"Process {made.Code} is open."],
            T["Seuraavaksi: valitse Aito Välittäjä, ja pitäkää yhdessä aloitustapaaminen.", "Härnäst: välj en Aito Välittäjä och håll det inledande mötet tillsammans.", "Next: choose a mediator, and hold the onboarding meeting together."]);
    }
}
