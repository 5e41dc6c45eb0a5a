using Npgsql;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>
/// Who saw or changed what, why, and with what result: one row a request, append-only (the database refuses anything else). It rides in the
/// transaction of a write, and is written before the answer of a read leaves; when it can't be written, nothing leaves.
/// </summary>
public sealed class AccessLog(NpgsqlDataSource db, TimeProvider clock)
{
    readonly HashSet<Guid> subjects = [];
    (string[] Before, string[] After)? change;
    bool written;

    /// <summary>The record the request was about, e.g. a process or a month.</summary>
    public Guid? Record { get; private set; }

    /// <summary>On what ground it was allowed, e.g. <c>responsible-therapist</c>.</summary>
    public string? Ground { get; set; }

    /// <summary>The request touched this record, and data of these persons.</summary>
    public void Touches(Guid? record, params ReadOnlySpan<Guid> persons)
    {
        Record ??= record;
        foreach (var person in persons) subjects.Add(person);
    }

    /// <summary>What the request changed of somebody's rights, in words.</summary>
    public void Changes(IEnumerable<string> before, IEnumerable<string> after) => change = ([.. before], [.. after]);

    public NpgsqlBatchCommand Row(Caller caller, string operation, int status)
    {
        var command = new NpgsqlBatchCommand("""
            insert into audit.access_log (at, user_id, roles, operation, record, persons, ground, status, before, after)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """);
        command.Parameters.Add(new() { Value = clock.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new() { Value = caller.User.Value });
        command.Parameters.Add(new() { Value = caller.Roles.Order().Select(r => r.ToString()).ToArray() });
        command.Parameters.Add(new() { Value = operation });
        command.Parameters.Add(new() { Value = (object?)Record ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = subjects.ToArray() });
        command.Parameters.Add(new() { Value = Ground ?? "role" });
        command.Parameters.Add(new() { Value = status });
        // A request that was refused changed nothing.
        command.Parameters.Add(Texts(status < StatusCodes.Status400BadRequest ? change?.Before : null));
        command.Parameters.Add(Texts(status < StatusCodes.Status400BadRequest ? change?.After : null));
        return command;

        static NpgsqlParameter Texts(string[]? texts) =>
            new() { Value = (object?)texts ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text };
    }

    /// <summary>Who got a file of an export, and when; in order of time.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset At, Guid User)>> DownloadsOf(Guid export, CancellationToken ct)
    {
        await using var command = db.CreateCommand(
            "select at, user_id from audit.access_log where record = $1 and operation = 'DownloadExport' and status = 200 order by id");
        command.Parameters.Add(new() { Value = export });
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<(DateTimeOffset, Guid)> found = [];
        while (await rows.ReadAsync(ct)) found.Add((rows.GetFieldValue<DateTimeOffset>(0), rows.GetGuid(1)));
        return found;
    }

    /// <summary>The row went with the transaction that did the work.</summary>
    public void WrittenWithTheWork() => written = true;

    /// <summary>Writes the row unless it went with the work.</summary>
    public async Task Write(Caller caller, string operation, int status, CancellationToken ct)
    {
        if (written) return;
        await using var batch = db.CreateBatch();
        batch.BatchCommands.Add(Row(caller, operation, status));
        await batch.ExecuteNonQueryAsync(ct);
        written = true;
    }
}
