using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Import;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Microsoft.Extensions.DependencyInjection;
using static Helsinki.PeerWork.Api.Tests.Kernel.Office;

namespace Helsinki.PeerWork.Api.Tests.Import;

public sealed class ImportTests : IAsyncLifetime
{
    const string Header = "person;centre;form;work;from;until\n";

    /// <summary>On a port: how large a body may be is Kestrel's to say.</summary>
    readonly PortHost host = new();
    HttpClient administrator = null!;

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        administrator = host.As("administrator");
        foreach (var code in (string[])["Malmi", "Jelppi", "Laakso", "Harjula", "Vuosaari", "Kalasatama", "Aurora"]) await host.OpenCentre(new(code), "1");
        foreach (var code in (string[])["Symppis Itis", "Symppis Malmi"]) await host.OpenCentre(new(code), "1", "LowThresholdDayActivityCentre");
    }

    public ValueTask DisposeAsync()
    {
        administrator.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task The_sample_register_gives_the_published_figures_of_2024()
    {
        var report = await Import(Sample()).Json(HttpStatusCode.OK);
        await host.CatchUp();
        using var planner = host.As("planner");
        var year = await planner.GetAsync("/api/statistics/2024").Json(HttpStatusCode.OK);

        Assert.Equal(192, report["newEngagements"]!.GetValue<int>() + report["repeated"]!.GetValue<int>());
        Assert.Equal(81, City(year, "published-fee-for-service-individuals"));
        Assert.Equal(13, City(year, "published-volunteers"));
        Assert.Equal(18, City(year, "published-work-ability-agreements-and-decisions"));
        Assert.Equal(23, City(year, "published-symppis-individuals"));
    }

    /// <summary>What the API refuses of one engagement, a file does not bring in either.</summary>
    [Theory]
    [InlineData("P1;Malmi;Volunteer;PeerSupport;0206-01-01;", "from", "import/bad-date")]
    [InlineData("P1;Malmi;Volunteer;PeerSupport;1.1.2201;", "from", "import/bad-date")]
    [InlineData("P1;Malmi;Volunteer;PeerSupport;2014-12-31;", "from", "import/centre-not-open")]
    [InlineData("P\u200B1;Malmi;Volunteer;PeerSupport;2024-01-01;", "person", "import/person")]
    [InlineData("P\u202E1;Malmi;Volunteer;PeerSupport;2024-01-01;", "person", "import/person")]
    public async Task A_row_no_other_door_would_take_is_told(string row, string column, string code)
    {
        var problem = await Import(Header + row + "\n").Json(HttpStatusCode.BadRequest);

        var error = Assert.Single(problem["rows"]!.AsArray())!;
        Assert.Equal((column, code), (error["column"]!.GetValue<string>(), error["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        await Import(Sample()).Json(HttpStatusCode.OK);
        var events = await Events();

        var again = await Import(Sample()).Json(HttpStatusCode.OK);

        Assert.Equal((0, 0, 0), (Number(again, "newPersons"), Number(again, "newEngagements"), Number(again, "changed")));
        Assert.Equal(Number(again, "rows"), Number(again, "unchanged"));
        Assert.Equal(events, await Events());
    }

    [Fact]
    public async Task Another_last_day_ends_or_extends_and_absent_rows_stay()
    {
        await Import(Header + "P1;Malmi;Volunteer;PeerSupport;2024-01-01;\nP2;Malmi;Volunteer;PeerSupport;2024-01-01;2024-06-30\n").Json(HttpStatusCode.OK);

        var ended = await Import(Header + "p1;Malmi;Volunteer;PeerSupport;1.1.2024;31.12.2024\n").Json(HttpStatusCode.OK);

        Assert.Equal((0, 0, 1), (Number(ended, "newPersons"), Number(ended, "newEngagements"), Number(ended, "changed")));
        Assert.Equal([new DateOnly(2024, 6, 30), new DateOnly(2024, 12, 31)],
            await host.Database.Query<DateOnly>("select valid_until from read.worker_engagement order by valid_until"));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_writes_nothing()
    {
        var events = await Events();

        var report = await Import(Sample(), "?dryRun=true").Json(HttpStatusCode.OK);

        Assert.True(report["dryRun"]!.GetValue<bool>());
        Assert.Equal(Number(report, "rows"), Number(report, "newEngagements"));
        Assert.Equal(events, await Events());
        Assert.Equal(0, (await host.Database.Query<long>("select count(*) from personal.peer_worker")).Single());
    }

    [Fact]
    public async Task Every_bad_row_is_reported_with_its_line_column_and_reason_and_no_row_is_imported()
    {
        var events = await Events();
        using var request = Upload(Header + """
            P1;Malmi;Volunteer;PeerSupport;2024-01-01;
            P2;Malmy;Volunteer;PeerSupport;2024-01-01;
            P3;Malmi;Paid;PeerSupport;2024-02-30;
            """);
        request.Headers.AcceptLanguage.ParseAdd("fi");

        var problem = await administrator.SendAsync(request).Json(HttpStatusCode.BadRequest);

        Assert.Equal("import/not-understood", problem.Code());
        Assert.Equal("Tiedostossa on virheitä. Mitään ei tuotu.", problem["title"]!.GetValue<string>());
        Assert.Equal(
            [(3, "centre", "import/unknown-centre"), (4, "form", "import/unknown-form"), (4, "from", "import/bad-date")],
            problem["rows"]!.AsArray().Select(r => (r!["line"]!.GetValue<int>(), r["column"]!.GetValue<string>(), r["code"]!.GetValue<string>())));
        Assert.Equal("Palvelupistettä ei tunneta.", problem["rows"]![0]!["title"]!.GetValue<string>());
        Assert.Equal(events, await Events());
    }

    [Fact]
    public async Task A_spreadsheets_file_in_a_form_is_taken_too()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Header.Replace("\n", "\r\n", StringComparison.Ordinal) + "\"P1\";Malmi;Volunteer;PeerSupport;5.2.2024;\r\n")]), "file", "register.csv" },
        };

        var report = await administrator.PostAsync("/api/engagements/import", form).Json(HttpStatusCode.OK);

        Assert.Equal(1, Number(report, "newEngagements"));
    }

    [Theory, InlineData("multipart/form-data", "x"), InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n\r\nperson")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n")]
    public async Task A_form_that_breaks_off_has_no_boundary_or_no_file_is_refused_by_name(string type, string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);

        var problem = await administrator.PostAsync("/api/engagements/import", content).Json(HttpStatusCode.BadRequest);

        Assert.Equal("file", Assert.Single(problem["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task What_is_too_large_or_no_register_or_not_an_administrators_is_refused()
    {
        Assert.Equal("request/too-large", (await Import(new string('x', RegisterFile.MaxBytes + (128 * 1024))).Json(HttpStatusCode.RequestEntityTooLarge)).Code());
        Assert.Equal("import/too-large", (await Import(new string('x', RegisterFile.MaxBytes + 1)).Json(HttpStatusCode.BadRequest))["rows"]![0]!.Code());
        Assert.Equal("request/unsupported-media-type",
            (await administrator.PostAsync("/api/engagements/import", new StringContent("{}", Encoding.UTF8, "application/json")).Json(HttpStatusCode.UnsupportedMediaType)).Code());
        Assert.Equal("import/header", (await Import("").Json(HttpStatusCode.BadRequest))["rows"]![0]!.Code());
        using var coordinator = host.As("coordinator");
        using var request = Upload(Header);
        await coordinator.SendAsync(request).Json(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Two_imports_of_the_same_file_at_once_make_each_person_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Import(Sample()).Json(HttpStatusCode.OK)));

        var persons = replies.Max(r => Number(r, "newPersons"));
        Assert.Equal(persons, replies.Sum(r => Number(r, "newPersons")));
        Assert.Equal(persons, (await host.Database.Query<long>("select count(*) from personal.peer_worker")).Single());
    }

    [Fact]
    public async Task Twenty_thousand_rows_are_imported_at_once_and_without_http()
    {
        var text = new StringBuilder(Header);
        for (var i = 0; i < 20_000; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"P{i % 12_000};Malmi;Volunteer;PeerSupport;{(i < 12_000 ? "2024-01-01" : "2025-01-01")};\n");
        using var register = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        await using var scope = host.Services.ScopeOf(Asked.BySystem("ImportEngagements", "import", Concurrency.NeverStale));

        var reply = await scope.ServiceProvider.GetRequiredService<RegisterImport>().Run(register, dryRun: false, default);

        Assert.Equal(new ImportReport(false, 20_000, 12_000, 20_000, 0, 0, 0), Assert.IsType<Reply.Done>(reply).Body);
    }

    static int City(JsonNode year, string measure) =>
        year["measures"]!.AsArray().Single(m => m!["measure"]!["key"]!.GetValue<string>() == measure)!["city"]!["value"]!.GetValue<int>();

    static int Number(JsonNode report, string name) => report[name]!.GetValue<int>();

    static string Sample()
    {
        using var file = new StreamReader(typeof(RegisterImport).Assembly.GetManifestResourceStream("helsinki-2024-engagements.csv")!);
        return file.ReadToEnd();
    }

    static HttpRequestMessage Upload(string text, string query = "") =>
        new(HttpMethod.Post, "/api/engagements/import" + query) { Content = new StringContent(text, Encoding.UTF8, "text/csv") };

    async Task<HttpResponseMessage> Import(string text, string query = "")
    {
        using var request = Upload(text, query);
        request.Headers.ExpectContinue = true; // as curl does: the answer to what is too large comes before the body
        return await administrator.SendAsync(request);
    }

    async Task<long> Events() => (await host.Database.Query<long>("select count(*) from mt_events")).Single();
}
