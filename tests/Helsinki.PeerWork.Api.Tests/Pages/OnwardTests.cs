using System.Net;
using Helsinki.PeerWork.Api.Tests.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Pages;

/// <summary>
/// An address to go on to, as somebody else may have written it into a link: it leads to a page of this site, or to the front page.
/// </summary>
public class OnwardTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/\\elsewhere.example"), InlineData("//elsewhere.example"), InlineData("/\t/elsewhere.example"), InlineData("/\n\\elsewhere.example")]
    [InlineData("https://elsewhere.example"), InlineData("elsewhere.example"), InlineData("\\\\elsewhere.example"),
        InlineData("javascript:alert(1)"), InlineData("")]
    public async Task It_never_leads_elsewhere(string to) => Assert.Equal("/", await LedTo(to));

    [Theory, InlineData("/my"), InlineData("/processes?tab=Waiting"), InlineData("/statistics/2024/editions")]
    public async Task It_leads_to_a_page_of_this_site(string to) => Assert.Equal(to, await LedTo(to));

    async Task<string?> LedTo(string to)
    {
        using var anybody = host.Anybody();
        using var answer = await anybody.GetAsync($"/language/fi?to={Uri.EscapeDataString(to)}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location?.OriginalString;
    }
}
