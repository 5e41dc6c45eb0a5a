using System.Net;
using System.Text.RegularExpressions;

namespace Helsinki.PeerWork.Api.Tests.Kernel;

/// <summary>A browser as far as cookies and forms go, with somebody's session in it; it follows no redirection by itself.</summary>
public sealed partial class Browsing : IDisposable
{
    readonly HttpClient http;
    readonly CookieContainer cookies = new();

    public Browsing(HttpMessageHandler server) => http = new(new Cookies(server, cookies)) { BaseAddress = Address };

    public static readonly Uri Address = new("http://localhost/");

    /// <summary>What the browser would send to this site.</summary>
    public string Cookie
    {
        get => cookies.GetCookieHeader(Address);
        set => cookies.SetCookies(Address, value.Replace("; ", ",", StringComparison.Ordinal));
    }

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(new Uri(path, UriKind.Relative));

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => http.SendAsync(request);

    /// <summary>As a form of a page of this site is sent, with the token that page has in it.</summary>
    /// <param name="form">The page the form stands on.</param>
    public async Task<HttpResponseMessage> Post(string path, string form, params IEnumerable<(string Name, string Value)> fields) =>
        await PostWith(await TokenOn(form), path, fields);

    /// <param name="token">Null: none is sent.</param>
    /// <param name="site">What the browser says of where the request comes from; null: nothing.</param>
    /// <param name="origin">The same, as older browsers say it.</param>
    public async Task<HttpResponseMessage> PostWith(
        string? token, string path, IEnumerable<(string Name, string Value)> fields, string? site = "same-origin", string? origin = null)
    {
        List<KeyValuePair<string, string>> all = [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))];
        if (token is not null) all.Add(new("__RequestVerificationToken", token));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent(all) };
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null) request.Headers.Add("Origin", origin);
        return await http.SendAsync(request);
    }

    /// <summary>The antiforgery token of a page's form.</summary>
    public async Task<string> TokenOn(string page)
    {
        using var shown = await Get(page);
        return Token().Match(await shown.Content.ReadAsStringAsync()) is { Success: true } found
            ? found.Groups["token"].Value
            : throw new InvalidOperationException($"{page} answered {(int)shown.StatusCode} and no form.");
    }

    /// <summary>Logs in as somebody of the demonstration.</summary>
    public async Task LogIn(string persona)
    {
        using var answer = await Post("/log-in", "/log-in", ("persona", persona));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    public void Dispose() => http.Dispose();

    [GeneratedRegex("""__RequestVerificationToken" type="hidden" value="(?<token>[^"]+)""")]
    private static partial Regex Token();

    sealed class Cookies(HttpMessageHandler server, CookieContainer cookies) : DelegatingHandler(server)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.Headers.Contains("Cookie")
                && cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } sent) request.Headers.Add("Cookie", sent);
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set) cookies.SetCookies(Address, cookie);
            return answer;
        }
    }
}
