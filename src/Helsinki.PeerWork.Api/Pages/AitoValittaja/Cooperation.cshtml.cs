using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.ProcessesApi;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>Cooperation begins: what was agreed, goals, strengths, interests, and the baseline on the four themes.</summary>
public sealed class CooperationPage : ProcessPage
{
    public IReadOnlyList<Choice> Goals => Choice.AllOf<Goal>(g => T.Capital(AitoValittajaWords.Of(g)));

    public IReadOnlyList<Choice> Strengths => Choice.AllOf<Strength>(g => T.Capital(AitoValittajaWords.Of(g)));

    public IReadOnlyList<Choice> Interests => Choice.AllOf<Interest>(g => T.Capital(AitoValittajaWords.Of(g)));

    public string DefaultDay => T.Day(Today);

    public Task<IActionResult> OnGet() => Shown();

    public async Task<IActionResult> OnPost()
    {
        var body = new CooperationRequest(
            Fields.Ticked("communicationPracticesAgreed"), Fields.Ticked("boundariesAgreed"), Fields.Ticked("confidentialityAgreed"),
            Fields.Some<Goal>("goals"), Fields.Some<Strength>("strengths"), Fields.Some<Interest>("interests"), Theme.Read(Fields), Fields.Day("on", Today));
        var limit = AitoValittajaNumbers.MeetingLimit.On(body.On ?? Today);
        var length = $"{T.Hours(AitoValittajaNumbers.ShortestMeeting.On(Today))} – {T.Hours(AitoValittajaNumbers.LongestMeeting.On(Today))}";
        return Fields.AllRight && await Did<ProcessesApi>(a => a.Begin(Id, body, Ct))
            ? DoneAt(Address, T["Yhteistyö on alkanut.", "Samarbetet har börjat.", "Cooperation has begun."],
                T[$"Aito Välittäjä ja palvelunkäyttäjä tapaavat enintään {limit} kertaa, {length} kerrallaan.",
                    $"Aito Välittäjä och serviceanvändaren träffas högst {limit} gånger, {length} åt gången.",
                    $"Mediator and service user meet at most {limit} times, {length} each."])
            : await Shown();
    }
}
