using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Users;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.AitoValittaja.ProcessesApi;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>The steps of a process that ask for a day and a reason: declining, not starting, ending, closing, reopening, another therapist.</summary>
public sealed class StepPage : ProcessPage
{
    public enum Kind { Decline, NotStarted, End, Close, CloseUnassessed, Reopen, Therapist }

    /// <param name="Explanation">What it means, before it is done.</param>
    /// <param name="Reasons">Empty: none is asked for.</param>
    public sealed record Asked(string Title, string Explanation, string Button, IReadOnlyList<Choice> Reasons);

    [BindProperty(SupportsGet = true)]
    public string Step { get; set; } = "";

    public Asked Ask { get; private set; } = null!;

    /// <summary>Who could be responsible next; asked for only where that is the step.</summary>
    public IReadOnlyList<Choice> Therapists { get; private set; } = [];

    public string DefaultDay => T.Day(Today);

    Kind? Which => Step switch
    {
        "decline" => Kind.Decline,
        "not-started" => Kind.NotStarted,
        "end" => Kind.End,
        "close" => Kind.Close,
        "close-unassessed" => Kind.CloseUnassessed,
        "reopen" => Kind.Reopen,
        "therapist" => Kind.Therapist,
        _ => null,
    };

    public async Task<IActionResult> OnGet() => Which is null ? NotFound() : await Show();

    public async Task<IActionResult> OnPost()
    {
        if (Which is not { } kind) return NotFound();
        var on = Fields.Day("on", Today);
        var done = kind switch
        {
            Kind.Decline => Fields.AllRight && await Did<ProcessesApi>(a => a.Decline(Id, new OnRequest(on), Ct)),
            Kind.NotStarted => Chosen<NotStartedReason>(out var reason) && await Did<ProcessesApi>(a => a.DoNotStart(Id, new NotStartedRequest(reason, on), Ct)),
            Kind.End => Chosen<EndReason>(out var reason) && await Did<ProcessesApi>(a => a.End(Id, new EndRequest(reason, on), Ct)),
            Kind.Close => Fields.AllRight && await Did<ProcessesApi>(a => a.Close(Id, new CloseRequest(on), Ct)),
            Kind.CloseUnassessed => Chosen<UnassessedReason>(out var reason) && await Did<ProcessesApi>(a => a.Close(Id, new CloseRequest(on, reason), Ct)),
            Kind.Reopen => Chosen<ReopenReason>(out var reason) && await Did<ProcessesApi>(a => a.Reopen(Id, new ReopenRequest(reason, on), Ct)),
            Kind.Therapist => await ChangeTherapist(on),
        };
        if (!done) return await Show();
        var (what, next) = Happened(kind);
        return DoneAt(Address, what, next);
    }

    async Task<bool> ChangeTherapist(DateOnly on)
    {
        var therapist = Fields.Id("therapist");
        return Chosen<ChangeReason>(out var reason) && await Did<ProcessesApi>(a => a.ChangeTherapist(Id, new ChangeTherapistRequest(new UserId(therapist), reason, on), Ct));
    }

    bool Chosen<TReason>(out TReason reason) where TReason : struct, Enum
    {
        reason = Fields.OneOf<TReason>("reason");
        return Fields.AllRight;
    }

