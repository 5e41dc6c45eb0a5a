using Helsinki.PeerWork.Api.Http;

namespace Helsinki.PeerWork.Api.Import;

/// <summary>The engagement register kept before this system, taken in by upload.</summary>
public sealed class ImportApi(RegisterImport import)
{
    const string Sample = "person;centre;form;work;from;until\nP0001;Malmi;FeeForService;ExpertAppointment;2026-01-01;2026-12-31\nP0002;Harjula;Volunteer;PeerSupport;1.2.2026;\n";

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost<ImportApi>("/engagements/import", a => a.Import).WithName("ImportEngagements").WithTags("Engagements").NeverStale()
            .TakesFile(RegisterFile.MaxBytes, ("text/csv", Sample))
            .Produces<ImportReport>();

    /// <summary>
    /// Imports an engagement register (person;centre;form;work;from;until), all rows or none; what is wrong is reported row by row. A dry run
    /// only says what would happen.
    /// </summary>
    public async Task<Reply> Import(HttpRequest request, CancellationToken ct, bool dryRun = false) =>
        await UploadedFile.Of(request, ct) is { } register ? await import.Run(register, dryRun, ct) : UploadedFile.NotOne;
}
