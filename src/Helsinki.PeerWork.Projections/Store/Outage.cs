using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helsinki.PeerWork.Projections.Store;

/// <summary>
/// The database is away: not reached, broken off, stopping or starting, out of disk or of connections, or silent for longer than anybody waits.
/// </summary>
public static class Outage
{
    static readonly string Driver = typeof(NpgsqlConnection).Assembly.GetName().Name!;

    /// <summary>Whether that is what went wrong: nothing was done, or it is not known, and it may be tried again.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        NpgsqlOperationInProgressException => false, // two at once on one connection: a bug
        PostgresException e => e.IsTransient || OfServer(e.SqlState),
        NpgsqlException or TimeoutException or SocketException => true,
        // A connection that dies between the begin and the first command says no more than this.
        ObjectDisposedException e => e.Source == Driver || e.ObjectName.StartsWith(Driver, StringComparison.Ordinal),
        _ => exception.InnerException is { } inner && Is(inner),
    };

    /// <summary>In a few words, without what was asked of the database.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        PostgresException e => $"{e.SqlState}: {e.MessageText}",
        _ when exception.InnerException is { } inner => Reason(inner),
        _ => exception.Message,
    };

    /// <summary>Connection exceptions; a server that stops or starts, gives a statement up, or has become a replica.</summary>
    static bool OfServer(string state) => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
        || state is PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction;
}

/// <summary>Tells of outages: a line for each kind and minute, with how often it happened meanwhile, and no stack.</summary>
public sealed partial class OutageLog(ILogger log, TimeProvider? clock = null)
{
    static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    readonly TimeProvider clock = clock ?? TimeProvider.System;
    readonly ConcurrentDictionary<string, Kind> kinds = [];

    /// <param name="kind">What waits for the database, as a sentence begins.</param>
    public void Tell(string kind, Exception exception)
    {
        var known = kinds.GetOrAdd(kind, _ => new Kind());
        int untold;
        lock (known)
        {
            if (known.Told is { } told && clock.GetElapsedTime(told) < Between)
            {
                known.Untold++;
                return;
            }
            (untold, known.Untold, known.Told) = (known.Untold, 0, clock.GetTimestamp());
        }
        LogAway(kind, Outage.Reason(exception), untold);
    }

    sealed class Kind
    {
        /// <summary>By no clock that anybody sets; null: never.</summary>
        public long? Told { get; set; }

        public int Untold { get; set; }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Kind}: the database is away ({Reason}). {Untold} more since it was last told.")]
    partial void LogAway(string kind, string reason, int untold);
}
