using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>The API description (OpenAPI 3.1): every operation with its summary, all its statuses and an example.</summary>
public static class OpenApi
{
    public const string Document = "/openapi/v1.json";
    /// <summary>What Swagger's page needs of its own and nothing from elsewhere; its styles are written into it.</summary>
    const string ForReading =
        "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    const string Json = "application/json";
    const string ProblemJson = "application/problem+json";

    public static void AddPeerWorkOpenApi(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = NameOf;
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(Complete);
            options.AddSchemaTransformer(AsWritten);
            options.AddDocumentTransformer(SayNumbers);
        });

    public static void MapPeerWorkOpenApi(this WebApplication app)
    {
        app.MapOpenApi(Document).For(Entrance.Everybody);
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase), docs =>
        {
            docs.Use((http, next) =>
            {
                http.Response.Headers.ContentSecurityPolicy = ForReading;
                return next(http);
            });
            docs.UseSwaggerUI(ui =>
            {
                ui.RoutePrefix = "docs";
                ui.DocumentTitle = "Peer work, Helsinki";
                ui.SwaggerEndpoint(Document, "Peer work");
            });
        });
    }

    /// <summary>Requests are nested in their feature's file: its name keeps two of the same name apart.</summary>
    static string? NameOf(JsonTypeInfo type) =>
        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name && type.Type is { DeclaringType: { } feature, IsGenericType: false }
            ? $"{feature.Name.Replace("Api", "", StringComparison.Ordinal)}{name}"
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new()
        {
            Title = "Peer work, Helsinki",
            Version = "1",
            Description = "Mental-health peer work of the city: Aito Välittäjä processes, agreements, hours, payroll exports, supervision and yearly statistics. "
                + "Every POST takes an Idempotency-Key; every stream answers with an ETag; every error is a problem with a stable code.",
        };
        document.Servers?.Clear();
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
        document.Security = [new() { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
        return Task.CompletedTask;
    }

    static Task SayNumbers(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        new OpenApiWalker(new SaidNumbers(context.ApplicationServices.GetRequiredService<TimeProvider>().Today())).Walk(document);
        return Task.CompletedTask;
    }

    static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (context.Description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) != true) return Task.CompletedTask;

        var isPost = context.Description.HttpMethod == HttpMethods.Post;
        var concurrency = metadata.OfType<ConcurrencyMetadata>().LastOrDefault()?.Value ?? Concurrency.Adds;
        var writes = context.Description.HttpMethod != HttpMethods.Get;
        operation.Parameters ??= [];
        if (isPost)
            operation.Parameters.Add(Header("Idempotency-Key", false, "Chosen by the caller: the same key with the same request gives the same answer for 24 hours."));
        if (writes && concurrency != Concurrency.NeverStale)
            operation.Parameters.Add(Header("If-Match", concurrency == Concurrency.Replaces, "The ETag last seen; an older one is answered 412."));

        operation.Responses ??= [];
        if (!context.Description.SupportedResponseTypes.Any(r => r.StatusCode == StatusCodes.Status200OK && r.Type != typeof(Reply)))
            operation.Responses.Remove("200"); // what the handler returns is not what is sent
        foreach (var (status, text) in Statuses(context, writes, isPost, concurrency)) operation.Responses.TryAdd(status, Problem(text));
        if (operation.RequestBody?.Content is { } request)
            foreach (var media in request.Values)
                if (context.Description.ParameterDescriptions.FirstOrDefault(p => p.Source.Id == "Body")?.Type is { } body) media.Example ??= ExampleOf(body);
        foreach (var response in context.Description.SupportedResponseTypes)
            if (response.Type is { } type && operation.Responses.TryGetValue($"{response.StatusCode}", out var described) && described.Content?.TryGetValue(Json, out var media) == true)
                media.Example ??= ExampleOf(type);
        return Task.CompletedTask;
    }

    static IEnumerable<(string Status, string Text)> Statuses(
        OpenApiOperationTransformerContext context, bool writes, bool isPost, Concurrency concurrency)
    {
        yield return ("400", "Something in the request can't be read; the problem names the field.");
        yield return ("401", "No valid token.");
        yield return ("403", "The role does not allow it.");
        if (context.Description.RelativePath!.Contains('{', StringComparison.Ordinal)) yield return ("404", "Nothing there, or nothing the caller may know of.");
        if (writes) yield return ("409", "A rule said no; the problem's code says which.");
        if (writes && concurrency != Concurrency.NeverStale) yield return ("412", "If-Match is stale: somebody changed it first.");
        if (isPost) yield return ("422", "The Idempotency-Key was used for another request.");
        if (concurrency == Concurrency.Replaces) yield return ("428", "If-Match is required.");
        yield return ("503", "The database is away; Retry-After says when to come back.");
    }

    static OpenApiParameter Header(string name, bool required, string text) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = text,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    static OpenApiResponse Problem(string text) => new()
    {
        Description = text,
        Content = new Dictionary<string, OpenApiMediaType> { [ProblemJson] = new OpenApiMediaType { Schema = ProblemSchema() } },
    };

    static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "By Accept-Language: fi, sv or en." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable." },
            ["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "By field, what would be right." },
        },
    };

    /// <summary>What the API writes in its own way (see <see cref="Http.Json"/>) is described as it is written.</summary>
    static Task AsWritten(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if (Written(type) is { } written)
        {
            var nullable = Nullable.GetUnderlyingType(type) is not null || context.JsonPropertyInfo?.IsGetNullable == true;
            schema.Type = written.Type!.Value | (nullable ? JsonSchemaType.Null : 0);
            (schema.Format, schema.Pattern, schema.Enum) = (written.Format, written.Pattern, written.Enum);
            schema.Properties?.Clear();
            schema.Required?.Clear();
        }
        else if (context.JsonTypeInfo.ElementType is { } element && Written(element) is { } item)
        {
            schema.Items = item;
        }
        return Task.CompletedTask;
    }

    /// <summary>Null: written as everybody writes it.</summary>
    static OpenApiSchema? Written(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) || t == typeof(CentreCode) => Text(),
        var t when t == typeof(DateOnly) => Text("date"),
        var t when t == typeof(TimeOnly) => Text(pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$"),
        var t when IsId(t) => Text("uuid"),
        var t when t == typeof(int) => new() { Type = JsonSchemaType.Integer, Format = "int32" },
        var t when t == typeof(decimal) => new() { Type = JsonSchemaType.Number },
        { IsEnum: true } t => Text(names: Enum.GetNames(t)),
        _ => null,
    };

    static OpenApiSchema Text(string? format = null, string? pattern = null, IEnumerable<string>? names = null) => new()
    {
        Type = JsonSchemaType.String,
        Format = format,
        Pattern = pattern,
        Enum = names?.Select(n => (JsonNode)n).ToList(),
    };

    static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    /// <summary>What a type shows itself as: its Example; of a list, one element.</summary>
    static JsonNode? ExampleOf(Type type)
    {
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IExample<>)))
            return JsonSerializer.SerializeToNode(type.GetProperty("Example", BindingFlags.Public | BindingFlags.Static)!.GetValue(null), type, Http.Json.Options);
        if (type is not { IsGenericType: true }) return null;
        var element = ExampleOf(type.GetGenericArguments()[0]);
        return element is null ? null
            : type.GetGenericTypeDefinition() == typeof(Listed<>) ? new JsonObject { ["items"] = new JsonArray(element), ["total"] = 1, ["page"] = 1, ["size"] = 50 }
            : new JsonArray(element);
    }
}
