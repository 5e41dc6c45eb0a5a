using System.Globalization;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Statistics.Charts;
using Helsinki.PeerWork.Api.Statistics;
using Microsoft.AspNetCore.Html;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>Where a figure comes from: the rule, what is above and below the line, its parts; its records only when asked for, for looking at them is logged.</summary>
public sealed class ExplainedPage : StatisticsPage
{
    const int Few = 100;

    public ExplanationView Explained { get; private set; } = null!;

    /// <summary>Null: the city.</summary>
    public string? Centre { get; private set; }

    /// <summary>The reader works where the records are.</summary>
    public bool MaySeeRecords { get; private set; }

    /// <summary>Null: not asked for.</summary>
    public Listed<ExplainedRecordView>? Records { get; private set; }

    public string Value => Explained.Figure is { Value: { } value, TooFew: not true } ? StatisticsWords.Whole(T, Explained.Measure, value) : T[StatisticsWords.Missing(Explained.Measure, Explained.Figure)];

    public async Task OnGet(int year, string measure, string? centre, bool records, int? p)
    {
        TakeKnownOn();
        Centre = string.IsNullOrEmpty(centre) ? null : centre;
        Explained = await Read<ExplanationView>(ExplanationApi.Explain, new { year, measure, centre = Centre, knownOn = KnownOn });
        MaySeeRecords = Centre is not null && Caller.CentresAs(Role.Coordinator, Role.OccupationalTherapist).Any(c => c.Value == Centre)
            && await Door.Could(ExplanationApi.Records);
        if (records && MaySeeRecords) Records = await Read<Listed<ExplainedRecordView>>(ExplanationApi.Records, new { year, centre = Centre, measure, knownOn = KnownOn, page = p, size = Few });
    }

    public string AddressOfRecords(int page = 1) =>
        Address($"/statistics/{Written(Explained.Year)}/measures/{Explained.Measure.Key}", ("centre", Centre), ("knownOn", Known), ("records", "true"), ("p", page == 1 ? null : Written(page))) + "#records";

    public string NameOf(BreakdownView by, PartView part) =>
        by.By == "month" && DateOnly.TryParseExact(part.Key, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? T.MonthName(first.Month) : part.Label;

    /// <summary>Centres, forms and kinds by size; months in their order.</summary>
    public static IEnumerable<PartView> Ordered(BreakdownView by) => by.By == "month" ? by.Parts : by.Parts.OrderByDescending(p => p.Figure.Value);

    /// <summary>A form or kind that is the whole figure tells nothing.</summary>
    public IEnumerable<BreakdownView> Breakdowns => Explained.Breakdowns.Where(b => b.Parts.Count > 1 || (b.By is "centre" or "month" && b.Parts.Count > 0));

    /// <summary>A bar as long as the part's share of the largest.</summary>
    public static IHtmlContent Bar(BreakdownView by, PartView part) =>
        by.Parts.Max(p => p.Figure.Value) is > 0 and var most && part.Figure.Value is > 0 and var value
            ? new HtmlString(Sparkline.Bar(value / most * 100).ToString())
            : HtmlString.Empty;

    /// <summary>What the parts add up to beside the figure, in a sentence; null: exactly it, or they don't add up at all.</summary>
    public string? Overlap(BreakdownView by) => by.Overlap is > 0 and var more
        ? T[$"Osien summa on {T.Number(more)} suurempi kuin luku: sama henkilö tai sopimus on useassa osassa, mutta luvussa vain kerran.",
            $"Delarnas summa är {T.Number(more)} större än siffran: samma person eller avtal finns i flera delar men räknas bara en gång i siffran.",
            $"The parts add up to {T.Number(more)} more than the figure: the same person or agreement is in several parts, and only once in the figure."]
        : null;

    /// <summary>In words: whoever belongs to several centres counts once.</summary>
    public string? Across => Explained.AcrossCentres is { Count: > 0 } spread
        ? string.Join(", ", spread.Select(s => T[
            $"{T.Number(s.Count)} kuuluu {s.Centres switch { 1 => "yhteen", 2 => "kahteen", 3 => "kolmeen", var n => $"{n}" }} palvelupisteeseen",
            $"{T.Number(s.Count)} hör till {s.Centres switch { 1 => "ett", 2 => "två", 3 => "tre", var n => $"{n}" }} servicecenter",
            $"{T.Number(s.Count)} belong to {s.Centres switch { 1 => "one service centre", 2 => "two", 3 => "three", var n => $"{n}" }}"]))
        : null;
}
