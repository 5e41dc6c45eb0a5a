using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Domain.AitoValittaja;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>What there is to choose of a meeting, whoever reports it.</summary>
static class MeetingChoices
{
    const int HalfHour = 30;

    /// <summary>By the half hour from the shortest meeting to the longest, and the length it had before.</summary>
    public static IReadOnlyList<Choice> Lengths(Speech t, DateOnly day, int? before)
    {
        var (shortest, longest) = (AitoValittajaNumbers.ShortestMeeting.On(day), AitoValittajaNumbers.LongestMeeting.On(day));
        var lengths = Enumerable.Range(0, 1 + (longest - shortest) / HalfHour).Select(n => shortest + n * HalfHour).ToList();
        return [.. (before is { } minutes ? lengths.Append(minutes) : lengths).Distinct().Order().Select(m => new Choice($"{m}", t.Hours(m)))];
    }

    public static IReadOnlyList<Choice> Places(Speech t) => Choice.AllOf<MeetingPlace>(p => t.Capital(AitoValittajaWords.Of(p)));

    public static IReadOnlyList<Choice> Activities(Speech t) => Choice.AllOf<MeetingActivity>(a => t.Capital(AitoValittajaWords.Of(a)));
}
