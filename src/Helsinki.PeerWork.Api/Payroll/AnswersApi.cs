using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Files;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Projections.Payroll;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using static Helsinki.PeerWork.Domain.Payroll.PayrollCommand;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>Payroll's answers to an export: by a robot through the API, by a person as a file.</summary>
public sealed class AnswersApi(AnswerTaking taking, Admission access, NpgsqlDataSource db, Acts acts)
{
    const string Sample = "line;status;reason\n0198c5b2-7f3a-5c11-9d55-0a4a5b7e1c40;accepted;\n0198c5b2-7f3a-5c11-9d55-0a4a5b7e1c41;hylätty;väärä summa\n";

    const string JsonSample = """{"lines": [{"line": "0198c5b2-7f3a-5c11-9d55-0a4a5b7e1c40", "status": "accepted"}]}""";

    public static void Map(RouteGroupBuilder api)
    {
        var export = api.MapGroup("/payroll/exports/{export:guid}").WithTags("Payroll");
        export.MapPost<AnswersApi>("/answers", a => a.Answer).WithName("AnswerExport").WithMetadata(new RequestSizeLimitAttribute(AnswerFile.MaxBytes)).Produces<Answered>();
        export.MapPost<AnswersApi>("/answer-files", a => a.Upload).WithName("UploadAnswers")
            .TakesFile(AnswerFile.MaxBytes, ("text/csv", Sample), ("application/json", JsonSample)).Produces<Answered>();
        export.MapGet<AnswersApi>("/answers/{answers:guid}/file", a => a.Download).WithName("DownloadAnswerFile")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        export.MapPost<AnswersApi>("/answers/{answers:guid}/seen", a => a.See).WithName("SeeUnmatchedAnswers").Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="Reason">Required when the line is not accepted.</param>
    public sealed record AnswerRequest(LineId Line, bool Accepted, RejectionReason? Reason = null) : IExample<AnswerRequest>
    {
        public static AnswerRequest Example => new(new(new("0198c5b2-7f3a-5c11-9d55-0a4a5b7e1c40")), false, RejectionReason.PayeeUnknown);
    }

    /// <summary>
    /// Payroll's answer to each line: accepted, or rejected with a reason. Answers that fit no line of the export are told in the reply and
    /// stay in its life; the others are taken, all or none. The same answers again change nothing.
    /// </summary>
    public Task<Reply> Answer(Guid export, IReadOnlyList<AnswerRequest> body, CancellationToken ct) =>
        Unusable(body) is { Count: > 0 } errors
            ? Task.FromResult<Reply>(new Reply.Invalid(errors))
            : taking.Take(new(export), [.. body.Select((a, i) => new GivenAnswer(i + 1, a.Line, null, a.Reason))], ct);

    static Dictionary<string, string[]> Unusable(IReadOnlyList<AnswerRequest?> answers) =>
        answers.Select((answer, i) => answer switch
            {
                null => ($"[{i}]", "must not be null"),
                { Accepted: false, Reason: null } => ($"[{i}].reason", "is required when the line is not accepted"),
                { Accepted: true, Reason: not null } => ($"[{i}].reason", "is given only when the line is not accepted"),
                _ => ((string Field, string ShouldBe)?)null,
            })
            .OfType<(string Field, string ShouldBe)>()
            .ToDictionary(e => e.Field, e => new[] { e.ShouldBe });

    /// <summary>
    /// Payroll's answers as a file: the payment file, or the JSON of the export, with status and reason added. A row is known by its line,
    /// otherwise by what it pays; one that fits no line is told and kept. Errors are told row by row, and then nothing is taken. The file is
    /// kept sealed; the same one again changes nothing.
    /// </summary>
    public async Task<Reply> Upload(Guid export, HttpRequest request, CancellationToken ct) =>
        await UploadedFile.Of(request, ct) is { } file
            ? await taking.Take(new(export), await UploadedTable.Bytes(file, AnswerFile.MaxBytes, ct), ct)
            : UploadedFile.NotOne;

    /// <summary>An answer file byte by byte as it was uploaded, with its SHA-256 in X-Content-SHA256.</summary>
    public async Task<Reply> Download(Guid export, Guid answers, CancellationToken ct)
    {
        if (await taking.File(new(export), new(answers), ct) is not { } file) return Reply.NotFound;
        access.Log.Touches(export, [.. (await PayrollLines.WorkersOf(db, new(export), ct)).Select(w => w.Value)]);
        return new Reply.File(file.Content, file.ContentType, file.Name, file.Sha256, file.Content.Length);
    }

    /// <summary>Somebody has looked at the answers that fit no line: they no longer wait in the export's life.</summary>
    public Task<Reply> See(Guid export, Guid answers, CancellationToken ct) =>
        acts.Run(async act =>
        {
            if (await act.Load(PayrollDecider.Decider, export) is not PayrollState.Created) return Reply.NotFound;
            access.Log.Touches(export);
            return act.Decide(PayrollDecider.Decider, export, new SeeUnmatched(new(answers))) ?? Reply.NoContent;
        }, ct);
}
