using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.ProcessesApi;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>The joint assessment: filled in together with the service user, shown as before → after, printable both empty and filled.</summary>
public sealed class AssessmentPage : ProcessPage
{
    public Ratings? Baseline { get; private set; }

    /// <summary>Null: not assessed yet.</summary>
    public Ratings? Assessed { get; private set; }

    /// <summary>It can be filled in now.</summary>
    public bool IsOpen => Process.Phase is ProcessPhase.Ended;

    public string DefaultDay => T.Day(Today);

    public Task<IActionResult> OnGet() => Show();

    public async Task<IActionResult> OnPost()
    {
        var (ratings, on) = (Theme.Read(Fields), Fields.Day("on", Today));
        if (!Fields.AllRight || !await Did<ProcessesApi>(a => a.Assess(Id, new AssessmentRequest(ratings, on), Ct))) return await Show();
        return DoneAt($"{Address}/assessment", T["Arviointi on tallennettu.", "Bedömningen är sparad.", "The assessment is saved."],
            T["Katsokaa yhdessä, mikä muuttui. Sitten prosessin voi sulkea.", "Se tillsammans vad som förändrades. Sedan kan processen stängas.", "Look together at what changed. Then the process can be closed."]);
    }

    public async Task<IActionResult> OnPostClose() => await Did<ProcessesApi>(a => a.Close(Id, new CloseRequest(), Ct))
        ? DoneAt(Address, T["Prosessi on suljettu.", "Processen är stängd.", "The process is closed."])
        : await Show();

    async Task<IActionResult> Show()
    {
        await Load();
        (Baseline, Assessed) = (History.Baseline, History.Assessment);
        return Page();
    }
}
