using System.Globalization;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Statistics;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>A page of the statistics: which year, against which, and as known on which day stands in its address.</summary>
public abstract class StatisticsPage : PeerWorkPage
{
    /// <summary>Null: as known now.</summary>
    public DateOnly? KnownOn { get; private set; }

    public YearsView Years { get; private set; } = null!;

    public IReadOnlyList<int> AllYears => [.. Enumerable.Range(Years.First, Years.Last - Years.First + 1).Reverse()];

    public IReadOnlyList<Choice> YearChoices => [.. AllYears.Select(y => new Choice(Written(y), Written(y)))];

    protected async Task<YearsView> ReadYears() => Years = await Read<StatisticsApi, YearsView>(a => a.Years(Ct));

    /// <summary>Reads the day from the address; today is as known now.</summary>
    protected void TakeKnownOn() => KnownOn = DayAsked(
        "knownOn", text => Reading.Day(text, Today) is { } day && day <= Today && day.Year >= FirstKnown ? day : null,
        T["Kirjoita tämä päivä tai aiempi näin: 31.1.2025.", "Skriv dagens datum eller ett tidigare så här: 31.1.2025.", "Write today or an earlier day like this: 31.1.2025."]) is { } asked && asked != Today ? asked : null;

    /// <summary>Nothing was known before.</summary>
    const int FirstKnown = 2000;

    /// <summary>The address of a figure taken apart.</summary>
    /// <param name="centre">Null: the city.</param>
    public string Figure(int year, string measure, string? centre = null) => Address($"/statistics/{Written(year)}/measures/{measure}", ("centre", centre), ("knownOn", Known));

    public string? Known => KnownOn is { } day ? Written(day) : null;

    public static string Written(int year) => year.ToString(CultureInfo.InvariantCulture);

    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>With what is not null behind it.</summary>
    public static string Address(string path, params IEnumerable<(string Name, string? Value)> query) =>
        string.Join('&', query.Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => $"{q.Name}={Uri.EscapeDataString(q.Value!)}")) is { Length: > 0 } said ? $"{path}?{said}" : path;
}
