using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Projections.AitoValittaja;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>The fields of a meeting, as a form shows them and as it sends them.</summary>
/// <param name="Before">The meeting that is corrected; null: a new one.</param>
public sealed record MeetingForm(Speech T, DateOnly Today, MeetingRow? Before = null)
{
    public IReadOnlyList<Choice> Lengths => MeetingChoices.Lengths(T, Before?.On ?? Today, Before?.Minutes);

    public IReadOnlyList<Choice> Places => MeetingChoices.Places(T);

    public IReadOnlyList<Choice> Activities => MeetingChoices.Activities(T);

    public string Day => T.Day(Before?.On ?? Today);

    public string? Start => Before is { } b ? T.Time(b.Start) : null;

    internal static MeetingsApi.MeetingRequest Read(Fields fields, DateOnly today)
    {
        var on = fields.Day("on", today);
        return new(
            on, fields.Time("start"), fields.Minutes("minutes", AitoValittajaNumbers.ShortestMeeting.On(on), AitoValittajaNumbers.LongestMeeting.On(on)),
            fields.OneOf<MeetingPlace>("place"), fields.OneOf<MeetingActivity>("activity"), fields.Ticked("professionalAlong"));
    }
}
