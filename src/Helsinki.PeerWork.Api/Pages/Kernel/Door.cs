using System.Collections.Frozen;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Projections.Store;
using Microsoft.AspNetCore.Diagnostics;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>
/// A page's way to the operations of the API: the same handler behind the same gate, so that the access table, the rules, the access log and
/// what is asked twice are one for pages and programs. There is no other way for a page to read or write.
/// </summary>
/// <param name="http">Of the page's own request: who asks.</param>
public sealed class Door(Operations operations, IServiceScopeFactory scopes, KeyRing keys, IHttpContextAccessor http)
{
    Caller? caller;

    HttpContext Http => http.HttpContext ?? throw new UnreachableException("A page without a request.");

    /// <summary>Who asks; of a visitor who is not logged in, somebody without roles.</summary>
    public async ValueTask<Caller> Caller() => caller ??= await Known();

    /// <summary>The page that says the database is away can be shown without it.</summary>
    async ValueTask<Caller> Known()
    {
        var callers = Http.RequestServices.GetRequiredService<Callers>();
        return Http.Features.Get<IExceptionHandlerFeature>() is { Error: var e } && Outage.Is(e)
            ? callers.WithoutLinks(Http.User)
            : await callers.Of(Http.User, Http.RequestAborted);
    }

    /// <summary>Whether the table could ever let the caller do this: what is offered at all.</summary>
    public async ValueTask<bool> Could(Delegate operation) => !AccessTable.Instance.Never(operations.NameOf(operation), (await Caller()).Roles);

    /// <summary>Asks an operation.</summary>
    /// <param name="operation">Its handler, e.g. <c>ProcessesApi.Read</c>.</param>
    /// <param name="given">What a request would say in address, query and body, by the handler's parameter names, e.g. <c>new { process = id }</c>.</param>
    /// <param name="seen">The version the page was made of, where it matters.</param>
    /// <param name="once">The form's own key: asked again with it, nothing happens twice.</param>
    public async Task<Answer<T>> Ask<T>(Delegate operation, object? given = null, long? seen = null, string? once = null)
    {
        var ct = Http.RequestAborted;
        var (endpoint, handler) = operations.Of(operation);
        await using var scope = scopes.CreateAsyncScope();
        var key = once is null ? null : IdempotencyKey.OfForm(once, handler.Name, given, keys);
        var asked = new AskedOperation(endpoint, () => seen, key, Activity.Current?.TraceId.ToString() ?? Http.TraceIdentifier);
        return new(await Gate.Through(scope.ServiceProvider, await Caller(), asked, Handler, ct));

        async Task<Reply> Handler()
        {
            try
            {
                return await (Task<Reply>)handler.Invoke(null, BindingFlags.DoNotWrapExceptions, null, Arguments(handler, given, scope.ServiceProvider, ct), null)!;
            }
            catch (InvalidFieldException e)
            {
                return Reply.Field(e.Field, e.ShouldBe);
            }
        }
    }

    object?[] Arguments(MethodInfo handler, object? given, IServiceProvider services, CancellationToken ct)
    {
        var left = given?.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(given)) ?? [];
        var arguments = handler.GetParameters().Select(p =>
            left.Remove(p.Name!, out var value) ? value
            : p.ParameterType == typeof(CancellationToken) ? ct
            : p.ParameterType == typeof(HttpContext) ? Http
            : p.ParameterType == typeof(HttpRequest) ? Http.Request
            : p.HasDefaultValue ? p.DefaultValue
            : services.GetRequiredService(p.ParameterType)).ToArray();
        return left.Count == 0 ? arguments : throw new ArgumentException($"{handler.Name} takes no {string.Join(", ", left.Keys)}.", nameof(given));
    }
}

/// <summary>The API's operations by their handlers.</summary>
public sealed class Operations
{
    readonly Lazy<FrozenDictionary<MethodInfo, Endpoint>> endpoints;

    /// <param name="sources">Read when first asked: by then everything is mapped.</param>
    public Operations(IEnumerable<EndpointDataSource> sources) =>
        endpoints = new(() => sources.SelectMany(s => s.Endpoints).Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .Select(e => (Endpoint: e, Handler: e.Metadata.GetMetadata<MethodInfo>())).Where(e => e.Handler is not null)
            .ToFrozenDictionary(e => e.Handler!, e => e.Endpoint));

    public string NameOf(Delegate operation) => Of(operation).Endpoint.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName;

    /// <exception cref="KeyNotFoundException">It is no operation of the API.</exception>
    public (Endpoint Endpoint, MethodInfo Handler) Of(Delegate operation) => (endpoints.Value[operation.Method], operation.Method);
}

/// <summary>What an operation answered a page.</summary>
public sealed record Answer<T>(Reply Reply)
{
    /// <summary>It was done, now or before under the same key.</summary>
    public bool IsDone => Reply is Reply.Done or Reply.Again or Reply.File;

    /// <summary>What was answered, when it was done and says something.</summary>
    public T? Value => Reply switch
    {
        Reply.Done { Body: T body } => body,
        Reply.Again { Before.Body: { } body } => JsonSerializer.Deserialize<T>(body, Json.Options),
        _ => default,
    };

    /// <summary>The version it speaks of; null when it has none.</summary>
    public long? Version => (Reply as Reply.Done)?.Version;
}

/// <summary>What a page can't be made without was not answered: the page that says why is shown instead.</summary>
sealed class NotAnsweredException(Reply reply) : Exception($"An operation answered {reply.GetType().Name}.")
{
    public Reply Reply => reply;
}
