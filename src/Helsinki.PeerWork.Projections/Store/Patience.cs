namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// How long PostgreSQL is waited for, in seconds, by kind of work. A request to a silent database is answered within five: its statement is given up,
/// and the driver then tries to have it cancelled, which takes it a connection and an answer, each as long as <see cref="Connecting"/>.
/// </summary>
public static class Patience
{
    /// <summary>Until there is a connection: a new one, or one of the pool. Unless the connection string says otherwise (<c>Timeout</c>).</summary>
    public const int Connecting = 1;

    /// <summary>
    /// A statement somebody waits for on a screen; the slowest takes a fifth of it. Unless the connection string says otherwise (<c>Command
    /// Timeout</c>).
    /// </summary>
    public const int Request = 3;

    /// <summary>A statement over thousands of rows that is asked for now and then: an export, an import, a file of it.</summary>
    public const int Bulk = 120;

    /// <summary>What may take hours and is told of as it goes: a read model made anew, a script, a turn waited for.</summary>
    public const int Unlimited = 0;

    /// <summary>For a statement given up to be cancelled, before its connection is given up, too.</summary>
    internal const int CancellingMilliseconds = 500;
}
