using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Statistics;
using Helsinki.PeerWork.Projections.Statistics;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearCommand;
using static Helsinki.PeerWork.Domain.Statistics.PublishedYearState;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>Published years: an edition is signed off once and never changes; what turns out otherwise later makes another. Publishable files exist only as editions.</summary>
public sealed class EditionsApi(Acts acts, Facts facts, EditionFiles files, ProjectionDaemon daemon, NpgsqlDataSource db, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api)
    {
        var editions = api.MapGroup("/statistics/{year:int}/editions").WithTags("Statistics").AnswersMayBeKept();
        editions.MapPost<EditionsApi>("", a => a.Publish).WithName("PublishYear").Produces<EditionSummaryView>(StatusCodes.Status201Created);
        editions.MapGet<EditionsApi>("", a => a.List).WithName("ListEditions").Produces<IReadOnlyList<EditionSummaryView>>();
        editions.MapGet<EditionsApi>("/{number:int}", a => a.Read).WithName("ReadEdition").Produces<EditionView>();
        editions.MapGet<EditionsApi>("/{number:int}/files/{name}", a => a.Download).WithName("DownloadEditionFile")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    public static readonly Refusal CannotBeProtected = new("statistics/cannot-be-protected",
        "With what earlier editions showed, a small figure could be worked out whatever is hidden. Correct the records, or publish as known on another day.");

    /// <summary>How long the statistics may take to know of everything recorded.</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <param name="KnownOn">What was recorded up to the end of that Helsinki day; without it, up to now.</param>
    /// <param name="Reason">Why there is another edition; not needed for the first.</param>
    public sealed record PublishRequest(DateOnly? KnownOn = null, EditionReason? Reason = null) : IExample<PublishRequest>
    {
        public static PublishRequest Example => new(new(2026, 3, 31), EditionReason.LateRecords);
    }

    /// <summary>Publishes a year that is over: signs off its figures, decides what the public may not see, and renders every file for good.</summary>
    public async Task<Reply> Publish(int year, PublishRequest body, CancellationToken ct)
    {
        clock.Year("year", year);
        var stream = PublishedYear.StreamOf(year);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(LongestWait);
            await daemon.CatchUp(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Reply.Busy();
        }
        return await acts.Run(async act =>
        {
            await act.Load(PublishedYearDecider.Decider, stream);
            var knownOn = body.KnownOn ?? act.Today;
            var publishable = await PublishableYear.Of(facts, year, new(act.Today, knownOn < act.Today ? knownOn : null), ct);
            var publish = new Publish(year, knownOn, publishable.Report.Position, EditionDocument.Sha256Of(publishable.Report), body.Reason, act.Today);
            if (act.Decide(PublishedYearDecider.Decider, stream, publish) is { } no) return no;

            var edition = ((Published)await act.Load(PublishedYearDecider.Decider, stream)).Last;
            var before = await files.DocumentsOf(year, ct);
            var suppressed = Suppression.Of(publishable.Table, StatisticsNumbers.FewestPersons.On(act.Today), [.. before.Select(d => new EarlierEdition(d.Table, d.Hidden))]);
            if (suppressed.Exposed.Count > 0) return Reply.No(CannotBeProtected);

            var document = EditionDocument.Of(publishable, knownOn, edition.Number, suppressed.Cells.Keys.ToHashSet());
            if (before is [.., var last]) document = document.Since(last, await Editions.EventsBetween(db, last.Position, document.Position, ct));
            List<EditionFileRow> rendered = [];
            foreach (var file in EditionFiles.Render(publishable.Report, document))
            {
                act.Also(EditionFiles.Store(year, edition.Number, file));
                if (act.Decide(PublishedYearDecider.Decider, stream, new RecordFile(edition.Number, file.Name, file.Sha256)) is { } refused) return refused;
                rendered.Add(new(file.Name, file.Sha256));
            }
            return Reply.Created($"/api/statistics/{year}/editions/{edition.Number}", EditionSummaryView.Of(new(
                year, edition.Number, knownOn, edition.Position, edition.Sha256, edition.Reason, clock.GetUtcNow(), $"{act.Caller.User.Value}",
                [.. rendered.OrderBy(f => f.Name, StringComparer.Ordinal)])));
        }, ct);
    }

    /// <summary>A year's editions, the first first.</summary>
    public async Task<Reply> List(int year, CancellationToken ct) =>
        Reply.Ok((await Editions.OfYear(db, year, ct)).Select(EditionSummaryView.Of).ToList());

    /// <summary>One edition inside the house: every figure, what of it the public does not see, and what it says otherwise than the one before, and why.</summary>
    public async Task<Reply> Read(int year, int number, HttpContext http, CancellationToken ct) =>
        (await Editions.OfYear(db, year, ct)).SingleOrDefault(e => e.Number == number) is { } row
            ? Reply.Ok(EditionView.Of(row, (await files.DocumentsOf(year, ct)).Single(d => d.Number == number), Problems.Language(http)))
            : Reply.NotFound;

    /// <summary>A document of an edition as it was rendered when it was published: the same bytes for ever, with their SHA-256 in X-Content-SHA256.</summary>
    /// <param name="name">As the edition lists it.</param>
    public async Task<Reply> Download(int year, int number, string name, CancellationToken ct) =>
        await files.Read(year, number, name, ct) is { } file
            ? new Reply.File(new MemoryStream(file.Bytes), file.MediaType, file.Name, file.Sha256)
            : Reply.NotFound;
}

