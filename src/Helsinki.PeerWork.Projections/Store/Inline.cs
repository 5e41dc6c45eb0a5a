using Helsinki.PeerWork.Projections.Tables;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>Projections whose rows ride in the append, for lists people act on.</summary>
public static class Inline
{
    /// <summary>The riders that bring the projections' rows up to what is about to be appended.</summary>
    public static IReadOnlyList<NpgsqlBatchCommand> Commands(
        IReadOnlyList<IReadModel> projections, IReadOnlyList<StreamAppend> streams, Envelope envelope) =>
        Commands(projections, [.. streams.SelectMany(s => s.Events.Select((e, i) =>
            new Recorded(0, s.Stream, s.Expected + i + 1, e, envelope.At, envelope.By, envelope.Correlation, envelope.Causation)))]);

    /// <inheritdoc cref="Commands(IReadOnlyList{IReadModel}, IReadOnlyList{StreamAppend}, Envelope)"/>
    public static IReadOnlyList<NpgsqlBatchCommand> Commands(IReadOnlyList<IReadModel> projections, IReadOnlyList<Recorded> events)
    {
        var changes = new Changes();
        foreach (var projection in projections)
            foreach (var e in events)
                if (projection.Handles.Contains(e.Event.GetType())) projection.Fold(e, changes);
        return [.. TableWriter.Commands(changes, table => table.Name)];
    }
}
