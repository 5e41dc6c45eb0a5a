using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Office;

namespace Helsinki.PeerWork.Api.Tests.Payroll;

public sealed class AnswersTests : IAsyncLifetime
{
    static readonly DateOnly May = new(2026, 5, 1);

    readonly ApiHost host = new();
    HttpClient payroll = null!;
    PeerWorkerId anna;

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        host.Clock.Set(new(2026, 6, 3));
        await host.OpenCentre(Malmi, "2610101");
        payroll = host.As("payroll");
        anna = await host.Expert("P1", "131052-308T");
    }

    public ValueTask DisposeAsync()
    {
        payroll.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Answers_that_fit_no_line_are_told_and_kept_and_the_others_are_taken()
    {
        var (first, firstLines) = await Exported((4, 60));
        var (export, lines) = await Exported((5, 60), (6, 60));
        var unknown = Guid.NewGuid();
        object[] answers = [new { line = lines[0], accepted = true }, new { line = unknown, accepted = true }, new { line = firstLines[0], accepted = false, reason = "Duplicate" }];

        var reply = await Answer(export, answers).Json(HttpStatusCode.OK);
        var events = await Events();
        var again = await Answer(export, answers).Json(HttpStatusCode.OK);

        Assert.Equal((1, 0, 1), (reply["accepted"]!.GetValue<int>(), reply["rejected"]!.GetValue<int>(), reply["unanswered"]!.GetValue<int>()));
        Assert.Equal(
            [$"2 {unknown} UnknownLine ", $"3 {firstLines[0]} LineOfAnotherExport 1"],
            reply["unmatched"]!.AsArray().Select(u => $"{u!["place"]} {u["line"]} {u["because"]} {u["exportNumber"]}"));
        // The same again tells the same and changes nothing.
        Assert.Equal(reply["unmatched"]!.ToJsonString(), again["unmatched"]!.ToJsonString());
        Assert.Equal((null, 0), (again["id"], again["accepted"]!.GetValue<int>()));
        Assert.Equal(events, await Events());
        // What another export's line was said stays unsaid there.
        Assert.Equal("Sent", (await Read(first))["lines"]![0]!["status"]!.GetValue<string>());
        Assert.Equal(2, (await Read(export))["export"]!["unmatched"]!.GetValue<int>());

        await payroll.PostAsync($"/api/payroll/exports/{export}/answers/{reply["id"]}/seen", null).Json(HttpStatusCode.NoContent);
        Assert.Equal(0, (await Read(export))["export"]!["unmatched"]!.GetValue<int>());
        Assert.Equal("payroll/nothing-unmatched",
            (await payroll.PostAsync($"/api/payroll/exports/{export}/answers/{Guid.NewGuid()}/seen", null).Json(HttpStatusCode.Conflict)).Code());
    }

    [Fact]
    public async Task The_payment_file_comes_back_with_a_status_and_a_reason_for_each_row()
    {
        var (export, lines) = await Exported((4, 60), (5, 90), (6, 120));
        var csv = (await payroll.GetStringAsync($"/api/payroll/exports/{export}/files/csv")).TrimEnd().Split("\r\n");
        var file = $"{csv[0]};status;reason\r\n{csv[1]};hyväksytty;\r\n{csv[2]};Hylätty;väärä summa\r\n{csv[3]};;\r\n";

        var reply = await Upload(export, file).Json(HttpStatusCode.OK);
        var events = await Events();
        var again = await Upload(export, file).Json(HttpStatusCode.OK);
        var read = (await Read(export))["lines"]!.AsArray().ToDictionary(l => l!["line"]!.GetValue<Guid>(), l => $"{l!["status"]} {l["rejection"]}");

        Assert.Equal((1, 1, 1, 1), (Number(reply, "accepted"), Number(reply, "rejected"), Number(reply, "unanswered"), Number(reply, "undecided")));
        Assert.Empty(reply["unmatched"]!.AsArray());
        Assert.Equal(["Accepted ", "Rejected AmountWrong", "Sent "], lines.Select(l => read[l]));
        Assert.Equal((reply["id"]!.GetValue<Guid>(), 0, 0, 1), (again["id"]!.GetValue<Guid>(), Number(again, "accepted"), Number(again, "rejected"), Number(again, "unanswered")));
        Assert.Equal(events, await Events());
    }

    [Fact]
    public async Task The_json_of_the_export_comes_back_with_answers_in_its_lines()
    {
        var (export, lines) = await Exported((4, 60), (5, 90));
        var json = JsonNode.Parse(await payroll.GetStringAsync($"/api/payroll/exports/{export}/files/json"))!;
        foreach (var line in json["lines"]!.AsArray()) line!["status"] = "accepted";

        var reply = await Upload(export, json.ToJsonString(), "application/json").Json(HttpStatusCode.OK);

        Assert.Equal((2, 0), (Number(reply, "accepted"), Number(reply, "unanswered")));
        Assert.Equal(lines.Count, Number(reply, "accepted"));
    }

    [Fact]
    public async Task Rows_that_could_mean_several_lines_or_none_are_told_and_kept()
    {
        // Two hours of the same day pay the same.
        var (export, _) = await Exported((4, 60), (4, 60), (5, 90));
        var csv = (await payroll.GetStringAsync($"/api/payroll/exports/{export}/files/csv")).TrimEnd().Split("\r\n");
        var file = $"{csv[0]};status;reason\r\n{csv[1]};ok;\r\n{csv[3].Replace("30,00", "31,00", StringComparison.Ordinal)};ok;\r\n";

        var reply = await Upload(export, file).Json(HttpStatusCode.OK);
        var life = await Life(export);

        Assert.Equal(0, Number(reply, "accepted"));
        Assert.Equal(["2 2026-05-04 20.00 SeveralSuchPayments", "3 2026-05-05 31.00 NoSuchPayment"],
            reply["unmatched"]!.AsArray().Select(u => $"{u!["place"]} {u["on"]} {u["gross"]!.GetValue<decimal>():0.00} {u["because"]}"));
        Assert.Equal(2, Assert.Single(life["unmatched"]!.AsArray())!["unmatched"]!.AsArray().Count);
        Assert.Equal(3, life["unanswered"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_file_is_kept_as_it_came_and_sealed_and_events_know_its_hash_alone()
    {
        var (export, _) = await Exported((4, 60));
        var csv = (await payroll.GetStringAsync($"/api/payroll/exports/{export}/files/csv")).TrimEnd().Split("\r\n");
        var file = Encoding.UTF8.GetBytes($"{csv[0]};status\r\n{csv[1]};ok\r\n");

        var reply = await Upload(export, file, "text/csv").Json(HttpStatusCode.OK);
        var kept = await payroll.GetAsync($"/api/payroll/exports/{export}/answers/{reply["id"]}/file");
        await payroll.GetAsync($"/api/payroll/exports/{export}/answers/{Guid.NewGuid()}/file").Json(HttpStatusCode.NotFound);

        Assert.Equal(file, await kept.Content.ReadAsByteArrayAsync());
        Assert.Equal(file.Length, kept.Content.Headers.ContentLength);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), Assert.Single(kept.Headers.GetValues("X-Content-SHA256")));
        Assert.DoesNotContain(await host.Database.Query<byte[]>("select bytes from payroll.piece"), b => Encoding.Latin1.GetString(b).Contains("131052", StringComparison.Ordinal));
        Assert.Equal(0, (await host.Database.Query<long>("select count(*) from mt_events where data::text like '%131052%'")).Single());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), (await host.Database.Query<string>("select data ->> 'Sha256' from mt_events where type = 'answers_taken'")).Single());
    }

    [Fact]
    public async Task A_file_with_errors_is_told_row_by_row_and_nothing_of_it_is_taken_or_kept()
    {
        var (export, lines) = await Exported((4, 60), (5, 60));
        var events = await Events();

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/payroll/exports/{export}/answer-files");
        request.Content = new StringContent($"line;status;reason\n{lines[0]};ok;\n{lines[1]};hylätty;\n131052-308T;perhaps;\n", Encoding.UTF8, "text/csv");
        request.Headers.AcceptLanguage.Add(new("fi"));
        var problem = await payroll.SendAsync(request).Json(HttpStatusCode.BadRequest);

        Assert.Equal("answers/not-understood", problem.Code());
        Assert.Equal(
            ["3 reason answers/reason-missing Hylkäyksen syy puuttuu.", "4 status answers/unknown-status Rivin tilaa ei tunneta.", "4 line answers/not-a-line Rivin tunnus ei ole oikean muotoinen."],
            problem["rows"]!.AsArray().Select(r => $"{r!["line"]} {r["column"]} {r["code"]} {r["title"]}"));
        Assert.DoesNotContain("131052", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(events, await Events());
        Assert.Equal(0, (await host.Database.Query<long>("select count(*) from payroll.answer_file")).Single());
    }

    [Fact]
    public async Task A_file_that_contradicts_an_earlier_answer_is_told_by_its_row_and_leaves_nothing_behind()
    {
        var (export, lines) = await Exported((4, 60), (5, 60));
        await Answer(export, new { line = lines[0], accepted = true }).Json(HttpStatusCode.OK);
        var events = await Events();

        var problem = await Upload(export, $"line;status;reason\n{lines[1]};ok;\n{lines[0]};hylätty;muu\n").Json(HttpStatusCode.BadRequest);

        Assert.Equal(["3 hours/answered-otherwise"], problem["rows"]!.AsArray().Select(r => $"{r!["line"]} {r["code"]}"));
        Assert.Equal(events, await Events());
        Assert.Equal(3, (await host.Database.Query<Guid>("select distinct content from payroll.piece")).Count); // the export's own
    }

    [Fact]
    public async Task A_form_carries_the_file_too_and_two_who_send_the_same_at_once_take_it_once()
    {
        var (export, lines) = await Exported((4, 60), (5, 60));
        var file = Encoding.UTF8.GetBytes($"line;status\n{lines[0]};ok\n{Guid.NewGuid()};ok\n");

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "vastaus.csv" } };
            return await payroll.PostAsync($"/api/payroll/exports/{export}/answer-files", form).Json(HttpStatusCode.OK);
        }));

        Assert.Single(replies.Select(r => r["id"]!.GetValue<Guid>()).Distinct());
        Assert.Equal(1, replies.Sum(r => Number(r, "accepted")));
        Assert.All(replies, r => Assert.Single(r["unmatched"]!.AsArray()));
        Assert.Equal(1, (await host.Database.Query<long>("select count(*) from mt_events where type = 'answers_taken'")).Single());
        Assert.Equal(4, (await host.Database.Query<Guid>("select distinct content from payroll.piece")).Count);
    }

    [Fact]
    public async Task The_life_of_an_export_is_told_in_order_of_time_with_its_status_after_each_step()
    {
        var (export, lines) = await Exported((4, 60), (5, 120));
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await payroll.GetAsync($"/api/payroll/exports/{export}/files/csv");
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await Answer(export, new { line = lines[0], accepted = true }, new { line = Guid.NewGuid(), accepted = true }).Json(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var upload = await Upload(export, $"line;status;reason\n{lines[1]};hylätty;väärä summa\n").Json(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var entry = (await host.Database.Query<Guid>("select entry from read.payroll_line order by day limit 1")).Single();
        await host.Correct(anna, new(entry), new(2026, 5, 4), 90);
        await host.Approve(anna, May);
        await payroll.PostAsJsonAsync("/api/payroll/exports", new { until = "2026-05-31" }).Json(HttpStatusCode.Created);

        var life = await Life(export);
        var open = Assert.Single(life["unmatched"]!.AsArray())!;
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await payroll.PostAsync($"/api/payroll/exports/{export}/answers/{open["id"]}/seen", null).Json(HttpStatusCode.NoContent);
        var after = await Life(export);

        Assert.Equal(
        [
            "Created Made 2", "FileRendered Made 2", "FileRendered Made 2", "FileRendered Made 2", "Downloaded Fetched 2", "AnswersTaken PartlyAnswered 1",
            "AnswersTaken Answered 0", "FollowedByExport Answered 0",
        ], life["steps"]!.AsArray().Select(s => $"{s!["step"]} {s["status"]} {s["unanswered"]}"));
        Assert.Equal("Answered", life["status"]!.GetValue<string>());
        Assert.All(life["steps"]!.AsArray(), s => Assert.False(string.IsNullOrEmpty(s!["by"]!.GetValue<string>())));
        Assert.Equal(["csv", "json", "xlsx"], life["steps"]!.AsArray().Where(s => s!["file"] is not null).Select(s => s!["file"]!["format"]!.GetValue<string>()));
        Assert.Equal(1, life["steps"]![5]!["answers"]!["unmatched"]!.GetValue<int>());
        Assert.Equal(upload["id"]!.GetValue<Guid>(), life["steps"]![6]!["answers"]!["id"]!.GetValue<Guid>());
        Assert.Equal(64, life["steps"]![6]!["answers"]!["fileSha256"]!.GetValue<string>().Length);
        // The first line is reversed and replaced, the rejected one replaced.
        Assert.Equal("2 1 2", life["steps"]![7]!["following"] is { } f ? $"{f["number"]} {f["reverses"]} {f["replaces"]}" : "");
        Assert.Empty(life["unanswered"]!.AsArray());
        Assert.Empty(after["unmatched"]!.AsArray());
        Assert.Equal("UnmatchedSeen", after["steps"]!.AsArray()[^1]!["step"]!.GetValue<string>());
        await payroll.GetAsync($"/api/payroll/exports/{Guid.NewGuid()}/life").Json(HttpStatusCode.NotFound);
    }

    /// <summary>An export of Anna's hours of May, a day and its minutes each, with its lines by day.</summary>
    async Task<(Guid Export, List<Guid> Lines)> Exported(params (int Day, int Minutes)[] hours)
    {
        foreach (var (i, (day, minutes)) in hours.Index()) await host.Record(anna, new(Guid.CreateVersion7()), new(2026, 5, day), minutes, hour: 8 + (2 * i));
        await host.Approve(anna, May);
        var export = (await payroll.PostAsJsonAsync("/api/payroll/exports", new { until = "2026-05-31" }).Json(HttpStatusCode.Created))["id"]!.GetValue<Guid>();
        return (export, [.. (await Read(export))["lines"]!.AsArray().Select(l => l!["line"]!.GetValue<Guid>())]);
    }

    Task<JsonNode> Read(Guid export) => payroll.GetAsync($"/api/payroll/exports/{export}").Json(HttpStatusCode.OK);

    Task<JsonNode> Life(Guid export) => payroll.GetAsync($"/api/payroll/exports/{export}/life").Json(HttpStatusCode.OK);

    Task<HttpResponseMessage> Answer(Guid export, params object[] answers) => payroll.PostAsJsonAsync($"/api/payroll/exports/{export}/answers", answers);

    Task<HttpResponseMessage> Upload(Guid export, string file, string contentType = "text/csv") => Upload(export, Encoding.UTF8.GetBytes(file), contentType);

    async Task<HttpResponseMessage> Upload(Guid export, byte[] file, string contentType)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        return await payroll.PostAsync($"/api/payroll/exports/{export}/answer-files", content);
    }

    static int Number(JsonNode reply, string name) => reply[name]!.GetValue<int>();

    async Task<long> Events() => (await host.Database.Query<long>("select count(*) from mt_events")).Single();
}
