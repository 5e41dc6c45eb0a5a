using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>Something that can be done with a process, or why not now.</summary>
/// <param name="Path">Behind the process's own address.</param>
/// <param name="WhyNot">Null: it can be done now.</param>
public sealed record Offer(Text Name, string Path, Text? WhyNot)
{
    /// <summary>What this person may ever do with the process: what can be done now first, the rest with its reason.</summary>
    public static async Task<IReadOnlyList<Offer>> For(ProcessView process, Door door, DateOnly today)
    {
        List<Offer> offers = [];
        foreach (var (operation, offer) in All(process, today))
            if (await door.Could(operation)) offers.Add(offer);
        return [.. offers.OrderBy(o => o.WhyNot is not null)];
    }

    /// <summary>What the rules would let anybody do now, and what is worth telling of the rest.</summary>
    internal static IEnumerable<(Operation Operation, Offer Offer)> All(ProcessView process, DateOnly today)
    {
        var refused = Possible.WhyNot(process, today);
        foreach (var (operation, name, path, command, notYet) in Offered(process))
            if (refused[command] is not { } no) yield return (operation, new(name, path, null));
            else if (notYet?.Invoke(no) is { } why) yield return (operation, new(name, path, why));
    }

    /// <param name="NotYet">What is told of the rules' no; null: it is not offered then.</param>
    sealed record Row(Operation Operation, Text Name, string Path, Type Command, Func<Refusal, Text?>? NotYet = null);

    static IEnumerable<Row> Offered(ProcessView p) =>
    [
        new(Operation.Of<ProcessesApi>(a => a.Match), new("Valitse Aito Välittäjä", "Välj Aito Välittäjä", "Choose the mediator"),
            "/mediator", typeof(MatchMediator)),
        new(Operation.Of<ProcessesApi>(a => a.Onboard),
            new("Kirjaa aloitustapaaminen", "Anteckna det inledande mötet", "Record the onboarding meeting"),
            "/onboarding", typeof(HoldOnboardingMeeting), no => no.Code is AitoValittajaRefusals.MediatorMissing
                ? new("Valitse ensin Aito Välittäjä.", "Välj först en Aito Välittäjä.", "Choose the mediator first.") : null),
        new(Operation.Of<ProcessesApi>(a => a.Begin), new("Aloita yhteistyö", "Inled samarbetet", "Begin the cooperation"), "/cooperation",
            typeof(BeginCooperation), _ => p.Phase is ProcessPhase.Suggested
                ? new("Avautuu, kun aloitustapaaminen on pidetty.", "Öppnas när det inledande mötet har hållits.",
                    "Opens when the onboarding meeting has been held.")
                : null),
        new(Operation.Of<ProcessesApi>(a => a.End), new("Kirjaa päättyminen", "Anteckna avslutet", "Record the end"), "/step/end", typeof(End)),
        new(Operation.Of<ProcessesApi>(a => a.Assess),
            new("Arvioikaa vaikutukset yhdessä", "Bedöm effekterna tillsammans", "Assess the impact together"),
            "/assessment", typeof(Assess), _ => p.Phase is ProcessPhase.Active
                ? new("Avautuu, kun yhteistyö on päättynyt.", "Öppnas när samarbetet har avslutats.", "Opens when the cooperation has ended.")
                    : null),
        new(Operation.Of<ProcessesApi>(a => a.Close), new("Sulje prosessi", "Stäng processen", "Close the process"), "/step/close", typeof(Close)),
        new(Operation.Of<MeetingsApi>(a => a.Record), new("Kirjaa tapaaminen", "Anteckna en träff", "Record a meeting"), "/meetings/new",
            typeof(RecordMeeting), no => NoMeeting(p, no)),
        new(Operation.Of<MeetingsApi>(a => a.RecordMissed),
            new("Kirjaa toteutumaton tapaaminen", "Anteckna en utebliven träff", "Record a missed meeting"), "/meetings/missed",
            typeof(RecordMissedMeeting)),
        new(Operation.Of<ProcessesApi>(a => a.Decline), new("Palvelunkäyttäjä ei halua", "Serviceanvändaren vill inte", "The service user declines"),
            "/step/decline", typeof(Decline)),
        new(Operation.Of<ProcessesApi>(a => a.DoNotStart), new("Yhteistyö ei ala", "Samarbetet inleds inte", "Cooperation will not begin"),
            "/step/not-started", typeof(DoNotStart)),
        new(Operation.Of<ProcessesApi>(a => a.Close), new("Sulje ilman arviointia", "Stäng utan bedömning", "Close without an assessment"),
            "/step/close-unassessed", typeof(CloseUnassessed)),
        new(Operation.Of<ProcessesApi>(a => a.Reopen), new("Avaa uudelleen", "Öppna på nytt", "Reopen"), "/step/reopen", typeof(Reopen)),
        new(Operation.Of<ProcessesApi>(a => a.ChangeMediator), new("Vaihda Aito Välittäjä", "Byt Aito Välittäjä", "Change the mediator"),
            "/mediator", typeof(ChangeMediator)),
        new(Operation.Of<ProcessesApi>(a => a.ChangeTherapist),
            new("Vaihda vastuuterapeutti", "Byt ansvarig terapeut", "Change the responsible therapist"), "/step/therapist",
            typeof(ChangeTherapist)),
        new(Operation.Of<ConcernsApi>(a => a.Raise), new("Ilmoita turvallisuushuoli", "Anmäl en säkerhetsoro", "Raise a safety concern"),
            "/concern", typeof(RaiseConcern)),
    ];

    static Text? NoMeeting(ProcessView p, Refusal no) => no.Code switch
    {
        AitoValittajaRefusals.MeetingLimit =>
            new($"Kaikki {p.MeetingLimit} tapaamista on käytetty.", $"Alla {p.MeetingLimit} träffar är använda.",
                $"All {p.MeetingLimit} meetings are used."),
        _ when p.Phase is ProcessPhase.Onboarded =>
            new("Tapaamisia kirjataan, kun yhteistyö on alkanut.", "Träffar antecknas när samarbetet har börjat.",
                "Meetings are recorded once the cooperation has begun."),
        _ => null,
    };
}
