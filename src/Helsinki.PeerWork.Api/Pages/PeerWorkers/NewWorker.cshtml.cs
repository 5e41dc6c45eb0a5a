using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.PeerWorkers;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.PeerWorkers.PeerWorkersApi;

namespace Helsinki.PeerWork.Api.Pages.PeerWorkers;

/// <summary>Puts somebody into the register; centres come with the agreement.</summary>
public sealed class NewWorkerPage : PersonPage
{
    public void OnGet() { }

    public async Task<IActionResult> OnPost()
    {
        var (name, code) = (Fields.Text("name"), TypedIdentityCode());
        if (!Fields.AllRight || await Do<PeerWorkersApi, Made>(a => a.Register(new RegisterRequest(name, Fields.Typed("reference"), code, Fields.Typed("payrollNumber")), Ct)) is not { Value: { } made }) return Page();
        return DoneAt($"/workers/{made.Id}", T[$"{name} on rekisterissä.", $"{name} finns nu i registret.", $"{name} is in the register."],
            T["Seuraavaksi: tee toimeksiantosopimus tai aloita muu osallistuminen.", "Härnäst: gör ett uppdragsavtal eller börja ett annat engagemang.", "Next: make an assignment agreement, or begin another engagement."]);
    }
}
