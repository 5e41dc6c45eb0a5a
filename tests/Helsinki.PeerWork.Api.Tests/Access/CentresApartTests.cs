using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Stories;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>
/// What happens at one centre changes nothing of what somebody of another reads: every reading operation of the API description, asked before and
/// after much has happened at Malmi, by people of Laakso, of a worker who works at both.
/// </summary>
public sealed partial class CentresApartTests : IAsyncLifetime
{
    readonly PeopleHost host = new();
    Guid worker;

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>What a centre may know of another, and why.</summary>
    static readonly Dictionary<string, string> Shared = new()
    {
        ["ReadStatistics"] = "the year's figures are of the whole city",
        ["CompareYears"] = "they are, too, when years are compared",
        ["ReadYearCourse"] = "and month by month",
    };

    [Theory, InlineData("coordinator"), InlineData("therapist")]
    public async Task What_happens_at_another_centre_is_not_seen(string role)
    {
        var reader = host.By(new Persona($"{role}-of-laakso", "", [role], ["Laakso"]));
        var known = await AtLaakso();
        var before = await Everything(reader, known);
        Assert.Contains("ListMonthsOfWorker", before.Keys);
        Assert.Equal(role == "coordinator", before["ListMonthsOfWorker"].StartsWith("200", StringComparison.Ordinal));

        await AtMalmi();

        var after = await Everything(reader, known);
        Assert.All(Shared.Keys, operation => Assert.NotEqual(before[operation], after[operation]));
        Assert.Empty(
            from operation in before.Keys.Except(Shared.Keys)
            where before[operation] != after[operation]
            select $"{operation} saw Malmi: {before[operation]} became {after[operation]}");
    }

    /// <summary>A worker with an agreement for both centres, who has met somebody and done hours at Laakso.</summary>
    async Task<Dictionary<string, string>> AtLaakso()
    {
        var both = host.By(new Persona("coordinator-of-both", "", ["coordinator"], ["Malmi", "Laakso"]));
        worker = (await Expect(201, both.Post("/api/peer-workers", new { name = "Veikko Virtanen" }))).Id;
        var agreement = (await Expect(201, both.Post($"/api/peer-workers/{worker}/agreements", new
        {
            from = "2026-01-01",
            until = "2026-12-31",
            works =
                from centre in (string[])["Malmi", "Laakso"]
                from kind in (string[])["AitoValittajaMeeting", "ExpertAppointment"]
                select new { centre, kind },
            confidentiality = "2026-1",
            ethics = "2026-1",
        }))).Id;
        await Expect(204, both.Post($"/api/peer-workers/{worker}/agreements/{agreement}/signature", Documents));
        await Work("Laakso", "10:00");
        var (process, meeting, concern) = await Process("Laakso", "08:00");
        var session = await Session("Laakso");
        return new Dictionary<string, string>
        {
            ["worker"] = $"{worker}",
            ["month"] = "2026-05",
            ["centre"] = "Laakso",
            ["code"] = "Laakso",
            ["agreement"] = $"{agreement}",
            ["process"] = $"{process}",
            ["meeting"] = $"{meeting}",
            ["concern"] = $"{concern}",
            ["session"] = $"{session}",
            ["year"] = "2026",
        };
    }

    async Task AtMalmi()
    {
        await Work("Malmi", "14:00");
        await Process("Malmi", "18:00");
        await Session("Malmi");
        var (other, _) = await host.Agreed("Malmi", "Vilma Virtanen");
        await Expect(201, host.By("peer-worker", other).Post($"{Month(other, "2026-05")}/entries", Entry(new(2026, 5, 6))));
        await Expect(204, host.By("peer-worker", other).Post($"{Month(other, "2026-05")}/declaration"));
    }

    Task<Answer> Work(string centre, string start) =>
        Expect(201, host.By("peer-worker", worker).Post($"{Month(worker, "2026-05")}/entries", Entry(new(2026, 5, 6), start, centre: centre)));

    async Task<Guid> Session(string centre) => (await Expect(201, host.By(new Persona($"coordinator-at-{centre}", "", ["coordinator"], [centre]))
        .Post("/api/supervision-sessions",
            new { centre, on = "2026-06-20", start = "10:00", form = "Group", purpose = "Supervision", invited = new[] { worker } }))).Id;

    async Task<(Guid Process, Guid Meeting, Guid Concern)> Process(string centre, string start)
    {
        var therapist = host.By(new Persona($"therapist-of-{centre.ToLowerInvariant()}", "", ["therapist"], [centre]));
        var process = await therapist.ActiveProcess(worker, centre);
        var at = $"/api/aito-valittaja/processes/{process}";
        var meeting = (await Expect(201, therapist.Post($"{at}/meetings", Meeting(new(2026, 5, 6), start)))).Id;
        var concern = (await Expect(201, therapist.Post($"{at}/concerns", new { category = "Other" }))).Id;
        return (process, meeting, concern);
    }

    /// <summary>All a reader is answered, by operation; without the version of a stream that is one for all centres.</summary>
    async Task<Dictionary<string, string>> Everything(Asking reader, Dictionary<string, string> known)
    {
        await host.CatchUp();
        var document = (await host.ByNobody().Get("/openapi/v1.json")).Body;
        Dictionary<string, string> answers = [];
        foreach (var (path, methods) in JsonNode.Parse(document.GetRawText())!["paths"]!.AsObject())
        {
            if (!path.StartsWith("/api/", StringComparison.Ordinal) || methods!["get"] is not { } get || Files().IsMatch(path)) continue;
            var query = from parameter in get["parameters"]?.AsArray() ?? []
                        where parameter!["in"]!.GetValue<string>() == "query" && parameter["required"]?.GetValue<bool>() == true
                        select $"{parameter["name"]}={Asked(parameter["schema"]!)}";
            var address = Hole().Replace(path, hole => known.GetValueOrDefault(hole.Groups[1].Value, $"{Guid.Empty}"));
            var answer = await reader.Get($"{address}?{string.Join('&', query)}");
            answers.Add(get["operationId"]!.GetValue<string>(), $"{answer.Status} {Version().Replace($"{answer.Body}", "")}");
        }
        return answers;
    }

    static string Asked(JsonNode schema) =>
        schema["format"]?.GetValue<string>() == "date" ? "2026-05-31"
        : schema["type"]?.ToJsonString().Contains("integer", StringComparison.Ordinal) == true ? "2026" : "2026-05";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Hole();

    /// <summary>What is no JSON is made of what is.</summary>
    [GeneratedRegex("/(files|file|download)(/|$)|\\{format\\}")]
    private static partial Regex Files();

    [GeneratedRegex("\"version\":\\d+,?")]
    private static partial Regex Version();
}
