using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>A file sent to an operation: as the body itself, or as the one file of a form.</summary>
static class UploadedFile
{
    /// <summary>What a form adds around the file.</summary>
    const int FormAround = 64 * 1024;

    public static readonly Reply NotOne = Reply.Field("file", "must be one uploaded file, in a form that can be read");

    /// <summary>The operation takes a file of at most so many bytes.</summary>
    /// <param name="samples">The kinds of file, and what each looks like.</param>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint, long most, params (string ContentType, string Sample)[] samples) =>
        endpoint.WithMetadata(new RequestSizeLimitAttribute(most + FormAround))
            .Accepts<string>(samples[0].ContentType, [.. samples[1..].Select(s => s.ContentType), "multipart/form-data"])
            .AddOpenApiOperationTransformer((operation, _, _) =>
            {
                var bodies = operation.RequestBody!.Content!;
                foreach (var (contentType, sample) in samples) bodies[contentType].Example = contentType == "application/json" ? JsonNode.Parse(sample) : sample;
                if (bodies.TryGetValue("application/json", out var json)) json.Schema = new OpenApiSchema { Type = JsonSchemaType.Object };
                bodies["multipart/form-data"].Example = new JsonObject { ["file"] = samples[0].Sample };
                bodies["multipart/form-data"].Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                };
                return Task.CompletedTask;
            });

    /// <summary>Null when a form breaks off, has no boundary, more fields than anybody fills in, or not just one file.</summary>
    public static async Task<Stream?> Of(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType) return request.Body;
        try
        {
            return await request.ReadFormAsync(ct) is { Files: [var file] } ? file.OpenReadStream() : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }
}
