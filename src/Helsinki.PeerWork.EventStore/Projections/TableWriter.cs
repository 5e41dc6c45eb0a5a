using System.Diagnostics;
using Npgsql;

namespace Helsinki.PeerWork.EventStore;

/// <summary>
/// Writes all changes of a table set-wise: one statement for the rows that go, and one for each set of columns that are set. Rows are
/// found by the key's index whatever the planner thinks of the table's size, and two writers may make the same row at once.
/// </summary>
static class TableWriter
{
    public static IEnumerable<NpgsqlBatchCommand> Commands(Changes changes, Func<Table, string> nameOf) =>
        changes.Tables.OrderBy(t => t.Table.Name, StringComparer.Ordinal).SelectMany(t => Commands(t, nameOf(t.Table)));

    /// <param name="name">The table's own, or that of the one being built beside it.</param>
    static IEnumerable<NpgsqlBatchCommand> Commands(TableChanges changes, string name)
    {
        // In the key's order, so that two appends that touch the same rows take them in the same order.
        var rows = changes.Rows.OrderBy(r => r.Key).ToLookup(r => r.Value.IsGone);
        if (rows[true].Any()) yield return Delete(changes.Table, name, [.. rows[true]]);
        foreach (var alike in rows[false].GroupBy(r => r.Value.IsSet).OrderBy(g => g.Key)) yield return Upsert(changes.Table, name, alike.Key, [.. alike]);
    }

    static NpgsqlBatchCommand Delete(Table table, string name, IReadOnlyList<KeyValuePair<RowKey, RowChange>> rows)
    {
        var command = new NpgsqlBatchCommand(table.Statements.GetOrAdd((name, 0, -1), _ => $"""
            delete from {Table.Schema}.{name} as t using unnest({Arrays(table.Key)}) as c ({Names(table.Key)})
            where {string.Join(" and ", table.Key.Select(c => $"t.{c.Quoted} = c.{c.Quoted}"))}
            """));
        AddKeys(command, table, rows);
        return command;
    }

    /// <param name="set">The columns set in every one of the rows, one bit each.</param>
    static NpgsqlBatchCommand Upsert(Table table, string name, long set, IReadOnlyList<KeyValuePair<RowKey, RowChange>> rows)
    {
        var added = rows.Aggregate(0L, (columns, row) => columns | row.Value.IsAdded);
        var command = new NpgsqlBatchCommand(table.Statements.GetOrAdd((name, set, added), _ => Upsert(table, name, set, added)));
        AddKeys(command, table, rows);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var ordinal = i;
            if (Has(set | added, ordinal)) command.Parameters.Add(new() { Value = Values(table.Columns[i].Type, rows.Select(row => row.Value[ordinal]), rows.Count) });
        }
        return command;
    }

    static string Upsert(Table table, string name, long set, long added)
    {
        Column[] changed = [.. table.Columns.Where((_, ordinal) => Has(set | added, ordinal))];
        Column[] all = [.. table.Key, .. changed];
        var action = changed.Length == 0 ? "nothing" : $"update set {string.Join(", ", changed.Select(Assignment))}";
        return $"insert into {Table.Schema}.{name} as t ({Names(all)}) select * from unnest({Arrays(all)}) on conflict ({Names(table.Key)}) do {action}";

        // Not every row adds to every column that some row adds to; those that don't bring null.
        string Assignment(Column c) => Has(set, table.OrdinalOf(c.Name))
            ? $"{c.Quoted} = excluded.{c.Quoted}"
            : $"{c.Quoted} = coalesce(t.{c.Quoted} + excluded.{c.Quoted}, excluded.{c.Quoted}, t.{c.Quoted})";
    }

    static string Names(IEnumerable<Column> columns) => string.Join(", ", columns.Select(c => c.Quoted));

    static string Arrays(IEnumerable<Column> columns) => string.Join(", ", columns.Select((c, i) => $"${i + 1}::{c.SqlType}[]"));

    static bool Has(long columns, int ordinal) => (columns & (1L << ordinal)) != 0;

    static void AddKeys(NpgsqlBatchCommand command, Table table, IReadOnlyList<KeyValuePair<RowKey, RowChange>> rows)
    {
        for (var i = 0; i < table.Key.Count; i++)
        {
            var ordinal = i;
            command.Parameters.Add(new() { Value = Values(table.Key[i].Type, rows.Select(row => row.Key[ordinal]), rows.Count) });
        }
    }

    static Array Values(ColumnType type, IEnumerable<object?> values, int count) => type switch
    {
        ColumnType.Uuid => Values<Guid?>(values, count),
        ColumnType.Text => Values<string?>(values, count),
        ColumnType.Integer => Values<int?>(values, count),
        ColumnType.Bigint => Values<long?>(values, count),
        ColumnType.Numeric => Values<decimal?>(values, count),
        ColumnType.Boolean => Values<bool?>(values, count),
        ColumnType.Date => Values<DateOnly?>(values, count),
        ColumnType.Time => Values<TimeOnly?>(values, count),
        ColumnType.Timestamp => Values<DateTimeOffset?>(values, count),
        _ => throw new UnreachableException(),
    };

    static T[] Values<T>(IEnumerable<object?> values, int count)
    {
        var array = new T[count];
        var n = 0;
        foreach (var value in values) array[n++] = (T)value!;
        return array;
    }
}
