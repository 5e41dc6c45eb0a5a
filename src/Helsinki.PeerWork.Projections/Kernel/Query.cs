using Helsinki.PeerWork.Domain.Kernel;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Kernel;

/// <summary>One hand-written statement and its parameters, $1, $2 … in the order given.</summary>
sealed class Query(string sql)
{
    readonly List<NpgsqlParameter> parameters = [];

    public Query With<T>(T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return this;
    }

    /// <summary>Null is no limit; an empty list lets nothing through.</summary>
    public Query With(IReadOnlyCollection<CentreCode>? centres) => With(centres?.Select(c => c.Value).ToArray());

    public async Task<IReadOnlyList<TRow>> Rows<TRow>(NpgsqlDataSource db, Func<NpgsqlDataReader, TRow> row, CancellationToken ct)
    {
        await using var command = db.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await All(reader, row, ct);
    }

    public async Task<TRow?> One<TRow>(NpgsqlDataSource db, Func<NpgsqlDataReader, TRow> row, CancellationToken ct) where TRow : class =>
        (await Rows(db, row, ct)).SingleOrDefault();

    /// <param name="order">An <c>order by</c> list over the statement's columns: constants of the code, never input.</param>
    public async Task<Page<TRow>> Page<TRow>(
        NpgsqlDataSource db, string order, PageRequest page, Func<NpgsqlDataReader, TRow> row, CancellationToken ct)
    {
        var next = parameters.Count + 1;
        await using var batch = db.CreateBatch();
        batch.BatchCommands.Add(Command($"select count(*)::int from ({sql}) q"));
        batch.BatchCommands.Add(Command($"select * from ({sql}) q order by {order} limit ${next} offset ${next + 1}",
            new NpgsqlParameter<long> { TypedValue = page.Size },
            new NpgsqlParameter<long> { TypedValue = (page.Number - 1L) * page.Size }));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var total = reader.GetInt32(0);
        await reader.NextResultAsync(ct);
        return new(await All(reader, row, ct), total);
    }

    NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlParameter> more)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
        foreach (var parameter in more) command.Parameters.Add(parameter);
        return command;
    }

    static async Task<IReadOnlyList<TRow>> All<TRow>(NpgsqlDataReader reader, Func<NpgsqlDataReader, TRow> row, CancellationToken ct)
    {
        var rows = new List<TRow>();
        while (await reader.ReadAsync(ct)) rows.Add(row(reader));
        return rows;
    }
}

/// <summary>Typed cells by column name.</summary>
static class Cells
{
    /// <summary>Null only where <typeparamref name="T"/> may be null; otherwise a null cell throws.</summary>
    public static T Get<T>(this NpgsqlDataReader row, string column)
    {
        var ordinal = row.GetOrdinal(column);
        return default(T) is null && row.IsDBNull(ordinal) ? default! : row.GetFieldValue<T>(ordinal);
    }

    public static TId Id<TId>(this NpgsqlDataReader row, string column) where TId : struct, IId<TId> => TId.Of(row.Get<Guid>(column));

    public static TId? IdOrNull<TId>(this NpgsqlDataReader row, string column) where TId : struct, IId<TId> =>
        row.Get<Guid?>(column) is { } value ? TId.Of(value) : null;

    public static IReadOnlyList<TId> Ids<TId>(this NpgsqlDataReader row, string column) where TId : struct, IId<TId> =>
        [.. row.Get<Guid[]>(column).Select(TId.Of)];

    public static CentreCode Centre(this NpgsqlDataReader row, string column) => new(row.Get<string>(column));

    public static CentreCode? CentreOrNull(this NpgsqlDataReader row, string column) =>
        row.Get<string?>(column) is { } code ? new CentreCode(code) : null;

    public static TEnum OneOf<TEnum>(this NpgsqlDataReader row, string column) where TEnum : struct, Enum =>
        Enum.Parse<TEnum>(row.Get<string>(column));

    public static TEnum? OneOfOrNull<TEnum>(this NpgsqlDataReader row, string column) where TEnum : struct, Enum =>
        row.Get<string?>(column) is { } name ? Enum.Parse<TEnum>(name) : null;
}
