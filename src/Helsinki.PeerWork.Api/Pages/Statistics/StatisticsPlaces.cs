using Helsinki.PeerWork.Api.Pages.Kernel;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>The parts of the statistics, and which of them this is.</summary>
public sealed record StatisticsPlaces(StatisticsPlaces.Place Here, int Year)
{
    public enum Place { Year, Compare, Editions, Measures }

    public IReadOnlyList<(string Path, string Name, Place Place)> All(Speech t) =>
    [
        ($"/statistics/{StatisticsPage.Written(Year)}", t["Vuosi", "Året", "The year"], Place.Year),
        ("/statistics/compare", t["Vuodet rinnakkain", "Åren sida vid sida", "Years side by side"], Place.Compare),
        ($"/statistics/{StatisticsPage.Written(Year)}/editions", t["Julkaistut versiot", "Publicerade versioner", "Published editions"], Place.Editions),
        ("/statistics/measures", t["Mittarit", "Mått", "Measures"], Place.Measures),
    ];
}
