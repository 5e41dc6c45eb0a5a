using System.Security.Cryptography;
using System.Text.Json;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>A file as it was made.</summary>
sealed record MadeFile(string Format, string Name, KeptContent Kept);

/// <summary>The files of one export, in every format.</summary>
/// <param name="Digest">Of the lines they were rendered from.</param>
sealed record RenderedFiles(string Digest, IReadOnlyList<MadeFile> Files)
{
    public static readonly RenderedFiles None = new("", []);
}

/// <summary>A file on its way out.</summary>
/// <param name="Sha256">Of the bytes, lower-case hex.</param>
sealed record StoredFile(string Name, string ContentType, string Sha256, Stream Content);

/// <summary>The files handed to payroll: rendered once, kept sealed, given out byte by byte as they were.</summary>
public sealed class PayrollFiles(PayrollFile file, SealedPieces pieces, NpgsqlDataSource db, KeyRing keys)
{
    sealed record Format(string Name, string ContentType, Action<PayrollFile, Stream, PayrollContent> Write);

    static readonly IReadOnlyList<Format> Formats =
    [
        new("csv", "text/csv; charset=utf-8", (file, to, content) => file.WriteCsv(to, content)),
        new("json", "application/json; charset=utf-8", (file, to, content) => file.WriteJson(to, content)),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (file, to, content) => file.WriteXlsx(to, content)),
    ];

    /// <summary>Every format, kept while it is written. Nothing of it counts until <see cref="Store"/> rides in a transaction.</summary>
    /// <param name="lines">Gone through once for each format, and once to tell whether they are the same.</param>
    /// <param name="before">Of the attempt before, which lost its race: where the same lines stand in them, they are the files of this one; otherwise they go.</param>
    internal async Task<RenderedFiles> Render(Func<IEnumerable<PayrollLine>> lines, RenderedFiles before, DateTimeOffset at, CancellationToken ct)
    {
        var digest = Digest(lines());
        if (digest == before.Digest) return before;
        await Discard(before, ct);
        List<MadeFile> made = [];
        foreach (var format in Formats)
            made.Add(new(format.Name, file.NameOf(at, format.Name), await pieces.Keep(to => format.Write(file, to, new(lines())), ct)));
        return new(digest, made);
    }

    /// <summary>Files of an attempt that came to nothing.</summary>
    internal Task Discard(RenderedFiles lost, CancellationToken ct) =>
        lost.Files.Count == 0 ? Task.CompletedTask : pieces.Discard(lost.Files.Select(f => f.Kept.Content), ct);

    static string Digest(IEnumerable<PayrollLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines) hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(line, Json.Options));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Rides in the export's own transaction.</summary>
    internal static NpgsqlBatchCommand Store(ExportId export, MadeFile rendered) =>
        new("insert into payroll.file (export, format, name, sha256, content, length) values ($1, $2, $3, $4, $5, $6)")
        {
            Parameters =
            {
                new() { Value = export.Value }, new() { Value = rendered.Format }, new() { Value = rendered.Name }, new() { Value = rendered.Kept.Sha256 },
                new() { Value = rendered.Kept.Content }, new() { Value = rendered.Kept.Length },
            },
        };

    /// <summary>What an export's lines pay, as its files say; none when there is no such export.</summary>
    internal async Task<IReadOnlyDictionary<LineId, SentPayment>> Payments(ExportId export, CancellationToken ct)
    {
        if (await Read(export, "json", ct) is not { } file) return new Dictionary<LineId, SentPayment>();
        await using var content = file.Content;
        return await SentPayment.In(content, ct);
    }

    /// <summary>Bytes of each file; not of those early versions made.</summary>
    internal async Task<IReadOnlyDictionary<(ExportId Export, string Format), long>> Lengths(IReadOnlyCollection<ExportId> exports, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select export, format, length from payroll.file where export = any($1) and length is not null");
        command.Parameters.Add(new() { Value = exports.Select(e => e.Value).ToArray() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        Dictionary<(ExportId, string), long> lengths = [];
        while (await rows.ReadAsync(ct)) lengths[(new(rows.GetGuid(0)), rows.GetString(1))] = rows.GetInt64(2);
        return lengths;
    }

    /// <summary>Null when there is no such export or format.</summary>
    internal async Task<StoredFile?> Read(ExportId export, string format, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select name, sha256, content, length, key_id, bytes from payroll.file where export = $1 and format = $2");
        command.Parameters.Add(new() { Value = export.Value });
        command.Parameters.Add(new() { Value = format });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new(rows.GetString(0), Formats.Single(f => f.Name == format).ContentType, rows.GetString(1),
                rows.IsDBNull(2)
                    ? new MemoryStream(keys.Open(rows.GetString(4), $"payroll.file/{export.Value}/{format}", rows.GetFieldValue<byte[]>(5)))
                    : pieces.Open(rows.GetGuid(2), rows.GetInt64(3)))
            : null;
    }
}
