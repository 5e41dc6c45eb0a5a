using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Projections.Kernel;
using Helsinki.PeerWork.Projections.Statistics;
using Npgsql;

namespace Helsinki.PeerWork.Api.Statistics;

/// <summary>Where the published files are, and under what terms.</summary>
public sealed class PublicationOptions
{
    /// <summary>What the addresses of files begin with; without it, whatever the request was sent to.</summary>
    public Uri? BaseAddress { get; init; }

    public Uri License { get; init; } = new("https://creativecommons.org/licenses/by/4.0/");
}

/// <summary>The published editions as a data set an open-data portal reads: DCAT 3 in JSON-LD.</summary>
public sealed class CatalogueApi(PublicationOptions options, EditionFiles files, NpgsqlDataSource db)
{
    const string JsonLd = "application/ld+json";

    public static void Map(RouteGroupBuilder api) =>
        api.MapGroup("/statistics").WithTags("Statistics").AnswersMayBeKept().MapGet<CatalogueApi>("/catalogue", a => a.Read).WithName("ReadCatalogue").Produces(StatusCodes.Status200OK, contentType: JsonLd);

    /// <summary>Describes every published edition and its files for an open-data portal, as DCAT in JSON-LD: titles in three languages, period, licence, size and checksum.</summary>
    public async Task<Reply> Read(HttpContext http, CancellationToken ct)
    {
        var root = (options.BaseAddress?.AbsoluteUri ?? $"{http.Request.Scheme}://{http.Request.Host}").TrimEnd('/');
        var published = (await files.All(ct)).Where(f => !f.Internal).ToLookup(f => (f.Year, f.Edition));
        var catalogue = Catalogue($"{root}/api/statistics", await Editions.All(db, ct), published, options.License);
        return new Reply.File(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(catalogue, Json.Options)), JsonLd, "peer-work-statistics.jsonld");
    }

    static JsonObject Catalogue(string at, IReadOnlyList<EditionRow> editions, ILookup<(int, int), StoredFile> files, Uri license) => new()
    {
        ["@context"] = new JsonObject
        {
            ["dcat"] = "http://www.w3.org/ns/dcat#",
            ["dct"] = "http://purl.org/dc/terms/",
            ["foaf"] = "http://xmlns.com/foaf/0.1/",
            ["spdx"] = "http://spdx.org/rdf/terms#",
            ["adms"] = "http://www.w3.org/ns/adms#",
            ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
        },
        ["@id"] = $"{at}/catalogue",
        ["@type"] = "dcat:Catalog",
        ["dct:title"] = InEach(Title),
        ["dct:description"] = InEach(Description),
        ["dct:publisher"] = Publisher(),
        ["dct:license"] = Id(license.AbsoluteUri),
        ["dct:language"] = new JsonArray(Language("fi"), Language("sv"), Language("en")),
        ["dcat:dataset"] = new JsonArray([.. editions.Select(e => Dataset(at, e, files[(e.Year, e.Number)], license))]),
    };

    static JsonObject Dataset(string at, EditionRow edition, IEnumerable<StoredFile> files, Uri license)
    {
        var address = $"{at}/{edition.Year}/editions/{edition.Number}";
        var dataset = new JsonObject
        {
            ["@id"] = address,
            ["@type"] = "dcat:Dataset",
            ["dct:identifier"] = $"peer-work-{edition.Year}-edition-{edition.Number}",
            ["dct:title"] = InEach(new($"{Title.Fi} {edition.Year}", $"{Title.Sv} {edition.Year}", $"{Title.En} {edition.Year}")),
            ["dct:description"] = InEach(Description),
            ["dct:publisher"] = Publisher(),
            ["dct:license"] = Id(license.AbsoluteUri),
            ["dct:accessRights"] = Id("http://publications.europa.eu/resource/authority/access-right/PUBLIC"),
            ["dct:accrualPeriodicity"] = Id("http://publications.europa.eu/resource/authority/frequency/ANNUAL"),
            ["dcat:theme"] = new JsonArray(Id("http://publications.europa.eu/resource/authority/data-theme/HEAL"), Id("http://publications.europa.eu/resource/authority/data-theme/SOCI")),
            ["dcat:keyword"] = new JsonArray([.. ((Words[])[new("vertaistyö", "kamratarbete", "peer work"), new("kokemusasiantuntijat", "erfarenhetsexperter", "experts by experience"), new("mielenterveys", "psykisk hälsa", "mental health")]).SelectMany(k => InEach(k).Select(w => w!.DeepClone()))]),
            ["dct:spatial"] = Id("http://sws.geonames.org/658225/"), // Helsinki
            ["dct:temporal"] = new JsonObject
            {
                ["@type"] = "dct:PeriodOfTime",
                ["dcat:startDate"] = Typed($"{edition.Year}-01-01", "date"),
                ["dcat:endDate"] = Typed($"{edition.Year}-12-31", "date"),
            },
            ["dct:issued"] = Typed(Day(HelsinkiTime.DayOf(edition.PublishedAt)), "date"),
            ["dcat:version"] = edition.Number.ToString(CultureInfo.InvariantCulture),
            ["adms:versionNotes"] = InEach(new($"Tiedot tilanteessa {edition.KnownOn:d.M.yyyy}.", $"Uppgifterna per {edition.KnownOn:d.M.yyyy}.", $"As known on {Day(edition.KnownOn)}.")),
            ["dcat:distribution"] = new JsonArray([.. files.Select(f => Distribution(address, f, license))]),
        };
        if (edition.Number > 1) dataset["dcat:previousVersion"] = Id($"{at}/{edition.Year}/editions/{edition.Number - 1}");
        return dataset;
    }

    static JsonObject Distribution(string edition, StoredFile file, Uri license)
    {
        var address = $"{edition}/files/{file.Name}";
        return new()
        {
            ["@id"] = address,
            ["@type"] = "dcat:Distribution",
            ["dct:title"] = InEach(FormOf(file)),
            ["dcat:accessURL"] = Id(address),
            ["dcat:downloadURL"] = Id(address),
            ["dct:license"] = Id(license.AbsoluteUri),
            ["dct:language"] = Language(file.Language!),
            ["dcat:mediaType"] = Id($"https://www.iana.org/assignments/media-types/{file.MediaType.Split(';')[0]}"),
            ["dcat:byteSize"] = Typed(file.Bytes.ToString(CultureInfo.InvariantCulture), "nonNegativeInteger"),
            ["spdx:checksum"] = new JsonObject
            {
                ["@type"] = "spdx:Checksum",
                ["spdx:algorithm"] = Id("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
                ["spdx:checksumValue"] = Typed(file.Sha256, "hexBinary"),
            },
        };
    }

    static Words FormOf(StoredFile file) => Path.GetExtension(file.Name) switch
    {
        ".xlsx" => new("Taulukot teemoittain (XLSX)", "Tabeller enligt tema (XLSX)", "Tables by theme (XLSX)"),
        ".json" => new("Luvut ja määritelmät (JSON)", "Siffror och definitioner (JSON)", "Figures and definitions (JSON)"),
        _ when file.Name.EndsWith("-wide.csv", StringComparison.Ordinal) =>
            new("Rivi palvelupistettä kohti (CSV)", "En rad per servicecenter (CSV)", "A row for each service centre (CSV)"),
        _ => new("Rivi lukua kohti (CSV)", "En rad per siffra (CSV)", "A row for each figure (CSV)"),
    };

    static JsonObject Publisher() => new()
    {
        ["@type"] = "foaf:Organization",
        ["foaf:name"] = InEach(new("Helsingin kaupunki", "Helsingfors stad", "City of Helsinki")),
        ["foaf:homepage"] = Id("https://www.hel.fi/"),
    };

    static JsonArray InEach(Words words) => new(In("fi", words.Fi), In("sv", words.Sv), In("en", words.En));
    static JsonObject In(string language, string text) => new() { ["@language"] = language, ["@value"] = text };
    static JsonObject Id(string address) => new() { ["@id"] = address };
    static JsonObject Typed(string value, string type) => new() { ["@type"] = $"xsd:{type}", ["@value"] = value };
    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static JsonObject Language(
        string language) =>
        Id("http://publications.europa.eu/resource/authority/language/" + language switch { "fi" => "FIN", "sv" => "SWE", _ => "ENG" });

    static readonly Words Title = new("Vertaistyön vuositilastot palvelupisteittäin", "Årsstatistik över kamratarbetet per servicecenter", "Annual statistics of peer work by service centre");

    static readonly Words Description = new(
        "Vertaistyö Helsingin mielenterveys- ja päihdepalveluissa: osallistujat, sopimukset, Aito Välittäjä -prosessit, tunnit ja palkkiot palvelupisteittäin ja koko kaupungissa. Pieniä lukuja ei esitetä; niiden paikalla on merkki (..).",
        "Kamratarbetet i Helsingfors mentalvårds- och missbrukarservice: deltagare, avtal, Aito Välittäjä-processer, timmar och arvoden per servicecenter och i hela staden. Små tal visas inte; i stället står ett tecken (..).",
        "Peer work in Helsinki's mental-health and substance-abuse services: people, agreements, Aito Välittäjä processes, hours and compensation by service centre and for the whole city. Small figures are not shown; a mark (..) stands in their place.");
}
