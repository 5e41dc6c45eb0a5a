using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.ConcernsApi;
using static Helsinki.PeerWork.Api.Me.MeApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>A safety concern in two taps: which process, where there are several, and which kind.</summary>
public sealed class MyConcernPage : MyPage
{
    public IReadOnlyList<MyProcess> Open { get; private set; } = [];

    /// <summary>A concern is never refused for a phase.</summary>
    public IReadOnlyList<MyProcess> Closed { get; private set; } = [];

    public MyProcess? Chosen { get; private set; }

    public async Task OnGet(Guid? process) => await Show(process);

    async Task Show(Guid? process)
    {
        var all = await ReadProcesses();
        (Open, Closed) = ([.. all.Where(IsOpen).OrderBy(p => p.Code, StringComparer.Ordinal)], [.. all.Where(p => !IsOpen(p))]);
        Chosen = all.FirstOrDefault(p => p.Id.Value == process) ?? (all is [var only] ? only : null);
    }

    static bool IsOpen(MyProcess process) =>
        process.Phase is not (Projections.AitoValittaja.ProcessPhase.Closed or Projections.AitoValittaja.ProcessPhase.Declined or Projections.AitoValittaja.ProcessPhase.NotStarted);

    public async Task<IActionResult> OnPost(Guid process)
    {
        var category = Fields.OneOf<ConcernCategory>("category");
        if (Fields.AllRight && await Did<ConcernsApi>(a => a.Raise(process, new ConcernRequest(category), Ct)))
            return DoneAt($"/my/concern/{process}/call",
                T["Huoli on ilmoitettu.", "Oron är anmäld.", "The concern is raised."],
                T["Tiimi näkee sen nyt ja kuittaa sen.", "Teamet ser den nu och kvitterar den.", "The team sees it now and will acknowledge it."]);
        await Show(process);
        return Page();
    }
}
