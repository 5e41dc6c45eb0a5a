using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.MeetingsApi;
using static Helsinki.PeerWork.Api.Me.MeApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>A mediator reports that a meeting did not take place.</summary>
public sealed class MissedMeetingPage : MyPage
{
    public IReadOnlyList<MyProcess> Processes { get; private set; } = [];

    public MyProcess? Chosen { get; private set; }

    /// <summary>As it was the last time.</summary>
    public TimeOnly? Start { get; private set; }

    public IReadOnlyList<Choice> Reasons => Choice.AllOf<MissedReason>(r => T.Capital(T[AitoValittajaWords.Of(r)]));

    public async Task OnGet(Guid? process) => await Show(process);

    async Task Show(Guid? process)
    {
        Processes = [.. (await ReadProcesses(open: true)).Where(HomePage.HasBegun).OrderBy(p => p.Code, StringComparer.Ordinal)];
        Chosen = Processes.FirstOrDefault(p => p.Id.Value == process) ?? (Processes is [var only] ? only : null);
        if (Chosen is not null && await ReadMeetings(Chosen.Id) is [var last, ..]) Start = last.Start;
    }

    public async Task<IActionResult> OnPost()
    {
        var (process, on, start, reason) = (Fields.Id("process"), DaysOf.Read(Fields, Today), Fields.Time("start"), Fields.OneOf<MissedReason>("reason"));
        if (!Fields.AllRight || !await Did<MeetingsApi>(a => a.RecordMissed(process, new MissedMeetingRequest(on, start, reason), Ct)))
        {
            await Show(process);
            return Page();
        }
        await Show(process);
        return DoneAt("/my",
            T[$"Kirjattu: tapaaminen {Chosen?.Code} {T.Weekday(on)} ei toteutunut.", $"Antecknat: träffen {Chosen?.Code} {T.Weekday(on)} uteblev.", $"Recorded: the meeting {Chosen?.Code} on {T.Weekday(on)} did not take place."],
            T["Se ei vähennä jäljellä olevia tapaamisia.", "Den minskar inte antalet träffar som är kvar.", "It uses none of those that are left."]);
    }

    protected override string FieldOf(string refusal) => MeetingForm.FieldOf(refusal, Fields.Typed("when") == nameof(DayOf.Other) ? "on" : "when");
}
