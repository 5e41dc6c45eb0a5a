using System.Diagnostics;
using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Personal;
using Npgsql;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>
/// What every request to <c>/api</c> passes: who asks, whether the access table can allow it at all, whether the same key was answered before;
/// and on the way out the access-log row, before anything leaves.
/// </summary>
public static class Gate
{
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").For(Entrance.Programs);
        api.AddEndpointFilter(Pass);
        return api;
    }

    /// <summary>The operation replaces something: If-Match is required.</summary>
    public static RouteHandlerBuilder Replaces(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new ConcurrencyMetadata(Concurrency.Replaces));

    /// <summary>The operation is never refused for a stale version.</summary>
    public static RouteHandlerBuilder NeverStale(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new ConcurrencyMetadata(Concurrency.NeverStale));

    /// <summary>Whoever asks again for what has not changed is told so (304): each answer has an ETag of its content, may be kept, and is asked for every time.</summary>
    public static RouteGroupBuilder AnswersMayBeKept(this RouteGroupBuilder group) => group.WithMetadata(new KeptMetadata());

    /// <summary>Who has no token learns nothing, not even whether the request could be read.</summary>
    public static void UseLogInFirst(this WebApplication app) =>
        app.Use((http, next) =>
        {
            if (http.User.Identity?.IsAuthenticated == true || !Entrances.IsForPrograms(http)) return next(http);
            http.Response.Headers.WWWAuthenticate = http.Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
            return new ReplyResult(new Reply.LogIn()).ExecuteAsync(http);
        });

    /// <summary>
    /// Who asks what is known from here on to all that takes part in answering. Whose roles could never do it is told before anything of the request is
    /// read: nothing is kept in memory for somebody who may not.
    /// </summary>
    public static void UseOperations(this WebApplication app) =>
        app.Use(async (http, next) =>
        {
            if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is null)
            {
                await next(http);
                return;
            }
            var caller = await http.RequestServices.GetRequiredService<Callers>().Of(http.User, http.RequestAborted);
            var never = AccessTable.Instance.Never(Operations.NameOf(endpoint), caller.Roles);
            var key = never ? null : await IdempotencyKey.Of(http.Request, http.RequestServices.GetRequiredService<KeyRing>(), http.RequestAborted);
            http.RequestServices.Hold(AskedAt(endpoint, caller, () => ETag.IfMatch(http.Request), key, http));
            if (never)
                await new ReplyResult(await Through(http.RequestServices, () => throw new UnreachableException(), http.RequestAborted)).ExecuteAsync(http);
            else
                await next(http);
        });

    internal static Asked AskedAt(Endpoint endpoint, Caller caller, Func<long?> ifMatch, IdempotencyKey? key, HttpContext http) => new(
        Operations.NameOf(endpoint), caller, endpoint.Metadata.GetMetadata<ConcurrencyMetadata>()?.Value ?? Concurrency.Adds, ifMatch, key,
        Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier);

    static async ValueTask<object?> Pass(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return new ReplyResult(await Through(
            http.RequestServices,
            async () =>
            {
                if (Parameters.Unreadable(http) is { } unreadable) throw unreadable;
                var reply = (Reply)(await next(context))!;
                return http.GetEndpoint()!.Metadata.GetMetadata<KeptMetadata>() is null ? reply : ToKeep(reply, http.Request);
            },
            http.RequestAborted));
    }

    /// <summary>The way every operation is asked, by a request to the API as by a page.</summary>
    /// <param name="scope">Of this operation alone.</param>
    internal static async Task<Reply> Through(IServiceProvider scope, Func<Task<Reply>> handler, CancellationToken ct)
    {
        var (access, asked) = (scope.GetRequiredService<Admission>(), scope.GetRequiredService<Asked>());
        Reply reply;
        try
        {
            reply = await Answered(scope, asked, handler, access, ct);
        }
        catch (UnreadableRecordException e)
        {
            reply = new Reply.Unreadable(e.Stream, e.Version);
        }
        await access.Log.Write(asked.Caller, asked.Operation, ReplyResult.StatusOf(reply), ct);
        return reply;
    }

    static async Task<Reply> Answered(IServiceProvider scope, Asked asked, Func<Task<Reply>> handler, Admission access, CancellationToken ct)
    {
        if (AccessTable.Instance.Never(asked.Operation, asked.Caller.Roles)) return new Reply.Forbidden();
        var key = asked.Key;
        if (key is not null && await Recalled(scope, key, access, ct) is { } before) return before;

        var reply = await handler();
        // Another request under the same key may have been done meanwhile: its answer is the answer, not that nothing is left to do.
        if (key is not null && reply is not (Reply.Done or Reply.File or Reply.Kept) && await Recalled(scope, key, access, ct) is { } meanwhile) return meanwhile;
        if (reply is Reply.Done or Reply.File or Reply.Kept && !access.Asked && AccessTable.Instance.HangsOnRecord(asked.Operation))
            throw new InvalidOperationException($"{asked.Operation} answered without asking the access table about its record.");
        return reply;
    }

    static Reply ToKeep(Reply reply, HttpRequest request) => reply switch
    {
        Reply.Done { Status: StatusCodes.Status200OK, Body: { } body } =>
            Reply.Kept.Of(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json.Options), "application/json; charset=utf-8", null, null, request),
        Reply.File { Content: MemoryStream content } file => Reply.Kept.Of(content.ToArray(), file.ContentType, file.Name, file.Sha256, request),
        _ => reply,
    };

    static async Task<Reply?> Recalled(IServiceProvider services, IdempotencyKey key, Admission access, CancellationToken ct)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var before = await key.Recall(services.GetRequiredService<NpgsqlDataSource>(), access.Caller.User, clock.GetUtcNow(), ct);
        return before switch
        {
            null => null,
            { SameRequest: false } => new Reply.KeyReused(),
            _ => new Reply.Again(before),
        };
    }
}

