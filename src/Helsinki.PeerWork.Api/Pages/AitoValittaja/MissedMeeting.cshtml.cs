using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>Records a meeting that did not take place: it uses none of those that are left.</summary>
public sealed class MissedMeetingPage : ProcessPage
{
    public IReadOnlyList<Choice> Reasons => Choice.AllOf<MissedReason>(r => T.Capital(AitoValittajaWords.Of(r)));

    public string DefaultDay => T.Day(Today);

    public Task<IActionResult> OnGet() => Shown();

    public async Task<IActionResult> OnPost()
    {
        var body = new MeetingsApi.MissedMeetingRequest(Fields.Day("on", Today), Fields.Time("start"), Fields.OneOf<MissedReason>("reason"));
        return Fields.AllRight && (await Do<MeetingsApi, RecordedView>(a => a.RecordMissed(Id, body, Ct))).IsDone
            ? DoneAt(Address, T["Kirjattu: tapaaminen jäi toteutumatta.", "Antecknat: träffen blev inte av.", "Recorded: the meeting was missed."])
            : await Shown();
    }
}
