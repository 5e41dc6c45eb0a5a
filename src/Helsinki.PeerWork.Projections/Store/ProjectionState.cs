namespace Helsinki.PeerWork.Projections.Store;

/// <summary>What one process does about one asynchronous projection.</summary>
public abstract record ProjectionState
{
    ProjectionState() { }

    /// <summary>Another process runs it, or nobody can just now.</summary>
    public sealed record Waiting : ProjectionState;

    public sealed record Running(long Position) : ProjectionState;

    /// <summary>The event at this position can't be read, folded or written. Mend the fold and restart, or park the event.</summary>
    public sealed record Stopped(long Position, string Error) : ProjectionState;
}

/// <param name="Behind">Positions between the projection and the last event; null: its tables are not made yet.</param>
public sealed record ProjectionLag(string Projection, long? Behind, ProjectionState State);

/// <param name="Position">Read up to here.</param>
/// <param name="Total">The last position to be read, as known now.</param>
public sealed record RebuildProgress(string Projection, long Position, long Total);
