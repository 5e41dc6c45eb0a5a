using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.AitoValittaja;

public class SuggestTests(City city)
{
    [Theory]
    [InlineData("fi", "Ehdota mallia", "Potilastietojärjestelmän tunniste", "Avaa prosessi", "on avattu.")]
    [InlineData("sv", "Föreslå modellen", "Identifierare i patientdatasystemet", "Öppna processen", "är öppnad.")]
    [InlineData("en", "Suggest the model", "Reference in the patient system", "Open the process", "is open.")]
    public async Task A_therapist_opens_a_process_in_three_fields(string language, string suggest, string reference, string open, string opened)
    {
        await using var therapist = await city.Visit("therapist", language);
        await therapist.Go("/");

        await therapist.Press(suggest);
        await therapist.Type(reference, $"PT-suggest-{language}");
        await therapist.Press(open);

        await therapist.Sees(opened);
        Assert.Empty(therapist.Complaints);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_stays()
    {
        await using var therapist = await city.Visit("therapist");
        await therapist.Go("/processes/new");

        await therapist.Type("Milloin ehdotit?", "eilen");
        await therapist.Press("Avaa prosessi");

        await therapist.Sees("Tarkista nämä");
        await therapist.Sees("Kirjoita päivä näin: 4.5.2026.");
        Assert.Equal("eilen", await therapist.Page.InputValueAsync("#on"));
        Assert.Equal("true", await therapist.Page.GetAttributeAsync("#serviceUserReference", "aria-invalid"));
        Assert.StartsWith("Virhe: ", await therapist.Page.TitleAsync(), StringComparison.Ordinal);
        await therapist.MeetsWcag();
    }
}
