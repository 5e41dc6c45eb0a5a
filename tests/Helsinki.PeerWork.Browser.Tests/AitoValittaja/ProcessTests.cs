using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.AitoValittaja;

/// <summary>A therapist takes a process from suggestion to closing, on pages alone.</summary>
public class ProcessTests(City city)
{
    [Theory]
    [InlineData("fi", Screen.Desktop, "Valitse Aito Välittäjä", "Kirjaa aloitustapaaminen", "Tallenna", "Aloita yhteistyö", "Kirjaa päättyminen", "Tallenna arviointi", "Sulje prosessi", "Prosessi on suljettu.")]
    [InlineData("sv", Screen.Phone, "Välj Aito Välittäjä", "Anteckna det inledande mötet", "Spara", "Inled samarbetet", "Anteckna avslutet", "Spara bedömningen", "Stäng processen", "Processen är stängd.")]
    [InlineData("en", Screen.Desktop, "Choose the mediator", "Record the onboarding meeting", "Save", "Begin the cooperation", "Record the end", "Save the assessment", "Close the process", "The process is closed.")]
    public async Task From_suggestion_to_closing(
        string language, Screen screen, string choose, string onboard, string save, string begin, string end, string saveAssessment, string close, string closed)
    {
        await using var therapist = await city.Visit("therapist", language, screen);
        await therapist.OpenProcess($"PT-whole-{language}");

        await therapist.Press(choose);
        await therapist.Page.GetByRole(AriaRole.Radio).First.CheckAsync(new() { Force = true });
        await therapist.Press(choose);
        await therapist.Press(onboard);
        foreach (var present in (string[])["#serviceUserPresent", "#mediatorPresent", "#therapistPresent"]) await therapist.Page.CheckAsync(present, new() { Force = true });
        await therapist.Press(save);
        foreach (var agreed in (string[])["#communicationPracticesAgreed", "#boundariesAgreed", "#confidentialityAgreed", "#goals-Hope"]) await therapist.Page.CheckAsync(agreed, new() { Force = true });
        await therapist.Rate(2);
        await therapist.Press(begin);
        await therapist.Press(end);
        await therapist.Page.CheckAsync("#reason-GoalsReached", new() { Force = true });
        await therapist.Press(end);
        await therapist.Page.Locator(".page-head .hds-button--primary").ClickAsync();
        await therapist.Rate(4);
        await therapist.Press(saveAssessment);
        await therapist.MeetsWcag();
        await therapist.Press(close);

        await therapist.Sees(closed);
        Assert.Empty(therapist.Complaints);
    }

    [Fact]
    public async Task What_cannot_be_done_yet_is_shown_with_its_reason()
    {
        await using var therapist = await city.Visit("therapist");
        await therapist.OpenProcess("PT-reasons");

        await therapist.Sees("Valitse ensin Aito Välittäjä.");
        await therapist.Sees("Avautuu, kun aloitustapaaminen on pidetty.");
    }

    [Fact]
    public async Task An_onboarding_without_all_three_is_none_and_the_missing_one_is_named()
    {
        await using var therapist = await city.Visit("therapist");
        await therapist.OpenProcess("PT-two-present");
        await therapist.ChooseMediator();
        await therapist.Press("Kirjaa aloitustapaaminen");
        await therapist.Page.CheckAsync("#mediatorPresent", new() { Force = true });
        await therapist.Page.CheckAsync("#therapistPresent", new() { Force = true });
        await therapist.Press("Tallenna");

        await Assertions.Expect(therapist.Page.Locator("#serviceUserPresent-error")).ToBeVisibleAsync();
        Assert.True(await therapist.Page.IsCheckedAsync("#mediatorPresent"));
        Assert.False(await therapist.Page.IsCheckedAsync("#serviceUserPresent"));
    }