/// <summary>What an operation says about versions, for the gate and for the API description.</summary>
public sealed record ConcurrencyMetadata(Concurrency Value);

/// <summary>Answers of the operation may be kept by who asked, under the ETag of their content.</summary>
sealed record KeptMetadata;

/// <summary>A reply on its way out.</summary>
public sealed class ReplyResult(Reply reply) : IResult
{
    public static int StatusOf(Reply reply) => reply switch
    {
        Reply.Done a => a.Status,
        Reply.Again a => a.Before.Status,
        Reply.File => StatusCodes.Status200OK,
        Reply.Kept a => a.IsKnown ? StatusCodes.Status304NotModified : StatusCodes.Status200OK,
        Reply.Refused or Reply.Unreadable => StatusCodes.Status409Conflict,
        Reply.Invalid or Reply.InvalidFile => StatusCodes.Status400BadRequest,
        Reply.LogIn => StatusCodes.Status401Unauthorized,
        Reply.Forbidden => StatusCodes.Status403Forbidden,
        Reply.Absent => StatusCodes.Status404NotFound,
        Reply.Stale => StatusCodes.Status412PreconditionFailed,
        Reply.KeyReused => StatusCodes.Status422UnprocessableEntity,
        Reply.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
        Reply.Busy or Reply.Replayed => StatusCodes.Status503ServiceUnavailable,
        _ => throw new UnreachableException(),
    };

    public Task ExecuteAsync(HttpContext httpContext) => reply switch
    {
        Reply.Done a => Send(httpContext, a.Status, a.Location, a.Version is { } v ? ETag.Of(v) : null,
            a.Body is null ? null : JsonSerializer.SerializeToUtf8Bytes(a.Body, a.Body.GetType(), Json.Options)),
        Reply.Again { Before: var a } => Send(httpContext, a.Status, a.Location, a.ETag, a.Body),
        Reply.File a => Send(httpContext, a),
        Reply.Kept a => Send(httpContext, a),
        _ => Problems.Write(httpContext, Problem(httpContext)),
    };

    Microsoft.AspNetCore.Mvc.ProblemDetails Problem(HttpContext http) => reply switch
    {
        Reply.Refused a => Problems.From(http, a.Refusal),
        Reply.Unreadable a => Problems.Unreadable(http, a),
        Reply.Invalid a => Problems.Invalid(http, a.Errors),
        Reply.InvalidFile a => Problems.InvalidFile(http, a.Code, a.Detail, a.Rows(http)),
        Reply.LogIn => Problems.Of(http, StatusOf(reply), ProblemCodes.Unauthorized, "Send a valid bearer token."),
        Reply.Forbidden { Code: ProblemCodes.TakeOverFirst } => Problems.Of(http, StatusOf(reply), ProblemCodes.TakeOverFirst, "A colleague is responsible. Take the process over first; it is logged."),
        Reply.Forbidden => Problems.Of(http, StatusOf(reply), ProblemCodes.Forbidden, "Your role does not allow this here."),
        Reply.Absent => Problems.Of(http, StatusOf(reply), ProblemCodes.NotFound, "There is nothing here, or nothing you may know of."),
        Reply.Stale a => Problems.Of(http, StatusOf(reply), ProblemCodes.Stale, $"Somebody changed this first: it is at version {ETag.Of(a.Current)} now. Read it again."),
        Reply.KeyReused => Problems.Of(http, StatusOf(reply), ProblemCodes.IdempotencyMismatch, "This Idempotency-Key was used for another request. Use a new one."),
        Reply.PreconditionRequired => Problems.Of(http, StatusOf(reply), ProblemCodes.PreconditionRequired, "Send If-Match with the ETag you last saw, so that nobody's change is overwritten."),
        _ => Problems.Of(http, StatusOf(reply), ProblemCodes.Busy, "Too many changed this at the same moment. Nothing was written; try again."),
    };

    static async Task Send(HttpContext http, int status, string? location, string? etag, byte[]? body)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (location is not null) http.Response.Headers.Location = location;
        if (etag is not null) http.Response.Headers.ETag = etag;
        if (body is null) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    static async Task Send(HttpContext http, Reply.Kept kept)
    {
        http.Response.StatusCode = StatusOf(kept);
        http.Response.Headers.ETag = kept.Tag;
        http.Response.Headers.CacheControl = "private, no-cache"; // of this reader alone, and asked for every time
        http.Response.Headers.Vary = "Accept, Accept-Language, Authorization";
        if (kept.IsKnown) return;
        http.Response.ContentType = kept.ContentType;
        if (kept.Name is not null) http.Response.Headers.ContentDisposition = $"attachment; filename=\"{kept.Name}\"";
        if (kept.Sha256 is not null) http.Response.Headers["X-Content-SHA256"] = kept.Sha256;
        http.Response.ContentLength = kept.Content.Length;
        await http.Response.Body.WriteAsync(kept.Content, http.RequestAborted);
    }

    static async Task Send(HttpContext http, Reply.File file)
    {
        await using var content = file.Content;
        http.Response.ContentType = file.ContentType;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{file.Name}\"";
        if (file.Sha256 is not null) http.Response.Headers["X-Content-SHA256"] = file.Sha256;
        http.Response.ContentLength = file.Length ?? (content.CanSeek ? content.Length : null);
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
