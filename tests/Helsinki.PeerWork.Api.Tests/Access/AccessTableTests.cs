using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>
/// docs/access.md against the running application: every operation of the API description, as every kind of user, in all four relations to
/// a record. The record is the same one at Malmi; what differs is who asks.
/// </summary>
public class AccessTableTests(AccessWorld world) : IClassFixture<AccessWorld>
{
    public static TheoryData<string> Operations => [.. AccessTable.Instance.Operations];

    [Fact]
    public async Task Every_operation_has_a_row_and_every_row_an_operation() =>
        Assert.Equal(AccessTable.Instance.Operations.Order(), (await world.Described()).Keys.Order());

    [Theory, MemberData(nameof(Operations))]
    public async Task The_table_is_what_happens(string operation)
    {
        var described = (await world.Described())[operation];
        List<string> wrong = [];
        foreach (var role in Enum.GetValues<Role>())
            foreach (var relation in Relations)
            {
                var expected = AccessTable.Instance.Of(operation, [role], relation);
                var status = await world.Ask(described, role, relation);
                if (!Fits(expected, status)) wrong.Add($"{role}, own centre {relation.OwnCentre}, own record {relation.OwnRecord}: {expected}, but {(int)status}");
            }
        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(Operations))]
    public async Task Nobody_without_a_token_gets_in(string operation)
    {
        using var nobody = world.Anybody();
        Assert.Equal(HttpStatusCode.Unauthorized, await world.Send(nobody, (await world.Described())[operation], relation: default));
    }

    static readonly Relation[] Relations = [new(true, true), new(true, false), new(false, true), new(false, false)];

    static bool Fits(Verdict verdict, HttpStatusCode status) => verdict switch
    {
        Verdict.Forbidden => status == HttpStatusCode.Forbidden,
        Verdict.Hidden => status == HttpStatusCode.NotFound,
        _ => status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound) && (int)status < 500,
    };
}

/// <summary>One operation as the API description has it.</summary>
/// <param name="Query">What the query must have, as a value of its kind.</param>
public sealed record Described(string Id, HttpMethod Method, string Path, string Query, JsonNode? Body, string? ContentType);

/// <summary>A centre with a therapist, a mediator and what they have made; every question gets a process of its own, so that none spoils another's.</summary>
public sealed class AccessWorld : ApiHost
{
    /// <summary>Of the mediator, as nobody but payroll may ever be shown them.</summary>
    public const string IdentityCode = "120380-918D", PayrollNumber = "PN-7319-4402";

    const string Own = "Malmi";
    const string Other = "Aurora";

