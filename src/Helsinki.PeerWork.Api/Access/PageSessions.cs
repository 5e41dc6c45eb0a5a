using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Helsinki.PeerWork.Api.Access;

/// <summary>One of somebody's sessions of the pages.</summary>
/// <param name="Browser">As it calls itself; null: it did not.</param>
/// <param name="Address">Where from.</param>
public sealed record LoggedIn(Guid Id, DateTimeOffset BeganAt, DateTimeOffset SeenAt, string? Browser, string? Address);

/// <summary>
/// The sessions of the pages, on the server: each ends when it was not used for a while, at the latest after so many hours, and at once when whoever
/// it is, an administrator or the provider ends it. A row that has lapsed stays an hour, so that a form sent too late is kept for its sender.
/// </summary>
public sealed class PageSessions(NpgsqlDataSource db, KeyRing keys, Tampering tampering, SiteOptions site, TimeProvider clock) : ITicketStore
{
    /// <summary>The claim of a session's principal that says which of the list it is.</summary>
    public const string LogInClaim = "log_in";

    /// <summary>Of the provider's own session, in the claims of a log-in there.</summary>
    public const string ProviderSessionClaim = "sid";

    const string Browser = "browser", Address = "address", Key = "key";
    const int KeyBytes = 32, LongestText = 300;

    static readonly TimeSpan KeptLapsed = TimeSpan.FromHours(1);

    TimeSpan Idle => TimeSpan.FromMinutes(site.IdleMinutes);

    TimeSpan Longest => TimeSpan.FromHours(site.LongestHours);

