using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Payroll;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>An answer that could be put to no line of the export.</summary>
/// <param name="Place">The line of the file or the element of the list, 1 upwards.</param>
/// <param name="Line">As it was named; null: told by its payment.</param>
/// <param name="On">Of the payment, as is <paramref name="Gross"/> (euros); whose it was stands in the file alone.</param>
/// <param name="ExportNumber">Of the export the line went with, where it is another one.</param>
public sealed record UnmatchedAnswerView(
    int Place, LineId? Line, DateOnly? On, decimal? Gross, bool Accepted, RejectionReason? Reason, UnmatchedBecause Because, int? ExportNumber)
{
    public static UnmatchedAnswerView Of(GivenAnswer answer, UnmatchedBecause because, int? exportNumber) =>
        new(answer.Place, answer.Line, answer.Payment?.On, answer.Payment?.Gross, answer.Accepted, answer.Reason, because, exportNumber);

    /// <summary>The same answer to the same line, wherever it stood.</summary>
    public bool Repeats(UnmatchedAnswerView other) => Line is not null && (Line, Reason) == (other.Line, other.Reason);
}

/// <summary>What payroll answered that fits no line: kept beside the events, because it may be about anybody.</summary>
public sealed class UnmatchedAnswers(NpgsqlDataSource db)
{
    /// <summary>Rides in the transaction that takes the answers.</summary>
    internal static NpgsqlBatchCommand Keep(ExportId export, AnswersId answers, IReadOnlyList<UnmatchedAnswerView> unmatched) =>
        new("""
            insert into payroll.unmatched_answer (answers, export, place, line, day, gross, reason, because)
            select $1, $2, * from unnest($3::int[], $4::uuid[], $5::date[], $6::numeric[], $7::text[], $8::text[])
            """)
        {
            Parameters =
            {
                new() { Value = answers.Value }, new() { Value = export.Value },
                new() { Value = unmatched.Select(u => u.Place).ToArray() },
                new() { Value = unmatched.Select(u => u.Line?.Value).ToArray() },
                new() { Value = unmatched.Select(u => u.On).ToArray() },
                new() { Value = unmatched.Select(u => u.Gross).ToArray() },
                new() { Value = unmatched.Select(u => u.Reason?.ToString()).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = unmatched.Select(u => u.Because.ToString()).ToArray() },
            },
        };

    /// <summary>Of one export, by the answers they came with, in the order they stood there.</summary>
    internal async Task<ILookup<AnswersId, UnmatchedAnswerView>> Of(ExportId export, CancellationToken ct)
    {
        await using var command = db.CreateCommand(
            "select answers, place, line, day, gross, reason, because from payroll.unmatched_answer where export = $1 order by answers, place");
        command.Parameters.Add(new() { Value = export.Value });
        List<(AnswersId Answers, UnmatchedAnswerView View)> found = [];
        await using (var rows = await command.ExecuteReaderAsync(ct))
            while (await rows.ReadAsync(ct))
            {
                var reason = Lists.OneOf<RejectionReason>("reason", rows.IsDBNull(5) ? null : rows.GetString(5));
                found.Add((new(rows.GetGuid(0)), new(
                    rows.GetInt32(1), rows.IsDBNull(2) ? null : new LineId(rows.GetGuid(2)), rows.IsDBNull(3) ? null : rows.GetFieldValue<DateOnly>(3),
                    rows.IsDBNull(4) ? null : rows.GetDecimal(4), reason is null, reason, Enum.Parse<UnmatchedBecause>(rows.GetString(6)), null)));
            }
        var exports = await PayrollLines.ExportsOf(db, found.Select(f => f.View.Line).OfType<LineId>(), ct);
        return found.ToLookup(f => f.Answers, f => f.View.Because is UnmatchedBecause.LineOfAnotherExport ? f.View with { ExportNumber = exports[f.View.Line!.Value].Number } : f.View);
    }
}
