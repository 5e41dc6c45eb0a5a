using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Agreements;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
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
    public sealed record Place(Text Name, string Path, Operation Operation, params IReadOnlyList<Role> Roles);

    /// <summary>In the order people need them; the first is where they begin.</summary>
    static readonly IReadOnlyList<Place> Places =
    [
        new(new("Tunnit", "Timmar", "Hours"), "/months", Operation.Of<ApprovalsApi>(a => a.List), Role.Coordinator),
        new(new("Työnohjaus", "Arbetshandledning", "Supervision"), "/supervision", Operation.Of<SupervisionApi>(a => a.Coverage), Role.Coordinator),
        new(new("Sopimukset", "Avtal", "Agreements"), "/agreements", Operation.Of<AgreementsApi>(a => a.Ending), Role.Coordinator),
        new(new("Vertaistyöntekijät", "Kamratarbetare", "Peer workers"), "/workers", Operation.Of<PeerWorkersApi>(a => a.List), Role.Coordinator),
        new(new("Prosessit", "Processer", "Processes"), "/processes", Operation.Of<ProcessesApi>(a => a.List), Role.OccupationalTherapist, Role.Coordinator),
        new(new("Tilastot", "Statistik", "Statistics"), "/statistics", Operation.Of<StatisticsApi>(a => a.Read), Role.Planner, Role.Coordinator, Role.OccupationalTherapist),
        new(new("Keskukset", "Center", "Centres"), "/centres", Operation.Of<CentresApi>(a => a.Open), Role.Administrator),
        new(new("Palkkiot ja rajat", "Arvoden och gränser", "Rates and limits"), "/rates", Operation.Of<CompensationApi>(a => a.SetRate), Role.Administrator),
        new(new("Käyttäjät", "Användare", "Users"), "/users", Operation.Of<UsersApi>(a => a.Replace), Role.Administrator),
        new(new("Rekisterin tuonti", "Import av register", "Import"), "/import", Operation.Of<ImportApi>(a => a.Import), Role.Administrator),
        new(new("Ylläpito", "Underhåll", "Upkeep"), "/upkeep", Operation.Of<UpkeepApi>(a => a.Rebuild), Role.Administrator),
        new(new("Käyttöloki", "Åtkomstlogg", "Access log"), "/access-log", Operation.Of<AccessLogApi>(a => a.List), Role.DataProtectionOfficer),
        new(new("Oma työ", "Mitt arbete", "My work"), "/my", Operation.Of<MeApi>(a => a.Month), Role.PeerWorker),
        new(new("Kuukausi", "Månad", "Month"), "/my/months", Operation.Of<MeApi>(a => a.Month), Role.PeerWorker),
        new(new("Oma raja ja suunnitelma", "Egen gräns och plan", "My limit and plan"), "/my/limit", Operation.Of<MeApi>(a => a.ReadLimit), Role.PeerWorker),
        new(new("Palkanmaksu", "Löneutbetalning", "Payments"), "/payroll", Operation.Of<PaymentCalendarApi>(a => a.Read), Role.Payroll),
        new(new("Aineistot", "Underlag", "Exports"), "/payroll/exports", Operation.Of<PayrollApi>(a => a.List), Role.Payroll),
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
