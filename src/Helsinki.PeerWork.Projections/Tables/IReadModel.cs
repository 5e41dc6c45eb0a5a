using Helsinki.PeerWork.Projections.Store;

namespace Helsinki.PeerWork.Projections.Tables;

/// <summary>
/// A read model: its tables, and how events change their rows. The same one runs inside the append or after it, and is rebuilt from
/// zero while the old rows still answer.
/// </summary>
public interface IReadModel
{
    /// <summary>Never changed. Progress stands in <c>mt_event_progression</c> under <c>Name:All</c>, from version 2 <c>Name:V2:All</c>.</summary>
    string Name { get; }

    /// <summary>Raised with every change of the fold: at the next start the tables are made anew.</summary>
    int Version { get; }

    IReadOnlyList<Table> Tables { get; }

    /// <summary>The event types folded; no others are read.</summary>
    IReadOnlyCollection<Type> Handles { get; }

    /// <summary>Pure: no I/O, clock or new ids.</summary>
    void Fold(Recorded e, Changes changes);
}
