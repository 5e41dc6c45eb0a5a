using System.Globalization;
using System.Text;
using System.Text.Json;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.PersonalData;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Api.Personal;

/// <summary>What is known of a peer worker as a person.</summary>
/// <param name="Reference">As the engagement register knows the person.</param>
/// <param name="MonthlyLimit">Euros a month the worker wants to stay under; the worker's own.</param>
/// <param name="LimitShared">The worker lets the coordinator see the limit and the forecast.</param>
/// <param name="Version">For If-Match.</param>
public sealed record WorkerPerson(
    PeerWorkerId Worker, string? Name, string? Reference, IdentityCode? IdentityCode, string? PayrollNumber, decimal? MonthlyLimit, bool LimitShared, long Version)
{
    /// <summary>Payroll's alone; null: nothing is known.</summary>
    public PensionInsurance? Pension { get; init; }

    /// <summary>Some of it can't be opened: it is shown as far as it can be read, and not written over.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>A worker of whom nothing is known yet.</summary>
    public static WorkerPerson Unknown(PeerWorkerId worker) => new(worker, null, null, null, null, null, LimitShared: false, Version: 0);
}

/// <summary>A worker's own limit, with the plan of one month.</summary>
/// <param name="Limit">Euros a month; null: none is set.</param>
/// <param name="Shared">The worker lets the coordinator see the limit.</param>
/// <param name="Plan">Empty: none.</param>
/// <param name="Version">Of all that is kept of the person.</param>
public sealed record OwnLimit(decimal? Limit, bool Shared, IReadOnlyList<PlannedWork> Plan, long Version);

/// <summary>
/// The only place that reads and writes who people are. Writes are commands that ride in the act's transaction; every column is sealed by itself.
/// </summary>
public sealed class PersonalData(NpgsqlDataSource db, KeyRing keys, Tampering tampering)
{
    /// <summary>The opaque id the patient system's reference already has; null when it is new. Case and spaces don't matter.</summary>
    public Task<ServiceUserId?> ServiceUserOf(string reference, CancellationToken ct) =>
        Find("select id from personal.service_user where reference_hash = $1", keys.Hash("service_user.reference", Normal(reference)), ServiceUserId.Of, ct);

    public NpgsqlBatchCommand AddServiceUser(ServiceUserId id, string reference) =>
        Command("insert into personal.service_user (id, key_id, reference, reference_hash) values ($1, $2, $3, $4)",
            id.Value, keys.Current, Seal("service_user.reference", id.Value, reference.Trim()), keys.Hash("service_user.reference", Normal(reference)));

