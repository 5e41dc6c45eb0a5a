using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Domain.PersonalData;
using Helsinki.PeerWork.Projections.Hours;
using Helsinki.PeerWork.Projections.Payroll;
using static Helsinki.PeerWork.Api.Payroll.ExportLifeApi;
using static Helsinki.PeerWork.Api.Payroll.PaymentCalendarApi;

namespace Helsinki.PeerWork.Api.Pages.Payroll;

/// <summary>The lists of payroll in the readers' words, as in docs/glossary.md.</summary>
static class PayrollWords
{
    public static Text Of(RejectionReason reason) => reason switch
    {
        RejectionReason.PayeeUnknown => new("saajaa ei tunneta", "mottagaren är okänd", "payee unknown"),
        RejectionReason.PayeeNotActive => new("saaja ei ole aktiivinen", "mottagaren är inte aktiv", "payee not active"),
        RejectionReason.IncomeTypeNotAllowed => new("tulolaji ei käy", "inkomstslaget tillåts inte", "income type not allowed"),
        RejectionReason.AmountWrong => new("väärä summa", "fel belopp", "amount wrong"),
        RejectionReason.CostCentreUnknown => new("kustannuspaikkaa ei tunneta", "kostnadsstället är okänt", "cost centre unknown"),
        RejectionReason.Duplicate => new("kahteen kertaan", "dubblett", "duplicate"),
        RejectionReason.Other => new("muu syy", "annan orsak", "other reason"),
    };

    public static Text Of(LineStatus status) => status switch
    {
        LineStatus.Sent => new("vastaamatta", "obesvarad", "unanswered"),
        LineStatus.Accepted => new("hyväksytty", "godkänd", "accepted"),
        LineStatus.Rejected => new("hylätty", "avvisad", "rejected"),
    };

    public static Text Of(ExportStatus status) => status switch
    {
        ExportStatus.Made => new("tiedostoa ei ole haettu", "filen är inte hämtad", "file not fetched"),
        ExportStatus.Fetched => new("odottaa vastauksia", "väntar på svar", "waits for answers"),
        ExportStatus.PartlyAnswered => new("osa vastattu", "delvis besvarat", "partly answered"),
        ExportStatus.Answered => new("kaikki vastattu", "allt besvarat", "all answered"),
    };

    public static Text Of(PayNature? nature) => nature switch
    {
        PayNature.Fee => new("työkorvaus", "arbetsersättning", "fee outside employment"),
        PayNature.Wage => new("palkka", "lön", "wage"),
        null => new("luokittelematta", "oklassificerat", "unclassed"),
    };

    public static Text Of(PensionStanding standing) => standing switch
    {
        PensionStanding.JuelDue => new("kaupunki maksaa (JuEL)", "staden betalar (JuEL)", "the city pays (JuEL)"),
        PensionStanding.YelInsured => new("oma YEL-vakuutus", "egen FöPL-försäkring", "own YEL insurance"),
        PensionStanding.OutsideAge => new("ei vakuuteta: ikä", "försäkras inte: ålder", "not insured: age"),
        PensionStanding.Unknown => new("ei tiedossa", "inte känt", "not known"),
    };

    public static Text Of(YelStatus status) => status switch
    {
        YelStatus.Insured => new("On oma YEL-vakuutus", "Har en egen FöPL-försäkring", "Has an own YEL insurance"),
        YelStatus.InsuredByMyel => new("On oma MyEL-vakuutus (maatalousyrittäjä)", "Har en egen LFöPL-försäkring (lantbruksföretagare)", "Has an own MyEL insurance (farmer)"),
        YelStatus.NotInsured => new("Ei YEL-vakuutusta", "Ingen FöPL-försäkring", "No YEL insurance"),
    };

    public static Text Of(PensionConcern concern) => concern switch
    {
        PensionConcern.OutsideAge => Of(WarningCode.OutsideJuelAge),
        PensionConcern.AgeUnknown => Of(WarningCode.AgeUnknown),
        PensionConcern.YelUnknown => Of(WarningCode.YelUnknown),
        PensionConcern.YelWithoutCertificate => Of(WarningCode.YelWithoutCertificate),
        PensionConcern.YelCheckDue => Of(WarningCode.YelCheckDue),
        PensionConcern.YelCheckMissing => Of(WarningCode.YelCheckMissing),
    };

