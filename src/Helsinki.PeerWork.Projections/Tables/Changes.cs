using System.Runtime.CompilerServices;

namespace Helsinki.PeerWork.Projections.Tables;

/// <summary>What a page of events changes: at most one change a row, whatever number of events touched it.</summary>
public sealed class Changes
{
    readonly Dictionary<string, TableChanges> tables = [];

    internal IReadOnlyCollection<TableChanges> Tables => tables.Values;

    /// <summary>Makes the row if need be and sets the named columns; the others stay.</summary>
    /// <param name="key">The key's value, or a tuple of its values.</param>
    public void Set(Table table, object key, params ReadOnlySpan<(string Column, object? Value)> values)
    {
        var row = Row(table, key);
        row.Keep();
        foreach (var (column, value) in values)
        {
            var ordinal = table.OrdinalOf(column);
            row.Set(ordinal, SqlValue.Of(table.Columns[ordinal], value));
        }
    }

    /// <summary>Makes the row if need be and adds to a number; null counts as 0.</summary>
    public void Add(Table table, object key, string column, decimal delta)
    {
        var ordinal = table.OrdinalOf(column);
        if (!table.Columns[ordinal].IsNumber) throw new ArgumentException($"Column {column} of {table.Name} is not a number.", nameof(column));
        var row = Row(table, key);
        row.Keep();
        row.Add(table.Columns[ordinal], ordinal, delta);
    }

    /// <summary>Nothing happens when there is no such row.</summary>
    public void Delete(Table table, object key) => Row(table, key).Delete();

    RowChange Row(Table table, object key)
    {
        if (!tables.TryGetValue(table.Name, out var changes)) tables[table.Name] = changes = new(table, []);
        var rowKey = RowKey.Of(table, key);
        if (!changes.Rows.TryGetValue(rowKey, out var row)) changes.Rows[rowKey] = row = new(new object?[table.Columns.Count]);
        return row;
    }
}

sealed record TableChanges(Table Table, Dictionary<RowKey, RowChange> Rows);

/// <summary>The values of a row's key, in the key's order.</summary>
readonly struct RowKey(object[] parts) : IEquatable<RowKey>, IComparable<RowKey>
{
    public object this[int ordinal] => parts[ordinal];

    public static RowKey Of(Table table, object key)
    {
        if (table.Key.Count == 1) return new([Part(table, 0, key)]);
        if (key is not ITuple tuple || tuple.Length != table.Key.Count)
            throw new ArgumentException($"The key of {table.Name} is a tuple of {table.Key.Count}.", nameof(key));
        var parts = new object[tuple.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = Part(table, i, tuple[i]);
        return new(parts);
    }

    static object Part(Table table, int ordinal, object? value) =>
        SqlValue.Of(table.Key[ordinal], value)
            ?? throw new ArgumentException($"{table.Key[ordinal].Name} is part of the key of {table.Name} and cannot be null.", nameof(value));

    public bool Equals(RowKey other)
    {
        for (var i = 0; i < parts.Length; i++)
            if (!parts[i].Equals(other[i])) return false;
        return true;
    }

    /// <summary>Any order will do that is the same in every process.</summary>
    public int CompareTo(RowKey other)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            var order = parts[i] is string text ? string.CompareOrdinal(text, (string)other[i]) : ((IComparable)parts[i]).CompareTo(other[i]);
            if (order != 0) return order;
        }
        return 0;
    }

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = parts[0].GetHashCode();
        for (var i = 1; i < parts.Length; i++) hash = HashCode.Combine(hash, parts[i]);
        return hash;
    }
}

/// <summary>Each column is set, added to, or left as it is; or the row goes.</summary>
/// <param name="values">What is set or added; nothing else is read.</param>
sealed class RowChange(object?[] values)
{
    /// <summary>One bit a column.</summary>
    public long IsSet { get; private set; }
    public long IsAdded { get; private set; }
    public bool IsGone { get; private set; }

    public object? this[int ordinal] => values[ordinal];

    public void Set(int ordinal, object? value)
    {
        values[ordinal] = value;
        IsSet |= 1L << ordinal;
        IsAdded &= ~(1L << ordinal);
    }

    public void Add(Column column, int ordinal, decimal delta)
    {
        values[ordinal] = SqlValue.Of(column, values[ordinal] is { } before ? Convert.ToDecimal(before, null) + delta : delta);
        if ((IsSet & (1L << ordinal)) == 0) IsAdded |= 1L << ordinal;
    }

    public void Delete()
    {
        Array.Clear(values);
        (IsSet, IsAdded, IsGone) = (0, 0, true);
    }

    /// <summary>A row that went earlier in the page comes again with nothing of what it was.</summary>
    public void Keep()
    {
        if (!IsGone) return;
        IsSet = (1L << values.Length) - 1;
        IsGone = false;
    }
}
