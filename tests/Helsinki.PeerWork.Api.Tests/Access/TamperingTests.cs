using System.Net;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Hosting;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Api.Tests.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>One row somebody changed in the database hides no other, is not written over, and the officer hears of it.</summary>
public sealed class TamperingTests(ApiHost host) : IClassFixture<ApiHost>
{
    static string Changed(string table, string column, string key, Guid row) =>
        $"update {table} set {column} = set_byte({column}, 30, (get_byte({column}, 30) + 1) % 256) where {key} = '{row}'";

    [Fact]
    public async Task A_worker_s_row_that_was_changed_is_shown_as_unreadable_among_the_others()
    {
        await host.OpenedOnce("Malmi");
        var (changed, whole) = (await host.Expert("P-changed", centre: Office.Malmi), await host.Expert("P-whole", centre: Office.Malmi));
        await host.Database.Execute(Changed("personal.peer_worker", "name", "id", changed.Value));
        using var coordinator = host.As("coordinator");
        using var officer = host.As("data-protection");

        var listed = (await coordinator.GetAsync("/api/peer-workers?centre=Malmi").Json(HttpStatusCode.OK))["items"]!.AsArray()
            .ToDictionary(w => w!["id"]!.GetValue<Guid>(), w => w!["name"]?.GetValue<string>());
        var log = (await officer.GetAsync($"/api/access-log?person={changed.Value}").Json(HttpStatusCode.OK))["items"]!.AsArray()
            .Select(r => r!["operation"]!.GetValue<string>()).ToList();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/peer-workers/{changed.Value}/person")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new { name = "Written over" }),
            Headers = { { "If-Match", "\"1\"" } },
        };
        using var written = await coordinator.SendAsync(request);

        Assert.Equal((PersonalData.Unreadable, "Name of P-whole"), (listed[changed.Value], listed[whole.Value]));
        Assert.Single(log, o => o == Tampering.Operation);
        Assert.Equal(HttpStatusCode.Conflict, written.StatusCode);
    }

    [Fact]
    public async Task A_colleague_s_row_and_a_session_s_that_were_changed_hide_no_other()
    {
        using var planner = await host.BrowserOf("planner");
        using var officer = await host.BrowserOf("data-protection");
        await host.Database.Execute(Changed("personal.colleague", "name", "user_id", DemonstrationTokens.UserOf("planner").Value));
        await host.Database.Execute(Changed("access.session", "ticket", "user_id", DemonstrationTokens.UserOf("planner").Value));

        using var log = await officer.Get("/access-log");
        using var session = await planner.Get("/session");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (log.StatusCode, session.StatusCode));
    }

    [Fact]
    public async Task Every_table_with_something_sealed_is_sealed_anew_when_keys_change() => Assert.Equal(
        (await host.Database.Query<string>("select table_schema || '.' || table_name from information_schema.columns where column_name = 'key_id'"))
            .Order(StringComparer.Ordinal),
        SealedTable.All.Select(t => t.Table).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_body_in_an_unknown_charset_is_told_so()
    {
        using var coordinator = host.As("coordinator");
        foreach (var contentType in (string[])["application/json; charset=bogus", "application/json; charset=\"bogus\"", "application/json;charset=",
            "text/csv; charset=bogus"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post,
                "/api/peer-workers")
            { Content = new ByteArrayContent("{\"name\": \"x\"}"u8.ToArray()) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            using var answer = await coordinator.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.UnsupportedMediaType or HttpStatusCode.Created,
                $"{contentType}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public void A_file_of_keys_is_its_owner_s_alone_from_its_first_moment()
    {
        var folder = Directory.CreateTempSubdirectory("peerwork-own-");
        var path = Path.Combine(folder.FullName, "keys", "a.key");

        OwnFile.MakeOnce(path, [1, 2, 3]);
        OwnFile.MakeOnce(path, [4]);

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(path, Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!)));
        folder.Delete(recursive: true);
    }
}
