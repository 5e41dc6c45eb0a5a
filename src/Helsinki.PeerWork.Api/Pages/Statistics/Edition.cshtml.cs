using Helsinki.PeerWork.Api.Statistics;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>One edition inside the house: its files, what the public does not see of it, and what it says otherwise than the one before.</summary>
public sealed class EditionPage : StatisticsPage
{
    public EditionView Edition { get; private set; } = null!;

    public EditionSummaryView Summary => Edition.Edition;

    /// <summary>What the public does not see, measure by measure; null stands for the city.</summary>
    public IReadOnlyList<(EditionMeasureView Measure, IReadOnlyList<string?> Where)> Suppressed { get; private set; } = [];

    public async Task OnGet(int year, int number)
    {
        await ReadYears();
        Edition = await Read<EditionsApi, EditionView>(a => a.Read(year, number, HttpContext, Ct));
        Suppressed =
        [
            .. Edition.Measures
                .Select(m => (m, (IReadOnlyList<string?>)[.. m.City.Suppressed ? [(string?)null] : (string?[])[], .. m.Centres.Where(c => c.Value.Suppressed).Select(c => c.Key).Order(T.Order)]))
                .Where(m => m.Item2.Count > 0),
        ];
    }

    public string LabelOf(string measure) => Edition.Measures.FirstOrDefault(m => m.Key == measure)?.Label ?? measure;

    public string Say(string measure, EditionFigure? figure) =>
        figure?.Value is { } value && Edition.Measures.FirstOrDefault(m => m.Key == measure) is { } known ? StatisticsWords.Value(T, known.Unit, value) : "–";

    /// <summary>One of its files, byte by byte as it was rendered.</summary>
    public Task<IActionResult> OnGetFile(int year, int number, string name) => File<EditionsApi>(a => a.Download(year, number, name, Ct));
}
