using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Agreements;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Import;
using Helsinki.PeerWork.Api.Me;
using Helsinki.PeerWork.Api.Payroll;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Api.ServiceCentres;
using Helsinki.PeerWork.Api.Statistics;
using Helsinki.PeerWork.Api.Supervision;
using Helsinki.PeerWork.Api.Upkeep;
using Helsinki.PeerWork.Api.Users;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>The one row of places to go: what this person may do, nothing else.</summary>
public static class Navigation
{
    /// <param name="Operation">Whoever could ever do this is shown the place.</param>
    /// <param name="Roles">Whose place it is.</param>
    public sealed record Place(Text Name, string Path, Delegate Operation, params IReadOnlyList<Role> Roles);

    /// <summary>In the order people need them; the first is where they begin.</summary>
    static readonly IReadOnlyList<Place> Places =
    [
        new(new("Tunnit", "Timmar", "Hours"), "/months", ApprovalsApi.List, Role.Coordinator),
        new(new("Työnohjaus", "Arbetshandledning", "Supervision"), "/supervision", SupervisionApi.Coverage, Role.Coordinator),
        new(new("Sopimukset", "Avtal", "Agreements"), "/agreements", AgreementsApi.Ending, Role.Coordinator),
        new(new("Vertaistyöntekijät", "Kamratarbetare", "Peer workers"), "/workers", PeerWorkersApi.List, Role.Coordinator),
        new(new("Prosessit", "Processer", "Processes"), "/processes", ProcessesApi.List, Role.OccupationalTherapist, Role.Coordinator),
        new(new("Tilastot", "Statistik", "Statistics"), "/statistics", StatisticsApi.Read, Role.Planner, Role.Coordinator, Role.OccupationalTherapist),
        new(new("Keskukset", "Center", "Centres"), "/centres", CentresApi.Open, Role.Administrator),
        new(new("Palkkiot ja rajat", "Arvoden och gränser", "Rates and limits"), "/rates", CompensationApi.SetRate, Role.Administrator),
        new(new("Käyttäjät", "Användare", "Users"), "/users", UsersApi.Replace, Role.Administrator),
        new(new("Rekisterin tuonti", "Import av register", "Import"), "/import", ImportApi.Import, Role.Administrator),
        new(new("Ylläpito", "Underhåll", "Upkeep"), "/upkeep", UpkeepApi.Rebuild, Role.Administrator),
        new(new("Käyttöloki", "Åtkomstlogg", "Access log"), "/access-log", AccessLogApi.List, Role.DataProtectionOfficer),
        new(new("Oma työ", "Mitt arbete", "My work"), "/my", MeApi.Month, Role.PeerWorker),
        new(new("Kuukausi", "Månad", "Month"), "/my/months", MeApi.Month, Role.PeerWorker),
        new(new("Oma raja ja suunnitelma", "Egen gräns och plan", "My limit and plan"), "/my/limit", MeApi.ReadLimit, Role.PeerWorker),
        new(new("Palkanmaksu", "Löneutbetalning", "Payments"), "/payroll", PaymentCalendarApi.Read, Role.Payroll),
        new(new("Aineistot", "Underlag", "Exports"), "/payroll/exports", PayrollApi.List, Role.Payroll),
    ];

    public static async ValueTask<IReadOnlyList<Place>> For(Door door)
    {
        var caller = await door.Caller();
        List<Place> shown = [];
        foreach (var place in Places)
            if (caller.Roles.Overlaps(place.Roles) && await door.Could(place.Operation)) shown.Add(place);
        return shown;
    }
}