/// <param name="Sha256">Of the bytes, lower-case hex.</param>
public sealed record EditionFileView(string Name, string Sha256);

/// <summary>An edition, without its figures.</summary>
/// <param name="Number">1 upwards, within the year.</param>
/// <param name="KnownOn">The figures know what was recorded up to the end of that Helsinki day, or up to the signing-off if it is that day.</param>
/// <param name="Position">The last event they know of.</param>
/// <param name="PublishedBy">Who signed it off.</param>
/// <param name="Reason">Why there is another edition.</param>
/// <param name="Sha256">Of all figures, names and rules, lower-case hex.</param>
/// <param name="Files">Those that may be given to anybody, and one marked internal.</param>
public sealed record EditionSummaryView(
    int Year, int Number, DateOnly KnownOn, long Position, DateTimeOffset PublishedAt, string? PublishedBy, EditionReason? Reason, string Sha256,
    IReadOnlyList<EditionFileView> Files) : IExample<EditionSummaryView>
{
    public static EditionSummaryView Example => new(
        2024, 2, new(2026, 3, 31), 48112, new(2026, 4, 1, 6, 30, 0, TimeSpan.Zero), "0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c60", EditionReason.LateRecords,
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        [new("peer-work-2024-edition-2-fi.csv", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")]);

    internal static EditionSummaryView Of(EditionRow row) => new(
        row.Year, row.Number, row.KnownOn, row.Position, row.PublishedAt, row.PublishedBy, row.Reason, row.Sha256,
        [.. row.Files.Select(f => new EditionFileView(f.Name, f.Sha256))]);
}

/// <param name="Version">Of the rule it was counted by.</param>
/// <param name="City">Suppressed: the public sees a mark instead.</param>
/// <param name="Centres">By centre code.</param>
public sealed record EditionMeasureView(
    string Key, int Version, Unit Unit, string Label, string Definition, string Group, EditionFigure City, IReadOnlyDictionary<string, EditionFigure> Centres);

/// <summary>An edition inside the house.</summary>
/// <param name="Suppressed">How many figures the public does not see.</param>
/// <param name="Changes">Against the edition before; null of the first.</param>
public sealed record EditionView(
    EditionSummaryView Edition, string Marking, int Suppressed, IReadOnlyList<EditionCentre> Centres, IReadOnlyList<EditionMeasureView> Measures, EditionChanges? Changes)
    : IExample<EditionView>
{
    public static EditionView Example => new(
        EditionSummaryView.Example, "internal", 1, [new(new("Malmi"), "Malmi Psychiatry and Substance Abuse Center")],
        [
            new("published-volunteers", 1, Unit.Persons, "Volunteers", "Distinct persons engaged as volunteers on any day of the year.", "Forms of engagement",
                new(13, null, null, null, false), new Dictionary<string, EditionFigure> { ["Malmi"] = new(2, null, null, null, true) }),
        ],
        new([new("published-volunteers", null, new(12, null, null, null, false), new(13, null, null, null, false))], [], [],
            new Dictionary<string, int> { ["engagement_imported"] = 1 }));

    internal static EditionView Of(EditionRow row, EditionDocument d, string language) => new(
        EditionSummaryView.Of(row), d.Marking, d.Measures.Sum(m => m.Centres.Values.Append(m.City).Count(f => f.Suppressed)), d.Centres,
        [.. d.Measures.Select(m => new EditionMeasureView(m.Key, m.Version, m.Unit, m.Label.In(language), m.Definition.In(language), m.Group.In(language), m.City, m.Centres))],
        d.Changes);
}
