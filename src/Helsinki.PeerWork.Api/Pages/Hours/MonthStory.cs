using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Projections.Hours;

namespace Helsinki.PeerWork.Api.Pages.Hours;

/// <summary>A month told in sentences: what happened to it, and what in it is out of the ordinary.</summary>
static class MonthStory
{
    static readonly Text Entry = new("merkintä", "anteckning", "entry"), Entries = new("merkintää", "anteckningar", "entries");

    static string Count(this Speech t, int entries) => t.Count(entries, Entry, Entries);

    /// <summary>Who did what, where; the moment stands beside it.</summary>
    /// <param name="who">The name of whoever did it; null: not known here.</param>
    public static string Sentence(this Speech t, MonthHistoryRow row, string? who)
    {
        var what = row.What switch
        {
            MonthHappening.Recorded => t[$"Kirjattu {Work()}", $"Antecknat {Work()}", $"Recorded {Work()}"],
            MonthHappening.Corrected => t[$"Korjattu: {Work()}", $"Rättat: {Work()}", $"Corrected: {Work()}"],
            MonthHappening.Withdrawn => t[$"Poistettu {Work()}", $"Borttaget {Work()}", $"Withdrawn {Work()}"],
            MonthHappening.Declared => t["Kuukausi ilmoitettu valmiiksi", "Månaden anmäld klar", "The month was declared complete"],
            MonthHappening.Approved => t[$"{row.Centre}: hyväksytty", $"{row.Centre}: godkänt", $"{row.Centre}: approved"],
            MonthHappening.Returned => t[$"{row.Centre}: palautettu työntekijälle, {Reason()}", $"{row.Centre}: återsänt till kamratarbetaren, {Reason()}", $"{row.Centre}: returned to the worker, {Reason()}"],
            MonthHappening.ApprovalWithdrawn => t[$"{row.Centre}: hyväksyntä peruttu", $"{row.Centre}: godkännandet återkallat", $"{row.Centre}: approval withdrawn"],
            MonthHappening.Exported => t[$"{row.Centre}: viety palkka-aineistoon, {t.Count(row.Count)}", $"{row.Centre}: förts till löneunderlaget, {t.Count(row.Count)}", $"{row.Centre}: handed to payroll, {t.Count(row.Count)}"],
            MonthHappening.Accepted => t[$"{row.Centre}: palkanlaskenta hyväksyi, {t.Count(row.Count)}", $"{row.Centre}: löneräkningen godkände, {t.Count(row.Count)}", $"{row.Centre}: payroll accepted, {t.Count(row.Count)}"],
            MonthHappening.Rejected => t[$"{row.Centre}: palkanlaskenta palautti, {t.Count(row.Count)}", $"{row.Centre}: löneräkningen avvisade, {t.Count(row.Count)}", $"{row.Centre}: payroll rejected, {t.Count(row.Count)}"],
        };
        return who is null ? $"{what}." : $"{what} ({who}).";

        string Work() => $"{t.Day(row.On!.Value)}, {t.Hours(row.Minutes!.Value)}, {t[WorkWords.Of(row.Kind!.Value)]}, {row.Centre}";

        string Reason() => t[HoursWords.Of(row.Reason!.Value)];
    }

    /// <summary>One thing out of the ordinary.</summary>
    public static string Sentence(this Speech t, Difference difference) => difference.What switch
    {
        DifferenceKind.Supplement => t[$"Täydennys hyväksyttyyn kuukauteen: {t.Count(difference.Entries)}, {t.Hours(difference.Minutes)}", $"Komplettering av en godkänd månad: {t.Count(difference.Entries)}, {t.Hours(difference.Minutes)}", $"Supplement to an approved month: {t.Count(difference.Entries)}, {t.Hours(difference.Minutes)}"],
        DifferenceKind.Correction => t[$"{t.Count(difference.Entries)} korjattu sen jälkeen, kun palkka-aineisto tehtiin", $"{t.Count(difference.Entries)} rättad efter att löneunderlaget gjordes", $"{t.Count(difference.Entries)} corrected after it went to payroll"],
        DifferenceKind.Withdrawal => t[$"{t.Count(difference.Entries)} poistettu: palkkio oikaistaan seuraavassa palkka-aineistossa", $"{t.Count(difference.Entries)} borttagna: arvodet rättas i nästa löneunderlag", $"{t.Count(difference.Entries)} withdrawn: the fee is taken back in the next payroll export"],
        DifferenceKind.MoreEntries => t[$"{t.Count(difference.Entries)} enemmän kuin tavallisesti", $"{t.Count(difference.Entries)} fler än vanligt", $"{t.Count(difference.Entries)} more than usual"],
        DifferenceKind.FewerEntries => t[$"{t.Count(difference.Entries)} vähemmän kuin tavallisesti", $"{t.Count(difference.Entries)} färre än vanligt", $"{t.Count(difference.Entries)} fewer than usual"],
        DifferenceKind.MoreHours => t[$"{t.Hours(difference.Minutes)} enemmän kuin tavallisesti", $"{t.Hours(difference.Minutes)} mer än vanligt", $"{t.Hours(difference.Minutes)} more than usual"],
        DifferenceKind.FewerHours => t[$"{t.Hours(difference.Minutes)} vähemmän kuin tavallisesti", $"{t.Hours(difference.Minutes)} mindre än vanligt", $"{t.Hours(difference.Minutes)} less than usual"],
        DifferenceKind.NewKind => t[$"Uutta hänelle täällä: {t[WorkWords.Of(difference.Kind!.Value)]}", $"Nytt för hen här: {t[WorkWords.Of(difference.Kind.Value)]}", $"New for them here: {t[WorkWords.Of(difference.Kind.Value)]}"],
        DifferenceKind.NothingBefore => t["Ei tunteja kolmena edellisenä kuukautena", "Inga timmar under de tre föregående månaderna", "No hours in the three months before"],
        DifferenceKind.LongEntry => t[$"Yli kolmen tunnin merkintä {t.Day(difference.On!.Value)}: {t.Hours(difference.Minutes)}", $"En anteckning över tre timmar {t.Day(difference.On.Value)}: {t.Hours(difference.Minutes)}", $"An entry over three hours on {t.Day(difference.On.Value)}: {t.Hours(difference.Minutes)}"],
    };

    /// <summary>What the worker's months there are like.</summary>
    public static string Sentence(this Speech t, UsualMonth usual) => t[
        $"Tavallisesti {t.Exact(usual.Entries)} merkintää, {t.Hours(usual.Minutes)}",
        $"Vanligen {t.Exact(usual.Entries)} anteckningar, {t.Hours(usual.Minutes)}",
        $"Usually {t.Exact(usual.Entries)} entries, {t.Hours(usual.Minutes)}"];
}
