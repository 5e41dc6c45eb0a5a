using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Me;

/// <summary>A safety concern, of processes at Laakso: the team there acknowledges it afterwards, as others look at what waits.</summary>
public class ConcernTests(City city)
{
    [Theory]
    [InlineData("fi", Screen.Phone, true, "Huoli on ilmoitettu")]
    [InlineData("sv", Screen.Desktop, true, "Oron är anmäld")]
    [InlineData("en", Screen.Phone, false, "The concern is raised")]
    public async Task A_concern_about_a_process_takes_two_taps_and_answers_whom_to_call(string language, Screen screen, bool script, string raised)
    {
        await using var worker = await city.Visit("peer-worker-laakso", language, screen, script);
        await worker.Go("/my");

        await worker.Page.ClickAsync("a[href^='/my/concern/'] >> nth=0");
        await worker.Page.ClickAsync("button[value=DeterioratedCondition]");

        await worker.Sees(raised);
        await Assertions.Expect(worker.Page.Locator("a[href='tel:0931000002']")).ToBeVisibleAsync();
        await Assertions.Expect(worker.Page.Locator("a[href='tel:112']")).ToBeVisibleAsync();
        if (script) await worker.MeetsWcag();
        await Acknowledge();
    }

    [Fact]
    public async Task Before_anything_is_chosen_it_says_to_call_112_in_danger_and_asks_whom_it_is_about()
    {
        await using var worker = await city.Visit("peer-worker-laakso", screen: Screen.Phone);
        await worker.Go("/my");
        await worker.Page.ClickAsync(".my-acts a[href='/my/concern']");

        await Assertions.Expect(worker.Page.Locator("a[href='tel:112']")).ToBeVisibleAsync();
        await worker.Sees("Ketä huoli koskee?");
    }

    async Task Acknowledge()
    {
        using var team = city.As("therapist-laakso");
        foreach (var concern in System.Text.Json.JsonDocument.Parse(await team.GetStringAsync("/api/aito-valittaja/concerns")).RootElement.EnumerateArray())
            await team.PostAsync($"/api/aito-valittaja/processes/{concern.GetProperty("process").GetGuid()}/concerns/{concern.GetProperty("id").GetGuid()}/acknowledgement", null);
    }
}
