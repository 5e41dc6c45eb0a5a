using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Helsinki.PeerWork.EventStore;

/// <summary>Writes all changes of one table with one statement.</summary>
static class TableWriter
{
    static readonly ConcurrentDictionary<(string Definition, string Name), string> Statements = [];

    public static IEnumerable<NpgsqlBatchCommand> Commands(Changes changes, Func<Table, string> nameOf) =>
        changes.Tables.Select(t => Command(t.Table, t.Rows, nameOf(t.Table)));

    /// <param name="name">The table's own, or that of the one being built beside it.</param>
    static NpgsqlBatchCommand Command(Table table, Dictionary<RowKey, RowChange> rows, string name)
    {
        var command = new NpgsqlBatchCommand(Statements.GetOrAdd((table.Definition, name), _ => Statement(table, name)));
        for (var i = 0; i < table.Key.Count; i++)
        {
            var ordinal = i;
            command.Parameters.Add(new() { Value = Values(table.Key[i].Type, rows.Keys.Select(key => key[ordinal]), rows.Count) });
        }
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var ordinal = i;
            command.Parameters.Add(new() { Value = Values(table.Columns[i].Type, rows.Values.Select(row => row[ordinal]), rows.Count) });
        }
        command.Parameters.Add(new() { Value = rows.Values.Select(row => row.IsSet).ToArray() });
        command.Parameters.Add(new() { Value = rows.Values.Select(row => row.IsAdded).ToArray() });
        command.Parameters.Add(new() { Value = rows.Values.Select(row => row.IsGone).ToArray() });
        return command;
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

    static string Statement(Table table, string name)
    {
        Column[] all = [.. table.Key, .. table.Columns];
        var flags = all.Length;
        return $"""
            merge into {Table.Schema}.{name} as t
            using (select * from unnest(
                {string.Concat(all.Select((c, i) => $"${i + 1}::{c.SqlType}[], "))}
                ${flags + 1}::bigint[], ${flags + 2}::bigint[], ${flags + 3}::boolean[])) as c ({List(all, c => c.Quoted)}, is_set, is_added, is_gone)
            on {string.Join(" and ", table.Key.Select(c => $"t.{c.Quoted} = c.{c.Quoted}"))}
            when matched and c.is_gone then delete
            {(table.Columns.Count == 0 ? "when matched then do nothing" : $"when matched then update set {string.Join(", ", table.Columns.Select(Assignment))}")}
            when not matched and not c.is_gone then insert ({List(all, c => c.Quoted)}) values ({List(all, c => $"c.{c.Quoted}")})
            """;
    }

    static string List(IEnumerable<Column> columns, Func<Column, string> part) => string.Join(", ", columns.Select(part));

    static string Assignment(Column column, int ordinal)
    {
        var (name, bit) = (column.Quoted, 1L << ordinal);
        var added = column.IsNumber ? $" when c.is_added & {bit} <> 0 then coalesce(t.{name}, 0) + c.{name}" : "";
        return $"{name} = case when c.is_set & {bit} <> 0 then c.{name}{added} else t.{name} end";
    }
}
