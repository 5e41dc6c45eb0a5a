using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Payroll;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;
using static Helsinki.PeerWork.Domain.Payroll.PayrollEvent;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>Everything that happened to an export, in order of time: made, downloaded, answered, looked at, corrected later.</summary>
public sealed class ExportLifeApi(Admission access, EventLog store, UnmatchedAnswers unmatched, NpgsqlDataSource db)
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet<ExportLifeApi>("/payroll/exports/{export:guid}/life", a => a.Read).WithName("ReadExportLife").WithTags("Payroll").Produces<ExportLifeView>();

    public enum ExportStatus
    {
        /// <summary>Nobody has downloaded a file yet.</summary>
        Made,

        /// <summary>Downloaded; no line is answered.</summary>
        Fetched,
        PartlyAnswered,

        /// <summary>Every line is.</summary>
        Answered,
    }

    public enum LifeStepKind { Created, FileRendered, Downloaded, AnswersTaken, UnmatchedSeen, FollowedByExport }

    /// <param name="Id">Null: recorded before answers had ids.</param>
    /// <param name="Accepted">Lines newly answered, as are those rejected.</param>
    /// <param name="Unmatched">Answers that fitted no line.</param>
    /// <param name="FileSha256">Of the file they came in; null: through the API.</param>
    public sealed record LifeAnswersView(AnswersId? Id, int Accepted, int Rejected, int Unmatched, string? FileSha256);

    /// <param name="Reverses">How many of this export's lines it takes back.</param>
    /// <param name="Replaces">How many of them its own lines stand for.</param>
    public sealed record LifeFollowingView(ExportId Export, int Number, int Reverses, int Replaces);

    /// <param name="By">The user who did it.</param>
    /// <param name="Status">Of the export after it, as is <paramref name="Unanswered"/>.</param>
    /// <param name="Unanswered">Lines payroll still owed an answer.</param>
    /// <param name="File">What was rendered.</param>
    /// <param name="Answers">What was answered or looked at.</param>
    /// <param name="Following">The later export that speaks of lines of this one.</param>
    public sealed record LifeStepView(
        DateTimeOffset At, string? By, LifeStepKind Step, ExportStatus Status, int Unanswered,
        ExportFileView? File = null, LifeAnswersView? Answers = null, LifeFollowingView? Following = null);

    /// <summary>Answers that fit no line and that nobody has looked at yet.</summary>
    public sealed record OpenAnswersView(AnswersId Id, IReadOnlyList<UnmatchedAnswerView> Unmatched);

    /// <summary>The whole life of one export.</summary>
    /// <param name="Steps">In order of time.</param>
    /// <param name="Unanswered">Lines payroll owes an answer now.</param>
    /// <param name="UnreadableFrom">The version from which on what was recorded can't be read; null: all of it can. Nothing is decided until it is mended.</param>
    public sealed record ExportLifeView(
        ExportId Id, int Number, ExportStatus Status, IReadOnlyList<LifeStepView> Steps, IReadOnlyList<LineId> Unanswered, IReadOnlyList<OpenAnswersView> Unmatched,
        long? UnreadableFrom = null)
        : IExample<ExportLifeView>
    {
        static readonly DateTimeOffset At = new(2026, 6, 3, 6, 30, 5, TimeSpan.Zero);
        static readonly AnswersId Answers = new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c50"));
        const string Clerk = "7c9e6679-7425-50de-944b-e07fc1f90ae7";

        public static ExportLifeView Example => new(
            new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c30")), 12, ExportStatus.Answered,
            [
                new(At, Clerk, LifeStepKind.Created, ExportStatus.Made, 1),
                new(At, Clerk, LifeStepKind.FileRendered, ExportStatus.Made, 1, ExportSummaryView.Example.Files[0]),
                new(At.AddMinutes(4), Clerk, LifeStepKind.Downloaded, ExportStatus.Fetched, 1),
                new(At.AddDays(2), Clerk, LifeStepKind.AnswersTaken, ExportStatus.Answered, 0, Answers: new(Answers, 1, 0, 1, null)),
            ],
            [], [new(Answers, [Payroll.Answered.Example.Unmatched[0]])]);
    }

    /// <summary>
    /// The whole life of an export in order of time: who made it, its files, who downloaded them, what was answered and what answers fitted no line, which
    /// later exports take lines of it back or replace them, and what is unanswered now.
    /// </summary>
    public async Task<Reply> Read(Guid export, CancellationToken ct)
    {
        var stream = (await store.Read([export], ct))[0];
        if (stream is { Events: [], Unreadable: { } first }) return new Reply.Unreadable(export, first);
        if (stream.Events is not [{ Event: ExportCreated created }, ..]) return Reply.NotFound;
        var lines = await PayrollLines.LinesOf(db, new(export), ct);
        access.Log.Touches(export, [.. lines.Select(l => l.Worker.Value).Distinct()]);

        var following = await PayrollLines.FollowingLinesOf(db, new(export), ct);
        var steps = stream.Events.Select(Step)
            .Concat(
               (await access.Log.DownloadsOf(export, ct)).Select(d => new LifeStepView(d.At, d.User.ToString(), LifeStepKind.Downloaded, default, 0)))
            .Concat(following.GroupBy(f => f.Export).Select(Step))
            .OrderBy(s => s.At); // stable: what one act recorded stays in its order
        var life = Running(steps, created.Lines).ToList();

        var seen = stream.Events.Select(e => e.Event).OfType<UnmatchedAnswersSeen>().Select(e => e.Answers).ToHashSet();
        return Reply.Ok(new ExportLifeView(
            new(export), created.Number, life[^1].Status, life,
            [.. lines.Where(l => l.Status == LineStatus.Sent).Select(l => l.Line)],
            [.. (await unmatched.Of(new(export), ct)).Where(u => !seen.Contains(u.Key)).Select(u => new OpenAnswersView(u.Key, [.. u]))],
            stream.Unreadable), stream.Version);
    }

    static LifeStepView Step(Recorded e)
    {
        return e.Event switch
        {
            ExportCreated => Of(LifeStepKind.Created),
            FileRendered f => Of(LifeStepKind.FileRendered) with { File = new(f.Format, f.Name, f.Sha256) },
            AnswerReceived a => Of(LifeStepKind.AnswersTaken) with { Answers = new(null, a.Accepted, a.Rejected, 0, null) },
            AnswersTaken a => Of(LifeStepKind.AnswersTaken) with { Answers = new(a.Answers, a.Accepted, a.Rejected, a.Unmatched, a.Sha256) },
            UnmatchedAnswersSeen s => Of(LifeStepKind.UnmatchedSeen) with { Answers = new(s.Answers, 0, 0, 0, null) },
            _ => throw new System.Diagnostics.UnreachableException(e.Event.GetType().Name),
        };

        LifeStepView Of(LifeStepKind kind) => new(e.At, e.By, kind, default, 0);
    }

    static LifeStepView Step(IGrouping<ExportId, FollowingLineRow> later)
    {
        var first = later.First();
        return new(first.ExportedAt, first.ExportedBy, LifeStepKind.FollowedByExport, default, 0,
            Following: new(later.Key, first.Number, later.Count(f => f.Reverses), later.Count(f => !f.Reverses)));
    }

    /// <summary>Each step with the status after it.</summary>
    static IEnumerable<LifeStepView> Running(IEnumerable<LifeStepView> steps, int lines)
    {
        var (fetched, answered) = (false, 0);
        foreach (var step in steps)
        {
            fetched |= step.Step == LifeStepKind.Downloaded;
            answered += step is { Step: LifeStepKind.AnswersTaken, Answers: { } a } ? a.Accepted + a.Rejected : 0;
            var status = answered == lines ? ExportStatus.Answered : answered > 0 ? ExportStatus.PartlyAnswered : fetched ? ExportStatus.Fetched : ExportStatus.Made;
            yield return step with { Status = status, Unanswered = lines - answered };
        }
    }
}