    [Fact]
    public async Task A_form_made_before_a_colleague_changed_the_process_says_who_changed_what_and_keeps_what_was_chosen()
    {
        await using var therapist = await city.Visit("therapist");
        await therapist.OpenProcess("PT-stale");
        var address = therapist.Path;
        await therapist.Go($"{address}/step/not-started");
        await using var colleague = await city.Visit("therapist-substitute");
        await colleague.Go(address);
        await colleague.Press("Ota hoitooni sijaisena");
        await colleague.ChooseMediator();

        await therapist.Page.CheckAsync("#reason-NotReached", new() { Force = true });
        await therapist.Press("Kirjaa");

        await therapist.Sees("Tätä muutettiin sillä välin");
        await therapist.Sees("Satu Salmi");
        await therapist.Sees("Aito Välittäjäksi tuli");
        Assert.True(await therapist.Page.IsCheckedAsync("#reason-NotReached"));
        await therapist.MeetsWcag();
    }

    [Fact]
    public async Task Without_JavaScript_a_process_is_opened_declined_and_found_again()
    {
        await using var therapist = await city.Visit("therapist", script: false);
        await therapist.OpenProcess("PT-no-script");
        var code = (await therapist.Heading).Split(' ')[1].TrimEnd(':');
        await therapist.Press("Palvelunkäyttäjä ei halua");
        await therapist.Press("Kirjaa kieltäytyminen");
        await therapist.Sees("Kieltäytyminen on kirjattu.");

        await therapist.Go("/processes");
        await therapist.Page.FillAsync("#code", code);
        await therapist.Page.PressAsync("#code", "Enter");

        await therapist.Sees(code);
    }

    [Fact]
    public async Task By_keyboard_alone_a_process_is_opened()
    {
        await using var therapist = await city.Visit("therapist");
        await therapist.Go("/");
        var keys = therapist.Page.Keyboard;

        await therapist.TabTo("a[href='/processes/new']");
        await keys.PressAsync("Enter");
        await therapist.SeesHeading("Ehdota");
        await therapist.TabTo("#serviceUserReference");
        await keys.TypeAsync("PT-keyboard");
        await therapist.TabTo("main form button");
        await keys.PressAsync("Enter");

        await therapist.Sees("on avattu.");
    }

    [Fact]
    public async Task The_same_form_sent_twice_at_once_opens_one_process()
    {
        await using var therapist = await city.Visit("therapist", script: false);
        await therapist.Go("/processes/new");
        await therapist.Page.FillAsync("#serviceUserReference", "PT-twice");

        var sent = await therapist.SendTwice("main form");

        Assert.Equal(sent[0], sent[1]);
        Assert.StartsWith("/processes/", sent[0], StringComparison.Ordinal);
    }
}

static class TherapistsWays
{
    /// <summary>Opens a process for a service user nobody else uses, and stands on its page.</summary>
    public static async Task OpenProcess(this Visitor therapist, string reference)
    {
        await therapist.Go("/processes/new");
        await therapist.Page.FillAsync("#serviceUserReference", reference);
        await therapist.Page.ClickAsync("main form button");
        await Assertions.Expect(therapist.Page.Locator(".steps")).ToBeVisibleAsync();
    }

    public static async Task ChooseMediator(this Visitor therapist)
    {
        await therapist.Press("Valitse Aito Välittäjä");
        await therapist.Page.GetByRole(AriaRole.Radio).First.CheckAsync(new() { Force = true });
        await therapist.Press("Valitse Aito Välittäjä");
        await therapist.Sees("Aito Välittäjä on valittu.");
    }

    /// <summary>The same answer to all eight questions.</summary>
    public static async Task Rate(this Visitor therapist, int rating)
    {
        foreach (var theme in (string[])["empowerment", "socialParticipation", "confidence", "wellbeing"])
            foreach (var party in (string[])["service-user", "therapist"])
                await therapist.Page.CheckAsync($"#{theme}-{party}-{rating}", new() { Force = true });
    }
}