    Dictionary<string, Described>? described;
    PeerWorkerId mediator;
    HttpClient coordinator = null!;
    Guid agreement, engagement, session, export, entry, answers;
    int asked, met;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.Set(new DateOnly(2026, 6, 10));
        var administrator = As("administrator");
        foreach (var code in (string[])[Own, Other, "Laakso"]) // which an example speaks of
            await Made(administrator, "/api/service-centres", new { code, type = "HospitalArea", name = code, costCentre = "1", from = "2020-01-01" });
        coordinator = As(new Persona("coordinator-of-the-world", "", ["coordinator"], [Own]));
        mediator = new(await Made(coordinator, "/api/peer-workers", new { name = "Meri Virta", identityCode = IdentityCode, payrollNumber = PayrollNumber }));
        agreement = await Made(coordinator, $"/api/peer-workers/{mediator.Value}/agreements", new
        {
            rate = 20,
            from = "2026-01-01",
            until = "2026-12-31",
            works = new[] { new { centre = Own, kind = "AitoValittajaMeeting" }, new { centre = Own, kind = "ExpertAppointment" } },
            confidentiality = "1",
            ethics = "1",
        });
        await Made(coordinator, $"/api/peer-workers/{mediator.Value}/agreements/{agreement}/signature", new { confidentiality = "1", ethics = "1" });
        engagement = await Made(coordinator, $"/api/peer-workers/{mediator.Value}/engagements",
            new { form = "Volunteer", centre = Own, kind = "PeerSupport", from = "2026-01-01" });
        entry = await Made(coordinator, $"/api/peer-workers/{mediator.Value}/months/2026-05/entries",
            new { on = "2026-05-04", start = "10:00", minutes = 60, centre = Own, kind = "ExpertAppointment" });
        await Made(As("peer-worker", mediator), $"/api/peer-workers/{mediator.Value}/months/2026-05/declaration", new { });
        await Made(coordinator, $"/api/peer-workers/{mediator.Value}/months/2026-05/parts/{Own}/approval", new { });
        export = await Made(As("payroll"), "/api/payroll/exports", new { until = "2026-05-31" });
        answers = await Made(As("payroll"), $"/api/payroll/exports/{export}/answer-files", new[] { new { line = Guid.CreateVersion7(), status = "accepted" } });
        await Made(As("planner"), "/api/statistics/2025/editions", new { });
        session = await Made(coordinator, "/api/supervision-sessions",
            new { centre = Own, on = "2026-06-20", start = "10:00", form = "Group", purpose = "Supervision" });
    }

    /// <summary>The operations under /api, by id.</summary>
    public async Task<IReadOnlyDictionary<string, Described>> Described()
    {
        if (described is not null) return described;
        using var client = Anybody();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json"))!;
        return described = (
            from path in document["paths"]!.AsObject()
            where path.Key.StartsWith("/api/", StringComparison.Ordinal) || path.Key == "/api"
            from operation in path.Value!.AsObject()
            where operation.Key is "get" or "post" or "put" or "delete"
            let content = operation.Value!["requestBody"]?["content"]?.AsObject().FirstOrDefault()
            select new Described(operation.Value!["operationId"]!.GetValue<string>(), HttpMethod.Parse(operation.Key), path.Key, Query(operation.Value),
                content?.Value?["example"], content?.Key))
            .ToDictionary(d => d.Id);
    }

    /// <summary>The status somebody of that role, so related to the record, is answered.</summary>
    public async Task<HttpStatusCode> Ask(Described operation, Role role, Relation relation)
    {
        using var response = await Answer(operation, role, relation);
        return response.StatusCode;
    }

    /// <summary>All that somebody of that role, so related to the record, is answered: status, headers and body.</summary>
    public async Task<(HttpStatusCode Status, string Text)> Read(Described operation, Role role, Relation relation)
    {
        using var response = await Answer(operation, role, relation);
        return (response.StatusCode, $"{response.Headers}{response.Content.Headers}{Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync())}");
    }

    /// <summary>The same of somebody who does not say which version they saw.</summary>
    public async Task<HttpStatusCode> AskWithoutVersion(Described operation, Role role, Relation relation)
    {
        using var response = await Answer(operation, role, relation, version: null);
        return response.StatusCode;
    }

    async Task<HttpResponseMessage> Answer(Described operation, Role role, Relation relation, string? version = "\"0\"")
    {
        var name = Callers.RoleNames.Single(r => r.Value == role).Key;
        var who = new Persona($"{name}-{asked++}", "", [name], [relation.OwnCentre ? Own : Other]);
        using var client = As(who, relation.OwnRecord ? mediator : null);
        return await Sent(client, operation, relation, who, version);
    }

    public async Task<HttpStatusCode> Send(HttpClient client, Described operation, Relation relation)
    {
        using var response = await Sent(client, operation, relation, null, "\"0\"");
        return response.StatusCode;
    }

    async Task<HttpResponseMessage> Sent(HttpClient client, Described operation, Relation relation, Persona? who, string? version)
    {
        using var request = new HttpRequestMessage(operation.Method, await Filled(operation, relation, who));
        if (operation.Method == HttpMethod.Put && version is not null) request.Headers.IfMatch.Add(new EntityTagHeaderValue(version));
        if (operation.Method != HttpMethod.Get)
            request.Content = new StringContent(operation.Body?.ToJsonString() ?? "{}", Encoding.UTF8, operation.ContentType ?? "application/json");
        return await client.SendAsync(request);
    }

    async Task<string> Filled(Described operation, Relation relation, Persona? who)
    {
        var path = operation.Path;
        if (path.Contains("{process}", StringComparison.Ordinal))
        {
            var (process, meeting, concern) = await Process(relation.OwnRecord && who is { Roles: ["therapist"] } ? who : null, path);
            path = path.Replace("{process}", $"{process}").Replace("{meeting}", $"{meeting}").Replace("{concern}", $"{concern}");
        }
        path = path.Replace("{worker}", $"{mediator.Value}").Replace("{month}", "2026-05").Replace("{centre}", Own).Replace("{code}", Own)
            .Replace("{agreement}", $"{agreement}").Replace("{engagement}", $"{engagement}").Replace("{entry}", $"{entry}").Replace("{session}", $"{session}")
            .Replace("{export}", $"{export}").Replace("{answers}", $"{answers}")
            .Replace("{format}", "csv").Replace("{measure}", "hours").Replace("{readModel}", "Statistics").Replace("{position}", "1").Replace("{message}", $"{Guid.CreateVersion7()}").Replace("{logIn}", $"{Guid.CreateVersion7()}").Replace("{user}", $"{Guid.CreateVersion7()}")
            .Replace("{year}", path.Contains("/editions", StringComparison.Ordinal) ? "2025" : "2026").Replace("{number}", "1").Replace("{name}", "peer-work-2025-edition-1-fi.csv");
        return $"{path}{operation.Query}";
    }

    static string Query(JsonNode operation) => "?" + string.Join("&",
        from parameter in operation["parameters"]?.AsArray() ?? []
        where parameter!["in"]!.GetValue<string>() == "query" && parameter["required"]?.GetValue<bool>() == true
        let schema = parameter["schema"]!
        select $"{parameter["name"]}={(schema["format"]?.GetValue<string>() == "date" ? "2026-05-31" : schema["type"]?.ToJsonString().Contains("integer", StringComparison.Ordinal) == true ? "2026" : "2026-05")}");

    /// <summary>A fresh active process at the own centre, mediated by the mediator; with a meeting and a concern where the path asks for one.</summary>
    async Task<(Guid Process, Guid Meeting, Guid Concern)> Process(Persona? responsible, string path)
    {
        using var therapist = As(responsible is null ? new Persona("therapist-of-the-world", "", ["therapist"], [Own]) : responsible with { Centres = [Own] });
        var id = await Made(therapist, "/api/aito-valittaja/processes", new { serviceUserReference = $"A-{Guid.CreateVersion7()}", centre = Own, on = "2026-05-04" });
        var at = $"/api/aito-valittaja/processes/{id}";
        await Made(therapist, $"{at}/mediator", new { mediator = mediator.Value, on = "2026-05-04" });
        Guid meeting = default, concern = default;
        if (path.Contains("{meeting}", StringComparison.Ordinal))
        {
            await Made(therapist, $"{at}/onboarding-meeting", new { therapistPresent = true, mediatorPresent = true, serviceUserPresent = true, on = "2026-05-04" });
            var rating = new { serviceUser = 2, therapist = 2 };
            await Made(therapist, $"{at}/cooperation", new
            {
                communicationPracticesAgreed = true,
                boundariesAgreed = true,
                confidentialityAgreed = true,
                goals = new[] { "Hope" },
                strengths = Array.Empty<string>(),
                interests = Array.Empty<string>(),
                baseline = new { empowerment = rating, socialParticipation = rating, confidence = rating, wellbeing = rating },
                on = "2026-05-04",
            });
            var (day, hour) = (new DateOnly(2026, 5, 5).AddDays(met / 20), 2 + (met++ % 20));
            meeting = await Made(therapist, $"{at}/meetings", new { on = $"{day:yyyy-MM-dd}", start = $"{hour:00}:00", minutes = 60, place = "Cafe", activity = "Coffee" });
        }
        if (path.Contains("{concern}", StringComparison.Ordinal))
            concern = await Made(therapist, $"{at}/concerns", new { category = "Other" });
        return (id, meeting, concern);
    }

    /// <summary>The id of what was made; empty where nothing has one.</summary>
    static async Task<Guid> Made(HttpClient client, string address, object body)
    {
        using var response = await client.PostAsync(address, new StringContent(System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{address} answered {(int)response.StatusCode}: {text}");
        return text.Length > 0 && JsonNode.Parse(text)!["id"] is { } id ? id.GetValue<Guid>() : default;
    }
}
