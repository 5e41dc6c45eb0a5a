using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.ProcessesApi;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>Who the mediator is: chosen from those with an agreement in force at the centre, or changed mid-way.</summary>
public sealed class MediatorPage : ProcessPage
{
    public IReadOnlyList<Choice> Mediators { get; private set; } = [];

    public IReadOnlyList<Choice> Reasons => Choice.AllOf<ChangeReason>(r => T.Capital(AitoValittajaWords.Of(r)));

    public string DefaultDay => T.Day(Today);

    /// <summary>There is one already: another takes over.</summary>
    public bool Changes => Process.Mediator is not null;

    public Task<IActionResult> OnGet() => Show();

    public async Task<IActionResult> OnPost()
    {
        await Load();
        var (mediator, on) = (new PeerWorkerId(Fields.Id("mediator")), Fields.Day("on", Today));
        var reason = Changes ? Fields.OneOf<ChangeReason>("reason") : default;
        var done = Fields.AllRight && (Changes
            ? await Did<ProcessesApi>(a => a.ChangeMediator(Id, new ChangeMediatorRequest(mediator, reason, on), Ct))
            : await Did<ProcessesApi>(a => a.Match(Id, new MatchRequest(mediator, on), Ct)));
        return done
            ? DoneAt(Address, T["Aito Välittäjä on valittu.", "Aito Välittäjä är vald.", "The mediator is chosen."],
                Process.OnboardedOn is null ? T["Seuraavaksi: pitäkää aloitustapaaminen kolmistaan.", "Härnäst: håll det inledande mötet på tre man hand.", "Next: hold the onboarding meeting, all three together."] : null)
            : await Show();
    }

    async Task<IActionResult> Show()
    {
        await Load();
        var found = await Read<MediatorsApi, IReadOnlyList<MediatorsApi.MediatorView>>(a => a.List(Ct, centre: Process.Centre.Value));
        Mediators = [.. found.Where(m => m.Id != Process.Mediator).Select(m => new Choice(m.Id.Value.ToString(), m.Name ?? m.Id.Value.ToString(),
            m.Until is { } until ? T[$"sopimus voimassa {T.Day(until)} asti", $"avtalet gäller till {T.Day(until)}", $"agreement in force until {T.Day(until)}"] : null))];
        return Page();
    }
}
