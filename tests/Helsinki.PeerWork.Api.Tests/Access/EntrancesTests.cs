using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>Who comes in where hangs on the endpoint and on no spelling of its address; asked of every endpoint there is.</summary>
public sealed partial class EntrancesTests(EntrancesTests.Watched host) : IClassFixture<EntrancesTests.Watched>
{
    /// <summary>The application, with an eye on whether it reads what it is sent.</summary>
    public sealed class Watched : ApiHost
    {
        Browsing? browser;

        public int BodiesRead { get; private set; }

        public async Task<Browsing> Administrator() => browser ??= await BrowserOf("administrator");

        protected override Task Before(HttpContext http, RequestDelegate next)
        {
            http.Request.Body = new Eye(http.Request.Body, () => BodiesRead++);
            return next(http);
        }

        sealed class Eye(Stream body, Action read) : Stream
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                read();
                return await body.ReadAsync(buffer, cancellationToken);
            }

            public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
                ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

            public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override bool CanRead => true;
            public override bool CanSeek => false;
            public override bool CanWrite => false;
            public override long Length => throw new NotSupportedException();
            public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
            public override void Flush() => throw new NotSupportedException();
            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
            public override void SetLength(long value) => throw new NotSupportedException();
            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        }
    }

    static readonly Dictionary<string, Func<string, string>> Spellings = new()
    {
        ["as it is"] = path => path,
        ["upper case"] = path => path.ToUpperInvariant(),
        ["mixed case"] = path => string.Concat(path.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : c)),
        ["a slash at the end"] = path => path + "/",
        ["percent-encoded"] = path => path.Replace("a", "%61", StringComparison.Ordinal),
        ["percent-encoded in upper case"] = path => path.Replace("a", "%41", StringComparison.Ordinal),
    };

    IEnumerable<RouteEndpoint> EndpointsOf(Entrance entrance) =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetRequiredMetadata<EntranceMetadata>().Entrance == entrance);

    [Theory, InlineData("as it is"), InlineData("upper case"), InlineData("mixed case")]
    [InlineData("a slash at the end"), InlineData("percent-encoded"), InlineData("percent-encoded in upper case")]
    public async Task A_session_opens_no_operation_however_its_address_is_spelt(string spelling)
    {
        var (browser, before, asked) = (await host.Administrator(), await Logged(), 0);
        var read = host.BodiesRead;
        List<string> wrong = [];
        foreach (var endpoint in EndpointsOf(Entrance.Programs))
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                using var request = new HttpRequestMessage(HttpMethod.Parse(method),
                    new Uri("http://localhost" + Spellings[spelling](Address(endpoint))));
                if (method is "POST" or "PUT") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                request.Headers.Add("Idempotency-Key", "k");
                using var answer = await browser.Send(request);
                asked++;
                if (answer.StatusCode != HttpStatusCode.Unauthorized
                    || answer.Headers.WwwAuthenticate.Count == 0) wrong.Add($"{method} {request.RequestUri}: {(int)answer.StatusCode}");
            }

        Assert.Empty(wrong);
        Assert.True(asked > 100, $"Only {asked} operations were asked.");
        Assert.Equal(before, await Logged());
        Assert.Equal(read, host.BodiesRead);
    }

    [Fact]
    public async Task Of_somebody_whose_role_never_may_no_body_is_read_and_the_attempt_is_in_the_log()
    {
        using var planner = host.As("planner");
        var (read, before) = (host.BodiesRead, await Logged());

        using var register = await planner.PostAsync("/api/engagements/import",
            new StringContent(new string('x', 100_000), Encoding.UTF8, "text/csv"));
        using var keyed = new HttpRequestMessage(HttpMethod.Post,
            "/api/peer-workers")
        { Content = new StringContent("{}", Encoding.UTF8, "application/json"), Headers = { { "Idempotency-Key", "k" } } };
        using var worker = await planner.SendAsync(keyed);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (register.StatusCode, worker.StatusCode));
        Assert.Equal((read, before + 2), (host.BodiesRead, await Logged()));
    }

    [Theory, InlineData("/API/nothing-here"), InlineData("/api/nothing-here")]
    public async Task Where_the_API_has_nothing_nobody_learns_that_without_a_token(string path)
    {
        using var answer = await (await host.Administrator()).Get(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_that_is_none_is_told_so()
    {
        using var client = host.Anybody();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "none");

        Assert.Equal("error=\"invalid_token\"", (await client.GetAsync("/api/me")).Headers.WwwAuthenticate.Single().Parameter);
    }

    public static TheoryData<string?, string?> Elsewhere => new()
    {
        { "cross-site", "http://localhost" },
        { "same-site", null }, // another port of the same host
        { "none", null },
        { null, "http://localhost:8081" },
        { null, "https://localhost" },
        { null, "null" },
        { null, null },
    };

    [Theory, MemberData(nameof(Elsewhere))]
    public async Task No_page_takes_a_form_from_elsewhere_even_with_its_token(string? site, string? origin)
    {
        var browser = await host.Administrator();
        var (token, before) = (await browser.TokenOn("/users"), await Logged());
        List<string> taken = [];
        foreach (var path in EndpointsOf(Entrance.Pages).Select(Address).Distinct())
        {
            using var answer = await browser.PostWith(token, path, [], site, origin);
            if (answer.StatusCode != HttpStatusCode.Forbidden) taken.Add($"{path}: {(int)answer.StatusCode}");
        }

        Assert.Empty(taken);
        Assert.Equal(before, await Logged());
    }

    [Fact]
    public async Task No_page_takes_a_form_without_its_token()
    {
        var (browser, before, asked) = (await host.Administrator(), await Logged(), 0);
        List<string> taken = [];
        foreach (var path in EndpointsOf(Entrance.Pages).Where(TakesForms).Select(Address).Distinct())
        {
            using var answer = await browser.PostWith(null, path, []);
            asked++;
            if (answer.StatusCode != HttpStatusCode.BadRequest) taken.Add($"{path}: {(int)answer.StatusCode}");
        }

        Assert.Empty(taken);
        Assert.True(asked > 30, $"Only {asked} pages were asked.");
        Assert.Equal(before, await Logged());
    }

    [Fact]
    public async Task A_form_of_the_page_itself_is_taken()
    {
        var browser = await host.Administrator();

        using var fetched = await browser.PostWith(await browser.TokenOn("/users"), "/users",
            [("issuer", "https://login.example"), ("subject", "somebody")]);
        using var older = await browser.PostWith(await browser.TokenOn("/users"), "/users",
            [("issuer", "https://login.example"), ("subject", "somebody")], null, "http://localhost");

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (fetched.StatusCode, older.StatusCode));
    }

    /// <summary>The page that says why another can't be shown takes whatever that one did, and does nothing with it.</summary>
    static bool TakesForms(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page ? page.ViewEnginePath != "/Problem"
        : endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true;

    async Task<long> Logged() => (await host.Database.Query<long>("select count(*) from audit.access_log"))[0];

    static string Address(RouteEndpoint endpoint) => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), found =>
        found.Groups["kind"].Value switch
        {
            "guid" => "0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20",
            "int" or "long" => "2026",
            _ => found.Groups["name"].Value switch { "month" => "2026-05", "year" => "2026", _ => "x" },
        });

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<kind>\w+)[^}]*)?\??\}")]
    private static partial Regex Parameter();
}
