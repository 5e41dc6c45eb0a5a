using System.Net;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Api.Tests.Kernel;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Helsinki.PeerWork.Api.Tests.Pages;

/// <summary>A form somebody else's site sends in a reader's name has no token of ours, and does nothing: on every page there is.</summary>
public partial class ForgeryTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>It says what went wrong, and does nothing.</summary>
    const string TellsOnly = "problem";

    /// <summary>As a browser says it of a form of this site: the token alone is what is missing.</summary>
    static readonly (string Name, string Value) FromHere = ("Sec-Fetch-Site", "same-origin");

    [Fact]
    public async Task No_page_takes_a_form_without_its_token()
    {
        using var reader = await LoggedIn("coordinator");
        var pages = Pages();
        Assert.Contains("my/meeting", pages);
        List<string> taken = [];
        foreach (var page in pages)
        {
            using var answer = await reader.PostAsync("/" + Filled(page), new FormUrlEncodedContent([new("reason", "Other")]));
            if (answer.StatusCode != HttpStatusCode.BadRequest) taken.Add($"{page} answered {(int)answer.StatusCode}");
        }
        Assert.Empty(taken);
    }

    [Fact]
    public async Task With_its_token_a_form_is_taken()
    {
        using var visitor = host.Anybody();

        using var answer = await LogIn(visitor, "coordinator");

        Assert.Equal((HttpStatusCode.Redirect, "/"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    IReadOnlyList<string> Pages() =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => e.RoutePattern.RawText!)
                .Where(page => page != TellsOnly).Distinct(),
    ];

    static string Filled(string route) =>
        Hole().Replace(route,
            hole => hole.Groups["kind"].Value is "int" or "long" ? "2026" : hole.Groups["name"].Value == "month" ? "2026-05" : $"{Guid.Empty}");

    async Task<HttpClient> LoggedIn(string persona)
    {
        var reader = host.Anybody();
        using var answer = await LogIn(reader, persona);
        reader.DefaultRequestHeaders.Add(FromHere.Name, FromHere.Value);
        reader.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        return reader;
    }

    static async Task<HttpResponseMessage> LogIn(HttpClient visitor, string persona)
    {
        using var shown = await visitor.GetAsync("/log-in");
        using var form = new HttpRequestMessage(HttpMethod.Post, "/log-in")
        {
            Content = new FormUrlEncodedContent(
            [
                new("persona", persona), new("to", "/"),
                    new("__RequestVerificationToken", Token().Match(await shown.Content.ReadAsStringAsync()).Groups[1].Value),
            ]),
        };
        form.Headers.Add(FromHere.Name, FromHere.Value);
        form.Headers.Add("Cookie", shown.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        return await visitor.SendAsync(form);
    }

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<kind>\w+))?[^}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();
}
