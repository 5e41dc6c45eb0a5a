using System.Diagnostics;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Projections.Statistics;

/// <summary>The annual statistics: every measure, in the order they are read.</summary>
public static class Measures
{
    const int MinutesPerHour = 60;

    /// <summary>What other figures are set against: the hours of peer work.</summary>
    public const string Hours = "hours";

    /// <summary>What the impact of a process is assessed on.</summary>
    internal static readonly IReadOnlyList<(string Key, Words Label)> Themes =
    [
        ("empowerment", new("Voimaantuminen", "Egenmakt", "Empowerment")),
        ("social-participation", new("Sosiaalinen osallisuus", "Social delaktighet", "Social participation")),
        ("confidence", new("Itseluottamus", "Självförtroende", "Confidence")),
        ("wellbeing", new("Hyvinvointi", "Välbefinnande", "Wellbeing")),
    ];

    public static IReadOnlyList<Measure> All { get; } =
    [
        new("published-fee-for-service-individuals", Unit.Persons,
            new("Toimeksiantosuhteessa olevat henkilöt", "Personer i uppdragsförhållande", "Individuals in fee-for-service assignments"),
            new("Eri henkilöt, joilla on ollut toimeksianto voimassa ainakin yhtenä vuoden päivänä. "
                + "Allekirjoitettu toimeksiantosopimus on toimeksianto jokaisessa sen keskuksessa.",
                "Antalet olika personer med ett uppdrag som har varit i kraft minst en dag under året. "
                    + "Ett undertecknat uppdragsavtal är ett uppdrag vid varje center det omfattar.",
                "Distinct persons with a fee-for-service assignment in force on any day of the year. "
                    + "A signed assignment agreement is an assignment at every centre it covers."),
            FactSources.Engagements, Different("worker", "form = 'FeeForService'"), null),
        new("published-volunteers", Unit.Persons,
            new("Vapaaehtoiset (muualla kuin Symppiksessä)", "Frivilliga (utanför Symppis)", "Volunteers (outside Symppis)"),
            new("Eri henkilöt, jotka ovat toimineet vapaaehtoisina ainakin yhtenä vuoden päivänä muualla kuin matalan kynnyksen "
                + "päivätoimintakeskuksessa.",
                "Antalet olika personer som har varit frivilliga minst en dag under året någon annanstans än vid ett dagverksamhetscenter med låg "
                    + "tröskel.",
                "Distinct persons engaged as volunteers on any day of the year elsewhere than at a low-threshold day activity centre."),
            FactSources.Engagements, Different("worker", "form = 'Volunteer' and not low_threshold"), null),
        new("published-work-ability-agreements-and-decisions", Unit.Agreements,
            new("Työkykyä edistävät sopimukset ja päätökset", "Avtal och beslut som främjar arbetsförmågan",
                "Work-ability-promoting agreements and decisions"),
            new("Sosiaalihuoltolain 27 e §:n mukaisen työtoiminnan, kuntouttavan työtoiminnan ja työkokeilun sopimukset ja päätökset, "
                + "jotka ovat olleet voimassa ainakin yhtenä vuoden päivänä muualla kuin matalan kynnyksen päivätoimintakeskuksessa. "
                + "Lasketaan sopimuksia, ei henkilöitä.",
                "Avtal och beslut om arbetsverksamhet enligt 27 e § i socialvårdslagen, "
                    + "arbetsverksamhet i rehabiliteringssyfte och arbetsprövning som har varit i kraft minst en dag under året någon annanstans "
                    + "än vid ett dagverksamhetscenter med låg tröskel. Avtal räknas, inte personer.",
                "Agreements and decisions on social welfare work activity (Social Welfare Act, section 27 e), "
                    + "rehabilitative work activity and work trials in force on any day of the year elsewhere than at a low-threshold day activity "
                    + "centre. Agreements are counted, not persons."),
            FactSources.Engagements,
            Rows("form in ('SocialWelfareWorkActivity', 'RehabilitativeWorkActivity', 'WorkTrial') and not low_threshold"), null),
        new("published-symppis-individuals", Unit.Persons,
            new("Symppiksen työtoiminnassa ja vertaistuessa mukana olevat", "Personer i Symppis arbetsverksamhet och kamratstöd",
                "Individuals in Symppis work activities and peer support"),
            new("Eri henkilöt, jotka ovat olleet matalan kynnyksen päivätoimintakeskuksessa (Symppis) mukana muussa muodossa kuin toimeksiannossa "
                + "ainakin yhtenä vuoden päivänä.",
                "Antalet olika personer som minst en dag under året har varit med vid ett dagverksamhetscenter med låg tröskel (Symppis) i någon "
                    + "annan form än uppdrag.",
                "Distinct persons engaged at a low-threshold day activity centre (Symppis) in any form but fee-for-service on any day of the year."),
            FactSources.Engagements, Different("worker", "form <> 'FeeForService' and low_threshold"), null),
        .. Enum.GetValues<EngagementForm>().Select(Individuals),
        AgreementsAndDecisions(EngagementForm.SocialWelfareWorkActivity),
        AgreementsAndDecisions(EngagementForm.RehabilitativeWorkActivity),
        AgreementsAndDecisions(EngagementForm.WorkTrial),

        new("agreements-in-force", Unit.Agreements,
            new("Voimassa olleet toimeksiantosopimukset", "Gällande uppdragsavtal", "Assignment agreements in force"),
            new("Allekirjoitetut toimeksiantosopimukset, jotka ovat olleet voimassa ainakin yhtenä vuoden päivänä. "
                + "Usean keskuksen sopimus lasketaan jokaiseen niistä ja kaupunkiin kerran.",
                "Undertecknade uppdragsavtal som har varit i kraft minst en dag under året. "
                    + "Ett avtal som gäller flera center räknas vid vart och ett av dem och en gång för staden.",
                "Signed assignment agreements in force on any day of the year. "
                    + "One that covers several centres counts at each of them and once for the city."),
            FactSources.Agreements, Different("agreement", "in_force"), null),
        new("agreements-signed", Unit.Agreements,
            new("Allekirjoitetut toimeksiantosopimukset", "Undertecknade uppdragsavtal", "Assignment agreements signed"),
            new("Vuoden aikana allekirjoitetut toimeksiantosopimukset.",
                "Uppdragsavtal som undertecknades under året.",
                "Assignment agreements signed during the year."),
            FactSources.Agreements, Different("agreement", During("signed_on")), "signed_on"),
        new("agreements-terminated", Unit.Agreements,
            new("Irtisanotut toimeksiantosopimukset", "Uppsagda uppdragsavtal", "Assignment agreements terminated"),
            new("Toimeksiantosopimukset, jotka on päätetty ennen aikojaan ja joiden viimeinen päivä on vuoden aikana.",
                "Uppdragsavtal som avslutades i förtid och vars sista dag infaller under året.",
                "Assignment agreements ended before their time whose last day lies in the year."),
            FactSources.Agreements, Different("agreement", During("terminated_on")), "terminated_on"),

        new("processes-suggested", Unit.Processes,
            new("Ehdotetut prosessit", "Föreslagna processer", "Processes suggested"),
            new("Prosessit, joissa toimintaterapeutti on ehdottanut mallia palvelunkäyttäjälle vuoden aikana.",
                "Processer där en ergoterapeut föreslog modellen för serviceanvändaren under året.",
                "Processes in which an occupational therapist suggested the model to a service user during the year."),
            FactSources.Processes, Rows(During("suggested_on")), "suggested_on"),
        new("processes-declined", Unit.Processes,
            new("Palvelunkäyttäjän hylkäämät ehdotukset", "Avböjda förslag", "Suggestions declined"),
            new("Prosessit, joissa palvelunkäyttäjä on vuoden aikana vastannut ehdotukseen kieltävästi.",
                "Processer där serviceanvändaren tackade nej till förslaget under året.",
                "Processes in which the service user declined the suggestion during the year."),
            FactSources.Processes, Rows(During("declined_on")), "declined_on"),
        new("processes-not-started", Unit.Processes,
            new("Alkamatta jääneet prosessit", "Processer som inte inleddes", "Processes not started"),
            new("Prosessit, joiden on vuoden aikana todettu jäävän alkamatta muusta syystä kuin palvelunkäyttäjän kieltävän vastauksen vuoksi.",
                "Processer som under året konstaterades inte bli inledda av någon annan orsak än att serviceanvändaren tackade nej.",
                "Processes found during the year not to start, for another reason than the service user declining."),
            FactSources.Processes, Rows(During("not_started_on")), "not_started_on"),
        new("processes-onboarded", Unit.Processes,
            new("Pidetyt aloitustapaamiset", "Hållna inledande möten", "Processes onboarded"),
            new("Prosessit, joiden yhteinen aloitustapaaminen on pidetty vuoden aikana.",
                "Processer där det gemensamma inledande mötet hölls under året.",
                "Processes whose joint onboarding meeting was held during the year."),
            FactSources.Processes, Rows(During("onboarded_on")), "onboarded_on"),
        new("processes-started", Unit.Processes,
            new("Alkaneet prosessit", "Inledda processer", "Processes started"),
            new("Prosessit, joissa yhteistyö on alkanut vuoden aikana.",
                "Processer där samarbetet inleddes under året.",
                "Processes in which cooperation began during the year."),
            FactSources.Processes, Rows(During("began_on")), "began_on"),
        new("processes-ended", Unit.Processes,
            new("Päättyneet prosessit", "Avslutade samarbeten", "Processes ended"),
            new("Prosessit, joissa alkanut yhteistyö on päättynyt vuoden aikana.",
                "Processer där ett inlett samarbete upphörde under året.",
                "Processes in which cooperation, once begun, ended during the year."),
            FactSources.Processes, Rows(During("ended_on")), "ended_on"),
        .. Enum.GetValues<EndReason>().Select(Ended),
        new("processes-assessed", Unit.Processes,
            new("Arvioidut prosessit", "Bedömda processer", "Processes assessed"),
            new("Prosessit, joiden vaikutukset on arvioitu yhdessä palvelunkäyttäjän kanssa vuoden aikana.",
                "Processer vars effekter bedömdes tillsammans med serviceanvändaren under året.",
                "Processes whose impact was assessed together with the service user during the year."),
            FactSources.Processes, Rows(During("assessed_on")), "assessed_on"),
        new("processes-closed", Unit.Processes,
            new("Suljetut prosessit", "Stängda processer", "Processes closed"),
            new("Prosessit, jotka on yhteistyön päätyttyä suljettu vuoden aikana ja joita ei ole avattu uudelleen.",
                "Processer som efter samarbetets slut stängdes under året och inte har öppnats på nytt.",
                "Processes closed during the year after their cooperation, and not reopened."),
            FactSources.Processes, Rows(During("closed_on")), "closed_on"),
        new("assessment-coverage", Unit.Percent,
            new("Arvioinnin kattavuus", "Bedömningens täckning", "Assessment coverage"),
            new("Kuinka suuri osa vuoden aikana suljetuista prosesseista on arvioitu.",
                "Hur stor andel av de processer som stängdes under året som har bedömts.",
                "The share of the processes closed during the year that had been assessed."),
            FactSources.Processes,
            new Reckoning.Ratio(new Tally.Rows($"{During("closed_on")} and assessed_on is not null"), new Tally.Rows(During("closed_on"))),
            "closed_on"),
        new("median-days-to-onboarding", Unit.Days,
            new("Päiviä ehdotuksesta aloitustapaamiseen (mediaani)", "Dagar från förslag till inledande möte (median)",
                "Days from suggestion to onboarding (median)"),
            new("Ehdotuksesta aloitustapaamiseen kuluneiden päivien mediaani prosesseissa, joiden aloitustapaaminen on pidetty vuoden aikana.",
                "Medianen av antalet dagar från förslaget till det inledande mötet i processer där mötet hölls under året.",
                "The median number of days from the suggestion to the onboarding meeting, of processes onboarded during the year."),
            FactSources.Processes, new Reckoning.Median("onboarded_on - suggested_on", During("onboarded_on")), "onboarded_on"),
        new("median-days-to-closing", Unit.Days,
            new("Päiviä ehdotuksesta sulkemiseen (mediaani)", "Dagar från förslag till stängning (median)",
                "Days from suggestion to closing (median)"),
            new("Ehdotuksesta sulkemiseen kuluneiden päivien mediaani prosesseissa, jotka on suljettu vuoden aikana.",
                "Medianen av antalet dagar från förslaget till stängningen i processer som stängdes under året.",
                "The median number of days from the suggestion to the closing, of processes closed during the year."),
            FactSources.Processes, new Reckoning.Median("closed_on - suggested_on", During("closed_on")), "closed_on"),
        .. Themes.SelectMany(t => Theme(t.Key, t.Label)),

        new("meetings-held", Unit.Meetings,
            new("Pidetyt tapaamiset", "Hållna träffar", "Meetings held"),
            new("Aito Välittäjän ja palvelunkäyttäjän vuoden aikana pidetyt tapaamiset.",
                "Träffar mellan Aito Välittäjä och serviceanvändare som hölls under året.",
                "Meetings of a mediator and a service user held during the year."),
            FactSources.Meetings, Sum("held", "held > 0"), "day"),
        new("meetings-missed", Unit.Meetings,
            new("Toteutumatta jääneet tapaamiset", "Uteblivna träffar", "Meetings missed"),
            new("Sovitut tapaamiset, jotka eivät vuoden aikana toteutuneet. Ne eivät kuluta prosessin tapaamisten määrää.",
                "Överenskomna träffar som inte blev av under året. De minskar inte antalet träffar i processen.",
                "Meetings agreed for the year that did not take place. They use none of the meetings a process has."),
            FactSources.Meetings, Sum("missed", "missed > 0"), "day"),
        new("meeting-hours", Unit.Hours,
            new("Tapaamistunnit", "Träfftimmar", "Meeting hours"),
            new("Vuoden aikana pidettyjen tapaamisten yhteenlaskettu kesto.",
                "Den sammanlagda längden av träffarna som hölls under året.",
                "The total length of the meetings held during the year."),
            FactSources.Meetings, Sum("minutes", "held > 0", MinutesPerHour), "day"),
        new("meetings-per-process", Unit.MeetingsPerProcess,
            new("Tapaamisia prosessia kohti", "Träffar per process", "Meetings per process"),
            new("Vuoden aikana pidetyt tapaamiset jaettuna niiden prosessien määrällä, joissa on vuoden aikana pidetty ainakin yksi tapaaminen.",
                "Träffarna som hölls under året dividerade med antalet processer med minst en träff under året.",
                "Meetings held during the year, divided by the processes with at least one of them."),
            FactSources.Meetings, new Reckoning.Ratio(new Tally.Sum("held", "held > 0"), new Tally.Different("process", "held > 0")), "day"),
        new("mediators-active", Unit.Persons,
            new("Toimineet Aito Välittäjät", "Verksamma Aito Välittäjä-personer", "Mediators active"),
            new("Eri Aito Välittäjät, joilla on ollut vuoden aikana ainakin yksi pidetty tapaaminen.",
                "Antalet olika Aito Välittäjä-personer med minst en hållen träff under året.",
                "Distinct mediators with at least one meeting held during the year."),
            FactSources.Meetings, Different("mediator", "held > 0"), "day"),
        new("service-users-supported", Unit.Persons,
            new("Tukea saaneet palvelunkäyttäjät", "Serviceanvändare som fått stöd", "Service users supported"),
            new("Eri palvelunkäyttäjät, joilla on ollut vuoden aikana ainakin yksi pidetty tapaaminen.",
                "Antalet olika serviceanvändare med minst en hållen träff under året.",
                "Distinct service users with at least one meeting held during the year."),
            FactSources.Meetings, Different("service_user", "held > 0"), "day"),

        new("safety-concerns", Unit.Concerns,
            new("Turvallisuushuolet", "Anmälda säkerhetsoron", "Safety concerns"),
            new("Aito Välittäjien vuoden aikana ilmoittamat turvallisuushuolet.",
                "Säkerhetsoro som Aito Välittäjä-personer anmälde under året.",
                "Safety concerns raised by mediators during the year."),
            FactSources.Concerns, Rows("true"), "day"),
        new("median-hours-to-acknowledgement", Unit.Hours,
            new("Tunteja huolen kuittaamiseen (mediaani)", "Timmar till kvittering av oro (median)", "Hours to acknowledgement (median)"),
            new("Ilmoittamisesta kuittaamiseen kuluneiden tuntien mediaani vuoden aikana ilmoitetuissa ja sittemmin kuitatuissa huolissa.",
                "Medianen av antalet timmar från anmälan till kvittering för oro som anmäldes under året och sedan kvitterades.",
                "The median number of hours from raising to acknowledgement, of concerns raised during the year and acknowledged since."),
            FactSources.Concerns, new Reckoning.Median("hours", "acknowledged_at is not null"), "day"),

        new(Hours, Unit.Hours,
            new("Vertaistyön tunnit", "Timmar i kamratarbete", "Hours of peer work"),
            new("Vuoden päiville kirjatut, voimassa olevat tunnit kaikista työn lajeista, hyväksytyt ja vielä hyväksymättömät.",
                "Gällande timmar som har antecknats för årets dagar i alla slag av arbete, både godkända och ännu inte godkända.",
                "Standing hours recorded for days of the year in all kinds of work, approved or not yet."),
            FactSources.Hours, Sum("minutes", per: MinutesPerHour), "day"),
        .. Enum.GetValues<WorkKind>().Select(HoursOf),
        new("compensation", Unit.Euros,
            new("Palkkiot", "Arvoden", "Compensation"),
            new("Vuoden päiville kirjattujen, voimassa olevien tuntien palkkiot työn päivän mukaan, hyväksytyt ja vielä hyväksymättömät.",
                "Arvoden för gällande timmar antecknade för årets dagar, enligt arbetsdagen, både godkända och ännu inte godkända.",
                "Fees of the standing hours recorded for days of the year, by the day of the work, approved or not yet."),
            FactSources.Hours, Sum("fee", "fee > 0"), "day"),

        new("supervision-coverage", Unit.Percent,
            new("Työnohjauksen kattavuus", "Arbetshandledningens täckning", "Supervision coverage"),
            new("Kuinka suuressa osassa kuukausista, joina vertaistyöntekijällä on ollut toimeksiantosopimus voimassa, "
                + "hän on osallistunut työnohjaukseen samassa kalenterikuussa. Mukana ovat vuoden kokonaan kuluneet kuukaudet.",
                "I hur stor andel av de månader då en kamratarbetare har haft ett gällande uppdragsavtal han eller hon har deltagit i "
                    + "arbetshandledning samma kalendermånad. Årets helt förflutna månader räknas.",
                "The share of the months in which a peer worker had an assignment agreement in force when they also attended supervision in that "
                    + "calendar month. Months of the year that are over are counted."),
            FactSources.Supervision,
            new Reckoning.Ratio(new Tally.Different("worker_month", "attended"), new Tally.Different("worker_month", "true")), "day"),
        new("travel-tickets", Unit.Tickets,
            new("Matkaliput", "Resebiljetter", "Travel tickets"),
            new("Vertaistyöntekijöille vuoden aikana annetut kaupungin matkaliput.",
                "Stadens resebiljetter som gavs åt kamratarbetare under året.",
                "City travel tickets issued to peer workers during the year."),
            FactSources.Tickets, Sum("tickets"), "day"),
    ];

