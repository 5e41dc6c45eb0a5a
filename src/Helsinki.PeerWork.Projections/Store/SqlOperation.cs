using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using JasperFx.Events;
using Marten.Storage;
using Npgsql;
using NpgsqlTypes;
using Weasel.Core;
using Weasel.Storage;
using IStorageOperation = Marten.Internal.Operations.IStorageOperation;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>A statement of ours in Marten's unit of work: it stands or falls with the events.</summary>
/// <param name="command">With <c>$1</c>, <c>$2</c> …; returns no rows.</param>
sealed class SqlOperation(NpgsqlBatchCommand command) : Statement(command), NoDataReturnedCall
{
    /// <summary>Marten runs what is of no document in the order it was queued, after the events.</summary>
    public override Type DocumentType => typeof(StorageFeatures);
}

/// <summary>The same of a statement that returns rows, which nobody reads.</summary>
sealed class SqlQuery(NpgsqlBatchCommand command) : Statement(command)
{
    public override Type DocumentType => typeof(StorageFeatures);
}

/// <summary>
/// The streams of an append as they must be, held until it has committed: those written, and those that were only read. Marten compares the versions
/// of the former alone, each in its turn; here all are compared, in the order of their ids, before the first number is drawn.
/// </summary>
/// <param name="turn">Whose turn it may be; others' are let pass.</param>
sealed class Hold(IReadOnlyList<StreamAppend> streams, Guid turn) : Statement(new("select peerwork.hold($1, $2, $3, $4)")
{
    Parameters =
    {
        new() { Value = turn },
        new() { Value = streams.Select(s => s.Stream).ToArray() },
        new() { Value = streams.Select(s => s.Expected).ToArray() },
        new() { Value = streams.Select(s => s.Events.Count > 0).ToArray() },
    },
})
{
    public const string Lost = "PW409";

    /// <summary>Among the events' own operations, and queued before them.</summary>
    public override Type DocumentType => typeof(IEvent);
}

abstract partial class Statement(NpgsqlBatchCommand command) : IStorageOperation
{
    static readonly ConcurrentDictionary<string, Piece[]> Pieces = [];

    public abstract Type DocumentType { get; }

    public OperationRole Role() => OperationRole.Other;

    public void ConfigureCommand(Weasel.Postgresql.ICommandBuilder builder, IStorageSession session)
    {
        foreach (var (text, parameter) in Pieces.GetOrAdd(command.CommandText, Split))
        {
            builder.Append(text);
            if (parameter is not { } number) continue;
            var given = command.Parameters[number];
            NpgsqlDbType? type = given.Value is Array ? null : given.NpgsqlDbType;
            builder.AppendParameter(given.Value!, type is NpgsqlDbType.Unknown ? null : type);
        }
    }

    public Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token) => Task.CompletedTask;

    /// <summary>What stands before each parameter, with the parameter's number from 0; and what stands after the last.</summary>
    static Piece[] Split(string sql)
    {
        List<Piece> pieces = [];
        var at = 0;
        foreach (Match placeholder in Placeholder().Matches(sql))
        {
            pieces.Add(new(sql[at..placeholder.Index], int.Parse(placeholder.ValueSpan[1..], null) - 1));
            at = placeholder.Index + placeholder.Length;
        }
        return [.. pieces, new(sql[at..], null)];
    }

    readonly record struct Piece(string Text, int? Parameter);

    [GeneratedRegex(@"\$\d+")]
    private static partial Regex Placeholder();
}
