using System.Net.Http.Json;
using System.Text.Json;
using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.Me;

/// <summary>A month declared complete, and one that was sent back; months nobody else looks at.</summary>
public class MonthTests(City city)
{
    [Theory]
    [InlineData("fi", "2023-06", "Ei mitään tässä kuussa", "Kesäkuu 2023 on ilmoitettu valmiiksi.", "Ilmoitit kuukauden valmiiksi 20.11.2026.")]
    [InlineData("sv", "2023-07", "Ingenting denna månad", "Juli 2023 är anmäld klar.", "Du anmälde månaden klar 20.11.2026.")]
    [InlineData("en", "2023-08", "Nothing this month", "August 2023 is declared complete.", "You declared the month complete on 20 Nov 2026.")]
    public async Task A_month_with_nothing_is_declared_complete(string language, string month, string nothing, string done, string declared)
    {
        await using var worker = await city.Visit("peer-worker-laakso", language, Screen.Phone);
        await worker.Go($"/my/months/{month}");

        await worker.Press(nothing);

        await worker.Sees(done);
        await worker.Sees(declared);
        Assert.Empty(worker.Complaints);
    }

    [Fact]
    public async Task A_month_sent_back_waits_with_its_reason_until_it_is_declared_again()
    {
        await using var worker = await city.Visit("peer-worker-laakso", screen: Screen.Phone);
        using var self = city.As("peer-worker-laakso");
        using var coordinator = city.As("coordinator");
        var me = await self.GetFromJsonAsync<JsonElement>("/api/me");
        using var sent = await coordinator.PostAsJsonAsync(
            $"/api/peer-workers/{me.GetProperty("peerWorker").GetGuid()}/months/2024-01/parts/Laakso/return", new { reason = "HoursMissing" });
        Assert.Equal(System.Net.HttpStatusCode.NoContent, sent.StatusCode);

        await worker.Go("/my");
        await worker.Sees("Laakso: koordinaattori palautti kuukauden sinulle. Syy: tunteja puuttuu.");
        await worker.MeetsWcag();
        await worker.Press("Korjaa kuukausi");
        await worker.Sees("Laakso palautti kuukauden: tunteja puuttuu");
        await worker.Press("Ei mitään tässä kuussa");

        await worker.Sees("Tammikuu 2024 on ilmoitettu valmiiksi.");
        await worker.Go("/my");
        await worker.Sees("Mikään ei odota sinua juuri nyt.");
    }

    [Fact]
    public async Task A_month_that_is_no_month_is_no_page()
    {
        await using var worker = await city.Visit("peer-worker");

        Assert.Equal(404, await worker.Go("/my/months/2026-13"));
    }
}