    /// <summary>Where the hours stand among all measures.</summary>
    public static int HoursRow { get; } = All.Index().Single(m => m.Item.Key == Hours).Index;

    static string During(string day) => $"{day} between $1 and $2";
    static Reckoning.Total Rows(string among) => new(new Tally.Rows(among));
    static Reckoning.Total Different(string what, string among) => new(new Tally.Different(what, among));
    static Reckoning.Total Sum(string what, string among = "true", int per = 1) => new(new Tally.Sum(what, among, per));

    static Measure Individuals(EngagementForm form)
    {
        var (key, words) = Named(form);
        return new($"individuals-{key}", Unit.Persons,
            new($"Henkilöt: {words.Fi}", $"Personer: {words.Sv}", $"Individuals: {words.En}"),
            new($"Eri henkilöt, joilla tämä osallistumisen muoto ({words.Fi}) on ollut voimassa missä tahansa keskuksessa ainakin yhtenä vuoden "
                + "päivänä.",
                $"Antalet olika personer för vilka denna engagemangsform ({words.Sv}) har varit i kraft vid vilket center som helst minst en dag "
                    + "under året.",
                $"Distinct persons for whom this form of engagement ({words.En}) was in force at any kind of centre on any day of the year."),
            FactSources.Engagements, Different("worker", $"form = '{form}'"), null);
    }

