using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Kernel;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>What happened in a process, in plain words.</summary>
public sealed class ProcessHistory(ProcessView process, Speech t)
{
    /// <param name="On">The day it happened; the day it was recorded where none is said.</param>
    /// <param name="By">Who recorded it; null when not known by name.</param>
    public sealed record Line(DateOnly On, string What, string? By, DateTimeOffset At, long Version);

    /// <summary>The latest first. What was chosen in one moment is one line.</summary>
    public IReadOnlyList<Line> Lines()
    {
        List<Line> lines = [];
        foreach (var moment in process.History!.GroupBy(row => (row.At, row.By, Kind: Together(row.Kind) ?? $"{row.Version}")))
        {
            var first = moment.First();
            var at = first.At;
            lines.Add(new(first.On ?? HelsinkiTime.DayOf(at), Sentence(first, [.. moment]), ByName(first.By), at, moment.Max(r => r.Version)));
        }
        lines.Reverse();
        return lines;
    }

    /// <summary>What happened after a version: who, when, what.</summary>
    public IReadOnlyList<string> Since(long version) =>
        [.. Lines().Where(l => l.Version > version).Reverse().Select(l => $"{l.By ?? t["Joku muu", "Någon annan", "Somebody else"]}, {t.Moment(l.At)}: {l.What}")];

    /// <summary>What was chosen of a list, e.g. the goals.</summary>
    public IReadOnlyList<TChosen> Chosen<TChosen>(string fact) => [.. process.History!.Where(r => r.Facts.ContainsKey(fact)).Select(r => r.Facts[fact]).OfType<TChosen>()];

    /// <summary>The four themes at the beginning; null until they were taken.</summary>
    public Ratings? Baseline => Ratings("baseline_taken");

    /// <summary>The four themes as assessed together at the end; null until they were.</summary>
    public Ratings? Assessment => Ratings("impact_assessed");

    Ratings? Ratings(string kind) => process.History!.LastOrDefault(r => r.Kind == kind)?.Facts["ratings"] as Ratings;

    string? ByName(string? by) => Guid.TryParse(by, out var id) && process.Names!.TryGetValue(id, out var name) ? name : null;

    string Name(object id) => process.Names!.TryGetValue(id switch { UserId u => u.Value, PeerWorkerId w => w.Value, _ => default }, out var name)
        ? name : t["nimi ei tiedossa", "namnet är inte känt", "not known by name"];

    static string? Together(string kind) => kind is "goal_chosen" or "strength_chosen" or "interest_chosen" ? kind : null;

