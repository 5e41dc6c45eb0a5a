using System.Collections.Concurrent;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Projections.Tables;

/// <summary>What a value of an event becomes in a column: ids and codes as their plain value, enums as their names.</summary>
static class SqlValue
{
    static readonly ConcurrentDictionary<Type, Func<object, Guid>?> Ids = [];

    /// <exception cref="ArgumentException">The column can't hold such a value.</exception>
    public static object? Of(Column column, object? value) => (column.Type, value) switch
    {
        (_, null) => null,
        (ColumnType.Uuid, Guid) => value,
        (ColumnType.Uuid, _) when Ids.GetOrAdd(value.GetType(), PlainValue) is { } plain => plain(value),
        (ColumnType.Text, string) => value,
        (ColumnType.Text, CentreCode code) => code.Value,
        (ColumnType.Text, Enum) => value.ToString(),
        (ColumnType.Integer, int) => value,
        (ColumnType.Integer, decimal number) => decimal.ToInt32(number),
        (ColumnType.Bigint, long) => value,
        (ColumnType.Bigint, int number) => (long)number,
        (ColumnType.Bigint, decimal number) => decimal.ToInt64(number),
        (ColumnType.Numeric, decimal) => value,
        (ColumnType.Numeric, int number) => (decimal)number,
        (ColumnType.Numeric, long number) => (decimal)number,
        (ColumnType.Boolean, bool) => value,
        (ColumnType.Date, DateOnly) => value,
        (ColumnType.Time, TimeOnly) => value,
        (ColumnType.Timestamp, DateTimeOffset at) => at.ToUniversalTime(),
        _ => throw new ArgumentException($"Column {column.Name} ({column.Type}) can't hold {value} ({value.GetType()}).", nameof(value)),
    };

    static Func<object, Guid>? PlainValue(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>))
        ? new Func<Func<object,
            Guid>>(PlainValue<ProcessId>).Method.GetGenericMethodDefinition().MakeGenericMethod(type).CreateDelegate<Func<Func<object, Guid>>>()()
        : null;

    static Func<object, Guid> PlainValue<TId>() where TId : struct, IId<TId> => id => ((TId)id).Value;
}