    static Measure AgreementsAndDecisions(EngagementForm form)
    {
        var (key, words) = Named(form);
        return new($"agreements-and-decisions-{key}", Unit.Agreements,
            new($"Sopimukset ja päätökset: {words.Fi}", $"Avtal och beslut: {words.Sv}", $"Agreements and decisions: {words.En}"),
            new($"Tämän osallistumisen muodon ({words.Fi}) sopimukset ja päätökset, "
                + "jotka ovat olleet voimassa missä tahansa keskuksessa ainakin yhtenä vuoden päivänä. Lasketaan sopimuksia, ei henkilöitä.",
                $"Avtal och beslut i denna engagemangsform ({words.Sv}) som har varit i kraft vid vilket center som helst minst en dag under året. "
                    + "Avtal räknas, inte personer.",
                $"Agreements and decisions of this form of engagement ({words.En}) in force at any kind of centre on any day of the year. "
                    + "Agreements are counted, not persons."),
            FactSources.Engagements, Rows($"form = '{form}'"), null);
    }

    internal static (string Key, Words Words) Named(EngagementForm form) => form switch
    {
        EngagementForm.FeeForService => ("fee-for-service", new Words("toimeksianto", "uppdrag", "fee-for-service assignment")),
        EngagementForm.Volunteer => ("volunteer", new("vapaaehtoistyö", "frivilligarbete", "volunteer work")),
        EngagementForm.SocialWelfareWorkActivity => ("social-welfare-work-activity",
            new("sosiaalihuoltolain 27 e §:n mukainen työtoiminta", "arbetsverksamhet enligt 27 e § i socialvårdslagen",
                "social welfare work activity (Social Welfare Act, section 27 e)")),
        EngagementForm.RehabilitativeWorkActivity => ("rehabilitative-work-activity",
            new("kuntouttava työtoiminta", "arbetsverksamhet i rehabiliteringssyfte", "rehabilitative work activity")),
        EngagementForm.WorkTrial => ("work-trial", new("työkokeilu", "arbetsprövning", "work trial")),
        EngagementForm.NgoCooperation => ("ngo-cooperation", new("järjestöyhteistyö", "samarbete med organisationer", "cooperation with NGOs")),
        _ => throw new UnreachableException(),
    };

