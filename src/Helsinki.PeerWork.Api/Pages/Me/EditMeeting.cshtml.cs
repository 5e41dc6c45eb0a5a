using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.MeetingsApi;
using static Helsinki.PeerWork.Api.Me.MyMeetingsApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>A mediator puts an own meeting right, or takes it back.</summary>
public sealed class EditMeetingPage : MyPage
{
    public MyMeeting Meeting { get; private set; } = null!;

    public string Back => $"/my/months/{YearMonth.Of(Meeting.On)}";

    public IReadOnlyList<Choice> Reasons => Choice.AllOf<WithdrawalReason>(r => T.Capital(T[AitoValittajaWords.Of(r)]));

    public async Task<IActionResult> OnGet(Guid process, Guid meeting) => await Find(process, meeting) ? Page() : NotFound();

    async Task<bool> Find(Guid process, Guid meeting)
    {
        if ((await ReadMeetings(new(process))).FirstOrDefault(m => m.Id.Value == meeting) is not { } found) return false;
        Meeting = found;
        return true;
    }

    public async Task<IActionResult> OnPost(Guid process, Guid meeting)
    {
        if (!await Find(process, meeting)) return NotFound();
        var on = Fields.Day("on", Today);
        var (start, minutes) = (Fields.Time("start"), Minutes("minutes", AitoValittajaNumbers.ShortestMeeting.On(on), AitoValittajaNumbers.LongestMeeting.On(on)));
        var (place, activity, along) = (Fields.OneOf<MeetingPlace>("place"), Fields.OneOf<MeetingActivity>("activity"), Fields.Ticked("professionalAlong"));
        if (!Fields.AllRight
            || !await Did<MeetingsApi>(a => a.Correct(process, meeting, new MeetingRequest(on, start, minutes, place, activity, along), Ct)))
            return Page();
        return DoneAt($"/my/months/{YearMonth.Of(on)}",
            T[$"Tapaaminen on korjattu: {Meeting.Code}, {T.Weekday(on)}, {T.Hours(minutes)}.", $"Träffen är rättad: {Meeting.Code}, {T.Weekday(on)}, {T.Hours(minutes)}.", $"The meeting is put right: {Meeting.Code}, {T.Weekday(on)}, {T.Hours(minutes)}."],
            await SumOf(YearMonth.Of(on)));
    }

    public async Task<IActionResult> OnPostWithdraw(Guid process, Guid meeting)
    {
        if (!await Find(process, meeting)) return NotFound();
        var reason = Fields.OneOf<WithdrawalReason>("reason");
        if (!Fields.AllRight || !await Did<MeetingsApi>(a => a.Withdraw(process, meeting, new WithdrawalRequest(reason), Ct))) return Page();
        return DoneAt(Back,
            T[$"Tapaaminen {Meeting.Code} {T.Weekday(Meeting.On)} on poistettu.", $"Träffen {Meeting.Code} {T.Weekday(Meeting.On)} är borttagen.", $"The meeting {Meeting.Code} on {T.Weekday(Meeting.On)} is taken back."],
            $"{(Meeting.Held ? T["Sen paikka vapautui.", "Dess plats blev ledig.", "Its place is free again."] : "")} {await SumOf(YearMonth.Of(Meeting.On))}".Trim());
    }

    // The whole process has one version: what matters here is how this meeting stands now.
    protected override async Task<IReadOnlyList<string>> Since(long version) => await Find(Meeting.Process.Value, Meeting.Id.Value)
        ?
        [
            T["Prosessiin kirjattiin jotain sen jälkeen, kun avasit tämän sivun.", "Något antecknades i processen efter att du öppnade den här sidan.", "Something was recorded in the process after you opened this page."],
            T[$"Tapaaminen on nyt: {MyWords.Of(T, Meeting)}.", $"Träffen är nu: {MyWords.Of(T, Meeting)}.", $"The meeting is now: {MyWords.Of(T, Meeting)}."],
        ]
        : [T["Tapaaminen on poistettu sen jälkeen, kun avasit tämän sivun.", "Träffen togs bort efter att du öppnade den här sidan.", "The meeting was taken back after you opened this page."]];

    protected override string FieldOf(string refusal) => MeetingForm.FieldOf(refusal, "on");
}
