using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Statistics;

namespace Helsinki.PeerWork.Domain.Kernel;

/// <summary>Every number people speak of, and how a text says one.</summary>
public static partial class DomainNumbers
{
    public static IReadOnlyList<DatedNumber> All { get; } =
    [
        AitoValittajaNumbers.MeetingLimit, AitoValittajaNumbers.FewMeetingsLeft, AitoValittajaNumbers.ShortestMeeting,
        AitoValittajaNumbers.LongestMeeting, AitoValittajaNumbers.QuietDays, HourlyRate.Initial, StatisticsNumbers.FewestPersons,
    ];

    static readonly FrozenDictionary<string, DatedNumber> ByName = All.ToFrozenDictionary(n => n.Name);

    /// <summary>The text with every <c>{name}</c> as it is on that day; other braces stay as they are.</summary>
    public static string Said(string text, DateOnly day) => Named().Replace(text, named => ByName.TryGetValue(named.Groups[1].Value, out var number)
        ? number.On(day).ToString(CultureInfo.InvariantCulture)
        : named.Value);

    /// <summary>All of them as a page, with what they change to and when.</summary>
    public static string Markdown() => $"""
        # The numbers

        Generated from the numbers of the domain; change them there. What was begun under one keeps it. A sentence names a
        number instead of saying it: `{"{meetingLimit}"}` in `problems.json` and in the API's summaries.

        | Name | Number | What it is | Where it comes from |
        |---|---|---|---|
        {string.Join('\n', All.Select(Row))}

        """;

    static string Row(DatedNumber n)
    {
        var changes = n.Values.Changes.Select(c => string.Create(CultureInfo.InvariantCulture, $"; from {c.From:yyyy-MM-dd} {c.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"| `{n.Name}` | {n.Values.Before}{string.Concat(changes)} | {n.Meaning}. | {n.Source} |");
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Named();
}
