using System.Net;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Tests.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Access;

/// <summary>Whatever an address says of where to go on to, it is a page of this site.</summary>
public sealed class LocalAddressTests(ApiHost host) : IClassFixture<ApiHost>
{
    /// <summary>What has led browsers elsewhere, or servers to fall over.</summary>
    public static TheoryData<string> Hostile =>
    [
        "//evil.example", "///evil.example", "////evil.example/%2f..", "/\\evil.example", "/\\/evil.example", "\\\\evil.example", "\\/evil.example",
        "/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "/\t\\evil.example", "\t//evil.example", " //evil.example", "/ /evil.example",
        "/%09/evil.example", "/%0A", "/%0a/evil.example", "/%0D%0ASet-Cookie:%20a=b", "/%2F/evil.example", "/%2Fevil.example", "/%2f%2fevil.example",
            "/%5Cevil.example",
        "/%5c%5cevil.example", "/%252Fevil.example", "/%25252Fevil.example", "/%00", "/%E2%80%8B/evil.example", "/\u200B/evil.example",
        "/ä", "/€uro", "/\u202Egpj.exe", "/\u0085/evil.example", "/\u2028/evil.example", "／／evil.example", "/／evil.example", "/\uFEFF/evil.example",
        "http://evil.example", "https://evil.example", "HTTP://evil.example", "https:evil.example", "https:/evil.example", "http:///evil.example",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "mailto:a@evil.example", "evil.example", "./evil", "../evil",
        "?to=//evil.example", "#//evil.example", "@evil.example", "/\"><script>alert(1)</script>", "/<x", "", " ", "\0", "/\0",
    ];

    [Theory, MemberData(nameof(Hostile))]
    public async Task What_could_lead_elsewhere_leads_to_the_front_page(string to)
    {
        Assert.Equal("/", LocalAddress.Of(to));
        using var browser = host.Browser();

        foreach (var way in (string[])["/language/en", "/log-in/provider"])
        {
            using var answer = await browser.Get($"{way}?to={Uri.EscapeDataString(to)}");
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Contains(answer.Headers.Location!.OriginalString, (string[])["/", "/log-in"]);
        }
        using var logIn = await browser.Get($"/log-in?to={Uri.EscapeDataString(to)}");
        Assert.Equal(HttpStatusCode.OK, logIn.StatusCode);
        Assert.Contains("name=\"to\" value=\"/\"", await logIn.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_fifty_of_them() => Assert.True(Hostile.Count >= 50);

    [Fact]
    public void An_address_that_is_too_long_leads_to_the_front_page() => Assert.Equal("/", LocalAddress.Of("/" + new string('a', 2000)));

    [Theory]
    [InlineData("/"), InlineData("/processes?tab=Open"), InlineData("/centres/Symppis%20Itis")]
    [InlineData("/workers/0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20#hours")]
    [InlineData("/months?centre=H%C3%A4meentie&late=true"), InlineData("/a/%C3%A4")]
    [InlineData("/processes/new?kept=0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20"), InlineData("/a?b=//c")]
    public void A_page_of_this_site_is_gone_on_to(string to) => Assert.Equal(to, LocalAddress.Of(to));
}
