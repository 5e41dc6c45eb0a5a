using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Helsinki.PeerWork.Api.Tests.Kernel;
using static Helsinki.PeerWork.Api.Tests.Kernel.Office;

namespace Helsinki.PeerWork.Api.Tests.Statistics;

/// <summary>Two experts at Malmi in 2026, one of them with an hour and a half of work.</summary>
public sealed class StatisticsHost : ApiHost
{
    public IReadOnlyList<Guid> Workers { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.Set(new(2026, 6, 1));
        await this.OpenCentre(Malmi, "1");
        await this.OpenCentre(Laakso, "1");
        var anna = await this.Expert("P1");
        Workers = [anna.Value, (await this.Expert("P2")).Value];
        await this.Record(anna, new(Guid.CreateVersion7()), new(2026, 5, 4), 90);
        using var administrator = As("administrator");
        await administrator.PostAsJsonAsync("/api/service-centres/Malmi/names", new { name = "Malmin mielenterveyskeskus", from = "2026-01-01" }).Json(HttpStatusCode.NoContent);
        await administrator.PostAsJsonAsync("/api/service-centres/Laakso/closing", new { lastDay = "2025-06-30", successor = "Malmi" }).Json(HttpStatusCode.NoContent);
        await CatchUp();
    }
}

public sealed class StatisticsTests(StatisticsHost host) : IClassFixture<StatisticsHost>
{
    [Theory]
    [InlineData("/api/statistics/2026"), InlineData("/api/statistics/2026?format=csv"), InlineData("/api/statistics/2026?format=xlsx"), InlineData("/api/statistics?from=2025&to=2026")]
    [InlineData("/api/statistics/measures"), InlineData("/api/statistics/years"), InlineData("/api/statistics/2026/course")]
    public async Task Who_asks_again_for_what_has_not_changed_is_told_so(string path)
    {
        using var planner = host.As("planner");
        using var first = await planner.GetAsync(path);
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true, NoStore: false });

        using var again = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var same = await planner.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(first.Headers.ETag, same.Headers.ETag);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());

        using var other = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { new("\"something-else\"") } } };
        using var whole = await planner.SendAsync(other);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal([200, 304, 200], (await host.Database.Query<int>("select status from audit.access_log order by id desc limit 3")).Reverse());
    }

    [Fact]
    public async Task A_year_has_every_measure_for_city_and_centres_with_its_definition_in_the_language_asked_for()
    {
        using var planner = host.As("planner");
        planner.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fi-FI,sv;q=0.8");

        var year = await planner.GetAsync("/api/statistics/2026").Json(HttpStatusCode.OK);

        var hours = year["measures"]!.AsArray().Single(m => m!["measure"]!["key"]!.GetValue<string>() == "hours")!;
        Assert.Equal(("Vertaistyön tunnit", "tuntia"), (hours["measure"]!["label"]!.GetValue<string>(), hours["measure"]!["unitLabel"]!.GetValue<string>()));
        Assert.Equal((1.5m, 1.5m), (hours["city"]!["value"]!.GetValue<decimal>(), hours["centres"]!["Malmi"]!["value"]!.GetValue<decimal>()));
        Assert.Equal("Malmin mielenterveyskeskus", Assert.Single(year["centres"]!.AsArray())!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_ratio_of_nothing_has_no_figure()
    {
        using var planner = host.As("planner");

        var year = await planner.GetAsync("/api/statistics/2026").Json(HttpStatusCode.OK);

        var coverage = year["measures"]!.AsArray().Single(m => m!["measure"]!["key"]!.GetValue<string>() == "assessment-coverage")!;
        Assert.Null(coverage["city"]!["value"]);
    }

    [Theory]
    [InlineData("?format=csv", null)]
    [InlineData("", "text/csv")]
    public async Task Csv_is_tidy_and_written_as_the_language_writes_numbers(string query, string? accept)
    {
        using var planner = host.As("planner");
        planner.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fi");
        if (accept is not null) planner.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));

        var reply = await planner.GetAsync("/api/statistics/2026" + query);
        var text = Encoding.UTF8.GetString(await reply.Content.ReadAsByteArrayAsync());

        Assert.Equal("text/csv", reply.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\r\n2026;*;Koko kaupunki;hours;Vertaistyön tunnit;1,50;tuntia;;;;Vuosi on kesken;;Sisäinen: ei julkaistavaksi\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\n2026;Malmi;Malmin mielenterveyskeskus;hours;", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wide_csv_has_a_row_for_each_centre_and_a_column_for_each_measure()
    {
        using var planner = host.As("planner");

        var reply = await planner.GetAsync("/api/statistics?from=2025&to=2026&format=wide");
        var lines = Encoding.UTF8.GetString(await reply.Content.ReadAsByteArrayAsync()).Split("\r\n");

        Assert.Equal("peer-work-2025-2026-internal-wide.csv", reply.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var hours = lines[0].Split(',').Index().Single(c => c.Item == "hours").Index;
        Assert.Equal(["2025,*", "2025,Laakso", "2025,Malmi", "2026,*", "2026,Malmi", ""], lines[1..].Select(l => string.Join(',', l.Split(',').Take(2))));
        Assert.Equal("1.50", lines[4].Split(',')[hours]);
        Assert.EndsWith("Internal: not to be published", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xlsx_has_a_sheet_for_each_theme_one_of_definitions_and_one_of_the_charts_data()
    {
        using var planner = host.As("planner");

        var reply = await planner.GetAsync("/api/statistics/2026?format=xlsx");
        using var archive = new ZipArchive(await reply.Content.ReadAsStreamAsync());
        using var workbook = new StreamReader(archive.GetEntry("xl/workbook.xml")!.Open());

        Assert.Equal("peer-work-2026-internal.xlsx", reply.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var text = await workbook.ReadToEndAsync();
        Assert.Equal(
            ["About", "Forms of engagement", "Assignment agreements", "Aito Välittäjä processes", "Meetings", "Safety concerns", "Hours and compensation", "Supervision", "Travel tickets", "Definitions", "Chart data"],
            System.Xml.Linq.XDocument.Parse(text).Descendants().Where(e => e.Name.LocalName == "sheet").Select(e => e.Attribute("name")!.Value));
    }

    [Fact]
    public async Task Years_stand_side_by_side_and_a_merged_centre_goes_on_in_its_successors_line()
    {
        using var planner = host.As("planner");

        var compared = await planner.GetAsync("/api/statistics?from=2025&to=2026").Json(HttpStatusCode.OK);

        var line = Assert.Single(compared["lines"]!.AsArray())!;
        Assert.Equal("Malmi", line["code"]!.GetValue<string>());
        Assert.Equal(["Laakso", "Malmi"], line["centres"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.Equal(("Malmin mielenterveyskeskus", "Malmi centre"), (line["name"]!.GetValue<string>(), Assert.Single(line["formerNames"]!.AsArray())!.GetValue<string>()));
        var agreements = compared["measures"]!.AsArray().Single(m => m!["measure"]!["key"]!.GetValue<string>() == "agreements-in-force")!;
        Assert.Equal(2, agreements["city"]!["2025"]!["value"]!.GetValue<int>());
        Assert.Equal(["Laakso", "Malmi"], agreements["lines"]!["Malmi"]![0]!["centres"]!.AsObject().Select(c => c.Key));
        Assert.Equal(["Malmi"], agreements["lines"]!["Malmi"]![1]!["centres"]!.AsObject().Select(c => c.Key));
        Assert.Equal(2, agreements["lines"]!["Malmi"]![1]!["figure"]!["value"]!.GetValue<int>());
        Assert.Equal(1333.33m, agreements["city"]!["2026"]!["perThousandHours"]!.GetValue<decimal>());
        Assert.Equal([2026], compared["notOver"]!.AsArray().Select(y => y!.GetValue<int>()));
    }

    [Theory]
    [InlineData("/api/statistics/1999", "year")]
    [InlineData("/api/statistics/2028", "year")]
    [InlineData("/api/statistics/2026?format=pdf", "format")]
    [InlineData("/api/statistics?from=2026&to=2025", "to")]
    [InlineData("/api/statistics?from=2005&to=2026", "to")]
    [InlineData("/api/statistics?from=2026", "to")]
    [InlineData("/api/statistics/2026?knownOn=2026-06-02", "knownOn")]
    [InlineData("/api/statistics?from=2025&to=2026&knownOn=soon", "knownOn")]
    [InlineData("/api/statistics/2026/measures/hours?knownOn=2026-06-02", "knownOn")]
    [InlineData("/api/statistics/1999/measures/hours", "year")]
    [InlineData("/api/statistics/1999/course", "year")]
    [InlineData("/api/statistics/2026/course?knownOn=2026-06-02", "knownOn")]
    [InlineData("/api/statistics/2026/measures/hours?centre=malmi", "centre")]
    public async Task What_can_not_be_asked_is_named(string address, string field)
    {
        using var planner = host.As("planner");

        var problem = await planner.GetAsync(address).Json(HttpStatusCode.BadRequest);

        Assert.Equal([field], problem["errors"]!.AsObject().Select(e => e.Key));
    }

    [Fact]
    public async Task A_year_can_be_asked_as_known_on_a_day()
    {
        using var planner = host.As("planner");

        var (before, today) = (
            await planner.GetAsync("/api/statistics/2026?knownOn=2026-05-31").Json(HttpStatusCode.OK), await planner.GetAsync("/api/statistics/2026?knownOn=2026-06-01").Json(HttpStatusCode.OK));

        Assert.Equal(("2026-05-31", "2026-06-01"), (before["knownOn"]!.GetValue<string>(), today["knownOn"]!.GetValue<string>()));
        Assert.Equal((0m, 1.5m), (Hours(before), Hours(today)));
        Assert.Empty(before["centres"]!.AsArray());

        static decimal Hours(System.Text.Json.Nodes.JsonNode year) =>
            year["measures"]!.AsArray().Single(m => m!["measure"]!["key"]!.GetValue<string>() == "hours")!["city"]!["value"]!.GetValue<decimal>();
    }

    [Fact]
    public async Task How_a_year_went_is_told_by_month_as_far_as_it_has_come_and_by_theme()
    {
        using var planner = host.As("planner");

        var course = await planner.GetAsync("/api/statistics/2026/course").Json(HttpStatusCode.OK);
        var before = await planner.GetAsync("/api/statistics/2026/course?knownOn=2026-05-31").Json(HttpStatusCode.OK);

        Assert.Equal(
            [(1, 0m, true), (2, 0m, true), (3, 0m, true), (4, 0m, true), (5, 1.5m, true), (6, 0m, false)],
            course["months"]!.AsArray().Select(m => (m!["month"]!.GetValue<int>(), m["hours"]!.GetValue<decimal>(), m["whole"]!.GetValue<bool>())));
        Assert.Equal([0m, 0m, 0m, 0m, 0m], before["months"]!.AsArray().Select(m => m!["hours"]!.GetValue<decimal>()));
        Assert.Equal(["empowerment", "social-participation", "confidence", "wellbeing"], course["themes"]!.AsArray().Select(t => t!["theme"]!.GetValue<string>()));
        Assert.All(course["themes"]!.AsArray(), t => Assert.Equal((0, true), (t!["therapist"]!["pairs"]!.GetValue<int>(), t["therapist"]!["tooFew"]!.GetValue<bool>())));
    }

    [Fact]
    public async Task The_years_there_are_statistics_of_begin_with_the_first_anything_counts_for()
    {
        using var planner = host.As("planner");

        var years = await planner.GetAsync("/api/statistics/years").Json(HttpStatusCode.OK);

        Assert.Equal((2025, 2026, 2025), (years["first"]!.GetValue<int>(), years["last"]!.GetValue<int>(), years["latestWhole"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_figure_is_explained_by_its_rule_and_its_parts()
    {
        using var planner = host.As("planner");

        var explained = await planner.GetAsync("/api/statistics/2026/measures/published-fee-for-service-individuals").Json(HttpStatusCode.OK);

        Assert.Equal((2, 2), (explained["figure"]!["value"]!.GetValue<int>(), explained["records"]!.GetValue<int>()));
        Assert.StartsWith("Distinct persons", explained["measure"]!["definition"]!.GetValue<string>(), StringComparison.Ordinal);
        var centres = explained["breakdowns"]!.AsArray().Single(b => b!["by"]!.GetValue<string>() == "centre")!;
        Assert.Equal(("Malmi", 2), (centres["parts"]![0]!["key"]!.GetValue<string>(), centres["parts"]![0]!["figure"]!["value"]!.GetValue<int>()));
        Assert.Equal(0, centres["overlap"]!.GetValue<int>());
        Assert.Equal("Malmin mielenterveyskeskus", centres["parts"]![0]!["label"]!.GetValue<string>());
        Assert.DoesNotContain(host.Workers, w => explained.ToJsonString().Contains($"{w}", StringComparison.Ordinal));
        await planner.GetAsync("/api/statistics/2026/measures/happiness").Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_records_behind_a_figure_are_for_those_who_work_at_the_centre_and_fees_are_not_for_therapists()
    {
        using var coordinator = host.As("coordinator");
        using var therapist = host.As("therapist");
        using var planner = host.As("planner");
        const string hours = "/api/statistics/2026/centres/Malmi/measures/hours/records", pay = "/api/statistics/2026/centres/Malmi/measures/compensation/records";

        var record = Assert.Single((await coordinator.GetAsync(hours).Json(HttpStatusCode.OK))["items"]!.AsArray())!;

        Assert.Equal(("entry", "2026-05-04", 1.5m), (record["what"]!.GetValue<string>(), record["on"]!.GetValue<string>(), record["value"]!.GetValue<decimal>()));
        Assert.Equal(1, (await therapist.GetAsync(hours).Json(HttpStatusCode.OK))["total"]!.GetValue<int>());
        Assert.Equal(30m, (await coordinator.GetAsync(pay).Json(HttpStatusCode.OK))["items"]![0]!["value"]!.GetValue<decimal>());
        await therapist.GetAsync(pay).Json(HttpStatusCode.Forbidden);
        await planner.GetAsync(hours).Json(HttpStatusCode.Forbidden);
        await coordinator.GetAsync(hours.Replace("Malmi", "Aurora", StringComparison.Ordinal)).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Payroll_and_peer_workers_see_no_statistics_and_everybody_may_read_what_a_measure_means_who_may_see_figures()
    {
        using var payroll = host.As("payroll");
        using var coordinator = host.As("coordinator");

        await payroll.GetAsync("/api/statistics/2026").Json(HttpStatusCode.Forbidden);
        Assert.NotEmpty((await coordinator.GetAsync("/api/statistics/measures").Json(HttpStatusCode.OK)).AsArray());
    }

    [Fact]
    public async Task Therapists_are_shown_no_pay()
    {
        using var therapist = host.As("therapist");
        using var planner = host.As("planner");

        var (shown, whole) = (await therapist.GetAsync("/api/statistics/2026").Json(HttpStatusCode.OK), await planner.GetAsync("/api/statistics/2026").Json(HttpStatusCode.OK));

        Assert.Equal((null, 30m), (Compensation(shown)["value"]?.GetValue<decimal>(), Compensation(whole)["value"]?.GetValue<decimal>()));
        Assert.DoesNotContain("30.0", await therapist.GetStringAsync("/api/statistics/2026?format=csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("30.0", (await therapist.GetStringAsync("/api/statistics?from=2025&to=2026")), StringComparison.Ordinal);
        await therapist.GetAsync("/api/statistics/2026/measures/compensation").Json(HttpStatusCode.Forbidden);
        await therapist.GetAsync("/api/statistics/2026/measures/hours").Json(HttpStatusCode.OK);

        static System.Text.Json.Nodes.JsonNode Compensation(System.Text.Json.Nodes.JsonNode year) =>
            year["measures"]!.AsArray().Single(m => m!["measure"]!["key"]!.GetValue<string>() == "compensation")!["city"]!;
    }

    [Fact]
    public async Task Years_compared_as_a_file_have_the_change_and_a_line_for_centres_that_merged()
    {
        using var planner = host.As("planner");

        var reply = await planner.GetAsync("/api/statistics?from=2025&to=2026&knownOn=2026-06-01&format=csv");
        var lines = (await reply.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.Equal("peer-work-2025-2026-known-2026-06-01-internal.csv", reply.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal("year,centre,centreName,measure,label,value,unit,numerator,denominator,spread,change,changePercent,perThousandHours,note,knownOn,marking", lines[0]);
        Assert.Contains("2026,Malmi,Malmin mielenterveyskeskus,agreements-in-force,Assignment agreements in force,2,agreements or decisions,,,,0,0,1333.33,The year is not over,2026-06-01,Internal: not to be published", lines);
        Assert.Contains(lines, l => l.StartsWith("2026,Laakso+Malmi,Laakso centre + Malmin mielenterveyskeskus,agreements-in-force,", StringComparison.Ordinal));
    }
}
