using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Projections.Tables;

/// <summary>
/// Writes all changes of a table set-wise: one statement for the rows that go, and one for each set of columns that are set. Rows are
/// found by the key's index whatever the planner thinks of the table's size, and two writers may make the same row at once.
/// </summary>
static class TableWriter
{
    public static IEnumerable<NpgsqlBatchCommand> Commands(Changes changes, Func<Table, string> nameOf) =>
        changes.Tables.OrderBy(t => t.Table.Name, StringComparer.Ordinal).SelectMany(t => Commands(t, nameOf(t.Table)));

    /// <param name="name">The table's own, or that of the one being built beside it.</param>
    public static IEnumerable<NpgsqlBatchCommand> Commands(TableChanges changes, string name)
    {
        // In the key's order, so that two appends that touch the same rows take them in the same order.
        KeyValuePair<RowKey, RowChange>[] rows = [.. changes.Rows];
        Array.Sort(rows, (one, other) => one.Key.CompareTo(other.Key));
        if (Array.Exists(rows, row => row.Value.IsGone)) yield return Delete(changes.Table, name, Array.FindAll(rows, row => row.Value.IsGone));
        foreach (var alike in rows.Where(row => !row.Value.IsGone).GroupBy(row => row.Value.IsSet).OrderBy(g => g.Key))
            yield return Upsert(changes.Table, name, alike.Key, [.. alike]);
    }

    static NpgsqlBatchCommand Delete(Table table, string name, KeyValuePair<RowKey, RowChange>[] rows)
    {
        var command = new NpgsqlBatchCommand(table.Statements.GetOrAdd((name, 0, -1, rows.Length == 1), of => $"""
            delete from {Table.Schema}.{of.Name} as t using ({Given(table.Key, of.OneRow)}) as c ({Names(table.Key)})
            where {string.Join(" and ", table.Key.Select(c => $"t.{c.Quoted} = c.{c.Quoted}"))}
            """));
        AddKeys(command, table, rows);
        return command;
    }

    /// <param name="set">The columns set in every one of the rows, one bit each.</param>
    static NpgsqlBatchCommand Upsert(Table table, string name, long set, KeyValuePair<RowKey, RowChange>[] rows)
    {
        var added = rows.Aggregate(0L, (columns, row) => columns | row.Value.IsAdded);
        var command = new NpgsqlBatchCommand(table.Statements.GetOrAdd((name, set, added, rows.Length == 1),
            of => Upsert(table, of.Name, of.Set, of.Added, of.OneRow)));
        AddKeys(command, table, rows);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var ordinal = i;
            if (Has(set | added, ordinal)) command.Parameters.Add(Parameter(table.Columns[i].Type, rows, row => row.Value[ordinal]));
        }
        return command;
    }

    static string Upsert(Table table, string name, long set, long added, bool oneRow)
    {
        Column[] changed = [.. table.Columns.Where((_, ordinal) => Has(set | added, ordinal))];
        Column[] all = [.. table.Key, .. changed];
        var action = changed.Length == 0 ? "nothing" : $"update set {string.Join(", ", changed.Select(Assignment))}";
        return $"insert into {Table.Schema}.{name} as t ({Names(all)}) {Given(all, oneRow)} on conflict ({Names(table.Key)}) do {action}";

        // Not every row adds to every column that some row adds to; those that don't bring null.
        string Assignment(Column c) => Has(set, table.OrdinalOf(c.Name))
            ? $"{c.Quoted} = excluded.{c.Quoted}"
            : $"{c.Quoted} = coalesce(t.{c.Quoted} + excluded.{c.Quoted}, excluded.{c.Quoted}, t.{c.Quoted})";
    }

    /// <summary>The rows as parameters: an array a column; of one row, as an append mostly has, its plain values, which cost less.</summary>
    static string Given(IEnumerable<Column> columns, bool oneRow) => oneRow
        ? $"values ({string.Join(", ", columns.Select((c, i) => $"${i + 1}::{c.SqlType}"))})"
        : $"select * from unnest({string.Join(", ", columns.Select((c, i) => $"${i + 1}::{c.SqlType}[]"))})";

    static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => c.Quoted));

    static bool Has(long columns, int ordinal) => (columns & (1L << ordinal)) != 0;

    static void AddKeys(NpgsqlBatchCommand command, Table table, KeyValuePair<RowKey, RowChange>[] rows)
    {
        for (var i = 0; i < table.Key.Count; i++)
        {
            var ordinal = i;
            command.Parameters.Add(Parameter(table.Key[i].Type, rows, row => row.Key[ordinal]));
        }
    }

    static NpgsqlParameter Parameter(ColumnType type, KeyValuePair<RowKey, RowChange>[] rows, Func<KeyValuePair<RowKey, RowChange>, object?> value) =>
        rows switch
        {
            [var one] => new() { Value = value(one) ?? DBNull.Value, NpgsqlDbType = DbTypeOf(type) },
            _ => new() { Value = Values(type, rows, value) },
        };

    static NpgsqlDbType DbTypeOf(ColumnType type) => type switch
    {
        ColumnType.Uuid => NpgsqlDbType.Uuid,
        ColumnType.Text => NpgsqlDbType.Text,
        ColumnType.Integer => NpgsqlDbType.Integer,
        ColumnType.Bigint => NpgsqlDbType.Bigint,
        ColumnType.Numeric => NpgsqlDbType.Numeric,
        ColumnType.Boolean => NpgsqlDbType.Boolean,
        ColumnType.Date => NpgsqlDbType.Date,
        ColumnType.Time => NpgsqlDbType.Time,
        ColumnType.Timestamp => NpgsqlDbType.TimestampTz,
        _ => throw new UnreachableException(),
    };

    static Array Values(ColumnType type, KeyValuePair<RowKey, RowChange>[] rows, Func<KeyValuePair<RowKey, RowChange>, object?> value) => type switch
    {
        ColumnType.Uuid => Array.ConvertAll(rows, row => (Guid?)value(row)),
        ColumnType.Text => Array.ConvertAll(rows, row => (string?)value(row)),
        ColumnType.Integer => Array.ConvertAll(rows, row => (int?)value(row)),
        ColumnType.Bigint => Array.ConvertAll(rows, row => (long?)value(row)),
        ColumnType.Numeric => Array.ConvertAll(rows, row => (decimal?)value(row)),
        ColumnType.Boolean => Array.ConvertAll(rows, row => (bool?)value(row)),
        ColumnType.Date => Array.ConvertAll(rows, row => (DateOnly?)value(row)),
        ColumnType.Time => Array.ConvertAll(rows, row => (TimeOnly?)value(row)),
        ColumnType.Timestamp => Array.ConvertAll(rows, row => (DateTimeOffset?)value(row)),
        _ => throw new UnreachableException(),
    };
}
