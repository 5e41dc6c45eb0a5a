using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Helsinki.PeerWork.Projections.Tables;

#pragma warning disable CA1720 // They are named as PostgreSQL names them.
public enum ColumnType { Uuid, Text, Integer, Bigint, Numeric, Boolean, Date, Time, Timestamp }
#pragma warning restore CA1720

/// <param name="Name">As it stands in SQL.</param>
public sealed record Column(string Name, ColumnType Type)
{
    internal string Quoted => $"\"{Name}\"";

    internal string SqlType => Type switch
    {
        ColumnType.Uuid => "uuid",
        ColumnType.Text => "text",
        ColumnType.Integer => "integer",
        ColumnType.Bigint => "bigint",
        ColumnType.Numeric => "numeric",
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        ColumnType.Time => "time",
        ColumnType.Timestamp => "timestamptz",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    internal bool IsNumber => Type is ColumnType.Integer or ColumnType.Bigint or ColumnType.Numeric;
}

/// <summary>A table of a read model, in schema <c>read</c>. Columns outside the key may be null.</summary>
/// <param name="Columns">Those outside the key; 63 at most.</param>
/// <param name="Indexes">SQL with <c>{table}</c>, e.g. <c>create unique index {table}_open on {table} (service_user) where open</c>.</param>
public sealed record Table(string Name, IReadOnlyList<Column> Key, IReadOnlyList<Column> Columns, string? Indexes = null)
{
    internal const string Schema = "read";

    /// <summary>One bit of a bigint says of each column whether it changes.</summary>
    const int MostColumns = 63;

    readonly FrozenDictionary<string, int> ordinals = Columns.Count <= MostColumns
        ? Columns.Select((column, ordinal) => KeyValuePair.Create(column.Name, ordinal)).ToFrozenDictionary()
        : throw new ArgumentException($"Table {Name} has more than {MostColumns} columns.", nameof(Columns));

    /// <summary>
    /// What <see cref="TableWriter"/> has once said about the table, by the table's name there, the columns set and added to, and whether it is of
    /// one row.
    /// </summary>
    internal ConcurrentDictionary<(string Name, long Set, long Added, bool OneRow), string> Statements { get; } = [];

    internal int OrdinalOf(string column) =>
        ordinals.TryGetValue(column, out var ordinal)
            ? ordinal
            : throw new ArgumentException($"Table {Name} has no column {column}.", nameof(column));

    internal static string PrimaryKeyOf(string table) => $"{table}_pkey";

    /// <summary>The bare table under another name, without its indexes.</summary>
    internal string CreateAs(string name) => $"""
        create table {Schema}.{name} (
            {string.Concat(Key.Select(c => $"{c.Quoted} {c.SqlType} not null, "))}
            {string.Concat(Columns.Select(c => $"{c.Quoted} {c.SqlType}, "))}
            constraint {PrimaryKeyOf(name)} primary key ({string.Join(", ", Key.Select(c => c.Quoted))}));
        """;

    /// <summary>For a transaction of its own.</summary>
    internal string IndexAs(string name) =>
        Indexes is null
            ? ""
            : $"set local search_path = {Schema}; {Indexes.Replace("{table}", name, StringComparison.Ordinal).TrimEnd(';', ' ', '\n')};";

    /// <summary>Changes with every change of the table's shape.</summary>
    internal string Definition => CreateAs(Name) + IndexAs(Name);
}