    static Measure Ended(EndReason reason)
    {
        var (key, words) = reason switch
        {
            EndReason.GoalsReached => ("goals-reached", new Words("tavoitteet saavutettiin", "målen uppnåddes", "goals reached")),
            EndReason.AllMeetingsUsed => ("all-meetings-used", new("kaikki tapaamiset käytettiin", "alla träffar användes", "all meetings used")),
            EndReason.WishOfServiceUser =>
                ("wish-of-service-user", new("palvelunkäyttäjän toive", "serviceanvändarens önskan", "wish of the service user")),
            EndReason.WishOfMediator => ("wish-of-mediator", new("Aito Välittäjän toive", "Aito Välittäjä-personens önskan", "wish of the mediator")),
            EndReason.BoundariesNotKept =>
                ("boundaries-not-kept", new("sovituista rajoista ei pidetty kiinni", "överenskomna gränser hölls inte", "boundaries not kept")),
            EndReason.OtherServiceNeeded =>
                ("other-service-needed", new("tarvittiin muuta palvelua", "annan service behövdes", "other service needed")),
            EndReason.Other => ("other", new("muu syy", "annan orsak", "other reason")),
            _ => throw new UnreachableException(),
        };
        return new($"processes-ended-{key}", Unit.Processes,
            new($"Päättyneet: {words.Fi}", $"Avslutade: {words.Sv}", $"Ended: {words.En}"),
            new($"Prosessit, joissa alkanut yhteistyö on päättynyt vuoden aikana ja päättymisen syyksi on kirjattu: {words.Fi}.",
                $"Processer där ett inlett samarbete upphörde under året och där orsaken antecknades som: {words.Sv}.",
                $"Processes in which cooperation ended during the year with the reason: {words.En}."),
            FactSources.Processes, Rows($"{During("ended_on")} and end_reason = '{reason}'"), "ended_on");
    }