    string Sentence(HistoryRow row, IReadOnlyList<HistoryRow> together)
    {
        var f = row.Facts;
        return row.Kind switch
        {
            "model_suggested" => t["Mallia ehdotettiin palvelunkäyttäjälle", "Modellen föreslogs för serviceanvändaren", "The model was suggested to the service user"],
            "suggestion_declined" => t["Palvelunkäyttäjä ei halunnut aloittaa", "Serviceanvändaren ville inte börja", "The service user declined"],
            "process_not_started" => t[$"Yhteistyö jäi alkamatta: {Reason()}", $"Samarbetet inleddes inte: {Reason()}", $"Cooperation did not begin: {Reason()}"],
            "mediator_matched" => t[$"Aito Välittäjäksi tuli {Name(f["mediator"])}", $"{Name(f["mediator"])} blev Aito Välittäjä", $"{Name(f["mediator"])} became the mediator"],
            "mediator_changed" => t[$"Aito Välittäjäksi vaihtui {Name(f["mediator"])} ({Reason()})", $"Aito Välittäjä byttes till {Name(f["mediator"])} ({Reason()})", $"The mediator changed to {Name(f["mediator"])} ({Reason()})"],
            "therapist_changed" => t[$"Vastuuterapeutiksi vaihtui {Name(f["therapist"])} ({Reason()})", $"Ansvarig terapeut byttes till {Name(f["therapist"])} ({Reason()})", $"The responsible therapist changed to {Name(f["therapist"])} ({Reason()})"],
            "substitute_took_over" => t[$"{Name(f["substitute"])} otti prosessin hoitaakseen sijaisena", $"{Name(f["substitute"])} tog över processen som vikarie", $"{Name(f["substitute"])} took the process over as a substitute"],
            "onboarding_meeting_held" => t["Aloitustapaaminen pidettiin", "Det inledande mötet hölls", "The onboarding meeting was held"],
            "cooperation_began" => t["Yhteistyö alkoi: viestintä, rajat ja luottamuksellisuus sovittiin", "Samarbetet började: kommunikation, gränser och konfidentialitet avtalades", "Cooperation began: communication, boundaries and confidentiality were agreed"],
            "goal_chosen" => t[$"Tavoitteet: {Chosen("goal")}", $"Mål: {Chosen("goal")}", $"Goals: {Chosen("goal")}"],
            "strength_chosen" => t[$"Vahvuudet: {Chosen("strength")}", $"Styrkor: {Chosen("strength")}", $"Strengths: {Chosen("strength")}"],
            "interest_chosen" => t[$"Kiinnostuksen kohteet: {Chosen("interest")}", $"Intressen: {Chosen("interest")}", $"Interests: {Chosen("interest")}"],
            "baseline_taken" => t["Lähtötaso arvioitiin yhdessä", "Utgångsläget bedömdes tillsammans", "The baseline was taken together"],
            "meeting_held" => $"{t["Tapaaminen", "Träff", "Meeting"]} {f["number"]}, {Met(f)}",
            "meeting_missed" => t[$"Tapaaminen jäi toteutumatta: {Reason()}", $"Träffen blev inte av: {Reason()}", $"A meeting was missed: {Reason()}"],
            "meeting_corrected" => t[$"Tapaamista oikaistiin: {Met(f)}", $"Träffen rättades: {Met(f)}", $"A meeting was corrected: {Met(f)}"],
            "meeting_withdrawn" => t[$"Tapaaminen poistettiin: {Reason()}", $"Träffen togs bort: {Reason()}", $"A meeting was withdrawn: {Reason()}"],
            "safety_concern_raised" => t[$"Turvallisuushuoli: {Category()}", $"Säkerhetsoro: {Category()}", $"Safety concern: {Category()}"],
            "safety_concern_acknowledged" => t["Turvallisuushuoli kuitattiin", "Säkerhetsoron kvitterades", "The safety concern was acknowledged"],
            "safety_concern_escalated" => t["Kuittaamaton turvallisuushuoli siirtyi koordinaattorille", "Den okvitterade säkerhetsoron gick till koordinatorn", "The unacknowledged safety concern went to the coordinator"],
            "cooperation_ended" => t[$"Yhteistyö päättyi: {Reason()}", $"Samarbetet avslutades: {Reason()}", $"Cooperation ended: {Reason()}"],
            "impact_assessed" => t["Vaikutukset arvioitiin yhdessä", "Effekterna bedömdes tillsammans", "The impact was assessed together"],
            "process_closed" => t["Prosessi suljettiin", "Processen stängdes", "The process was closed"],
            "process_closed_unassessed" => t[$"Prosessi suljettiin ilman arviointia: {Reason()}", $"Processen stängdes utan bedömning: {Reason()}", $"The process was closed without an assessment: {Reason()}"],
            "process_reopened" => t[$"Prosessi avattiin uudelleen: {Reason()}", $"Processen öppnades på nytt: {Reason()}", $"The process was reopened: {Reason()}"],
            _ => throw new System.Diagnostics.UnreachableException(row.Kind),
        };

        string Reason() => t[AitoValittajaWords.Of((Enum)f["reason"])];
        string Category() => t[AitoValittajaWords.Of((ConcernCategory)f["category"])];
        string Chosen(string fact) => string.Join(", ", together.Select(r => t[AitoValittajaWords.Of((Enum)r.Facts[fact])]));
    }

    /// <summary>2 h, kahvilassa …: length, place, activity.</summary>
    string Met(IReadOnlyDictionary<string, object> f) =>
        $"{t.Hours((int)f["minutes"])}, {t[AitoValittajaWords.Of((MeetingPlace)f["place"])]}, {t[AitoValittajaWords.Of((MeetingActivity)f["activity"])]}"
        + ((bool)f["professionalAlong"] ? t[", ammattilainen mukana", ", en yrkesperson med", ", a professional along"] : "");
}
