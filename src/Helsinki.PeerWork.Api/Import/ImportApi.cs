using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Helsinki.PeerWork.Api.Import;

/// <summary>The engagement register kept before this system, taken in by upload.</summary>
public static class ImportApi
{
    /// <summary>What a form adds around the file.</summary>
    const int FormAround = 64 * 1024;

    public static void MapImport(this RouteGroupBuilder api) =>
        api.MapPost("/engagements/import", Import).WithName("ImportEngagements").WithTags("Engagements").NeverStale()
            .WithMetadata(new RequestSizeLimitAttribute(RegisterFile.MaxBytes + FormAround))
            .Accepts<string>("text/csv", "multipart/form-data")
            .Produces<ImportReport>()
            .AddOpenApiOperationTransformer(Describe);

    const string Sample = "person;centre;form;work;from;until\nP0001;Malmi;FeeForService;ExpertAppointment;2026-01-01;2026-12-31\nP0002;Harjula;Volunteer;PeerSupport;1.2.2026;\n";

    static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var bodies = operation.RequestBody!.Content!;
        bodies["text/csv"].Example = Sample;
        bodies["multipart/form-data"].Example = new JsonObject { ["file"] = Sample };
        bodies["multipart/form-data"].Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
        };
        return Task.CompletedTask;
    }

    /// <summary>
    /// Imports an engagement register (person;centre;form;work;from;until), all rows or none; what is wrong is reported row by row. A dry run
    /// only says what would happen.
    /// </summary>
    internal static async Task<Reply> Import(HttpRequest request, RegisterImport import, CancellationToken ct, bool dryRun = false)
    {
        if (!request.HasFormContentType) return await import.Run(request.Body, dryRun, ct);
        if (await FormOf(request, ct) is not { Files: [var file] }) return Reply.Field("file", "must be one uploaded file, in a form that can be read");
        await using var register = file.OpenReadStream();
        return await import.Run(register, dryRun, ct);
    }

    /// <summary>Null when it breaks off, has no boundary, or more fields than anybody fills in.</summary>
    static async Task<IFormCollection?> FormOf(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }
}
