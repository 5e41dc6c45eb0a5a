using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests;

/// <summary>No page is forgotten.</summary>
public class EveryPageTests(City city)
{
    /// <summary>Those with nothing of their own to see: they lead on.</summary>
    static readonly string[] LeadOn = ["/"];

    [Fact]
    public void Every_page_is_looked_at() => Assert.Equal(
        city.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => $"/{e.RoutePattern.RawText}").Except(LeadOn).Distinct().Order(StringComparer.Ordinal),
        Sights.All.Select(s => s.Page).Distinct().Order(StringComparer.Ordinal));
}

public class EveryPageOnADeskTests(City city) : EveryPage(city)
{
    [Theory, MemberData(nameof(Numbers))]
    public async Task In_Finnish_axe_finds_nothing_and_the_browser_does_not_complain(int number) => await Look(Sights.All[number], "fi", Screen.Desktop);
}

public class EveryPageOnAPhoneTests(City city) : EveryPage(city)
{
    [Theory, MemberData(nameof(Numbers))]
    public async Task In_Swedish_axe_finds_nothing_and_nothing_sticks_out(int number) => await Look(Sights.All[number], "sv", Screen.Phone);
}

/// <summary>What holds of every page, whoever made it.</summary>
public abstract class EveryPage(City city)
{
    /// <summary>Bytes over the wire on a first visit: what a phone on a weak line can bear.</summary>
    const int HeaviestFirstVisit = 200_000;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Sights.All.Count)];

    private protected async Task Look(Sight sight, string language, Screen screen)
    {
        await using var visitor = await city.Visit(sight.Persona, language, screen);
        var weight = 0L;
        var asked = new List<Task>();
        visitor.Page.RequestFinished += (_, request) => asked.Add(Weigh(request));
        await visitor.See(sight);
        await visitor.Page.EvaluateAsync("document.fonts.ready.then(() => true)");

        Assert.Equal(1, await visitor.Page.Locator("h1").CountAsync());
        Assert.Equal(language, await visitor.Page.GetAttributeAsync("html", "lang"));
        await visitor.MeetsWcag();
        await visitor.FitsItsScreen();
        Assert.DoesNotContain(visitor.Complaints, c => sight.Page != "/problem" || !c.Contains("404", StringComparison.Ordinal));
        await Task.WhenAll(asked.ToArray());
        Assert.True(sight.Follow.Count > 0 || weight < HeaviestFirstVisit, $"{sight} weighs {weight} bytes.");

        async Task Weigh(IRequest request)
        {
            var sizes = await request.SizesAsync();
            Interlocked.Add(ref weight, sizes.ResponseBodySize + sizes.ResponseHeadersSize);
        }
    }
}