    /// <summary>The patient system's reference, for the responsible therapist alone.</summary>
    public async Task<string?> ReferenceOf(ServiceUserId id, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select key_id, reference from personal.service_user where id = $1");
        command.Parameters.Add(new() { Value = id.Value });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? Open(rows.GetString(0), "service_user.reference", id.Value, rows.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>The workers these register references belong to; absent ones are new.</summary>
    public async Task<IReadOnlyDictionary<string, PeerWorkerId>> WorkersOf(IReadOnlyCollection<string> references, CancellationToken ct)
    {
        var hashes = references.ToLookup(r => Convert.ToHexString(keys.Hash("peer_worker.reference", Normal(r))));
        await using var command = db.CreateCommand("select id, reference_hash from personal.peer_worker where reference_hash = any($1)");
        command.Parameters.Add(new() { Value = hashes.Select(h => Convert.FromHexString(h.Key)).ToArray() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        Dictionary<string, PeerWorkerId> found = [];
        while (await rows.ReadAsync(ct))
            foreach (var reference in hashes[Convert.ToHexString(rows.GetFieldValue<byte[]>(1))]) found[reference] = new(rows.GetGuid(0));
        return found;
    }

    /// <summary>Persons known by their register reference alone, all in one statement.</summary>
    public NpgsqlBatchCommand AddWorkers(IReadOnlyList<(PeerWorkerId Worker, string Reference)> workers) =>
        Command("""
            insert into personal.peer_worker (id, key_id, reference, reference_hash)
            select w.id, $1, w.reference, w.hash from unnest($2, $3, $4) as w (id, reference, hash)
            """,
            keys.Current, workers.Select(w => w.Worker.Value).ToArray(),
            workers.Select(w => Seal("peer_worker.reference", w.Worker.Value, w.Reference)).ToArray(),
            workers.Select(w => keys.Hash("peer_worker.reference", Normal(w.Reference))).ToArray());

    public Task<PeerWorkerId?> WorkerOf(IdentityCode code, CancellationToken ct) =>
        Find("select id from personal.peer_worker where identity_code_hash = $1", keys.Hash("peer_worker.identity_code", code.Reveal()), PeerWorkerId.Of, ct);

    /// <summary>
    /// Writes the whole row, decided on <see cref="WorkerPerson.Version"/> (0: the row is new). If another changed it in between, the
    /// transaction is lost, as when a stream's version moved.
    /// </summary>
    /// <exception cref="UnreadableRecordException">Some of it can't be opened, and would be lost.</exception>
    public NpgsqlBatchCommand Save(WorkerPerson person)
    {
        if (person.IsUnreadable) throw new UnreadableRecordException(person.Worker.Value, person.Version);
        var id = person.Worker.Value;
        var code = person.IdentityCode?.Reveal();
        return Command("""
            insert into personal.peer_worker as p
                (id, key_id, name, reference, reference_hash, identity_code, identity_code_hash, payroll_number, monthly_limit, limit_shared,
                 yel_status, yel_certificate_on, yel_next_check)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $13, $14 from personal.guard_peer_worker($1, $11)
            on conflict (id) do update set
                key_id = excluded.key_id, name = excluded.name, reference = excluded.reference, reference_hash = excluded.reference_hash,
                identity_code = excluded.identity_code, identity_code_hash = excluded.identity_code_hash, payroll_number = excluded.payroll_number,
                monthly_limit = excluded.monthly_limit, limit_shared = excluded.limit_shared, yel_status = excluded.yel_status,
                yel_certificate_on = excluded.yel_certificate_on, yel_next_check = excluded.yel_next_check, version = p.version + 1
            """,
            id, keys.Current, SealOrNull("name", person.Name), SealOrNull("reference", person.Reference),
            person.Reference is { } r ? keys.Hash("peer_worker.reference", Normal(r)) : Null,
            SealOrNull("identity_code", code), code is null ? Null : keys.Hash("peer_worker.identity_code", code),
            SealOrNull("payroll_number", person.PayrollNumber),
            SealOrNull("monthly_limit", person.MonthlyLimit?.ToString(CultureInfo.InvariantCulture)),
            person.LimitShared, person.Version,
            SealOrNull("yel_status", person.Pension?.Status.ToString()),
            SealOrNull("yel_certificate_on", Text(person.Pension?.CertificateOn)), SealOrNull("yel_next_check", Text(person.Pension?.NextCheck)));

        object SealOrNull(string column, string? value) => value is null ? Null : Seal($"peer_worker.{column}", id, value);

        static string? Text(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
    }

    public async Task<WorkerPerson?> Worker(PeerWorkerId worker, CancellationToken ct) => (await Workers([worker], ct)).GetValueOrDefault(worker);

    /// <summary>The persons behind these ids, in one round trip.</summary>
    public async Task<IReadOnlyDictionary<PeerWorkerId, WorkerPerson>> Workers(IReadOnlyCollection<PeerWorkerId> workers, CancellationToken ct)
    {
        await using var command = db.CreateCommand("""
            select id, key_id, name, reference, identity_code, payroll_number, monthly_limit, limit_shared, version,
                   yel_status, yel_certificate_on, yel_next_check
            from personal.peer_worker where id = any($1)
            """);
        command.Parameters.Add(new() { Value = workers.Select(w => w.Value).ToArray() });
        await using var rows = await command.ExecuteReaderAsync(ct);
        Dictionary<PeerWorkerId, WorkerPerson> persons = [];
        while (await rows.ReadAsync(ct))
        {
            var (id, unreadable) = (rows.GetGuid(0), false);
            persons[new(id)] = new(
                new(id), Text(2, "name") ?? (unreadable ? Unreadable : null), Text(3, "reference"),
                Text(4, "identity_code") is { } code && IdentityCode.TryParse(code, out var parsed, out _) ? parsed : null,
                Text(5, "payroll_number"),
                Text(6, "monthly_limit") is { } limit ? decimal.Parse(limit, CultureInfo.InvariantCulture) : null,
                rows.GetBoolean(7), rows.GetInt64(8))
            {
                Pension = Text(9, "yel_status") is { } status
                    ? new(Enum.Parse<YelStatus>(status), Day(Text(10, "yel_certificate_on")), Day(Text(11, "yel_next_check")))
                    : null,
            };
            if (unreadable) persons[new(id)] = persons[new(id)] with { IsUnreadable = true };

            string? Text(int column, string name)
            {
                if (rows.IsDBNull(column)) return null;
                var text = Open(rows.GetString(1), $"peer_worker.{name}", id, rows.GetFieldValue<byte[]>(column));
                unreadable |= text is null;
                return text;
            }
        }
        return persons;

        static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
    }

    /// <summary>The worker's own limit and the plan of a month, in one round trip; null when nothing is known of the worker.</summary>
    /// <param name="month">As 2026-05.</param>
    public async Task<OwnLimit?> LimitOf(PeerWorkerId worker, string month, CancellationToken ct)
    {
        await using var command = db.CreateCommand("""
            select p.key_id, p.monthly_limit, p.limit_shared, p.version, w.key_id, w.plan
            from personal.peer_worker p left join personal.work_plan w on w.worker = p.id and w.month = $2 where p.id = $1
            """);
        command.Parameters.Add(new() { Value = worker.Value });
        command.Parameters.Add(new() { Value = month });
        await using var rows = await command.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct)) return null;
        decimal? limit = rows.IsDBNull(1)
            || Open(rows.GetString(0), "peer_worker.monthly_limit", worker.Value, rows.GetFieldValue<byte[]>(1)) is not { } written ? null
            : decimal.Parse(written, CultureInfo.InvariantCulture);
        IReadOnlyList<PlannedWork> plan = rows.IsDBNull(5) ? []
            : JsonSerializer.Deserialize<List<PlannedWork>>(keys.Open(rows.GetString(4), PlanOf(worker, month), rows.GetFieldValue<byte[]>(5)), Json.Options)!;
        return new(limit, rows.GetBoolean(2), plan, rows.GetInt64(3));
    }

    /// <summary>Writes a worker's plan of a month, beside a <see cref="Save"/> that holds to the version; an empty one is deleted.</summary>
    public NpgsqlBatchCommand SavePlan(PeerWorkerId worker, string month, IReadOnlyList<PlannedWork> plan) => plan.Count == 0
        ? Command("delete from personal.work_plan where worker = $1 and month = $2", worker.Value, month)
        : Command("""
            insert into personal.work_plan (worker, month, key_id, plan) values ($1, $2, $3, $4)
            on conflict (worker, month) do update set key_id = excluded.key_id, plan = excluded.plan
            """,
            worker.Value, month, keys.Current, keys.Seal(PlanOf(worker, month), JsonSerializer.SerializeToUtf8Bytes(plan, Json.Options)));

    static string PlanOf(PeerWorkerId worker, string month) => $"work_plan.plan/{worker.Value}/{month}";

    /// <summary>Their names; without one who has none.</summary>
    public async Task<IReadOnlyDictionary<PeerWorkerId, string>> NamesOf(IReadOnlyCollection<PeerWorkerId> workers, CancellationToken ct) =>
        (await Workers(workers, ct)).Values.Where(p => p.Name is not null).ToDictionary(p => p.Worker, p => p.Name!);

    async Task<TId?> Find<TId>(string sql, byte[] hash, Func<Guid, TId> id, CancellationToken ct) where TId : struct
    {
        await using var command = db.CreateCommand(sql);
        command.Parameters.Add(new() { Value = hash });
        return await command.ExecuteScalarAsync(ct) is Guid found ? id(found) : null;
    }

    static string Normal(string reference) => reference.Trim().ToUpperInvariant();

    byte[] Seal(string column, Guid row, string value) => keys.Seal($"{column}/{row}", Encoding.UTF8.GetBytes(value));

    /// <summary>What stands for a name that can't be opened.</summary>
    public const string Unreadable = "⚠";

    /// <summary>Null: it can't be opened, which is told.</summary>
    string? Open(string keyId, string column, Guid row, byte[] value) =>
        tampering.Read($"{column}/{row}", row, () => Encoding.UTF8.GetString(keys.Open(keyId, $"{column}/{row}", value)));

    static readonly object Null = DBNull.Value;

    static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value is DBNull ? new() { Value = value, NpgsqlDbType = NpgsqlDbType.Bytea } : new NpgsqlParameter { Value = value });
        return command;
    }
}
