using System.Security.Cryptography;
using System.Text.Json;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Projections.Statistics;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>One document of an edition.</summary>
/// <param name="Language">fi, sv or en; null of one in all three.</param>
/// <param name="Internal">It is never to leave the house.</param>
/// <param name="Sha256">Of the bytes, lower-case hex.</param>
public sealed record EditionFile(string Name, string MediaType, string? Language, bool Internal, byte[] Bytes, string Sha256);

/// <param name="Bytes">How many.</param>
public sealed record StoredFile(int Year, int Edition, string Name, string MediaType, string? Language, bool Internal, long Bytes, string Sha256);

/// <summary>The documents of editions: rendered once, stored, given out byte by byte as they were.</summary>
public sealed class EditionFiles(NpgsqlDataSource db)
{
    const string JsonType = "application/json; charset=utf-8";
    static readonly IReadOnlyList<string> Languages = ["fi", "sv", "en"];

    /// <summary>Every publishable file in every language, and the document that stays inside.</summary>
    public static IReadOnlyList<EditionFile> Render(YearReport report, EditionDocument document)
    {
        var marking = new Marking.Published(document.Number, document.KnownOn, document.Hidden.ToHashSet());
        var name = $"peer-work-{document.Year}-edition-{document.Number}";
        return
        [
            Made($"{name}-internal.json", JsonType, null, true, to => JsonSerializer.Serialize(to, document, Json.Options)),
            .. Languages.SelectMany(language =>
            {
                var file = new StatisticsFile([report], language, marking);
                return (IReadOnlyList<EditionFile>)
                [
                    Made($"{name}-{language}.csv", $"{StatisticsApi.Csv}; charset=utf-8", language, false, file.WriteTidy),
                    Made($"{name}-{language}-wide.csv", $"{StatisticsApi.Csv}; charset=utf-8", language, false, file.WriteWide),
                    Made($"{name}-{language}.xlsx", StatisticsApi.Xlsx, language, false, file.WriteXlsx),
                    Made($"{name}-{language}.json", JsonType, language, false, to => JsonSerializer.Serialize(to, PublicYearView.Of(document, language), Json.Options)),
                ];
            }),
        ];
    }

    static EditionFile Made(string name, string mediaType, string? language, bool isInternal, Action<Stream> write)
    {
        using var to = new MemoryStream();
        write(to);
        var bytes = to.ToArray();
        return new(name, mediaType, language, isInternal, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    /// <summary>Rides in the edition's own transaction.</summary>
    public static NpgsqlBatchCommand Store(int year, int edition, EditionFile file) =>
        new("insert into publication.document (year, edition, name, media_type, language, internal, sha256, bytes) values ($1, $2, $3, $4, $5, $6, $7, $8)")
        {
            Parameters =
            {
                new() { Value = year }, new() { Value = edition }, new() { Value = file.Name }, new() { Value = file.MediaType },
                new() { Value = (object?)file.Language ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = file.Internal }, new() { Value = file.Sha256 }, new() { Value = file.Bytes },
            },
        };

    /// <summary>Null when there is no such document.</summary>
    public async Task<EditionFile?> Read(int year, int edition, string name, CancellationToken ct)
    {
        await using var command = db.CreateCommand(
            "select media_type, language, internal, sha256, bytes from publication.document where year = $1 and edition = $2 and name = $3");
        command.Parameters.Add(new() { Value = year });
        command.Parameters.Add(new() { Value = edition });
        command.Parameters.Add(new() { Value = name });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new(name, rows.GetString(0), await rows.IsDBNullAsync(1, ct) ? null : rows.GetString(1), rows.GetBoolean(2), rows.GetFieldValue<byte[]>(4), rows.GetString(3))
            : null;
    }

    /// <summary>What is kept inside of each of a year's editions, the first first.</summary>
    public async Task<IReadOnlyList<EditionDocument>> DocumentsOf(int year, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select bytes from publication.document where year = $1 and internal order by edition");
        command.Parameters.Add(new() { Value = year });
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<EditionDocument> documents = [];
        while (await rows.ReadAsync(ct)) documents.Add(JsonSerializer.Deserialize<EditionDocument>(rows.GetFieldValue<byte[]>(0), Json.Options)!);
        return documents;
    }

    /// <summary>Every document there is, without its bytes.</summary>
    public async Task<IReadOnlyList<StoredFile>> All(CancellationToken ct)
    {
        await using var command = db.CreateCommand(
            "select year, edition, name, media_type, language, internal, length(bytes)::bigint, sha256 from publication.document order by year, edition, name");
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<StoredFile> files = [];
        while (await rows.ReadAsync(ct))
            files.Add(new(rows.GetInt32(0), rows.GetInt32(1), rows.GetString(2), rows.GetString(3), await rows.IsDBNullAsync(4, ct) ? null : rows.GetString(4),
                rows.GetBoolean(5), rows.GetInt64(6), rows.GetString(7)));
        return files;
    }
}

/// <summary>An edition as the public has it, in one language.</summary>
/// <param name="Suppressed">What a suppressed figure means.</param>
public sealed record PublicYearView(
    int Year, int Edition, DateOnly KnownOn, string Suppressed, IReadOnlyList<EditionCentre> Centres, IReadOnlyList<PublicMeasureView> Measures)
{
    public static PublicYearView Of(EditionDocument d, string language) => new(
        d.Year, d.Number, d.KnownOn, StatisticsFile.SuppressedMeans.In(language), d.Centres,
        [
            .. d.Measures.Select(m => new PublicMeasureView(
                m.Key, m.Version, m.Unit, m.Label.In(language), m.Definition.In(language), m.Group.In(language), Public(m.City),
                m.Centres.ToDictionary(c => c.Key, c => Public(c.Value)))),
        ]);

    static EditionFigure Public(EditionFigure f) => f.Suppressed ? new(null, null, null, null, true) : f;
}

/// <param name="City">A suppressed figure has no numbers.</param>
/// <param name="Centres">By centre code.</param>
public sealed record PublicMeasureView(
    string Key, int Version, Unit Unit, string Label, string Definition, string Group, EditionFigure City, IReadOnlyDictionary<string, EditionFigure> Centres);
