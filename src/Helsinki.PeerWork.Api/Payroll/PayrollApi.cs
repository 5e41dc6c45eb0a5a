using System.Collections.Immutable;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Projections.Payroll;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursState;
using static Helsinki.PeerWork.Domain.Payroll.PayrollCommand;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>Hours on their way to payroll: looked at, handed over once, downloaded, answered. Processes and service users are not seen here.</summary>
public sealed class PayrollApi(
    Admission access, EventLog store, PersonalData personal, PayrollFiles files, NpgsqlDataSource db, TimeProvider clock, Acts acts)
{
    public static void Map(RouteGroupBuilder api)
    {
        var payroll = api.MapGroup("/payroll").WithTags("Payroll");
        payroll.MapGet<PayrollApi>("/preview", a => a.Preview).WithName("PreviewExport").Produces<PreviewView>();
        payroll.MapPost<PayrollApi>("/exports", a => a.Create).WithName("CreateExport").Produces<ExportCreated>(StatusCodes.Status201Created);
        payroll.MapGet<PayrollApi>("/exports", a => a.List).WithName("ListExports").Produces<Listed<ExportSummaryView>>();
        payroll.MapGet<PayrollApi>("/exports/{export:guid}", a => a.Read).WithName("ReadExport").Produces<ExportView>();
        payroll.MapGet<PayrollApi>("/exports/{export:guid}/files/{format}", a => a.Download).WithName("DownloadExport")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    /// <summary>What an export up to a day would take, and what stands in its way. Marks nothing.</summary>
    public async Task<Reply> Preview(CancellationToken ct, DateOnly? until = null)
    {
        var day = Lists.Day("until", until) ?? clock.Today();
        var candidates = await PayrollLines.ExportCandidates(db, day, ct);
        var moved = await PayrollLines.MovedInto(db, candidates, ct);
        var asked = WithOrigins(candidates, moved);
        var states = asked.Zip(await store.Now(HoursDecider.Decider, asked, ct)).ToDictionary();
        var compensation = await store.Compensation(ct);
        var handovers = Handovers(states, moved, day, compensation.Natures);
        var months = candidates.Select(c => states[c]).OfType<Opened>().ToList();
        var batch = BatchOf(months, handovers);
        var known = await PayrollBatch.Of(batch, store, personal, files, db, ct);
        var warnings = new PayrollWarnings(batch, known, PayrollWarnings.PaymentOf(compensation, day, clock.Today()));
        var names = await personal.NamesOf([.. months.Select(m => m.Worker).Distinct()], ct);
        var waiting = months.SelectMany(m => m.Waiting(handovers[StreamOf(m)]).Select(e => (m.Worker, e.Work, Unanswered: e.Lines.Find(l => l.Awaits)?.Id))).ToList();
        var sent = await PayrollLines.ExportsOf(db, batch.Lines.Select(l => l.Line.Reverses ?? l.Replaces).Concat(waiting.Select(w => w.Unanswered)).OfType<LineId>(), ct);
        access.Log.Touches(null, [.. months.Select(m => m.Worker.Value)]);
        return Reply.Ok(new PreviewView(
            day,
            TotalView.Of(batch.Total),
            NatureTotals(batch),
            IncomeTypeTotals(batch),
            [.. batch.PerWorker.OrderBy(w => w.Key.Value).Select(w => WorkerTotal(w.Key, known.Payees.GetValueOrDefault(w.Key), w.Value, warnings.StandingOf(w.Key)))],
            CentreTotals(batch),
            [.. batch.Lines.Select(l => DueLine(l, known, sent))],
            [.. waiting.Select(w => new WaitingCorrectionView(w.Worker, names.GetValueOrDefault(w.Worker), w.Work.Centre, w.Work.On, SentWithView.Of(w.Unanswered, sent)))],
            warnings.WithoutIdentity,
            [.. months.SelectMany(m => NotReady(m, names.GetValueOrDefault(m.Worker), day))],
            warnings.All,
            batch.Fingerprint));
    }

    /// <param name="Until">Last day of work the batch takes; today or earlier.</param>
    /// <param name="Previewed">The fingerprint of the preview: if anything else would be exported by now, nothing is. Null: whatever is approved goes.</param>
    public sealed record ExportRequest(DateOnly Until, string? Previewed = null) : IExample<ExportRequest>
    {
        public static ExportRequest Example => new(new DateOnly(2026, 5, 31), PreviewView.Example.Fingerprint);
    }

    /// <param name="Number">Running number, 1 upwards.</param>
    /// <param name="Total">Euros, reversals subtracted.</param>
    /// <param name="Warnings">What the preview warned of, once more.</param>
    public sealed record ExportCreated(
        ExportId Id, int Number, int Lines, decimal Total, IReadOnlyList<WarningView> Warnings) : IExample<ExportCreated>
    {
        public static ExportCreated Example => new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c30")), 12, 1, 40.00m, [WarningView.Example]);
    }

    /// <summary>Hands every approved line up to a day to payroll, each exactly once, with its files rendered for good.</summary>
    public async Task<Reply> Create(ExportRequest body, CancellationToken ct)
    {
        var export = new ExportId(Guid.CreateVersion7());
        var made = RenderedFiles.None;
        var reply = await acts.Run(async act =>
        {
            await act.Load(PayrollDecider.Decider, export.Value);
            // Only months that give a line are held to: people go on recording in all others while the batch is made.
            var candidates = await PayrollLines.ExportCandidates(db, body.Until, ct);
            await act.Fetch(candidates);
            var moved = await PayrollLines.MovedInto(db, candidates, ct); // after the months: a move in between loses the race
            var asked = WithOrigins(candidates, moved);
            var states = asked.Zip(await act.Peek(HoursDecider.Decider, asked)).ToDictionary();
            var compensation = await act.Peek(CompensationDecider.Decider, CompensationDecider.StreamId);
            var handovers = Handovers(states, moved, body.Until, compensation.Natures);
            var due = WithOrigins([.. asked.Where(m => states[m].HasLinesToExport(handovers[m]))], moved);
            var months = await act.Load(HoursDecider.Decider, due);
            var batch = BatchOf(months.Cast<Opened>(), handovers);
            if (batch.Lines.Length > 0 && body.Previewed is { } previewed && previewed != batch.Fingerprint) return Reply.No(NotAsPreviewed);
            foreach (var month in due)
                if (act.Decide(HoursDecider.Decider, month, new Export(export, handovers[month])) is { } no) return no;

            var number = await Exports.NextNumber(db, ct);
            var create = new CreateExport(number, body.Until, batch.Lines.Length, batch.Total.Amount, act.Today);
            if (act.Decide(PayrollDecider.Decider, export.Value, create) is { } refused) return refused;

            access.Log.Touches(export.Value, [.. batch.PerWorker.Keys.Select(w => w.Value)]);
            var known = await PayrollBatch.Of(batch, store, personal, files, db, ct);
            made = await files.Render(() => batch.Lines.Select(l => known.LineOf(l, export)), made, clock.GetUtcNow(), ct);
            foreach (var file in made.Files)
            {
                act.Also(PayrollFiles.Store(export, file));
                if (act.Decide(PayrollDecider.Decider, export.Value, new RecordFile(file.Format, file.Name, file.Kept.Sha256)) is { } no) return no;
            }
            var warnings = new PayrollWarnings(batch, known, PayrollWarnings.PaymentOf(compensation, body.Until, act.Today)).All;
            return Reply.Created($"/api/payroll/exports/{export.Value}", new ExportCreated(export, number, batch.Lines.Length, batch.Total.Amount, warnings));
        }, ct);
        if (reply is not Reply.Done) await files.Discard(made, ct);
        return reply;
    }

    /// <summary>Exports, the newest first.</summary>
    public async Task<Reply> List(CancellationToken ct, int? page = null, int? size = null)
    {
        var asked = Lists.Page(page, size);
        var rows = await Exports.List(db, asked, ct);
        var lengths = await files.Lengths([.. rows.Rows.Select(r => r.Export)], ct);
        return Reply.Ok(Lists.Of(rows, asked, r => ExportSummaryView.Of(r, lengths)));
    }

    /// <summary>
    /// One export: its lines with what payroll said to each and the later lines that take it back or replace it, totals that add up, files with
    /// their SHA-256.
    /// </summary>
    public async Task<Reply> Read(Guid export, CancellationToken ct)
    {
        var version = (await store.Read([export], ct))[0].Version;
        if (await Exports.One(db, new(export), ct) is not { } row) return Reply.NotFound;
        var lines = await PayrollLines.LinesOf(db, new(export), ct);
        var sent = await PayrollLines.ExportsOf(db, lines.Select(l => l.Reverses ?? l.Replaces).OfType<LineId>(), ct);
        var following = (await PayrollLines.FollowingLinesOf(db, new(export), ct)).ToLookup(f => f.Original);
        var batch = new Batch(lines.Select(AsHandedOver));
        access.Log.Touches(export, [.. batch.PerWorker.Keys.Select(w => w.Value)]);
        var payees = await personal.Workers([.. batch.PerWorker.Keys], ct);
        return Reply.Ok(new ExportView(
            ExportSummaryView.Of(row, await files.Lengths([row.Export], ct)),
            NatureTotals(batch),
            IncomeTypeTotals(batch),
            [.. batch.PerWorker.OrderBy(w => w.Key.Value).Select(w => ExportWorkerTotalView.Of(w.Key, payees.GetValueOrDefault(w.Key), w.Value))],
            CentreTotals(batch),
            [.. lines.Select(l => ExportLineView.Of(l, payees.GetValueOrDefault(l.Worker)?.Name, SentWithView.Of(l.Reverses ?? l.Replaces, sent), following[l.Line]))]), version);
    }

    /// <summary>The file as it was rendered when the export was made: the same bytes for ever, sent piece by piece, with their SHA-256 in X-Content-SHA256.</summary>
    /// <param name="format">csv, json or xlsx.</param>
    public async Task<Reply> Download(Guid export, string format, CancellationToken ct)
    {
        if (await files.Read(new(export), format, ct) is not { } file) return Reply.NotFound;
        access.Log.Touches(export, [.. (await PayrollLines.WorkersOf(db, new(export), ct)).Select(w => w.Value)]);
        return new Reply.File(file.Content, file.ContentType, file.Name, file.Sha256, file.Content.Length);
    }

    static readonly Refusal NotAsPreviewed = new(PayrollRefusals.NotAsPreviewed, "Something was approved, corrected or exported since the preview. Look at it again.");

    /// <summary>The months, and those their work was moved out of: the one says what may go of the other.</summary>
    static IReadOnlyList<Guid> WithOrigins(IReadOnlyList<Guid> months, IReadOnlyList<MovedRow> moved)
    {
        var here = months.ToHashSet();
        return [.. months.Union(moved.Where(m => here.Contains(m.Month)).Select(m => m.There))];
    }

    /// <summary>What is asked of each month.</summary>
    static Dictionary<Guid, Handover> Handovers(
        IReadOnlyDictionary<Guid, HoursState> months, IReadOnlyList<MovedRow> moved, DateOnly until, PayNatures natures)
    {
        var into = moved.ToLookup(m => m.Month);
        return months.Keys.ToDictionary(m => m, m => new Handover(
            until, natures,
            into[m].Where(e => e.Line is not null).DistinctBy(e => e.Entry).ToImmutableDictionary(e => e.Entry, e => e.Line!.Value),
            [.. into[m].Where(e => months[e.There].KeepsFeeOf(e.Entry, until)).Select(e => e.Entry)]));
    }

    static Batch BatchOf(IEnumerable<Opened> months, Dictionary<Guid, Handover> handovers) =>
        new(from month in months
            orderby month.Worker.Value
            from due in month.LinesToExport(handovers[StreamOf(month)])
            select new BatchLine(month.Worker, due.Line, due.Replaces, due.Nature));

    static Guid StreamOf(Opened month) => HoursStream.IdOf(month.Worker, month.Year, month.Month);

    static BatchLine AsHandedOver(PayrollLineRow l) =>
        new(l.Worker, new(l.Entry, l.Centre, l.Kind, l.On, l.Minutes, l.Rate, l.Amount, l.IncomeType, l.Reverses), l.Replaces, l.Nature);

    static IReadOnlyList<NatureTotalView> NatureTotals(Batch batch) =>
        [.. batch.PerNature.Select(n => new NatureTotalView(n.Nature, TotalView.Of(n.Total)))];

    static IReadOnlyList<IncomeTypeTotalView> IncomeTypeTotals(Batch batch) =>
        [.. batch.PerIncomeType.Select(t => new IncomeTypeTotalView(t.IncomeType, t.Nature, TotalView.Of(t.Total)))];

    static WorkerTotalView WorkerTotal(PeerWorkerId worker, WorkerPerson? payee, Subtotal total, PensionStanding pension) =>
        new(worker, payee?.Name, payee?.PayrollNumber, payee?.IdentityCode is not null, pension, TotalView.Of(total));

    static IReadOnlyList<CentreTotalView> CentreTotals(Batch batch) =>
        [.. batch.PerCentre.OrderBy(c => c.Key.Value, StringComparer.Ordinal).Select(c => new CentreTotalView(c.Key, TotalView.Of(c.Value)))];

    static DueLineView DueLine(BatchLine l, PayrollBatch known, IReadOnlyDictionary<LineId, (ExportId Export, int Number)> sent) => new(
        l.Worker, known.Payees.GetValueOrDefault(l.Worker)?.Name, l.Line.Centre, known.CostCentre(l), l.Line.Kind, l.Line.On, l.Line.Minutes, l.Line.Rate, l.Line.Amount, l.Line.IncomeType,
        l.Nature, l.Line.Reverses, l.Replaces, SentWithView.Of(l.Line.Reverses ?? l.Replaces, sent));

    static IEnumerable<NotReadyView> NotReady(Opened month, string? name, DateOnly until) =>
        month.Entries.Values.Select(e => e.Work.Centre).Distinct().OrderBy(c => c.Value, StringComparer.Ordinal)
            .Select(centre => (Centre: centre, Entries: month.Unapproved(centre).Where(e => e.Work.On <= until).ToList()))
            .Where(part => part.Entries.Count > 0)
            .Select(part => new NotReadyView(
                month.Worker, name, month.Year, month.Month, part.Centre,
                month.Declaration is Declaration.Declared ? NotReadyBecause.NotApproved : NotReadyBecause.NotDeclared,
                part.Entries.Count, part.Entries.Where(e => e.Stands).Sum(e => e.Work.Fee())));
}
