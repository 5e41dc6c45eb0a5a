using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>The access log, for the data-protection officer: who looked at what, why, and with what result.</summary>
public sealed class AccessLogApi(Admission access, NpgsqlDataSource db, Acts acts, PersonalData personal)
{
    public static void Map(RouteGroupBuilder api)
    {
        var log = api.MapGroup("/access-log").WithTags("Access log");
        log.MapGet<AccessLogApi>("", a => a.List).WithName("ListAccessLog").Produces<Listed<AccessView>>();
        log.MapPost<AccessLogApi>("/search", a => a.Search).WithName("SearchAccessLog").NeverStale().Produces<Listed<AccessView>>();
    }

    /// <summary>One request that touched case or personal data.</summary>
    /// <param name="Roles">The user's roles at that moment.</param>
    /// <param name="Operation">Its id in the API description.</param>
    /// <param name="Record">What it was about, e.g. a process.</param>
    /// <param name="Persons">Opaque ids of the persons whose data it touched.</param>
    /// <param name="Ground">Why it was allowed, e.g. responsible-therapist.</param>
    /// <param name="Status">The answer, e.g. 200; 403 and 404 are attempts that were not allowed.</param>
    /// <param name="Before">Of a change of somebody's rights: what they were.</param>
    /// <param name="After">What they are since.</param>
    public sealed record AccessView(
        long Id, DateTimeOffset At, UserId User, IReadOnlyList<string> Roles, string Operation, Guid? Record, IReadOnlyList<Guid> Persons,
            string Ground, int Status,
        IReadOnlyList<string>? Before = null, IReadOnlyList<string>? After = null)
        : IExample<AccessView>
    {
        public static AccessView Example => new(
            4711, new(2026, 5, 4, 9, 12, 44, TimeSpan.Zero), new(new("7c9e6679-7425-50de-944b-e07fc1f90ae7")), ["OccupationalTherapist"], "ReadProcess",
            new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20"), [new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c22")], "responsible-therapist", 200);
    }

    /// <summary>The access log, the newest first; by person it answers “who has looked at my data”.</summary>
    /// <param name="person">A person whose data was touched, by opaque id.</param>
    /// <param name="record">What it was about, e.g. a process.</param>
    /// <param name="user">Who looked.</param>
    /// <param name="from">First Helsinki day.</param>
    /// <param name="to">Last Helsinki day.</param>
    public async Task<Reply> List(
        CancellationToken ct, Guid? person = null, Guid? record = null, Guid? user = null, DateOnly? from = null, DateOnly? to = null,
        int? page = null, int? size = null)
    {
        if (person is { } whose) access.Log.Touches(null, whose);
        return Reply.Ok(await Page(new(person, record, user, Lists.Day("from", from), Lists.Day("to", to)), Lists.Page(page, size), ct));
    }

    /// <param name="ServiceUserReference">As the patient system knows the person.</param>
    /// <param name="WorkerIdentityCode">A peer worker's personal identity code.</param>
    /// <param name="From">First Helsinki day.</param>
    /// <param name="To">Last Helsinki day.</param>
    /// <param name="Page">1 upwards.</param>
    /// <param name="Size">1–200.</param>
    public sealed record SearchRequest(
        string? ServiceUserReference = null, string? WorkerIdentityCode = null, DateOnly? From = null, DateOnly? To = null, int? Page = null, int? Size = null)
        : IExample<SearchRequest>
    {
        public static SearchRequest Example => new("PT-2026-00117", From: new(2026, 1, 1));
    }

    /// <summary>Who has looked at this person's data, by what the person is known by elsewhere; that never stands in an address.</summary>
    public Task<Reply> Search(SearchRequest body, CancellationToken ct) =>
        acts.Run(async _ =>
        {
            Guid? person;
            switch (body)
            {
                case { ServiceUserReference: { } reference, WorkerIdentityCode: null }:
                    person = (await personal.ServiceUserOf(reference, ct))?.Value;
                    break;
                case { ServiceUserReference: null, WorkerIdentityCode: { } text }:
                    person = (await personal.WorkerOf(PersonField.IdentityCode(text, "workerIdentityCode")!, ct))?.Value;
                    break;
                default: return Reply.Field("serviceUserReference", "or workerIdentityCode must be given, one of the two");
            }
            var page = Lists.Page(body.Page, body.Size);
            if (person is not { } known) return Reply.Ok(new Listed<AccessView>([], 0, page.Number, page.Size));
            access.Log.Touches(null, known);
            return Reply.Ok(await Page(new(known, null, null, body.From, body.To), page, ct));
        }, ct);

    sealed record Asked(Guid? Person, Guid? Record, Guid? User, DateOnly? From, DateOnly? To);

    const string Where = """
        from audit.access_log
        where ($1::uuid is null or persons @> array[$1::uuid]) and ($2::uuid is null or record = $2) and ($3::uuid is null or user_id = $3)
          and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
        """;

    async Task<Listed<AccessView>> Page(Asked asked, PageRequest page, CancellationToken ct)
    {
        await using var batch = db.CreateBatch();
        batch.BatchCommands.Add(Command($"select count(*)::int {Where}"));
        batch.BatchCommands.Add(Command(
            $"select id, at, user_id, roles, operation, record, persons, ground, status, before, after {Where} order by id desc limit $6 offset $7",
            page.Size, (page.Number - 1L) * page.Size));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.ReadAsync(ct);
        var total = rows.GetInt32(0);
        await rows.NextResultAsync(ct);
        List<AccessView> views = [];
        while (await rows.ReadAsync(ct))
            views.Add(new(
                rows.GetInt64(0), rows.GetFieldValue<DateTimeOffset>(1), new(rows.GetGuid(2)), rows.GetFieldValue<string[]>(3), rows.GetString(4),
                rows.IsDBNull(5) ? null : rows.GetGuid(5), rows.GetFieldValue<Guid[]>(6), rows.GetString(7), rows.GetInt32(8),
                rows.IsDBNull(9) ? null : rows.GetFieldValue<string[]>(9), rows.IsDBNull(10) ? null : rows.GetFieldValue<string[]>(10)));
        return new(views, total, page.Number, page.Size);

        NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> more)
        {
            var command = new NpgsqlBatchCommand(sql)
            {
                Parameters =
                {
                    Or(asked.Person, NpgsqlDbType.Uuid), Or(asked.Record, NpgsqlDbType.Uuid), Or(asked.User, NpgsqlDbType.Uuid),
                    Or(asked.From is { } from ? HelsinkiTime.StartOf(from).UtcDateTime : null, NpgsqlDbType.TimestampTz),
                    Or(asked.To is { } to ? HelsinkiTime.StartOf(to.AddDays(1)).UtcDateTime : null, NpgsqlDbType.TimestampTz),
                },
            };
            foreach (var value in more) command.Parameters.Add(new NpgsqlParameter { Value = value });
            return command;
        }

        static NpgsqlParameter Or(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
    }
}
