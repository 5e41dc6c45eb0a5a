using Helsinki.PeerWork.Browser.Tests.AitoValittaja;
using Helsinki.PeerWork.Browser.Tests.Kernel;
using Microsoft.Playwright;

namespace Helsinki.PeerWork.Browser.Tests.Session;

public class SessionTests(City city, Village village) : IClassFixture<Village>
{
    [Fact]
    public async Task What_was_typed_when_the_session_ended_is_there_again_after_logging_in_and_for_nobody_else()
    {
        await using var therapist = await city.Visit("therapist", script: false, at: village.Address);
        await therapist.Go("/processes/new");
        await therapist.Page.FillAsync("#serviceUserReference", "PT-typed-before");
        village.Clock.Set(City.Now.AddMinutes(31));

        await therapist.Page.ClickAsync("main form button");
        await therapist.Sees("Istuntosi päättyi");
        var back = therapist.Page.Url;
        await therapist.Page.ClickAsync("button[value='therapist-substitute']");
        Assert.Equal("", await therapist.Page.InputValueAsync("#serviceUserReference"));
        await therapist.Page.GotoAsync(back);
        await therapist.Page.ClickAsync("button[value='therapist']");

        await therapist.Sees("eikä mitään tallennettu");
        Assert.Equal("PT-typed-before", await therapist.Page.InputValueAsync("#serviceUserReference"));
    }

    [Fact]
    public async Task Two_minutes_before_the_end_it_is_said_and_one_press_goes_on()
    {
        await using var therapist = await city.Visit("therapist");
        await therapist.Page.Clock.InstallAsync();
        await therapist.Go("/processes/new");
        await therapist.Type("Potilastietojärjestelmän tunniste", "PT-half-typed");

        await therapist.Page.Clock.FastForwardAsync("28:01");
        await therapist.Sees("Istunto päättyy pian");
        await therapist.MeetsWcag();
        await therapist.Press("Jatka");
        await Assertions.Expect(therapist.Page.Locator("#session")).ToBeHiddenAsync();
        await therapist.Page.Clock.FastForwardAsync("30:01");

        await therapist.Sees("Istunto on päättynyt");
        Assert.Equal("PT-half-typed", await therapist.Page.InputValueAsync("#serviceUserReference"));
    }

    [Fact]
    public async Task The_language_chosen_stays_also_after_logging_out()
    {
        await using var planner = await city.Visit("planner", alone: true);
        await planner.Go("/");

        await planner.Press("Svenska");
        await planner.Press("Logga ut");

        await planner.SeesHeading("Logga in");
        await planner.Go("/accessibility");
        await planner.SeesHeading("Tillgänglighetsutlåtande");
    }

    [Fact]
    public async Task After_logging_out_a_page_of_before_asks_to_log_in()
    {
        await using var therapist = await city.Visit("therapist", alone: true);
        await therapist.OpenProcess("PT-logged-out");
        var address = therapist.Path;

        await therapist.Press("Kirjaudu ulos");
        await therapist.Go(address);

        Assert.Equal("/log-in", therapist.Path);
    }

    [Theory, InlineData("/log-out", 403), InlineData("/users", 403), InlineData("/API/me/reminders", 401), InlineData("/Api/users/search", 401)]
    public async Task A_form_on_another_port_of_the_same_host_does_nothing_here(string path, int answer)
    {
        await using var administrator = await city.Visit("administrator");
        var form =
            $"<form method='post' enctype='text/plain' action='{new Uri(city.Address, path)}'>"
            + "<input name='x' value='y'><button>press</button></form>";
        await administrator.Page.RouteAsync("http://127.0.0.1:18081/**", elsewhere =>
            elsewhere.FulfillAsync(new() { ContentType = "text/html", Body = form }));
        await administrator.Page.GotoAsync("http://127.0.0.1:18081/");

        var answered = await administrator.Page.RunAndWaitForResponseAsync(() => administrator.Page.ClickAsync("button"), r =>
            r.Request.Method == "POST");

        Assert.Equal(answer, answered.Status);
        Assert.Equal(200, await administrator.Go("/users"));
    }

    [Fact]
    public async Task A_page_of_another_role_says_so_and_leads_back()
    {
        await using var planner = await city.Visit("planner");

        Assert.Equal(403, await planner.Go("/processes"));

        await planner.SeesHeading("Tämä ei kuulu rooliisi");
        await planner.MeetsWcag();
    }
}
