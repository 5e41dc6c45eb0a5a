using System.Security.Cryptography;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Projections.Payroll;
using Npgsql;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Payroll.PayrollCommand;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>What was new; an answer given before counts no more.</summary>
/// <param name="Id">Of these answers in the export's life; null when nothing of them was new.</param>
/// <param name="Unanswered">Lines payroll still owes an answer.</param>
/// <param name="Undecided">Rows of the file without a status.</param>
/// <param name="Unmatched">Answers that fit no line of the export. They stay in its life until somebody has looked at them.</param>
public sealed record Answered(AnswersId? Id, int Accepted, int Rejected, int Unanswered, int Undecided, IReadOnlyList<UnmatchedAnswerView> Unmatched)
    : IExample<Answered>
{
    public static Answered Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c50")), 41, 1, 0, 0,
        [new(7, new(new("0198c5b2-7f3a-5c11-9d55-0a4a5b7e1c41")), null, null, true, null, UnmatchedBecause.LineOfAnotherExport, 11)]);
}

/// <summary>Payroll's answers, one by one or in a file: those that fit a line are taken, the others are kept to be looked at. Never is one dropped.</summary>
public sealed class AnswerTaking(Acts acts, Admission access, PayrollFiles files, SealedPieces pieces, UnmatchedAnswers unmatched, NpgsqlDataSource db, TimeProvider clock)
{
    public const string NotUnderstood = "answers/not-understood";

    /// <summary>The same answers again change nothing; one that contradicts an earlier one refuses all of them.</summary>
    public Task<Reply> Take(ExportId export, IReadOnlyList<GivenAnswer> answers, CancellationToken ct) => Take(export, answers, 0, null, ct);

