using Helsinki.PeerWork.Api.AitoValittaja;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.ProcessesApi;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>The joint onboarding meeting: all three present, or it is none.</summary>
public sealed class OnboardingPage : ProcessPage
{
    public string DefaultDay => T.Day(Today);

    public Task<IActionResult> OnGet() => Shown();

    public async Task<IActionResult> OnPost()
    {
        var body = new OnboardingRequest(Fields.Ticked("therapistPresent"), Fields.Ticked("mediatorPresent"), Fields.Ticked("serviceUserPresent"), Fields.Day("on", Today));
        return Fields.AllRight && await Did<ProcessesApi>(a => a.Onboard(Id, body, Ct))
            ? DoneAt(Address + "/cooperation", T["Aloitustapaaminen on kirjattu.", "Det inledande mötet är antecknat.", "The onboarding meeting is recorded."],
                T["Tässä voitte heti kirjata, mitä sovitte.", "Här kan ni genast anteckna vad ni kom överens om.", "Here you can record at once what you agreed."])
            : await Shown();
    }
}
