namespace Helsinki.PeerWork.EventStore;

/// <summary>How long PostgreSQL is waited for, in seconds, by kind of work. Together they let a request to a silent database be answered within five seconds.</summary>
public static class Patience
{
    /// <summary>Until there is a connection: a new one, or one of the pool. Unless the connection string says otherwise (<c>Timeout</c>).</summary>
    public const int Connecting = 3;

    /// <summary>A statement somebody waits for on a screen; the slowest takes a tenth of it. Unless the connection string says otherwise (<c>Command Timeout</c>).</summary>
    public const int Request = 4;

    /// <summary>A statement over thousands of rows that is asked for now and then: an export, an import, a file of it.</summary>
    public const int Bulk = 120;

    /// <summary>What may take hours and is told of as it goes: a read model made anew, a script, a turn waited for.</summary>
    public const int Unlimited = 0;

    /// <summary>For a statement given up to be cancelled, before its connection is given up, too.</summary>
    internal const int CancellingMilliseconds = 500;
}
