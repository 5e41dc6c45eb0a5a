using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Payroll;
using Npgsql;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Payroll.PayrollEvent;
using static Helsinki.PeerWork.Projections.Tests.RecordedDatabase;

namespace Helsinki.PeerWork.Projections.Tests.Payroll;

public class ExportsTests(RecordedDatabase database) : IClassFixture<RecordedDatabase>
{
    static readonly DateOnly May4 = new(2026, 5, 4);
    static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_export_counts_what_payroll_answered_and_lists_its_lines_by_worker_and_day()
    {
        var (export, month, worker) = (new ExportId(New()), New(), new PeerWorkerId(New()));
        LineId[] lines = [new(New()), new(New()), new(New())];
        var number = await Exports.NextNumber(database.Source, None);
        LineExported Line(int i, DateOnly on) => new(lines[i], export, new(New()), new("Malmi"), WorkKind.PeerSupport, on, 60, 20m, 20m, "336", null);

        await database.Record(export.Value, new ExportCreated(number, May4, 3, 60m), new FileRendered("json", "a.json", "ff"),
            new FileRendered("csv", "a.csv", "ee"));
        await database.Record(month, new MonthOpened(worker, 2026, 5), Line(0, May4), Line(1, May4.AddDays(-1)), Line(2, May4.AddDays(-2)),
            new LineAccepted(lines[0]), new LineRejected(lines[1], RejectionReason.PayeeUnknown));

        var row = (await Exports.One(database.Source, export, None))!;
        Assert.Equal((number, May4, 3, 60m, Noon, "user-1"), (row.Number, row.Until, row.Lines, row.Total, row.CreatedAt, row.CreatedBy));
        Assert.Equal((1, 1, 1), (row.Accepted, row.Rejected, row.Unanswered));
        Assert.Equal([new("csv", "a.csv", "ee"), new ExportFileRow("json", "a.json", "ff")], row.Files);
        Assert.Equal(export, (await Exports.List(database.Source, new(), None)).Rows[0].Export);

        var read = await PayrollLines.LinesOf(database.Source, export, None);
        Assert.Equal([lines[2], lines[1], lines[0]], read.Select(l => l.Line));
        Assert.Equal([LineStatus.Sent, LineStatus.Rejected, LineStatus.Accepted], read.Select(l => l.Status));
        Assert.Equal(RejectionReason.PayeeUnknown, read[1].Rejection);
        Assert.All(read, l => Assert.Equal((worker, month), (l.Worker, l.Stream)));
    }

    [Fact]
    public async Task Answers_that_fit_no_line_are_counted_until_somebody_has_looked_at_them()
    {
        var (export, first, second) = (new ExportId(New()), new AnswersId(New()), new AnswersId(New()));
        await database.Record(export.Value, new ExportCreated(await Exports.NextNumber(database.Source, None), May4, 3, 60m),
            new AnswersTaken(first, 1, 0, 2, null), new AnswersTaken(second, 0, 1, 1, "ff"));
        Assert.Equal(3, (await Exports.One(database.Source, export, None))!.Unmatched);

        await database.Record(export.Value, new UnmatchedAnswersSeen(first));

        Assert.Equal(1, (await Exports.One(database.Source, export, None))!.Unmatched);
    }

    [Fact]
    public async Task Later_lines_that_take_back_or_replace_are_found_from_their_originals()
    {
        var (export, later, month) = (new ExportId(New()), new ExportId(New()), New());
        LineId[] lines = [new(New()), new(New()), new(New())];
        var number = await Exports.NextNumber(database.Source, None);
        var fee = new LineExported(lines[0], export, new(New()), new("Malmi"), WorkKind.PeerSupport, May4, 60, 20m, 20m, "336", null);
        await database.Record(export.Value, new ExportCreated(number, May4, 1, 20m));
        await database.Record(later.Value, new ExportCreated(number + 1, May4, 2, 10m));
        await database.Record(month, new MonthOpened(new(New()), 2026, 5), fee, new LineClassed(lines[0], PayNature.Fee), new LineAccepted(lines[0]),
            fee with { Line = lines[1], Export = later, Minutes = -60, Amount = -20m, Reverses = lines[0] },
            fee with { Line = lines[2], Export = later, Minutes = 90, Amount = 30m }, new LineReplaces(lines[2], lines[0]));

        Assert.Equal(
            [(lines[1], true), (lines[2], false)],
            (await PayrollLines.FollowingLinesOf(database.Source, export, None)).OrderByDescending(f => f.Reverses)
                .Select(f => (f.Line, f.Reverses)));
        Assert.All(await PayrollLines.FollowingLinesOf(database.Source, export, None),
            f => Assert.Equal((lines[0], later, number + 1), (f.Original, f.Export, f.Number)));
        Assert.Empty(await PayrollLines.FollowingLinesOf(database.Source, later, None));
        Assert.Equal((PayNature.Fee, null),
            (await PayrollLines.LinesOf(database.Source, export, None)).Single() is var l ? (l.Nature, l.Replaces) : default);
        Assert.Equal([(null, null), ((LineId?)lines[0], (PayNature?)null)],
            (await PayrollLines.LinesOf(database.Source, later, None)).OrderBy(l => l.Amount).Select(l => (l.Replaces, l.Nature)));
    }

    /// <summary>An id is chosen by whoever records the work: only with worker and month is it one entry.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public async Task What_was_sent_here_in_the_same_export_was_not_moved_here_after_it(bool sentHereToo)
    {
        var (worker, entry, export) = (new PeerWorkerId(New()), new EntryId(New()), new ExportId(New()));
        var (lineThere, lineHere, june1) = (new LineId(New()), new LineId(New()), new DateOnly(2026, 6, 1));
        var (there, here) = (HoursStream.IdOf(worker, May4), HoursStream.IdOf(worker, june1));
        Work On(DateOnly day) => new(day, new(10, 0), 60, new("Malmi"), WorkKind.PeerSupport, EngagementForm.FeeForService, null, 20m, "336");
        LineExported Sent(LineId line, DateOnly day) => new(line, export, entry, new("Malmi"), WorkKind.PeerSupport, day, 60, 20m, 20m, "336", null);
        await database.Record(export.Value, new ExportCreated(await Exports.NextNumber(database.Source, None), june1, 2, 40m));
        await database.Record(there, new MonthOpened(worker, 2026, 5), new HoursRecorded(entry, On(May4)), Sent(lineThere, May4),
            new HoursWithdrawn(entry));
        await database.Record(here,
            [new MonthOpened(worker, 2026, 6), new HoursRecorded(entry, On(june1)), .. sentHereToo ? [Sent(lineHere, june1)] : (object[])[]]);

        var moved = Assert.Single(await PayrollLines.MovedInto(database.Source, [here], None));

        Assert.Equal(sentHereToo ? null : lineThere, moved.Line);
    }

    [Fact]
    public async Task Two_exports_never_share_a_number()
    {
        var number = await Exports.NextNumber(database.Source, None);
        await database.Record(New(), new ExportCreated(number, May4, 1, 20m));

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.Record(New(), new ExportCreated(number, May4, 1, 20m)));

        Assert.Equal("payroll_export_number", refused.ConstraintName);
        Assert.Equal(number + 1, await Exports.NextNumber(database.Source, None));
    }
}
