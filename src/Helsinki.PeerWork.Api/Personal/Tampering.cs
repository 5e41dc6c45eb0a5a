using System.Collections.Concurrent;
using System.Security.Cryptography;
using Helsinki.PeerWork.Api.Access;
using Npgsql;

namespace Helsinki.PeerWork.Api.Personal;

/// <summary>
/// Sealed values that can't be opened: changed, moved, or sealed with a key that is gone. Whoever reads a list sees the others; the log says which
/// row it is, and the access log too, where the data-protection officer looks.
/// </summary>
public sealed partial class Tampering(NpgsqlDataSource db, TimeProvider clock, ILogger<Tampering> log)
{
    /// <summary>What the access log calls it.</summary>
    public const string Operation = "MetUnreadableValue";

    readonly ConcurrentDictionary<string, bool> told = [];

    /// <summary>The value; null when it can't be opened, which is told once.</summary>
    /// <param name="row">Whose or what it is.</param>
    public T? Read<T>(string place, Guid? row, Func<T> open) where T : class
    {
        try
        {
            return open();
        }
        catch (CryptographicException e)
        {
            if (told.TryAdd(place, true)) Tell(place, row, e);
            return null;
        }
    }

    void Tell(string place, Guid? row, CryptographicException e)
    {
        LogUnreadable(e, place);
        var entry = new AccessLog(db, clock) { Ground = "integrity" };
        if (row is { } whose) entry.Touches(whose, whose);
        using var batch = db.CreateBatch();
        batch.BatchCommands.Add(entry.Row(Caller.System, Operation, StatusCodes.Status500InternalServerError));
        batch.ExecuteNonQuery();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sealed value {Place} can't be opened: it was changed or moved, or its key is gone")]
    partial void LogUnreadable(Exception exception, string place);
}
