using System.Diagnostics;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
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
public sealed class Door(Operations operations, IServiceProvider services, KeyRing keys, IHttpContextAccessor http)
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
    public ValueTask<bool> Could<T>(Expression<Func<T, Delegate>> operation) => Could(Operation.Of(operation));

    /// <inheritdoc cref="Could{T}"/>
    public async ValueTask<bool> Could(Operation operation) => !AccessTable.Instance.Never(operations.NameOf(operation), (await Caller()).Roles);

    /// <summary>Asks an operation.</summary>
    /// <param name="call">With what it is asked, e.g. <c>a =&gt; a.Read(process, ct)</c>.</param>
    /// <param name="seen">The version the page was made of, where it matters.</param>
    /// <param name="once">The form's own key: asked again with it, nothing happens twice.</param>
    /// <param name="written">How the compiler says the call is written.</param>
    public async Task<Answer<TAnswer>> Ask<T, TAnswer>(
        Func<T, Task<Reply>> call, long? seen = null, string? once = null, [CallerArgumentExpression(nameof(call))] string written = "")
        where T : class
    {
        var endpoint = operations.Of(Operation.Called<T>(written));
        var key = once is null ? null : IdempotencyKey.OfForm(once, Operations.NameOf(endpoint), Http.Request.Form, keys);
        await using var scope = services.ScopeOf(Gate.AskedAt(endpoint, await Caller(), () => seen, key, Http));
        return new(await Gate.Through(scope.ServiceProvider, Answer, Http.RequestAborted));

        async Task<Reply> Answer()
        {
            try
            {
                return await call(scope.ServiceProvider.Feature<T>());
            }
            catch (InvalidFieldException e)
            {
                return Reply.Field(e.Field, e.ShouldBe);
            }
        }
    }
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
