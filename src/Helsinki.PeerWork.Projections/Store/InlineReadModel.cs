using Helsinki.PeerWork.Projections.Tables;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>A read model as an inline projection of Marten's: its rows are changed in the append, set-wise.</summary>
sealed class InlineReadModel(IReadModel model) : IProjection
{
    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var changes = new Changes();
        foreach (var e in events)
            if (model.Handles.Contains(e.EventType)) model.Fold(Recorded.Of(e), changes);
        foreach (var command in TableWriter.Commands(changes, table => table.Name)) operations.QueueOperation(new SqlOperation(command));
        return Task.CompletedTask;
    }
}
