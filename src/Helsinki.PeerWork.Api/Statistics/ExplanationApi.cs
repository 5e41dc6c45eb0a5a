using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Statistics;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>Where a figure comes from: its rule and its parts for whoever may see figures, its records for those who work where they are.</summary>
public sealed class ExplanationApi(Admission access, Facts facts, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api)
    {
        var year = api.MapGroup("/statistics/{year:int}").WithTags("Statistics").AnswersMayBeKept();
        year.MapGet<ExplanationApi>("/measures/{measure}", a => a.Explain).WithName("ExplainFigure").Produces<ExplanationView>();
        year.MapGet<ExplanationApi>("/centres/{centre}/measures/{measure}/records", a => a.Records).WithName("ListFigureRecords").Produces<Listed<ExplainedRecordView>>();
    }

    /// <summary>One figure taken apart: what it counts, and its parts by centre, month and whatever else is known of them. No person and no record; to therapists no pay.</summary>
    /// <param name="measure">The measure's key.</param>
    /// <param name="centre">A service centre's code; without it, the city.</param>
    /// <param name="knownOn">As known at the end of that Helsinki day. Without it, as known now.</param>
    public async Task<Reply> Explain(
        int year, string measure, HttpContext http, CancellationToken ct, string? centre = null, DateOnly? knownOn = null) =>
        MeasureOf(measure) is not { } found ? Reply.NotFound
        : found.TellsPay && !access.MaySeePay() ? new Reply.Forbidden()
        : await Explanation.Of(
            facts, clock.Year("year", year), clock.Known(knownOn), found, string.IsNullOrEmpty(centre) ? null : new CentreCode(centre), ct) is { } explanation
            ? Reply.Ok(ExplanationView.Of(explanation, Problems.Language(http)))
            : Reply.Field("centre", "must be the code of a service centre");

    /// <summary>The records behind one centre's figure, by day. Fees are not shown to therapists.</summary>
    /// <param name="measure">The measure's key.</param>
    /// <param name="knownOn">As known at the end of that Helsinki day. Without it, as known now.</param>
    public async Task<Reply> Records(
        int year, string centre, string measure, CancellationToken ct, DateOnly? knownOn = null, int? page = null, int? size = null)
    {
        var code = new CentreCode(centre);
        if (access.May(access.Caller.To(code), "own-centre") is { } no) return no;
        if (MeasureOf(measure) is not { } found) return Reply.NotFound;
        if (found.TellsPay && !access.MaySeePay()) return new Reply.Forbidden();
        var asked = Lists.Page(page, size);
        var records = await Explanation.RecordsOf(facts, clock.Year("year", year), clock.Known(knownOn), found, code, asked, ct);
        access.Log.Touches(null, [.. records.Rows.SelectMany(r => r.Persons).Distinct()]);
        return Reply.Ok(Lists.Of(records, asked, r => ExplainedRecordView.Of(found, r)));
    }

    static Measure? MeasureOf(string key) => Measures.All.FirstOrDefault(m => m.Key == key);
}

/// <param name="Key">A centre's code, a month (yyyy-MM), a form of engagement and the like.</param>
/// <param name="Label">The same in words; a centre as it was called at the year's end.</param>
public sealed record PartView(string Key, string Label, FigureView Figure);

/// <param name="By">centre, month, form, origin or kind.</param>
/// <param name="Overlap">How much the parts count more than once, e.g. persons at two centres; null where parts don't add up.</param>
public sealed record BreakdownView(string By, string Label, decimal? Overlap, IReadOnlyList<PartView> Parts);

/// <param name="Count">How many belong to that number of centres.</param>
public sealed record SharedView(int Centres, int Count);

/// <summary>Where one figure comes from.</summary>
/// <param name="Centre">Null: the city.</param>
/// <param name="KnownOn">Null: as known now.</param>
/// <param name="Measure">With the rule, its definition, and the version it is counted by.</param>
/// <param name="Records">How many records have a part in it.</param>
/// <param name="AcrossCentres">Of what counts once in the city: how many belong to one centre, to two, and so on.</param>
public sealed record ExplanationView(
    int Year, CentreCode? Centre, DateOnly? KnownOn, MeasureView Measure, FigureView Figure, int Records, IReadOnlyList<BreakdownView> Breakdowns,
    IReadOnlyList<SharedView>? AcrossCentres) : IExample<ExplanationView>
{
    public static ExplanationView Example => new(
        2024, null, null, MeasureView.Example, new(81, null, null), 86,
        [new("centre", "Service centre", 5, [new("Laakso", "Laakso Psychiatry and Substance Abuse Center", new(44, null, null)), new("Malmi", "Malmi Psychiatry and Substance Abuse Center", new(42, null, null))])], [new(1, 76), new(2, 5)]);

    public static ExplanationView Of(Explanation e, string language) => new(
        e.Year, e.Centre, e.Known.On, MeasureView.Of(e.Measure, language), FigureView.Of(e.Measure, e.Figure), e.Records,
        [
            .. e.Breakdowns.Select(b => new BreakdownView(
                b.By.Key, b.By.Label.In(language), e.Measure.Reckoning is Reckoning.Total ? b.Parts.Sum(p => p.Figure.Value) - e.Figure.Value : null,
                [.. b.Parts.Select(p => new PartView(p.Key, p.Label.In(language), FigureView.Of(e.Measure, p.Figure)))])),
        ],
        e.Spread is { } spread ? [.. spread.Select(s => new SharedView(s.Centres, s.Count))] : null);
}

/// <summary>One record behind a figure.</summary>
/// <param name="What">engagement, imported-engagement, agreement, process, meeting, entry, worker-month or peer-worker.</param>
/// <param name="On">The day it counts by; of what is in force for longer, its first.</param>
/// <param name="Counted">Records with the same number count as one: they tell of one person, agreement or process.</param>
/// <param name="InNumerator">Of a ratio: it counts above the line, too.</param>
/// <param name="Value">What it brings to a sum or median; null of a mean, for how somebody was assessed is read in the process.</param>
public sealed record ExplainedRecordView(
    string What, Guid Record, DateOnly On, int Counted, bool InNumerator, decimal? Value) : IExample<ExplainedRecordView>
{
    public static ExplainedRecordView Example => new("agreement", new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c23"), new(2024, 1, 7), 1, true, null);

    internal static ExplainedRecordView Of(Measure measure, ExplainedRecord r) =>
        new(r.What, r.Record, r.On, r.Counted, r.InNumerator, measure.Reckoning is Reckoning.Mean ? null : r.Value);
}
