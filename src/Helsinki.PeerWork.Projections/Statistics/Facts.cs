using System.Data;
using System.Globalization;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>What figures know of: everything recorded until now, or until the end of a Helsinki day.</summary>
/// <param name="Today">The Helsinki day.</param>
/// <param name="On">Today or earlier; null: until now.</param>
public sealed record Known(DateOnly Today, DateOnly? On = null)
{
    /// <summary>The first day that is not over yet.</summary>
    public DateOnly FirstOpenDay => On is { } day && day < Today ? day.AddDays(1) : Today;

    public bool IsOver(int year) => year < FirstOpenDay.Year;
}

/// <summary>The facts of the annual statistics, as they are or as they were known on a day.</summary>
public sealed class Facts(NpgsqlDataSource db, PastRows past)
{
    static readonly StatisticsFacts Projection = new();

    /// <summary>Everything read inside sees the same events.</summary>
    public async Task<T> Read<T>(Known known, Func<FactsRead, Task<T>> read, CancellationToken ct)
    {
        if (known.On is { } day)
        {
            var mark = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            return await past.Read(Projection, mark, HelsinkiTime.StartOf(day.AddDays(1)),
                (connection, last) => read(new(connection, PastRows.SuffixOf(mark), last)), ct);
        }
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var position = new NpgsqlCommand("select coalesce(max(position), 0) from read.statistics_year", connection);
        return await read(new(connection, "", (long)(await position.ExecuteScalarAsync(ct))!));
    }
}

/// <summary>The facts while they stand still.</summary>
/// <param name="position">The last event they know of.</param>
public sealed class FactsRead(NpgsqlConnection connection, string suffix, long position)
{
    public long Position => position;

    /// <summary>The statements' answers, one after the other, in one round trip.</summary>
    /// <param name="statements">With <c>{at}</c> after each table's name; each takes all parameters.</param>
    internal async Task<NpgsqlDataReader> Ask(IEnumerable<string> statements, Func<IEnumerable<NpgsqlParameter>> parameters, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in statements)
        {
            var command = new NpgsqlBatchCommand(sql.Replace("{at}", suffix, StringComparison.Ordinal));
            foreach (var parameter in parameters()) command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }
        return await batch.ExecuteReaderAsync(ct);
    }

    /// <summary>$1 is the first day of the year, $2 its last, $3 the first day that is not over yet.</summary>
    internal static IEnumerable<NpgsqlParameter> DaysOf(int year, Known known) =>
    [
        new NpgsqlParameter<DateOnly> { TypedValue = new(year, 1, 1) },
        new NpgsqlParameter<DateOnly> { TypedValue = new(year, 12, 31) },
        new NpgsqlParameter<DateOnly> { TypedValue = known.FirstOpenDay },
    ];
}
