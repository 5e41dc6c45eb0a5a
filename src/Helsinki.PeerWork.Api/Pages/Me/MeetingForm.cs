using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;
using static Helsinki.PeerWork.Api.Me.MeApi;
using static Helsinki.PeerWork.Api.Me.MyMeetingsApi;

namespace Helsinki.PeerWork.Api.Pages.Me;

/// <summary>What is asked of a meeting, when it is reported and when it is put right.</summary>
/// <param name="Before">The meeting as it is; null: a new one.</param>
/// <param name="Start">Suggested, as it was the last time.</param>
/// <param name="Day">Whose lengths are offered.</param>
public sealed record MeetingForm(MyMeeting? Before, TimeOnly? Start, DateOnly Day)
{
    /// <summary>The length it has; null: a new one, or one that was missed.</summary>
    public int? Minutes => Before is { Held: true } ? Before.Minutes : null;

    /// <summary>The processes a meeting can be reported of, each with its places used.</summary>
    public static IReadOnlyList<Choice> ProcessesIn(Speech t, IEnumerable<MyProcess> processes) =>
        [.. processes.Select(p => new Choice(p.Id.Value.ToString(), p.Code, $"{p.MeetingsUsed}/{p.MeetingLimit} · {p.Centre}"))];

    /// <summary>The field a rule's no is about.</summary>
    /// <param name="day">What the day is called in the form.</param>
    public static string FieldOf(string refusal, string day) => refusal switch
    {
        AitoValittajaRefusals.DayInFuture or AitoValittajaRefusals.MeetingBeforeCooperation or AitoValittajaRefusals.MeetingAfterCooperation
            or AitoValittajaRefusals.AgreementMissing => day,
        AitoValittajaRefusals.MeetingPastMidnight or Domain.Hours.HoursRefusals.Overlap => "start",
        AitoValittajaRefusals.MeetingLength => "minutes",
        AitoValittajaRefusals.ProfessionalMissing => "professionalAlong",
        AitoValittajaRefusals.MeetingLimit => "process",
        _ => "",
    };
}
