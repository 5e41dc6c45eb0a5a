using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Me;

/// <summary>What a peer worker reports, puts right and takes back. Every test has an hour of its own, before the demonstration's days begin.</summary>
public class ReportTests(City city)
{
    [Theory]
    [InlineData("fi", Screen.Phone, "16.11.", "16.11.2026 6.00", "on kirjattu", "Tallenna korjaus", "on korjattu", "Poista tapaaminen", "on poistettu")]
    [InlineData("sv", Screen.Desktop, "17.11.", "17.11.2026 6.00", "är antecknad", "Spara rättelsen", "är rättad", "Ta bort träffen", "är borttagen")]
    [InlineData("en", Screen.Phone, "18.11.", "18 Nov 2026 06:00", "is recorded", "Save the correction", "is put right", "Take the meeting back", "is taken back")]
    public async Task A_meeting_is_reported_corrected_and_taken_back(
        string language, Screen screen, string day, string shown, string recorded, string saveCorrection, string corrected, string takeBack, string takenBack)
    {
        await using var worker = await city.Visit("peer-worker", language, screen);
        var process = await Begin(worker);
        await Tap(worker, "when-Other");
        await worker.Page.FillAsync("#on", day);
        await worker.Page.FillAsync("#start", "6.00");
        await Tap(worker, "minutes-120");
        await Tap(worker, "place-Cafe");
        await Tap(worker, "activity-Coffee");
        await worker.Page.ClickAsync(".my-save");

        await worker.Sees(recorded);
        Assert.Contains("15", await worker.Page.Locator(".notice").InnerTextAsync(), StringComparison.Ordinal);

        await OpenOn(worker, shown);
        await Tap(worker, "minutes-90");
        await worker.Press(saveCorrection);
        await worker.Sees(corrected);

        await OpenOn(worker, shown);
        await Tap(worker, "reason-RecordedByMistake");
        await worker.Press(takeBack);
        await worker.Sees(takenBack);
        Assert.Contains(process, await worker.Page.Locator(".notice").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(worker.Complaints);
    }

    [Fact]
    public async Task A_meeting_of_a_chosen_process_takes_four_taps()
    {
        await using var worker = await city.Visit("peer-worker", screen: Screen.Phone);
        await Begin(worker);

        Assert.Equal("Today", await worker.Page.Locator("[name=when]:checked").GetAttributeAsync("value"));
        Assert.NotEqual("", await worker.Page.InputValueAsync("#start")); // as it was the last time
        await Assertions.Expect(worker.Page.Locator("#on")).ToBeHiddenAsync();
        await Assertions.Expect(worker.Page.Locator("#professionalAlong")).ToBeHiddenAsync();
        await Tap(worker, "minutes-60");
        await Tap(worker, "place-Outdoors");
        await Tap(worker, "activity-Walk");
        await worker.Page.ClickAsync(".my-save");

        await worker.Sees("Tapaaminen on kirjattu");
        await TakeBack(worker, "20.11.2026");
    }

    [Fact]
    public async Task At_home_a_professional_is_along_and_what_was_chosen_stays()
    {
        await using var worker = await city.Visit("peer-worker", screen: Screen.Phone);
        await Begin(worker);
        await worker.Page.FillAsync("#start", "6.30");
        await Tap(worker, "minutes-60");
        await Tap(worker, "place-Home");
        await Tap(worker, "activity-Conversation");
        await Assertions.Expect(worker.Page.GetByLabel("Ammattilainen oli mukana")).ToBeVisibleAsync();
        await worker.Page.ClickAsync(".my-save");

        await worker.Sees("Tarkista nämä");
        await Assertions.Expect(worker.Page.Locator("#professionalAlong-error")).ToBeVisibleAsync();
        Assert.Equal("6.30", await worker.Page.InputValueAsync("#start"));
        Assert.True(await worker.Page.IsCheckedAsync("#place-Home"));
        await worker.MeetsWcag();
    }

    [Fact]
    public async Task That_a_professional_was_along_stays_when_the_place_is_put_right()
    {
        await using var worker = await city.Visit("peer-worker");
        await Begin(worker);
        await Tap(worker, "when-Other");
        await worker.Page.FillAsync("#on", "12.11.");
        await worker.Page.FillAsync("#start", "6");
        await Tap(worker, "minutes-60");
        await Tap(worker, "place-Home");
        await Tap(worker, "professionalAlong");
        await Tap(worker, "activity-Conversation");
        await worker.Page.ClickAsync(".my-save");
        await worker.Sees("on kirjattu");

        await OpenOn(worker, "12.11.2026 6.00");
        await Tap(worker, "place-Cafe");
        await worker.Press("Tallenna korjaus");
        await worker.Sees("on korjattu");

        await OpenOn(worker, "12.11.2026 6.00");
        Assert.True(await worker.Page.IsCheckedAsync("#place-Cafe"));
        Assert.True(await worker.Page.IsCheckedAsync("#professionalAlong"));
        await TakeBack(worker, "12.11.2026 6.00");
    }

    [Fact]
    public async Task Nothing_chosen_is_told_beside_each_question()
    {
        await using var worker = await city.Visit("peer-worker-laakso");
        await worker.Go("/my/meeting");
        await worker.Page.ClickAsync(".my-save");

        await worker.Sees("Tarkista nämä");
        foreach (var field in (string[])["process", "start", "minutes", "place", "activity"])
            await Assertions.Expect(worker.Page.Locator($"#{field}-error")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_JavaScript_a_missed_meeting_is_reported_once_however_often_the_button_is_pressed()
    {
        await using var worker = await city.Visit("peer-worker", screen: Screen.Phone, script: false);
        await worker.Go("/my/missed");
        await worker.Page.ClickAsync("#process label >> nth=0");
        await Tap(worker, "when-Yesterday");
        await worker.Page.FillAsync("#start", "6");
        await Tap(worker, "reason-Illness");
        await worker.Page.DblClickAsync(".my-save");

        await worker.Sees("ei toteutunut.");
        await worker.Go("/my/months/2026-11");
        Assert.Equal(1, await worker.Page.GetByText("ei toteutunut: sairaus").CountAsync());

        await worker.Page.ClickAsync("li:has-text('ei toteutunut: sairaus') a");
        await Tap(worker, "reason-RecordedByMistake");
        await worker.Press("Poista tapaaminen");
        await worker.Sees("on poistettu");
    }

    [Fact]
    public async Task Who_corrects_a_meeting_that_changed_meanwhile_is_told_how_it_stands_and_keeps_what_was_typed()
    {
        await using var first = await city.Visit("peer-worker");
        await using var second = await city.Visit("peer-worker");
        await Begin(first);
        await Tap(first, "when-Other");
        await first.Page.FillAsync("#on", "13.11.");
        await first.Page.FillAsync("#start", "6");
        await Tap(first, "minutes-60");
        await Tap(first, "place-Cafe");
        await Tap(first, "activity-Coffee");
        await first.Page.ClickAsync(".my-save");
        await first.Sees("on kirjattu");
        await OpenOn(first, "13.11.2026 6.00");
        await second.Go(first.Path);

        await Tap(second, "minutes-90");
        await second.Press("Tallenna korjaus");
        await second.Sees("on korjattu");
        await Tap(first, "minutes-120");
        await first.Press("Tallenna korjaus");

        await first.Sees("Tätä muutettiin sillä välin");
        await first.Sees("Tapaaminen on nyt: pe 13.11.2026 klo 6.00–7.30");
        Assert.True(await first.Page.IsCheckedAsync("#minutes-120"));
        await first.Press("Tallenna korjaus");
        await first.Sees("on korjattu");
        await TakeBack(first, "13.11.2026 6.00");
    }

    [Fact]
    public async Task Other_work_is_reported_by_keyboard_alone()
    {
        await using var worker = await city.Visit("peer-worker-laakso");
        await worker.Go("/my/hours");
        await worker.TabTo("#when-Today");
        await worker.Page.Keyboard.PressAsync("ArrowDown"); // yesterday
        await worker.TabTo("#start");
        await worker.Page.Keyboard.TypeAsync("6");
        await worker.TabTo("#end");
        await worker.Page.Keyboard.TypeAsync("7.30");
        await worker.Page.Keyboard.PressAsync("Enter");

        await worker.Sees("Kirjattu: Kokemusasiantuntijan vastaanotto, Laakso, to 19.11.2026, 1");
        await OpenOn(worker, "19.11.2026 6.00");
        await worker.Page.FillAsync("#end", "5");
        await worker.Press("Tallenna korjaus");
        await worker.Sees("Työ päättyy samana päivänä, alkamisen jälkeen.");
        await worker.Press("Poista merkintä");
        await worker.Sees("on poistettu");
    }

    /// <summary>From the first page to the form of the first process; answers its code.</summary>
    static async Task<string> Begin(Visitor worker)
    {
        await worker.Go("/my");
        var code = (await worker.Page.Locator(".my-processes h3").First.InnerTextAsync())[..6];
        await worker.Page.ClickAsync(".my-processes a >> nth=0");
        return code;
    }

    static Task Tap(Visitor worker, string id) => worker.Page.ClickAsync($"label[for='{id}']");

    static async Task OpenOn(Visitor worker, string when)
    {
        await worker.Go("/my/months/2026-11");
        await worker.Page.ClickAsync($".my-entries li:has(.when:text('{when}')) a");
    }

    static async Task TakeBack(Visitor worker, string when)
    {
        await OpenOn(worker, when);
        await Tap(worker, "reason-RecordedByMistake");
        await worker.Press("Poista tapaaminen");
        await worker.Sees("on poistettu");
    }
}
