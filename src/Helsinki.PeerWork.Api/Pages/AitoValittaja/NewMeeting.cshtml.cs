using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Hours;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>Records a meeting for the mediator; its hours go to the mediator's month.</summary>
public sealed class NewMeetingPage : ProcessPage
{
    public MeetingForm Form => new(T, Today);

    public Task<IActionResult> OnGet() => Shown();

    public async Task<IActionResult> OnPost()
    {
        var body = MeetingForm.Read(Fields, Today);
        if (!Fields.AllRight || !(await Do<MeetingsApi, RecordedView>(a => a.Record(Id, body, Ct))).IsDone) return await Shown();
        await Load();
        return DoneAt(Address, T["Tapaaminen on kirjattu.", "Träffen är antecknad.", "The meeting is recorded."],
            T[$"Käytetty {Process.MeetingsUsed}/{Process.MeetingLimit}.", $"Använda: {Process.MeetingsUsed}/{Process.MeetingLimit}.", $"{Process.MeetingsUsed} of {Process.MeetingLimit} are used."]);
    }
}
