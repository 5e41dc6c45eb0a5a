using System.Security.Claims;
using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;
using Npgsql;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>
/// What somebody typed into a form whose session had ended when it was sent: sealed, for the same person to find again after logging in, once
/// and within the hour. Whose form it was its own token says.
/// </summary>
public sealed class KeptInput(NpgsqlDataSource db, KeyRing keys, Tampering tampering, TimeProvider clock)
{
    /// <summary>With the time until somebody tidies up it is gone within the hour.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(50);

    public async Task<Guid> Keep(UserId user, IFormCollection form, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var typed = form.Where(f => f.Key is not ("__RequestVerificationToken" or Fields.OnceField)).ToDictionary(f => f.Key, f => f.Value.ToArray());
        await using var command = db.CreateCommand("insert into access.kept_input (id, user_id, at, key_id, form) values ($1, $2, $3, $4, $5)");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = clock.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new() { Value = keys.Current });
        command.Parameters.Add(new() { Value = keys.Seal(Place(id), JsonSerializer.SerializeToUtf8Bytes(typed)) });
        await command.ExecuteNonQueryAsync(ct);
        return id;
    }

    /// <summary>Null: there is none of this person's.</summary>
    public async Task<IReadOnlyDictionary<string, StringValues>?> Take(Guid id, UserId user, CancellationToken ct)
    {
        await using var command = db.CreateCommand("delete from access.kept_input where id = $1 and user_id = $2 and at > $3 returning key_id, form");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = user.Value });
        command.Parameters.Add(new() { Value = (clock.GetUtcNow() - Kept).UtcDateTime });
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            && tampering.Read(Place(id), user.Value, () => keys.Open(row.GetString(0), Place(id), row.GetFieldValue<byte[]>(1))) is { } form
            ? JsonSerializer.Deserialize<Dictionary<string, string?[]>>(form)!.ToDictionary(f => f.Key, f => new StringValues(f.Value))
            : null;
    }

    /// <summary>Forgets what nobody came back for.</summary>
    public async Task Forget(CancellationToken ct)
    {
        await using var command = db.CreateCommand("delete from access.kept_input where at <= $1");
        command.Parameters.Add(new() { Value = (clock.GetUtcNow() - Kept).UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }

    static string Place(Guid id) => $"kept_input.form/{id}";
}

static class KeptInputs
{
    /// <summary>A form sent after its session had ended is kept for its sender, who is asked to log in again.</summary>
    public static void UseKeptInput(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !Entrances.IsPage(http) || http.User.Identity?.IsAuthenticated == true
            || http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true
            || await LogIn.Lapsed(http) is not { } ended || !await IsOwnFormOf(ended, http))
        {
            await next(http);
            return;
        }
        var user = (await http.RequestServices.GetRequiredService<Callers>().Of(ended, http.RequestAborted)).User;
        var kept = await http.RequestServices.GetRequiredService<KeptInput>().Keep(user, await http.Request.ReadFormAsync(http.RequestAborted), http.RequestAborted);
        http.Response.Redirect($"/log-in?ended=true&to={Uri.EscapeDataString($"{http.Request.Path}?kept={kept}")}");
    });

    /// <summary>The form was made for whoever's session has ended: its token says so. The log-in form was made for nobody.</summary>
    static async Task<bool> IsOwnFormOf(ClaimsPrincipal ended, HttpContext http)
    {
        var nobody = http.User;
        http.User = ended;
        var own = await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        http.User = nobody;
        return own;
    }
}
