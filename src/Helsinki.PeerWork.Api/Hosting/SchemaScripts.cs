using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hosting;

/// <summary>
/// Brings a database to this build's schema: the <c>Schema/*.sql</c> each assembly carries, assembly by assembly, each script once, only
/// ever forward. A script that was applied may not change; what comes later is a new script.
/// </summary>
public static class SchemaScripts
{
    /// <summary>Starting instances take turns on it.</summary>
    const long Turn = 0x7065_6572_776F_726B;

    /// <param name="sources">In the order their scripts build on each other; the event store's own come first by themselves.</param>
    public static async Task Apply(NpgsqlDataSource db, IEnumerable<Assembly> sources, CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await Execute(connection, $"select pg_advisory_lock({Turn})", ct);
        try
        {
            await Execute(connection, """
                create schema if not exists peerwork;
                create table if not exists peerwork.schema_script (
                    name text primary key, sha256 text not null, applied_at timestamptz not null default now())
                """, ct);
            var applied = await Applied(connection, ct);
            foreach (var script in sources.Prepend(typeof(EventLog).Assembly).Distinct().SelectMany(Scripts))
                if (!applied.TryGetValue(script.Name, out var sha256))
                    await Apply(connection, script, ct);
                else if (sha256 != script.Sha256)
                    throw new InvalidOperationException($"Schema script {script.Name} was changed after it was applied: put it back, and write a new script instead.");
        }
        finally
        {
            await Execute(connection, $"select pg_advisory_unlock({Turn})", CancellationToken.None);
        }
    }

    static IEnumerable<Script> Scripts(Assembly source) =>
        from resource in source.GetManifestResourceNames()
        where resource.Contains(".Schema.", StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal)
        orderby resource
        select Script.Read(source, resource);

    static async Task<Dictionary<string, string>> Applied(NpgsqlConnection connection, CancellationToken ct)
    {
        var applied = new Dictionary<string, string>();
        await using var command = new NpgsqlCommand("select name, sha256 from peerwork.schema_script", connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct)) applied[rows.GetString(0)] = rows.GetString(1);
        return applied;
    }

    static async Task Apply(NpgsqlConnection connection, Script script, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // The first scripts name the schema of the event tables so, and what was applied is not changed.
        await Execute(connection, script.Sql.Replace("{events}", "public", StringComparison.Ordinal), ct);
        await using var record = new NpgsqlCommand("insert into peerwork.schema_script (name, sha256) values ($1, $2)", connection, transaction)
        {
            Parameters = { new() { Value = script.Name }, new() { Value = script.Sha256 } },
        };
        await record.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Patience.Unlimited };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <param name="Name">Assembly and file, e.g. <c>Helsinki.PeerWork.EventStore/0001-event-store.sql</c>.</param>
    sealed record Script(string Name, string Sql, string Sha256)
    {
        public static Script Read(Assembly source, string resource)
        {
            using var text = new StreamReader(source.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var sql = text.ReadToEnd().ReplaceLineEndings("\n");
            return new(resource.Replace(".Schema.", "/", StringComparison.Ordinal), sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
    }
}
