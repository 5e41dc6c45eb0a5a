using Helsinki.PeerWork.Projections.Tables;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>A read model as an inline projection of Marten's: its rows are changed in the append, set-wise.</summary>
sealed class InlineReadModel(IReadModel model) : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        foreach (var command in Commands(model, events.Select(Recorded.Of))) operations.QueueOperation(new SqlOperation(command));
        return Task.CompletedTask;
    }

    internal static IEnumerable<NpgsqlBatchCommand> Commands(IReadModel model, IEnumerable<Recorded> events)
    {
        var changes = new Changes();
        foreach (var e in events)
            if (model.Handles.Contains(e.Event.GetType())) model.Fold(e, changes);
        return TableWriter.Commands(changes, table => table.Name);
    }
}