    /// <summary>The same file again changes nothing; one with errors is refused whole, with every error by its row.</summary>
    public async Task<Reply> Take(ExportId export, byte[] bytes, CancellationToken ct)
    {
        var reading = AnswerFile.Read(bytes);
        if (reading.Errors.Count > 0) return Refused(reading.Errors);
        var upload = new Upload(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var reply = await Take(export, reading.Answers, reading.Undecided, upload, ct);
        if (upload.Kept is { } kept) await pieces.Discard([kept.Content], ct); // unless the transaction named it
        return reply;
    }

    static Reply.InvalidFile Refused(IReadOnlyList<FileError> errors) =>
        new(NotUnderstood, $"{errors.Count} places in the file are not right. None of its answers was taken.", http => errors.Select(e => e.In(http)).ToList());

    sealed record Upload(byte[] Bytes, string Sha256)
    {
        public KeptContent? Kept { get; set; }

        public bool IsJson => Bytes.AsSpan().TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{' or (byte)'[', ..];
    }

    Task<Reply> Take(ExportId export, IReadOnlyList<GivenAnswer> answers, int undecided, Upload? upload, CancellationToken ct) => acts.Run(async act =>
    {
        // Whoever answers appends to the export, so what is read after it is still so when this is appended.
        if (await act.Load(PayrollDecider.Decider, export.Value) is not PayrollState.Created created) return Reply.NotFound;
        var before = await unmatched.Of(export, ct);
        var rows = (await PayrollLines.LinesOf(db, export, ct)).ToDictionary(l => l.Line);
        var payments = answers.All(a => a.Line is not null) ? new Dictionary<LineId, SentPayment>() : await files.Payments(export, ct);
        var matching = AnswerMatching.Of(answers, [.. rows.Values.Select(r => new AnswerableLine(r.Line, payments.GetValueOrDefault(r.Line)?.Key, r.Status, r.Rejection))]);
        access.Log.Touches(export.Value, [.. matching.Matched.Select(m => rows[m.Line].Worker.Value)]);
        if (upload is not null && created.AnswerFiles.TryGetValue(upload.Sha256, out var known))
            return Reply.Ok(new Answered(known, 0, 0, created.Lines - created.Answered, undecided, [.. before[known]]));
        if (matching.Contradicting.Count > 0)
            return upload is null ? Reply.No(HoursDecider.AnsweredOtherwise) : Refused([.. matching.Contradicting.Select(AnsweredOtherwise)]);

        var now = matching.Matched.DistinctBy(m => m.Line).Where(m => rows[m.Line].Status == LineStatus.Sent).ToList();
        var byMonth = now.GroupBy(m => rows[m.Line].Stream, m => new LineAnswer(m.Line, m.Answer.Reason)).ToList();
        await act.Load(HoursDecider.Decider, [.. byMonth.Select(m => m.Key)]);
        foreach (var month in byMonth)
            if (act.Decide(HoursDecider.Decider, month.Key, new Answer([.. month])) is { } no) return no;

        var others = await Told(matching.Unmatched, ct);
        // The file is new as a whole; through the API an answer that fitted no line before is none anew.
        var kept = upload is not null ? others : [.. others.DistinctBy(u => (u.Line, u.Reason)).Where(u => !before.Any(b => b.Any(u.Repeats)))];
        var id = new AnswersId(Guid.CreateVersion7());
        var (accepted, rejected) = (now.Count(m => m.Answer.Accepted), now.Count(m => !m.Answer.Accepted));
        var take = new TakeAnswers(id, accepted, rejected, kept.Count, upload?.Sha256);
        if (act.Decide(PayrollDecider.Decider, export.Value, take) is { } refused) return refused;

        if (kept.Count > 0) act.Also(UnmatchedAnswers.Keep(export, id, kept));
        if (upload is not null) act.Also(await Keep(upload, export, id, ct));
        var isNew = upload is not null || now.Count + kept.Count > 0;
        return Reply.Ok(new Answered(isNew ? id : null, accepted, rejected, created.Lines - created.Answered - now.Count, undecided, others));
    }, ct);

    static FileError AnsweredOtherwise(GivenAnswer answer) => new(
        answer.Place, null, HoursRefusals.AnsweredOtherwise, answer.Reason?.ToString() ?? "accepted", "The answer given before, or no row for this line.");

    async Task<IReadOnlyList<UnmatchedAnswerView>> Told(IReadOnlyList<(GivenAnswer Answer, UnmatchedBecause Because)> unmatched, CancellationToken ct)
    {
        if (unmatched.Count == 0) return [];
        var exports = await PayrollLines.ExportsOf(db, unmatched.Select(u => u.Answer.Line).OfType<LineId>(), ct);
        return
        [
            .. unmatched.Select(u => u.Answer.Line is { } line && exports.TryGetValue(line, out var sent)
                ? UnmatchedAnswerView.Of(u.Answer, UnmatchedBecause.LineOfAnotherExport, sent.Number)
                : UnmatchedAnswerView.Of(u.Answer, u.Because, null)),
        ];
    }

    /// <summary>Kept sealed as it came, once, however often the act is decided again.</summary>
    async Task<NpgsqlBatchCommand> Keep(Upload upload, ExportId export, AnswersId answers, CancellationToken ct)
    {
        upload.Kept ??= await pieces.Keep(to => to.Write(upload.Bytes), ct);
        var (extension, type) = upload.IsJson ? ("json", "application/json; charset=utf-8") : ("csv", "text/csv; charset=utf-8");
        return new("insert into payroll.answer_file (answers, export, sha256, name, content_type, content, length) values ($1, $2, $3, $4, $5, $6, $7)")
        {
            Parameters =
            {
                new() { Value = answers.Value }, new() { Value = export.Value }, new() { Value = upload.Sha256 },
                new() { Value = PayrollFile.NameOf("palkkavastaus", clock.GetUtcNow(), extension) }, new() { Value = type },
                new() { Value = upload.Kept.Content }, new() { Value = upload.Kept.Length },
            },
        };
    }

    /// <summary>An answer file as it came; null when there is none.</summary>
    internal async Task<StoredFile?> File(ExportId export, AnswersId answers, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select name, content_type, sha256, content, length from payroll.answer_file where export = $1 and answers = $2");
        command.Parameters.Add(new() { Value = export.Value });
        command.Parameters.Add(new() { Value = answers.Value });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new(rows.GetString(0), rows.GetString(1), rows.GetString(2), pieces.Open(rows.GetGuid(3), rows.GetInt64(4)))
            : null;
    }
}
