using System.Text;
using System.Text.Json;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Microsoft.Extensions.Primitives;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>
/// The caller's <c>Idempotency-Key</c> and what was asked under it. Kept 24 hours, for answers 2xx only, written with the act itself; an answer is
/// sealed, because it may say of a person what only its reader may know.
/// </summary>
/// <param name="request">Keyed hash over method, address and body: a body may hold what nobody should be able to guess from it.</param>
public sealed class IdempotencyKey(string key, byte[] request, KeyRing keys)
{
    /// <summary>Two requests with one key at the same moment meet here.</summary>
    public const string Constraint = "idempotency_key_once";

    const int LongestKey = 200;
    static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>The key of a POST, with the body read and put back; null when there is none.</summary>
    /// <exception cref="InvalidFieldException">The key is empty, too long or not printable ASCII.</exception>
    public static async Task<IdempotencyKey?> Of(HttpRequest request, KeyRing keys, CancellationToken ct)
    {
        var header = request.Headers["Idempotency-Key"];
        if (header.Count == 0 || !HttpMethods.IsPost(request.Method)) return null;
        var key = header.ToString();
        if (key.Length is 0 or > LongestKey || !key.All(c => c is > ' ' and <= '~'))
            throw new InvalidFieldException("Idempotency-Key", $"must be 1–{LongestKey} printable ASCII characters without spaces");

        request.EnableBuffering();
        using var hash = keys.BeginHash();
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;) hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return new(key, hash.GetHashAndReset(), keys);
    }

    /// <summary>The key of a form: one for each time it is shown, so that a second press of the button is the first one again.</summary>
    public static IdempotencyKey OfForm(string once, string operation, IFormCollection form, KeyRing keys)
    {
        using var hash = keys.BeginHash();
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { operation, said = form.Where(IsSaid).OrderBy(f => f.Key, StringComparer.Ordinal) }, Json.Options));
        return new(once, hash.GetHashAndReset(), keys);
    }

    /// <summary>A field the person filled, and none of the framework's own.</summary>
    static bool IsSaid(KeyValuePair<string, StringValues> field) => !field.Key.StartsWith("__", StringComparison.Ordinal);

    /// <summary>What was answered under this key; null when it is new or older than it is kept.</summary>
    public async Task<Remembered?> Recall(NpgsqlDataSource db, UserId user, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select request, status, location, etag, body, key_id from peerwork.idempotency where user_id = $1 and key = $2 and at > $3");
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = key });
        command.Parameters.Add(new() { Value = (now - Kept).UtcDateTime });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct)
            ? new(
               rows.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(request), rows.GetInt32(1), Text(2), Text(3),
               rows.IsDBNull(4) ? null : Opened(rows.GetFieldValue<byte[]>(4)))
            : null;

        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);

        // Kept by a version that did not seal yet.
        byte[] Opened(byte[] body) => Text(5) is { } keyId ? keys.Open(keyId, Place(user), body) : body;
    }

    /// <summary>Rides in the act's own transaction, so that it is remembered exactly when it was done.</summary>
    public IEnumerable<NpgsqlBatchCommand> Remember(UserId user, Reply.Done reply, DateTimeOffset now)
    {
        yield return new("delete from peerwork.idempotency where user_id = $1 and key = $2 and at <= $3")
        {
            Parameters = { new() { Value = user.Value }, new() { Value = key }, new() { Value = (now - Kept).UtcDateTime } },
        };
        yield return new(
           "insert into peerwork.idempotency (user_id, key, request, at, status, location, etag, key_id, body) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        {
            Parameters =
            {
                new() { Value = user.Value }, new() { Value = key }, new() { Value = request }, new() { Value = now.UtcDateTime }, new() { Value = reply.Status },
                new() { Value = (object?)reply.Location ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = reply.Version is { } v ? ETag.Of(v) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = keys.Current },
                new(
) { Value = reply.Body is { } b ? keys.Seal(Place(user), JsonSerializer.SerializeToUtf8Bytes(b, b.GetType(), Json.Options)) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
            },
        };
    }

    string Place(UserId user) => $"idempotency.body/{user.Value}/{key}";

    /// <summary>Forgets what is older than it is kept.</summary>
    public static async Task Forget(NpgsqlDataSource db, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = db.CreateCommand("delete from peerwork.idempotency where at <= $1");
        command.CommandTimeout = Patience.Bulk;
        command.Parameters.Add(new() { Value = (now - Kept).UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>An earlier reply under the same key.</summary>
/// <param name="SameRequest">False: the key was used for something else.</param>
public sealed record Remembered(bool SameRequest, int Status, string? Location, string? ETag, byte[]? Body);