    internal static (string Key, Words Words) Named(WorkKind kind) => kind switch
    {
        WorkKind.AitoValittajaMeeting =>
            ("aito-valittaja-meeting", new Words("Aito Välittäjä -tapaamiset", "Aito Välittäjä-träffar", "Aito Välittäjä meetings")),
        WorkKind.ExpertAppointment => ("expert-appointment",
            new("kokemusasiantuntijan vastaanotto", "erfarenhetsexpertens mottagning", "expert-by-experience appointments")),
        WorkKind.GroupFacilitation => ("group-facilitation", new("ryhmien ohjaus", "ledning av grupper", "group facilitation")),
        WorkKind.CoffeeMeeting => ("coffee-meeting", new("kahvitapaamiset", "kaffeträffar", "coffee meetings")),
        WorkKind.WardPresence => ("ward-presence", new("läsnäolo osastoilla", "närvaro på avdelningar", "presence on wards")),
        WorkKind.LobbyPresence => ("lobby-presence", new("läsnäolo auloissa", "närvaro i aulor", "presence in lobbies")),
        WorkKind.Accompanying => ("accompanying",
            new("saattaminen palveluihin ja ryhmiin", "ledsagning till tjänster och grupper", "accompanying to services and groups")),
        WorkKind.ClientMeetingWithProfessional => ("client-meeting-with-professional",
            new("asiakastapaamiset ammattilaisen kanssa", "klientmöten med en yrkesperson", "client meetings with a professional")),
        WorkKind.ActivationConsultation =>
            ("activation-consultation", new("aktivointikonsultaatio", "aktiveringskonsultation", "consultation for activation")),
        WorkKind.PeerMentoring => ("peer-mentoring", new("vertaismentorointi", "kamratmentorskap", "peer mentoring")),
        WorkKind.PeerSupport => ("peer-support", new("vertaistuki", "kamratstöd", "peer support")),
        WorkKind.LowThresholdWorkActivity => ("low-threshold-work-activity",
            new("matalan kynnyksen työtoiminta", "arbetsverksamhet med låg tröskel", "low-threshold work activity")),
        WorkKind.WorkingGroup => ("working-group", new("työryhmät", "arbetsgrupper", "working groups")),
        WorkKind.Workshop => ("workshop", new("työpajat", "workshoppar", "workshops")),
        WorkKind.ManagementGroup => ("management-group", new("johtoryhmät", "ledningsgrupper", "management groups")),
        WorkKind.CoDevelopment => ("co-development", new("yhteiskehittäminen", "samutveckling", "co-development")),
        WorkKind.ProfessionalTraining =>
            ("professional-training", new("ammattilaisten koulutus", "utbildning för yrkespersoner", "training of professionals")),
        WorkKind.EducationalInstitution => ("educational-institution",
            new("oppilaitosyhteistyö", "samarbete med läroanstalter", "collaboration with educational institutions")),
        WorkKind.Supervision => ("supervision", new("työnohjaus", "arbetshandledning", "supervision")),
        _ => throw new UnreachableException(),
    };