    public static Text Of(WarningCode code) => code switch
    {
        WarningCode.WithoutIdentity => new("Ei henkilötunnusta eikä palkkanumeroa", "Varken personbeteckning eller lönenummer", "Neither identity code nor payroll number"),
        WarningCode.IncomeTypeUnclassed => new("Tulolajia ei ole luokiteltu", "Inkomstslaget är oklassificerat", "Income type not classed"),
        WarningCode.IdentityCodeMissing => new("Henkilötunnus puuttuu", "Personbeteckningen saknas", "Identity code missing"),
        WarningCode.AgeUnknown => new("Ikä ei ole tiedossa", "Åldern är inte känd", "Age not known"),
        WarningCode.OutsideJuelAge => new("Saaja ei ole JuEL-iässä", "Mottagaren är inte i JuEL-ålder", "The payee is not of an age insured by JuEL"),
        WarningCode.YelUnknown => new("YEL-vakuutusta ei ole kysytty", "FöPL-försäkringen har inte frågats", "Nobody has asked about a YEL insurance"),
        WarningCode.YelWithoutCertificate => new("YEL-todistus puuttuu", "FöPL-intyget saknas", "YEL certificate missing"),
        WarningCode.YelCheckDue => new("YEL-vakuutus on tarkistettava", "FöPL-försäkringen ska kontrolleras", "YEL insurance to be checked"),
        WarningCode.YelCheckMissing => new("YEL-vakuutuksen tarkistuspäivä puuttuu", "Kontrolldagen för FöPL-försäkringen saknas", "No day set to check the YEL insurance"),
    };

    /// <summary>What follows, and what would help.</summary>
    public static Text Advice(WarningCode code) => code switch
    {
        WarningCode.WithoutIdentity => new("Palkkajärjestelmä ei tiedä, kenelle maksetaan. Lisää tiedot ennen kuin teet aineiston.",
            "Lönesystemet vet inte vem som ska få betalt. Lägg till uppgifterna innan du gör underlaget.", "The payroll system can't know whom to pay. Add one before you make the export."),
        WarningCode.IncomeTypeUnclassed => new("Rivit lähtevät ilman tietoa, ovatko ne työkorvausta vai palkkaa. Pyydä pääkäyttäjää luokittelemaan tulolaji.",
            "Raderna sänds utan uppgift om de är arbetsersättning eller lön. Be huvudanvändaren klassificera inkomstslaget.", "The lines go out as neither fees nor wages. Ask an administrator to class the income type."),
        WarningCode.IdentityCodeMissing => new("Tulorekisteri-ilmoitus tarvitsee sen.", "Anmälan till inkomstregistret kräver den.", "The report to the Incomes Register needs one."),
        WarningCode.AgeUnknown => new("Ilman henkilötunnusta ei tiedetä, onko saaja iässä, jossa kaupunki maksaa eläkevakuutuksen (JuEL).",
            "Utan personbeteckning vet man inte om mottagaren är i en ålder då staden betalar pensionsförsäkringen (JuEL).",
            "Without an identity code nobody knows whether the payee is of an age at which the city pays the pension insurance (JuEL)."),
        WarningCode.OutsideJuelAge => new("Maksupäivänä JuEL-maksua ei makseta.", "På betalningsdagen betalas ingen JuEL-avgift.", "On the payment day no JuEL is owed."),
        WarningCode.YelUnknown => new("Kysy saajalta ja kirjaa vastaus hänen tietoihinsa.", "Fråga mottagaren och anteckna svaret i hens uppgifter.", "Ask the payee, and note the answer with them."),
        WarningCode.YelWithoutCertificate => new("Kaupunki maksaa JuEL-maksun, kunnes todistus on nähty.", "Staden betalar JuEL-avgiften tills intyget har setts.", "The city owes JuEL until the certificate is seen."),
        WarningCode.YelCheckDue => new("Tarkistuspäivä on viimeistään maksupäivänä. Katso, onko vakuutus yhä voimassa.",
            "Kontrolldagen är senast på betalningsdagen. Se efter om försäkringen fortfarande gäller.", "The day to check it comes by the payment. See whether the insurance still holds."),
        WarningCode.YelCheckMissing => new("Kirjaa, milloin vakuutuksen voimassaolo tarkistetaan seuraavan kerran.", "Anteckna när försäkringens giltighet kontrolleras nästa gång.", "Note when to look again whether the insurance holds."),
    };

    public static Text Of(NotReadyBecause because) => because switch
    {
        NotReadyBecause.NotDeclared => new("kuukautta ei ole ilmoitettu valmiiksi", "månaden är inte anmäld klar", "month not declared complete"),
        NotReadyBecause.NotApproved => new("hyväksymättä", "inte godkänt", "not approved"),
    };

    public static Text Of(CalendarStep step) => step switch
    {
        CalendarStep.Declaration => new("Ilmoitettu valmiiksi", "Anmält klart", "Declared complete"),
        CalendarStep.Approval => new("Hyväksytty", "Godkänt", "Approved"),
        CalendarStep.Export => new("Aineisto tehty", "Underlaget gjort", "Export made"),
        CalendarStep.Payment => new("Maksettu", "Betalt", "Paid"),
        CalendarStep.Report => new("Ilmoitettu tulorekisteriin", "Anmält till inkomstregistret", "Reported to the Incomes Register"),
    };

