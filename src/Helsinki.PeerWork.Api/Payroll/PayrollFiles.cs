using System.Security.Cryptography;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Api.Payroll;

/// <param name="Sha256">Of the bytes, lower-case hex.</param>
sealed record Rendered(string Format, string Name, byte[] Bytes, string Sha256);

/// <summary>The files handed to payroll: rendered once, stored sealed, given out byte by byte as they were.</summary>
public sealed class PayrollFiles(PayrollFile file, NpgsqlDataSource db, KeyRing keys)
{
    sealed record Format(string Name, string ContentType, Action<PayrollFile, Stream, IReadOnlyList<PayrollLine>> Write);

    static readonly IReadOnlyList<Format> Formats =
    [
        new("csv", "text/csv; charset=utf-8", (file, to, lines) => file.WriteCsv(to, lines)),
        new("json", "application/json; charset=utf-8", (file, to, lines) => file.WriteJson(to, lines)),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (file, to, lines) => file.WriteXlsx(to, lines)),
    ];

    internal IReadOnlyList<Rendered> Render(IReadOnlyList<PayrollLine> lines, DateTimeOffset at) =>
    [
        .. Formats.Select(format =>
        {
            using var bytes = new MemoryStream();
            format.Write(file, bytes, lines);
            return new Rendered(format.Name, file.NameOf(at, format.Name), bytes.ToArray(), Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())));
        }),
    ];

    /// <summary>Rides in the export's own transaction.</summary>
    internal NpgsqlBatchCommand Store(ExportId export, Rendered rendered) =>
        new("insert into payroll.file (export, format, name, sha256, key_id, bytes) values ($1, $2, $3, $4, $5, $6)")
        {
            Parameters =
            {
                new() { Value = export.Value }, new() { Value = rendered.Format }, new() { Value = rendered.Name }, new() { Value = rendered.Sha256 },
                new() { Value = keys.Current }, new() { Value = keys.Seal(Place(export, rendered.Format), rendered.Bytes) },
            },
        };

    /// <summary>Null when there is no such export or format.</summary>
    internal async Task<(Rendered File, string ContentType)?> Read(ExportId export, string format, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select name, sha256, key_id, bytes from payroll.file where export = $1 and format = $2");
        command.Parameters.Add(new() { Value = export.Value });
        command.Parameters.Add(new() { Value = format });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? (new(format, rows.GetString(0), keys.Open(rows.GetString(2), Place(export, format), rows.GetFieldValue<byte[]>(3)), rows.GetString(1)),
                Formats.Single(f => f.Name == format).ContentType)
            : null;
    }

    static string Place(ExportId export, string format) => $"payroll.file/{export.Value}/{format}";
}
