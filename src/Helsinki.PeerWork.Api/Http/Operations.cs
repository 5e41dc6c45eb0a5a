using System.Collections.Frozen;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>
/// The operations of the API: methods of one class a feature, which is made anew for each that is asked, with what it needs in its constructor.
/// A program asks them by their address, a page by the method itself.
/// </summary>
public sealed class Operations
{
    readonly Lazy<FrozenDictionary<MethodInfo, Endpoint>> endpoints;

    /// <param name="sources">Read when first asked: by then everything is mapped.</param>
    public Operations(IEnumerable<EndpointDataSource> sources) =>
        endpoints = new(() => sources.SelectMany(s => s.Endpoints).Where(e => e.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .Select(e => (Endpoint: e, Method: e.Metadata.GetMetadata<MethodInfo>())).Where(e => e.Method is not null)
            .ToFrozenDictionary(e => e.Method!, e => e.Endpoint));

    public string NameOf(Operation operation) => NameOf(Of(operation));

    public static string NameOf(Endpoint endpoint) => endpoint.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName;

    /// <exception cref="KeyNotFoundException">It is no operation of the API.</exception>
    internal Endpoint Of(Operation operation) => endpoints.Value[operation.Method];
}

/// <summary>One of them, e.g. <c>Operation.Of&lt;ProcessesApi&gt;(a =&gt; a.Suggest)</c>.</summary>
public readonly partial record struct Operation(MethodInfo Method)
{
    public static Operation Of<T>(Expression<Func<T, Delegate>> method) =>
        // The compiler writes a method group as (Delegate)method.CreateDelegate(…, feature).
        new((MethodInfo)((ConstantExpression)((MethodCallExpression)((UnaryExpression)method.Body).Operand).Object!).Value!);

    /// <summary>
    /// The one a call asks, from how the compiler says it is written, e.g. <c>a =&gt; a.Read(process, ct)</c>: the gate has to know it
    /// before it is made.
    /// </summary>
    internal static Operation Called<T>(string call) =>
        Call().Match(call) is { Success: true } written && typeof(T).GetMethod(written.Groups["method"].Value) is { } method
            ? new(method)
            : throw new ArgumentException($"An operation of {typeof(T).Name} is called as a => a.Method(…), not as {call}.", nameof(call));

    [GeneratedRegex(@"^\s*(?<feature>\w+)\s*=>\s*\k<feature>\s*\.(?<method>\w+)\(")]
    private static partial Regex Call();
}

/// <summary>Maps operations to addresses.</summary>
static class OperationRoutes
{
    public static RouteHandlerBuilder MapGet<T>(this IEndpointRouteBuilder routes, string pattern, Expression<Func<T, Delegate>> operation) =>
        routes.Map(HttpMethods.Get, pattern, operation);

    public static RouteHandlerBuilder MapPost<T>(this IEndpointRouteBuilder routes, string pattern, Expression<Func<T, Delegate>> operation) =>
        routes.Map(HttpMethods.Post, pattern, operation);

    public static RouteHandlerBuilder MapPut<T>(this IEndpointRouteBuilder routes, string pattern, Expression<Func<T, Delegate>> operation) =>
        routes.Map(HttpMethods.Put, pattern, operation);

    public static RouteHandlerBuilder MapDelete<T>(this IEndpointRouteBuilder routes, string pattern, Expression<Func<T, Delegate>> operation) =>
        routes.Map(HttpMethods.Delete, pattern, operation);

    /// <summary>A feature, with what it needs from the scope of one operation.</summary>
    public static T Feature<T>(this IServiceProvider scope) => ActivatorUtilities.CreateInstance<T>(scope);

    static RouteHandlerBuilder Map<T>(this IEndpointRouteBuilder routes, string verb, string pattern, Expression<Func<T, Delegate>> operation)
    {
        var (method, feature) = (Operation.Of(operation).Method, ActivatorUtilities.CreateFactory(typeof(T), []));
        var endpoint = routes.MapMethods(pattern, [verb], _ => throw new InvalidOperationException($"{method.Name} was not bound."));
        endpoint.Add(builder => Bind((RouteEndpointBuilder)builder, method, http => feature(http.RequestServices, [])));
        return new RouteHandlerBuilder([endpoint]);
    }

    // What ASP.NET Core does with a delegate, done with a method of an object that is made for each request. It is compiled when it is first
    // asked: endpoints are built anew whenever somebody lists them.
    static void Bind(RouteEndpointBuilder builder, MethodInfo method, Func<HttpContext, object> feature)
    {
        builder.Metadata.Add(method);
        RequestDelegateFactory.InferMetadata(method, OptionsOf(builder));

        var compiled = new RouteEndpointBuilder(null, builder.RoutePattern, builder.Order) { ApplicationServices = builder.ApplicationServices };
        foreach (var filter in builder.FilterFactories) compiled.FilterFactories.Add(filter);
        builder.FilterFactories.Clear(); // they are in what is compiled
        var handler = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(method, feature, OptionsOf(compiled)).RequestDelegate);
        builder.RequestDelegate = http => handler.Value(http);
    }

    static RequestDelegateFactoryOptions OptionsOf(RouteEndpointBuilder builder) => new()
    {
        ServiceProvider = builder.ApplicationServices,
        RouteParameterNames = builder.RoutePattern.Parameters.Select(p => p.Name),
        EndpointBuilder = builder,
        ThrowOnBadRequest = true,
    };
}
