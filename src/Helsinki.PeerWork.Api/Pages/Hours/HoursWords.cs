using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Projections.Hours;

namespace Helsinki.PeerWork.Api.Pages.Hours;

/// <summary>What is said of a month's hours, in the readers' words, as in docs/glossary.md.</summary>
static class HoursWords
{
    public static Text Of(ReturnReason reason) => reason switch
    {
        ReturnReason.HoursMissing => new("tunteja puuttuu", "timmar saknas", "hours missing"),
        ReturnReason.HoursTooMany => new("tunteja liikaa", "för många timmar", "hours too many"),
        ReturnReason.WrongDay => new("väärä päivä", "fel dag", "wrong day"),
        ReturnReason.WrongCentre => new("väärä keskus", "fel center", "wrong centre"),
        ReturnReason.WrongKind => new("väärä työn laji", "fel slag av arbete", "wrong kind of work"),
        ReturnReason.Other => new("muu", "annan", "other"),
    };

    /// <summary>Whose turn it is.</summary>
    public static Text Of(WaitsFor waitsFor) => waitsFor switch
    {
        WaitsFor.Worker => new("vertaistyöntekijän ilmoitus", "kamratarbetarens anmälan", "the peer worker's declaration"),
        WaitsFor.Coordinators => new("koordinaattorin hyväksyntä", "koordinatorns godkännande", "the coordinator's approval"),
        WaitsFor.PayrollExport => new("palkka-aineisto", "löneunderlaget", "the payroll export"),
        WaitsFor.PayrollAnswer => new("palkanlaskennan vastaus", "löneräkningens svar", "payroll's answer"),
        WaitsFor.Nobody => new("ei odota ketään", "väntar inte på någon", "waits for nobody"),
    };

    /// <summary>Where one entry stands between its worker and payroll.</summary>
    public static Text Of(EntryState state) => state switch
    {
        EntryState.Open => new("hyväksymättä", "inte godkänd", "not approved"),
        EntryState.Approved => new("hyväksytty", "godkänd", "approved"),
        EntryState.AwaitsAnswer => new("muutos odottaa palkanlaskennan vastausta", "ändringen väntar på löneräkningens svar", "the change waits for payroll's answer"),
        EntryState.Sent => new("palkanlaskennassa", "hos löneräkningen", "with payroll"),
        EntryState.Accepted => new("maksuun hyväksytty", "godkänd för betalning", "accepted for payment"),
        EntryState.Rejected => new("palkanlaskenta palautti, lähtee uudelleen", "löneräkningen avvisade, sänds på nytt", "payroll rejected it, it is sent again"),
    };

    /// <summary>Where a centre's part of a month stands.</summary>
    public static Text Of(PartStatus status) => status switch
    {
        PartStatus.WaitsForDeclaration => new("ilmoittamatta valmiiksi", "inte anmäld klar", "not declared complete"),
        PartStatus.WaitsForApproval => new("odottaa hyväksyntää", "väntar på godkännande", "waits for approval"),
        PartStatus.Approved => new("hyväksytty", "godkänd", "approved"),
        PartStatus.Exported => new("palkanlaskennassa", "hos löneräkningen", "with payroll"),
    };

    public static Text Of(DeclarationStatus status) => status switch
    {
        DeclarationStatus.Undeclared => new("ilmoittamatta valmiiksi", "inte anmäld klar", "not declared complete"),
        DeclarationStatus.Declared => new("ilmoitettu valmiiksi", "anmäld klar", "declared complete"),
        DeclarationStatus.Returned => new("palautettu", "återsänd", "returned"),
    };

    /// <summary>In a few words, beside a figure; never an alarm.</summary>
    public static Text Of(LimitWarning warning) => warning switch
    {
        LimitWarning.None => new("rajan sisällä", "inom gränsen", "within the limit"),
        LimitWarning.Near => new("raja lähestyy", "gränsen närmar sig", "the limit is near"),
        LimitWarning.WouldPass => new("suunnitellun kanssa raja ylittyy", "med det planerade överskrids gränsen", "with what is planned, past the limit"),
        LimitWarning.Passed => new("raja on ylittynyt", "gränsen har överskridits", "past the limit"),
    };
}