    static Measure HoursOf(WorkKind kind)
    {
        var (key, words) = Named(kind);
        var missed = kind is WorkKind.AitoValittajaMeeting
            ? new Words(" Mukana on myös se, mitä toteutumatta jääneestä tapaamisesta maksetaan.",
                " Med räknas också det som betalas för en utebliven träff.", " What is paid for a missed meeting is among them.")
            : null;
        return new($"hours-{key}", Unit.Hours,
            new($"Tunnit: {words.Fi}", $"Timmar: {words.Sv}", $"Hours: {words.En}"),
            new($"Vuoden päiville kirjatut, voimassa olevat tunnit, joiden työn laji on: {words.Fi}.{missed?.Fi}",
                $"Gällande timmar som har antecknats för årets dagar och vars slag av arbete är: {words.Sv}.{missed?.Sv}",
                $"Standing hours recorded for days of the year whose kind of work is: {words.En}.{missed?.En}"),
            FactSources.Hours, Sum("minutes", $"kind = '{kind}'", MinutesPerHour), "day");
    }

    /// <summary>The mean change of one theme, as the service user and as the therapist sees it.</summary>
    static IEnumerable<Measure> Theme(string key, Words theme)
    {
        yield return Change("service-user", new("palvelunkäyttäjän arvio", "serviceanvändarens bedömning", "as the service user sees it"));
        yield return Change("therapist", new("toimintaterapeutin arvio", "ergoterapeutens bedömning", "as the therapist sees it"));

        Measure Change(string party, Words words)
        {
            var column = $"{key}_{party}".Replace('-', '_');
            var change = $"after_{column} - before_{column}";
            return new($"mean-change-{key}-{party}", Unit.Points,
                new($"{theme.Fi}, muutos: {words.Fi}", $"{theme.Sv}, förändring: {words.Sv}", $"{theme.En}, change: {words.En}"),
                new($"Loppuarvion ja lähtötason erotuksen keskiarvo (asteikko 1–5, teema {theme.Fi.ToLowerInvariant()}, "
                    + $"{words.Fi}) vuoden aikana arvioiduissa prosesseissa, joista on molemmat. Jakaja on parien määrä.",
                    $"Medelvärdet av skillnaden mellan slutbedömningen och utgångsläget (skala 1–5, tema {theme.Sv.ToLowerInvariant()}, "
                        + $"{words.Sv}) i processer som bedömdes under året och har bådadera. Nämnaren är antalet par.",
                    $"The mean of final assessment minus baseline (scale 1–5, theme {theme.En.ToLowerInvariant()}, "
                        + $"{words.En}) of processes assessed during the year that have both. The denominator is the number of pairs."),
                FactSources.Processes, new Reckoning.Mean(change, $"{During("assessed_on")} and {change} is not null"), "assessed_on");
        }
    }
}
