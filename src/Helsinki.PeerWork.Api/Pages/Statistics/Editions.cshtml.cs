using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Statistics;
using Helsinki.PeerWork.Domain.Statistics;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.Statistics;

/// <summary>What of a year is published: its editions, and a new one to sign off.</summary>
public sealed class EditionsPage : StatisticsPage
{
    public int Year { get; private set; }

    /// <summary>The last first.</summary>
    public IReadOnlyList<EditionSummaryView> Editions { get; private set; } = [];

    public bool MayPublish { get; private set; }

    public bool MayOpen { get; private set; }

    public bool IsOver => Year < Today.Year;

    public IReadOnlyList<Choice> Reasons => Choice.AllOf<EditionReason>(r => T[StatisticsWords.Of(r)]);

    public Task<IActionResult> OnGet(int year) => Show(year);

    public async Task<IActionResult> OnPost(int year)
    {
        var first = (await Read<EditionsApi, IReadOnlyList<EditionSummaryView>>(a => a.List(year, Ct))).Count == 0;
        var knownOn = Fields.DayOrNull("knownOn", Today);
        var reason = first ? Fields.OneOfOrNull<EditionReason>("reason") : Fields.OneOf<EditionReason>("reason");
        if (!Fields.Ticked("checked")) Fields.Wrong("checked", T["Rastita, kun olet tarkistanut luvut.", "Kryssa för när du har kontrollerat siffrorna.", "Tick this when you have checked the figures."]);
        if (!Fields.AllRight || await Do<EditionsApi, EditionSummaryView>(a => a.Publish(year, new EditionsApi.PublishRequest(knownOn, reason), Ct)) is not { Value: { } made }) return await Show(year);
        return DoneAt($"/statistics/{Written(year)}/editions/{Written(made.Number)}",
            T[$"Versio {made.Number} on hyväksytty ja tallennettu.", $"Version {made.Number} är godkänd och sparad.", $"Edition {made.Number} is signed off and stored."],
            T["Tiedostot ovat alla. Ne eivät enää muutu, ja ne saa antaa kenelle tahansa.", "Filerna finns nedan. De ändras inte längre och får ges till vem som helst.", "Its files are below. They never change again, and may be given to anybody."]);
    }

    async Task<IActionResult> Show(int year)
    {
        Year = year;
        await ReadYears();
        Editions = [.. (await Read<EditionsApi, IReadOnlyList<EditionSummaryView>>(a => a.List(year, Ct))).Reverse()];
        (MayPublish, MayOpen) = (await Door.Could<EditionsApi>(a => a.Publish), await Door.Could<EditionsApi>(a => a.Read));
        return Page();
    }

    /// <summary>All editions as a data set an open-data portal reads.</summary>
    public Task<IActionResult> OnGetCatalogue() => File<CatalogueApi>(a => a.Read(HttpContext, Ct));
}
