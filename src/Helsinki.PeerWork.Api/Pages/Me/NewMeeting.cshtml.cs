using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.MeetingsApi;
using static Helsinki.PeerWork.Api.Me.MeApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>A mediator reports a meeting: by tapping, the start apart.</summary>
public sealed class NewMeetingPage : MyPage
{
    /// <summary>Those a meeting can be reported of.</summary>
    public IReadOnlyList<MyProcess> Processes { get; private set; } = [];

    /// <summary>The one that was asked for, or the only one.</summary>
    public MyProcess? Chosen { get; private set; }

    public MeetingForm Form { get; private set; } = null!;

    public async Task OnGet(Guid? process) => await Show(process);

    async Task Show(Guid? process)
    {
        Processes = [.. (await ReadProcesses(open: true)).Where(HomePage.HasBegun).OrderBy(p => p.Code, StringComparer.Ordinal)];
        Chosen = Processes.FirstOrDefault(p => p.Id.Value == process) ?? (Processes is [var only] ? only : null);
        Form = new(null, Chosen is not null && await ReadMeetings(Chosen.Id) is [var last, ..] ? last.Start : null, Today);
    }

    public async Task<IActionResult> OnPost()
    {
        var (process, on, start) = (Fields.Id("process"), DaysOf.Read(Fields, Today), Fields.Time("start"));
        var minutes = Minutes("minutes", AitoValittajaNumbers.ShortestMeeting.On(on), AitoValittajaNumbers.LongestMeeting.On(on));
        var (place, activity, along) = (Fields.OneOf<MeetingPlace>("place"), Fields.OneOf<MeetingActivity>("activity"), Fields.Ticked("professionalAlong"));
        if (!Fields.AllRight || !await Did<MeetingsApi>(a => a.Record(process, new MeetingRequest(on, start, minutes, place, activity, along), Ct)))
        {
            await Show(process);
            return Page();
        }
        await Show(process);
        return DoneAt("/my",
            T[$"Tapaaminen on kirjattu: {Chosen?.Code}, {T.Weekday(on)}, {T.Hours(minutes)}.", $"Träffen är antecknad: {Chosen?.Code}, {T.Weekday(on)}, {T.Hours(minutes)}.", $"The meeting is recorded: {Chosen?.Code}, {T.Weekday(on)}, {T.Hours(minutes)}."],
            $"{Used} {await SumOf(YearMonth.Of(on))}");
    }

    string Used => Chosen is { } p
        ? T[$"Tapaamisista on käytetty {p.MeetingsUsed}/{p.MeetingLimit}.", $"{p.MeetingsUsed}/{p.MeetingLimit} träffar är använda.", $"{p.MeetingsUsed} of {p.MeetingLimit} meetings are used."]
        : "";

    protected override string FieldOf(string refusal) => MeetingForm.FieldOf(refusal, Fields.Typed("when") == nameof(DayOf.Other) ? "on" : "when");
}