    /// <summary>Who does it.</summary>
    public static Text DoneBy(CalendarStep step) => step switch
    {
        CalendarStep.Declaration => new("vertaistyöntekijät", "kamratarbetarna", "the peer workers"),
        CalendarStep.Approval => new("koordinaattorit", "koordinatorerna", "the coordinators"),
        CalendarStep.Export => new("palkanlaskenta", "löneräkningen", "payroll"),
        CalendarStep.Payment => new("palkanlaskenta", "löneräkningen", "payroll"),
        CalendarStep.Report => new("palkanlaskenta", "löneräkningen", "payroll"),
    };

    /// <summary>A list of those who wait for somebody.</summary>
    public static Text Tab(WaitsFor? waits) => waits switch
    {
        WaitsFor.Worker => new("Vertaistyöntekijä", "Kamratarbetaren", "Peer worker"),
        WaitsFor.Coordinators => new("Koordinaattori", "Koordinatorn", "Coordinator"),
        WaitsFor.PayrollExport => new("Aineistoon", "Till underlag", "To export"),
        WaitsFor.PayrollAnswer => new("Vastaamatta", "Obesvarade", "Unanswered"),
        WaitsFor.Nobody => new("Valmiit", "Klara", "Done"),
        null => new("Kaikki", "Alla", "All"),
    };

    public static Text Of(UnmatchedBecause because) => because switch
    {
        UnmatchedBecause.UnknownLine => new("tuntematon rivi", "okänd rad", "unknown line"),
        UnmatchedBecause.LineOfAnotherExport => new("toisen aineiston rivi: vastaa siellä", "rad i ett annat underlag: svara där", "a line of another export: answer it there"),
        UnmatchedBecause.NoSuchPayment => new("aineistossa ei ole tällaista maksua, tai vastauksia on enemmän kuin maksuja",
            "underlaget har ingen sådan betalning, eller svaren är fler än betalningarna", "the export has no such payment, or fewer than there are answers"),
        UnmatchedBecause.SeveralSuchPayments => new("monta samanlaista maksua: ei tiedetä, mitä tarkoitetaan", "flera likadana betalningar: man vet inte vilken som avses",
            "several such payments: it can't be told which is meant"),
    };

    /// <summary>A file, by what it is for.</summary>
    public static Text OfFormat(string format) => format switch
    {
        "csv" => new("Palkkajärjestelmään (CSV)", "Till lönesystemet (CSV)", "For the payroll system (CSV)"),
        "xlsx" => new("Taulukkona luettavaksi (XLSX)", "Som tabell att läsa (XLSX)", "As a table to read (XLSX)"),
        "json" => new("Ohjelmalle (JSON)", "För ett program (JSON)", "For a program (JSON)"),
        _ => Text.Same(format),
    };

    public static string Lines(this Speech t, int count) => t.Count(count, new("rivi", "rad", "line"), new("riviä", "rader", "lines"));

    public static string Persons(this Speech t, int count) => t.Count(count, new("saaja", "mottagare", "payee"), new("saajaa", "mottagare", "payees"));

    public static string Days(this Speech t, int count) => t.Count(count, new("päivä", "dag", "day"), new("päivää", "dagar", "days"));

    /// <summary>How a step of the calendar stands.</summary>
    public static string StandingOf(this Speech t, StepView step) => step switch
    {
        { State: StepState.Done } => t["valmis", "klart", "done"],
        { State: StepState.Late, Days: { } days } => t[$"{t.Days(days)} myöhässä", $"{t.Days(days)} försenat", $"{t.Days(days)} late"],
        { State: StepState.Due, Days: 0 } => t["viimeinen päivä tänään", "sista dagen i dag", "last day today"],
        { State: StepState.Due, Days: { } days } => t[$"{t.Days(days)} aikaa", $"{t.Days(days)} kvar", $"{t.Days(days)} left"],
        _ => t["tulossa", "kommer", "to come"],
    };

    /// <summary>1,2 kt, 340 t: enough to see that a download is whole.</summary>
    public static string Size(this Speech t, long bytes) => bytes switch
    {
        < 1_000 => $"{t.Number(bytes)}\u00A0{t["tavua", "byte", "bytes"]}",
        < 1_000_000 => $"{t.Number(bytes / 1_000m, 1)}\u00A0{t["kt", "kB", "kB"]}",
        _ => $"{t.Number(bytes / 1_000_000m, 1)}\u00A0{t["Mt", "MB", "MB"]}",
    };
}
