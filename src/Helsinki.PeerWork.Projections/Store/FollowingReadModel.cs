using Helsinki.PeerWork.Projections.Tables;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Subscriptions;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// A read model as a subscription of Marten's daemon, which says who leads, how far it is safe to read, and writes the progress with the rows. The
/// events of a range are read here, in raw rows: one that can't be read stops its own read model, is named, and can be left out for that one alone.
/// (Marten's loader passes over events of unknown names in silence, or over none.)
/// </summary>
sealed class FollowingReadModel : SubscriptionBase
{
    readonly StoreConfiguration store;

    /// <summary>The last range was refused by the database.</summary>
    volatile bool suspects;

    public FollowingReadModel(StoreConfiguration store, IReadModel model)
    {
        (this.store, Model, Name, Version) = (store, model, model.Name, (uint)model.Version);
        IncludeType<NoneToLoad>();
    }

    public IReadModel Model { get; }

    /// <summary>Never recorded: the daemon's own loader finds nothing, and hands over ranges.</summary>
    public sealed record NoneToLoad;

    /// <summary>The database refused a row of the last range: which event it is shows when they are written one by one.</summary>
    public void Suspect() => suspects = true;

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        if (store.Unmade.TryGetValue(Model.Name, out var unmade)) throw unmade;
        await using var connection = await store.Db.OpenConnectionAsync(cancellationToken);
        if (page.SequenceFloor == 0 && await Progress.IsOvertaken(connection, Model, cancellationToken)) throw new OvertakenException();
        if (suspects) await FindAmong(connection, page.SequenceFloor, page.SequenceCeiling, cancellationToken);
        var read = await Read(connection, page.SequenceFloor, page.SequenceCeiling, int.MaxValue, cancellationToken);
        if (read.Poison is { } poison)
        {
            await WriteAhead(connection, page.SequenceFloor, read, cancellationToken);
            throw new PoisonException(Model, poison);
        }
        operations.QueueOperation(new SqlQuery(Progress.Advanced(Model)));
        foreach (var command in TableWriter.Commands(read.Changes, table => table.Name)) operations.QueueOperation(new SqlOperation(command));
        return NullChangeListener.Instance;
    }

    /// <exception cref="PoisonException">The event the database refuses to take; all before it are written.</exception>
    /// <exception cref="WrittenAheadException">All are written, and the progress is beyond the range.</exception>
    async Task FindAmong(NpgsqlConnection connection, long floor, long ceiling, CancellationToken ct)
    {
        suspects = false;
        for (var at = floor; at < ceiling;)
        {
            var one = await Read(connection, at, ceiling, 1, ct);
            try
            {
                await WriteAhead(connection, at, one, ct);
            }
            catch (PostgresException e) when (!Outage.Is(e) && one.Events is [var refused])
            {
                suspects = true;
                throw new PoisonException(Model, new(refused.Position, e));
            }
            if (one.Poison is { } poison) throw new PoisonException(Model, poison);
            at = one.End;
        }
        throw new WrittenAheadException();
    }

    Task<EventPage> Read(NpgsqlConnection connection, long after, long upTo, int size, CancellationToken ct) =>
        EventPage.Read(connection, store.Types, Model, after, upTo, size, ct);

    /// <summary>What comes before the event that stops it, without the daemon.</summary>
    async Task WriteAhead(NpgsqlConnection connection, long from, EventPage read, CancellationToken ct)
    {
        if (read.End <= from) return;
        await using var batch = new NpgsqlBatch(connection) { Timeout = Patience.Bulk, BatchCommands = { Progress.Advance(Model, from, read.End) } };
        foreach (var command in TableWriter.Commands(read.Changes, table => table.Name)) batch.BatchCommands.Add(command);
        await batch.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>The daemon begins again where the progress is now.</summary>
sealed class WrittenAheadException() : Exception("All of the range is written already.");

/// <summary>A program of a later build has made the tables in a higher version: this one leaves them alone.</summary>
sealed class OvertakenException() : Exception("A newer version of the read model is in place.");
