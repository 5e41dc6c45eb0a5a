using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel;
using static Helsinki.PeerWork.Projections.AitoValittaja.ProcessPhase;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>Something that can be done with a process, or why not now.</summary>
/// <param name="Path">Behind the process's own address.</param>
/// <param name="WhyNot">Null: it can be done now.</param>
public sealed record Offer(Text Name, string Path, Text? WhyNot)
{
    /// <summary>What this person may ever do with the process: what can be done now first, the rest with its reason.</summary>
    public static async Task<IReadOnlyList<Offer>> For(ProcessView process, Door door)
    {
        List<Offer> offers = [];
        foreach (var (operation, offer) in All(process))
            if (await door.Could(operation)) offers.Add(offer);
        return [.. offers.OrderBy(o => o.WhyNot is not null)];
    }

    static IEnumerable<(Delegate Operation, Offer Offer)> All(ProcessView p)
    {
        var hasMediator = p.Mediator is not null;
        if (p.Phase is Suggested && !hasMediator)
            yield return (ProcessesApi.Match, new(new("Valitse Aito Välittäjä", "Välj Aito Välittäjä", "Choose the mediator"), "/mediator", null));
        if (p.Phase is Suggested)
            yield return (ProcessesApi.Onboard, new(new("Kirjaa aloitustapaaminen", "Anteckna det inledande mötet", "Record the onboarding meeting"), "/onboarding", hasMediator ? null
                : new("Valitse ensin Aito Välittäjä.", "Välj först en Aito Välittäjä.", "Choose the mediator first.")));
        if (p.Phase is Suggested or Onboarded)
            yield return (ProcessesApi.Begin, new(new("Aloita yhteistyö", "Inled samarbetet", "Begin the cooperation"), "/cooperation", p.Phase is Onboarded ? null
                : new("Avautuu, kun aloitustapaaminen on pidetty.", "Öppnas när det inledande mötet har hållits.", "Opens when the onboarding meeting has been held.")));
        if (p.Phase is Active)
            yield return (ProcessesApi.End, new(new("Kirjaa päättyminen", "Anteckna avslutet", "Record the end"), "/step/end", null));
        if (p.Phase is Active or Ended)
            yield return (ProcessesApi.Assess, new(new("Arvioikaa vaikutukset yhdessä", "Bedöm effekterna tillsammans", "Assess the impact together"), "/assessment", p.Phase is Ended ? null
                : new("Avautuu, kun yhteistyö on päättynyt.", "Öppnas när samarbetet har avslutats.", "Opens when the cooperation has ended.")));
        if (p is { Phase: Assessed, Open: true })
            yield return (ProcessesApi.Close, new(new("Sulje prosessi", "Stäng processen", "Close the process"), "/step/close", null));
        if (p is { Phase: Onboarded or Active or Ended or Assessed })
            yield return (MeetingsApi.Record, new(new("Kirjaa tapaaminen", "Anteckna en träff", "Record a meeting"), "/meetings/new", NoMeeting(p)));
        if (p is { Phase: Active or Ended or Assessed })
            yield return (MeetingsApi.RecordMissed, new(new("Kirjaa toteutumaton tapaaminen", "Anteckna en utebliven träff", "Record a missed meeting"), "/meetings/missed", null));
        if (p.Phase is Suggested)
            yield return (ProcessesApi.Decline, new(new("Palvelunkäyttäjä ei halua", "Serviceanvändaren vill inte", "The service user declines"), "/step/decline", null));
        if (p.Phase is Suggested or Onboarded)
            yield return (ProcessesApi.DoNotStart, new(new("Yhteistyö ei ala", "Samarbetet inleds inte", "Cooperation will not begin"), "/step/not-started", null));
        if (p.Phase is Ended)
            yield return (ProcessesApi.Close, new(new("Sulje ilman arviointia", "Stäng utan bedömning", "Close without an assessment"), "/step/close-unassessed", null));
        if (p.Phase is Closed)
            yield return (ProcessesApi.Reopen, new(new("Avaa uudelleen", "Öppna på nytt", "Reopen"), "/step/reopen", null));
        if (p.Open && hasMediator)
            yield return (ProcessesApi.ChangeMediator, new(new("Vaihda Aito Välittäjä", "Byt Aito Välittäjä", "Change the mediator"), "/mediator", null));
        if (p.Open)
            yield return (ProcessesApi.ChangeTherapist, new(new("Vaihda vastuuterapeutti", "Byt ansvarig terapeut", "Change the responsible therapist"), "/step/therapist", null));
        if (hasMediator)
            yield return (ConcernsApi.Raise, new(new("Ilmoita turvallisuushuoli", "Anmäl en säkerhetsoro", "Raise a safety concern"), "/concern", null));
    }

    static Text? NoMeeting(ProcessView p) => p switch
    {
        { Phase: Onboarded } => new("Tapaamisia kirjataan, kun yhteistyö on alkanut.", "Träffar antecknas när samarbetet har börjat.", "Meetings are recorded once the cooperation has begun."),
        _ when p.MeetingsUsed >= p.MeetingLimit =>
            new($"Kaikki {p.MeetingLimit} tapaamista on käytetty.", $"Alla {p.MeetingLimit} träffar är använda.", $"All {p.MeetingLimit} meetings are used."),
        _ => null,
    };
}
