using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Projections.Agreements;

namespace Helsinki.PeerWork.Api.Pages.Agreements;

/// <summary>What is said of agreements and engagements, in the readers' words, as in docs/glossary.md.</summary>
static class AgreementsWords
{
    public static Text Of(TerminationReason reason) => reason switch
    {
        TerminationReason.WishOfWorker => new("työntekijän toive", "arbetarens önskan", "wish of the worker"),
        TerminationReason.WishOfCity => new("kaupungin toive", "stadens önskan", "wish of the city"),
        TerminationReason.BreachOfAgreement => new("sopimusrikkomus", "avtalsbrott", "breach of agreement"),
        TerminationReason.MovedToEmployment => new("siirtyi työsuhteeseen", "övergick till anställning", "moved to employment"),
        TerminationReason.Other => new("muu", "annan", "other"),
    };

    /// <summary>Where an agreement stands on a day.</summary>
    public static Text StandingOf(AgreementView agreement, DateOnly today) => agreement.Phase switch
    {
        AgreementPhase.Drafted => new("luonnos", "utkast", "draft"),
        AgreementPhase.Signed when agreement.Expired => new("päättynyt", "upphört", "expired"),
        AgreementPhase.Signed when agreement.From > today => new("allekirjoitettu, alkaa myöhemmin", "undertecknat, börjar senare", "signed, begins later"),
        AgreementPhase.Signed => new("voimassa", "gäller", "in force"),
        AgreementPhase.Terminated => agreement.Until >= today ? new("irtisanottu, voimassa vielä", "uppsagt, gäller ännu", "terminated, still in force") : new("irtisanottu", "uppsagt", "terminated"),
    };

    /// <summary>The rate of a day: the first one before the agreement begins.</summary>
    public static decimal RateOn(this AgreementView agreement, DateOnly day) =>
        (agreement.Rates.LastOrDefault(r => r.From <= day) ?? agreement.Rates[0]).Rate;

    /// <summary>What a worker may do by it, centre by centre.</summary>
    public static IEnumerable<string> WorksOf(this Speech t, AgreementView agreement) =>
        agreement.Works.GroupBy(w => w.Centre).Select(g => $"{g.Key}: {string.Join(", ", g.Select(w => t[WorkWords.Of(w.Kind)]))}");

    /// <summary>Who did what; the moment stands beside it.</summary>
    /// <param name="who">The name of whoever did it; null: not known here.</param>
    public static string Sentence(this Speech t, WorkerHistoryRow row, string? who)
    {
        var what = row.What switch
        {
            WorkerHappening.Registered => t["Lisätty rekisteriin", "Införd i registret", "Registered"],
            WorkerHappening.EngagementBegan => t[$"Osallistuminen alkanut {From()}: {Work()}", $"Engagemang börjat {From()}: {Work()}", $"Engagement begun {From()}: {Work()}"],
            WorkerHappening.EngagementImported => t[$"Osallistuminen tuotu rekisteristä, alkaen {From()}: {Work()}", $"Engagemang infört ur register, från {From()}: {Work()}", $"Engagement imported from a register, from {From()}: {Work()}"],
            WorkerHappening.EngagementEndSet => t[$"Osallistumisen viimeinen päivä {Until()}: {Work()}", $"Engagemangets sista dag {Until()}: {Work()}", $"Last day of the engagement {Until()}: {Work()}"],
            WorkerHappening.AgreementDrafted => t[$"Sopimusluonnos {From()}–{Until()}, {Rate()}", $"Avtalsutkast {From()}–{Until()}, {Rate()}", $"Agreement drafted {From()}–{Until()}, {Rate()}"],
            WorkerHappening.AgreementSigned => t[$"Sopimus allekirjoitettu {From()}", $"Avtalet undertecknat {From()}", $"Agreement signed {From()}"],
            WorkerHappening.RateAmended => t[$"Tuntipalkkio {From()} alkaen {Rate()}", $"Timarvode från {From()} {Rate()}", $"Hourly rate from {From()} {Rate()}"],
            WorkerHappening.AgreementExtended => t[$"Sopimuksen viimeinen päivä {Until()}", $"Avtalets sista dag {Until()}", $"Last day of the agreement {Until()}"],
            WorkerHappening.AgreementTerminated => t[$"Sopimus irtisanottu, viimeinen päivä {Until()}: {Why()}", $"Avtalet uppsagt, sista dag {Until()}: {Why()}", $"Agreement terminated, last day {Until()}: {Why()}"],
            WorkerHappening.DraftDiscarded => t["Sopimusluonnos hylätty", "Avtalsutkastet förkastat", "Draft discarded"],
            WorkerHappening.TicketsIssued => t[$"Annettu {row.Tickets} matkalippua {From()}, {row.Centre}", $"Gett {row.Tickets} resebiljetter {From()}, {row.Centre}", $"{row.Tickets} travel tickets issued {From()}, {row.Centre}"],
        };
        return who is null ? $"{what}." : $"{what} ({who}).";

        string From() => row.From is { } day ? t.Day(day) : "–";
        string Until() => row.Until is { } day ? t.Day(day) : "–";
        string Rate() => $"{t.Euros(row.Rate!.Value)}/h";
        string Work() => $"{t[WorkWords.Of(row.Form!.Value)]}, {t[WorkWords.Of(row.Kind!.Value)]}, {row.Centre}";
        string Why() => t[Of(row.Reason!.Value)];
    }
}