    public Task<string> StoreAsync(AuthenticationTicket ticket) => throw new NotSupportedException("A session begins with a request.");

    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        var providers = ticket.Principal.FindFirstValue(ProviderSessionClaim);
        ticket.Properties.Items[Browser] = Cut(httpContext.Request.Headers.UserAgent.ToString());
        ticket.Properties.Items[Address] = httpContext.Connection.RemoteIpAddress?.ToString();
        await using var command = db.CreateCommand("""
            insert into access.session (id, log_in, user_id, provider_session, key_id, ticket, began_at, seen_at, asked_at)
            values ($1, $2, $3, $4, $5, $6, $7, $7, $7)
            """);
        command.Parameters.Add(new() { Value = IdOf(key) });
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = Callers.IdOf(ticket.Principal).Value });
        command.Parameters.Add(new() { Value = providers is null ? DBNull.Value : HashOf(providers), NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new() { Value = keys.Current });
        command.Parameters.Add(new() { Value = Seal(key, ticket) });
        command.Parameters.Add(new() { Value = clock.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return key;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => RenewAsync(key, ticket, default);

    /// <summary>What the provider says of somebody has changed.</summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        await using var command = db.CreateCommand("update access.session set key_id = $2, ticket = $3 where id = $1");
        command.Parameters.Add(new() { Value = IdOf(key) });
        command.Parameters.Add(new() { Value = keys.Current });
        command.Parameters.Add(new() { Value = Seal(key, ticket) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, default(CancellationToken));

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        try
        {
            return await RetrieveAsync(key, cancellationToken);
        }
        catch (Exception e) when (Outage.Is(e) && httpContext.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return null; // the page that says the database is away is shown without it
        }
    }

    /// <summary>The session, used now: its idle time begins anew. Null: it has lapsed, or was ended.</summary>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = db.CreateCommand("""
            update access.session set seen_at = $2 where id = $1 and seen_at > $3 and began_at > $4 returning key_id, ticket, log_in
            """);
        command.Parameters.Add(new() { Value = IdOf(key) });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = (now - Idle).UtcDateTime });
        command.Parameters.Add(new() { Value = (now - Longest).UtcDateTime });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken) || Opened(key, row) is not { } ticket) return null;
        ticket.Properties.Items[Key] = key;
        ((ClaimsIdentity)ticket.Principal.Identity!).AddClaim(new(LogInClaim, row.GetGuid(2).ToString()));
        return ticket;
    }

    public Task RemoveAsync(string key) => RemoveAsync(key, default);

    public async Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        await using var command = db.CreateCommand("delete from access.session where id = $1");
        command.Parameters.Add(new() { Value = IdOf(key) });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whose session it was, of one that has lapsed; null when it was ended, or never was.</summary>
    public async Task<ClaimsPrincipal?> Lapsed(string key, CancellationToken ct)
    {
        await using var command = db.CreateCommand("select key_id, ticket from access.session where id = $1");
        command.Parameters.Add(new() { Value = IdOf(key) });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Opened(key, row)?.Principal : null;
    }

    /// <summary>Where somebody is logged in, the latest used first.</summary>
    public async Task<IReadOnlyList<LoggedIn>> Of(UserId user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = db.CreateCommand("""
            select key_id, ticket, log_in, began_at, seen_at, id from access.session
            where user_id = $1 and seen_at > $2 and began_at > $3 order by seen_at desc
            """);
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = (now - Idle).UtcDateTime });
        command.Parameters.Add(new() { Value = (now - Longest).UtcDateTime });
        await using var rows = await command.ExecuteReaderAsync(ct);
        List<LoggedIn> found = [];
        while (await rows.ReadAsync(ct))
        {
            var kept = Opened(rows.GetFieldValue<byte[]>(5), rows)?.Properties;
            found.Add(new(rows.GetGuid(2), rows.GetFieldValue<DateTimeOffset>(3), rows.GetFieldValue<DateTimeOffset>(4), kept?.GetString(Browser),
                kept?.GetString(Address)));
        }
        return found;
    }

    /// <summary>Ends one of somebody's sessions, or all of them.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> End(UserId user, Guid? one, CancellationToken ct)
    {
        await using var command = db.CreateCommand("delete from access.session where user_id = $1 and ($2::uuid is null or log_in = $2)");
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = (object?)one ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The provider ended a session of its own, or all of somebody's.</summary>
    public async Task EndAtProvider(UserId? user, string? providerSession, CancellationToken ct)
    {
        await using var command = db.CreateCommand("""
            delete from access.session
            where ($1::uuid is null or user_id = $1) and ($2::bytea is null or provider_session = $2) and ($1 is not null or $2 is not null)
            """);
        command.Parameters.Add(new() { Value = (object?)user?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = providerSession is null ? DBNull.Value : HashOf(providerSession), NpgsqlDbType = NpgsqlDbType.Bytea });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Whether it is time to ask the provider who this is now; one of several requests at the same moment is told so.</summary>
    public async Task<bool> MayAsk(string key, TimeSpan every, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var command = db.CreateCommand("update access.session set asked_at = $2 where id = $1 and asked_at <= $3");
        command.Parameters.Add(new() { Value = IdOf(key) });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = (now - every).UtcDateTime });
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Forgets sessions that have lapsed for longer than a form of theirs is kept.</summary>
    public async Task Forget(CancellationToken ct)
    {
        var now = clock.GetUtcNow() - KeptLapsed;
        await using var command = db.CreateCommand("delete from access.session where seen_at <= $1 or began_at <= $2");
        command.Parameters.Add(new() { Value = (now - Idle).UtcDateTime });
        command.Parameters.Add(new() { Value = (now - Longest).UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What a session's cookie calls it, of a ticket that was retrieved.</summary>
    public static string KeyOf(AuthenticationProperties retrieved) => retrieved.Items[Key]!;

    byte[] Seal(string key, AuthenticationTicket ticket)
    {
        var kept = new AuthenticationTicket(new(ticket.Principal.Identities.Select(Without)),
            new(ticket.Properties.Items.Where(i => i.Key != Key).ToDictionary()), ticket.AuthenticationScheme);
        return keys.Seal(Place(IdOf(key)), TicketSerializer.Default.Serialize(kept));

        static ClaimsIdentity Without(ClaimsIdentity identity) =>
            new(identity.Claims.Where(c => c.Type != LogInClaim), identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType);
    }

    AuthenticationTicket? Opened(string key, NpgsqlDataReader row) => Opened(IdOf(key), row);

    AuthenticationTicket? Opened(byte[] id, NpgsqlDataReader row) =>
        tampering.Read(Place(id), null, () =>
            TicketSerializer.Default.Deserialize(keys.Open(row.GetString(0), Place(id), row.GetFieldValue<byte[]>(1)))!);

    public static string Place(byte[] id) => $"session.ticket/{Convert.ToHexStringLower(id)}";

    byte[] HashOf(string providerSession) => keys.Hash("session.provider_session", providerSession);

    static byte[] IdOf(string key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key));

    static string? Cut(string text) => text.Length == 0 ? null : text[..Math.Min(text.Length, LongestText)];
}
