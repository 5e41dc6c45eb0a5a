using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>Raises a safety concern to the professional team: a category, no narrative.</summary>
public sealed class ConcernPage : ProcessPage
{
    public IReadOnlyList<Choice> Categories => Choice.AllOf<ConcernCategory>(c => T.Capital(AitoValittajaWords.Of(c)));

    public Task<IActionResult> OnGet() => Shown();

    public async Task<IActionResult> OnPost()
    {
        var category = Fields.OneOf<ConcernCategory>("category");
        return Fields.AllRight && await Do<ConcernsApi, ConcernsApi.Raised>(a => a.Raise(Id, new ConcernsApi.ConcernRequest(category), Ct)) is { Value: { } raised }
            ? DoneAt(Address, T["Huoli on ilmoitettu tiimille.", "Oron är anmäld till teamet.", "The team has been told."],
                T[$"Soita nyt: {string.Join(" tai ", raised.Call)}.", $"Ring nu: {string.Join(" eller ", raised.Call)}.", $"Call now: {string.Join(" or ", raised.Call)}."])
            : await Shown();
    }
}