    async Task<IActionResult> Show()
    {
        await Load();
        if (Which == Kind.Therapist)
            Therapists = [.. (await Read<ColleaguesApi, IReadOnlyList<ColleaguesApi.ColleagueView>>(a => a.List(Ct, role: "therapist", centre: Process.Centre.Value)))
                .Where(c => c.Id != Process.Therapist).Select(c => new Choice(c.Id.Value.ToString(), c.Name))];
        Ask = Which!.Value switch
        {
            Kind.Decline => new(
                T["Palvelunkäyttäjä ei halua", "Serviceanvändaren vill inte", "The service user declines"],
                T["Kieltäytyminen on tulos, ei epäonnistuminen. Prosessi päättyy tähän, ja mallia voi ehdottaa myöhemmin uudelleen.", "Att tacka nej är ett resultat, inget misslyckande. Processen slutar här, och modellen kan föreslås på nytt senare.", "Declining is an outcome, not a failure. The process ends here, and the model can be suggested again later."],
                T["Kirjaa kieltäytyminen", "Anteckna avböjandet", "Record that they declined"], []),
            Kind.NotStarted => new(
                T["Yhteistyö ei ala", "Samarbetet inleds inte", "Cooperation will not begin"],
                T["Prosessi päättyy tähän. Syy näkyy vuositilastoissa lukuna, ei henkilön tietona.", "Processen slutar här. Orsaken syns som en siffra i årsstatistiken, inte som en uppgift om personen.", "The process ends here. The reason shows as a number in the yearly statistics, not as anything about the person."],
                T["Kirjaa", "Anteckna", "Record"], Reasons<NotStartedReason>()),
            Kind.End => new(
                T["Yhteistyö päättyy", "Samarbetet avslutas", "Cooperation ends"],
                T[$"Tapaamisia on käytetty {Process.MeetingsUsed}/{Process.MeetingLimit}. Päättymisen jälkeen arvioitte vaikutukset yhdessä; puuttuvat tapaamiset voi vielä kirjata.", $"{Process.MeetingsUsed}/{Process.MeetingLimit} träffar är använda. Efter avslutet bedömer ni effekterna tillsammans; träffar som saknas kan ännu antecknas.", $"{Process.MeetingsUsed} of {Process.MeetingLimit} meetings are used. After the end you assess the impact together; missing meetings can still be recorded."],
                T["Kirjaa päättyminen", "Anteckna avslutet", "Record the end"], Reasons<EndReason>()),
            Kind.Close => new(
                T["Sulje prosessi", "Stäng processen", "Close the process"],
                T["Suljettuun prosessiin ei lisätä mitään. Sen voi avata uudelleen vain syystä.", "Ingenting läggs till i en stängd process. Den kan öppnas på nytt bara av en orsak.", "Nothing is added to a closed process. It can be reopened only for a reason."],
                T["Sulje prosessi", "Stäng processen", "Close the process"], []),
            Kind.CloseUnassessed => new(
                T["Sulje ilman arviointia", "Stäng utan bedömning", "Close without an assessment"],
                T["Yhteinen arviointi on tärkeä osa mallia. Jos sitä ei voi tehdä, kerro miksi: arviointien kattavuus on yksi vuositilaston luvuista.", "Den gemensamma bedömningen är en viktig del av modellen. Om den inte kan göras, ange varför: bedömningarnas täckning är en av siffrorna i årsstatistiken.", "The joint assessment is an important part of the model. If it can't be done, say why: how many were assessed is one of the yearly figures."],
                T["Sulje ilman arviointia", "Stäng utan bedömning", "Close without an assessment"], Reasons<UnassessedReason>()),
            Kind.Reopen => new(
                T["Avaa prosessi uudelleen", "Öppna processen på nytt", "Reopen the process"],
                T["Prosessi palaa siihen vaiheeseen, jossa se oli ennen sulkemista.", "Processen återgår till det skede där den var före stängningen.", "The process returns to where it was before it was closed."],
                T["Avaa uudelleen", "Öppna på nytt", "Reopen"], Reasons<ReopenReason>()),
            Kind.Therapist => new(
                T["Vaihda vastuuterapeutti", "Byt ansvarig terapeut", "Change the responsible therapist"],
                T["Uusi vastuuterapeutti näkee palvelunkäyttäjän tunnisteen, entinen ei enää. Tapaamisten laskenta jatkuu.", "Den nya ansvariga terapeuten ser serviceanvändarens identifierare, den tidigare inte längre. Räkningen av träffar fortsätter.", "The new responsible therapist sees the service user's reference, the former one no longer. The count of meetings goes on."],
                T["Vaihda", "Byt", "Change"], Reasons<ChangeReason>()),
        };
        return Page();
    }

    IReadOnlyList<Choice> Reasons<TReason>() where TReason : struct, Enum => Choice.AllOf<TReason>(r => T.Capital(AitoValittajaWords.Of(r)));

    (string What, string? Next) Happened(Kind kind) => kind switch
    {
        Kind.Decline => (T["Kieltäytyminen on kirjattu.", "Avböjandet är antecknat.", "It is recorded that they declined."], null),
        Kind.NotStarted => (T["Kirjattu: yhteistyö ei alkanut.", "Antecknat: samarbetet inleddes inte.", "Recorded: cooperation did not begin."], null),
        Kind.End => (T["Yhteistyö on päättynyt.", "Samarbetet är avslutat.", "Cooperation has ended."],
            T["Seuraavaksi: arvioikaa vaikutukset yhdessä.", "Härnäst: bedöm effekterna tillsammans.", "Next: assess the impact together."]),
        Kind.Close or Kind.CloseUnassessed => (T["Prosessi on suljettu.", "Processen är stängd.", "The process is closed."], null),
        Kind.Reopen => (T["Prosessi on avattu uudelleen.", "Processen är öppnad på nytt.", "The process is reopened."], null),
        Kind.Therapist => (T["Vastuuterapeutti on vaihdettu.", "Den ansvariga terapeuten är bytt.", "The responsible therapist is changed."], null),
    };
}
