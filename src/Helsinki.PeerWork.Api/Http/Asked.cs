using Helsinki.PeerWork.Api.Access;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>What a request says about the version it saw.</summary>
public enum Concurrency
{
    /// <summary>It only adds: If-Match is optional; without it the act is decided again on what is there.</summary>
    Adds,

    /// <summary>It replaces something: without If-Match it is refused with 428.</summary>
    Replaces,

    /// <summary>It is never refused for a stale version (a safety concern).</summary>
    NeverStale,
}

/// <summary>An operation as it is asked once: by a request to the API, a page, the command line or the system itself.</summary>
/// <param name="Operation">Its id in the API description and the access table.</param>
/// <param name="IfMatch">The version of the act's first stream that the caller saw, once it is needed.</param>
/// <param name="Correlation">What the events of this request have in common.</param>
public sealed record Asked(string Operation, Caller Caller, Concurrency Concurrency, Func<long?> IfMatch, IdempotencyKey? Key, string Correlation)
{
    /// <summary>By the system itself.</summary>
    public static Asked BySystem(string operation, string correlation, Concurrency concurrency = Concurrency.Adds) =>
        new(operation, Caller.System, concurrency, () => null, null, correlation);
}

/// <summary>Services of one operation asked once: its <see cref="Asked"/> is there for all that take part in answering.</summary>
static class OperationScopes
{
    public static IServiceCollection AddOperationScopes(this IServiceCollection services) => services
        .AddScoped<Holder>().AddScoped(s => s.GetRequiredService<Holder>().Asked)
        .AddScoped<AccessLog>().AddScoped<Admission>().AddScoped<Acts>();

    public static AsyncServiceScope ScopeOf(this IServiceProvider services, Asked asked)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Holder>().Asked = asked;
        return scope;
    }

    /// <summary>The scope a request of the API has already becomes that of its operation.</summary>
    public static void Hold(this IServiceProvider scope, Asked asked) => scope.GetRequiredService<Holder>().Asked = asked;

    sealed class Holder
    {
        public Asked Asked
        {
            get => field ?? throw new InvalidOperationException("No operation was asked in this scope.");
            set => field = field is null ? value : throw new InvalidOperationException($"{field.Operation} was asked in this scope already.");
        }
    }
}
