using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Projections.AitoValittaja;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>The lists of the Aito Välittäjä model in the readers' words, as in docs/glossary.md.</summary>
static class AitoValittajaWords
{
    /// <summary>Any of the lists below.</summary>
    public static Text Of(Enum value) => value switch
    {
        NotStartedReason v => Of(v),
        ChangeReason v => Of(v),
        Goal v => Of(v),
        Strength v => Of(v),
        Interest v => Of(v),
        MeetingPlace v => Of(v),
        MeetingActivity v => Of(v),
        MissedReason v => Of(v),
        WithdrawalReason v => Of(v),
        ConcernCategory v => Of(v),
        EndReason v => Of(v),
        UnassessedReason v => Of(v),
        ReopenReason v => Of(v),
        _ => throw new System.Diagnostics.UnreachableException(value.GetType().Name),
    };

    public static Text Of(ProcessPhase phase) => phase switch
    {
        ProcessPhase.Suggested => new("ehdotettu", "föreslagen", "suggested"),
        ProcessPhase.Onboarded => new("aloitustapaaminen pidetty", "inledande möte hållet", "onboarded"),
        ProcessPhase.Active => new("käynnissä", "pågående", "active"),
        ProcessPhase.Ended => new("päättynyt", "avslutad", "ended"),
        ProcessPhase.Assessed => new("arvioitu", "bedömd", "assessed"),
        ProcessPhase.Closed => new("suljettu", "stängd", "closed"),
        ProcessPhase.Declined => new("hylätty", "avböjd", "declined"),
        ProcessPhase.NotStarted => new("jäänyt alkamatta", "inte inledd", "not started"),
    };

    /// <summary>What is waited for, as a thing to do.</summary>
    /// <param name="today">The day on which it is waited for.</param>
    public static Text Of(ProcessWaiting waiting, DateOnly today) => waiting switch
    {
        ProcessWaiting.ConcernToAcknowledge => new("turvallisuushuoli kuittaamatta", "säkerhetsoro att kvittera", "safety concern to acknowledge"),
        ProcessWaiting.OnboardingToHold => new("aloitustapaaminen pitämättä", "inledande möte att hålla", "onboarding meeting to hold"),
        ProcessWaiting.FewMeetingsLeft => new("tapaamiset loppumassa", "få träffar kvar", "few meetings left"),
        ProcessWaiting.AssessmentToMake => new("arviointi tekemättä", "bedömning att göra", "assessment to make"),
        ProcessWaiting.Quiet => NothingFor(AitoValittajaNumbers.QuietDays.On(today)),
    };

    static Text NothingFor(int days) => new($"ei mitään {days} päivään", $"inget på {days} dagar", $"nothing for {days} days");

    public static Text Of(NotStartedReason notStartedReason) => notStartedReason switch
    {
        NotStartedReason.ServiceUserWithdrew => new("palvelunkäyttäjä vetäytyi", "serviceanvändaren drog sig ur", "the service user withdrew"),
        NotStartedReason.NoMediatorAvailable => new("Aito Välittäjää ei ole saatavilla", "ingen Aito Välittäjä tillgänglig", "no mediator available"),
        NotStartedReason.OtherServiceChosen => new("valittiin muu palvelu", "annan service valdes", "other service chosen"),
        NotStartedReason.NotReached => new("ei tavoitettu", "nåddes inte", "not reached"),
        NotStartedReason.SituationChanged => new("tilanne muuttui", "situationen ändrades", "situation changed"),
        NotStartedReason.AgreementNotReached => new("sopimukseen ei päästy", "ingen överenskommelse nåddes", "agreement not reached"),
        NotStartedReason.Other => new("muu", "annan", "other"),
    };

    public static Text Of(ChangeReason changeReason) => changeReason switch
    {
        ChangeReason.Absence => new("poissaolo", "frånvaro", "absence"),
        ChangeReason.Resigned => new("lopettanut", "slutat", "resigned"),
        ChangeReason.WishOfServiceUser => new("palvelunkäyttäjän toive", "serviceanvändarens önskan", "wish of the service user"),
        ChangeReason.WishOfMediator => new("Aito Välittäjän toive", "Aito Välittäjä-personens önskan", "wish of the mediator"),
        ChangeReason.NotAMatch => new("ei sopiva pari", "inte ett lämpligt par", "not a match"),
        ChangeReason.MovedToAnotherCentre => new("siirtyi toiseen keskukseen", "flyttade till ett annat center", "moved to another centre"),
        ChangeReason.Other => new("muu", "annan", "other"),
    };

    public static Text Of(Goal goal) => goal switch
    {
        Goal.Hope => new("toivo", "hopp", "hope"),
        Goal.Empowerment => new("voimaantuminen", "egenmakt", "empowerment"),
        Goal.Meaningfulness => new("merkityksellisyys", "meningsfullhet", "meaningfulness"),
        Goal.SocialInclusion => new("sosiaalinen osallisuus", "social delaktighet", "social inclusion"),
        Goal.PersonCentredGoals => new("omat tavoitteet", "egna mål", "person-centred goals"),
    };

    public static Text Of(Strength strength) => strength switch
    {
        Strength.Perseverance => new("sinnikkyys", "uthållighet", "perseverance"),
        Strength.Humour => new("huumori", "humor", "humour"),
        Strength.Kindness => new("ystävällisyys", "vänlighet", "kindness"),
        Strength.Creativity => new("luovuus", "kreativitet", "creativity"),
        Strength.Curiosity => new("uteliaisuus", "nyfikenhet", "curiosity"),
        Strength.Courage => new("rohkeus", "mod", "courage"),
        Strength.SocialSkills => new("sosiaaliset taidot", "sociala färdigheter", "social skills"),
        Strength.PracticalSkills => new("käytännön taidot", "praktiska färdigheter", "practical skills"),
        Strength.SelfKnowledge => new("itsetuntemus", "självkännedom", "self-knowledge"),
        Strength.Other => new("muu", "annan", "other"),
    };

    public static Text Of(Interest interest) => interest switch
    {
        Interest.Culture => new("kulttuuri", "kultur", "culture"),
        Interest.Nature => new("luonto", "natur", "nature"),
        Interest.Exercise => new("liikunta", "motion", "exercise"),
        Interest.Music => new("musiikki", "musik", "music"),
        Interest.Handicrafts => new("käsityöt", "handarbete", "handicrafts"),
        Interest.CookingAndFood => new("ruoanlaitto ja ruoka", "matlagning och mat", "cooking and food"),
        Interest.Animals => new("eläimet", "djur", "animals"),
        Interest.Reading => new("lukeminen", "läsning", "reading"),
        Interest.GamesAndPlay => new("pelit ja leikit", "spel och lek", "games and play"),
        Interest.Studying => new("opiskelu", "studier", "studying"),
        Interest.WorkLife => new("työelämä", "arbetsliv", "working life"),
        Interest.Volunteering => new("vapaaehtoistoiminta", "frivilligverksamhet", "volunteering"),
        Interest.Other => new("muu", "annan", "other"),
    };

    public static Text Of(MeetingPlace meetingPlace) => meetingPlace switch
    {
        MeetingPlace.ServiceCentre => new("palvelupiste", "servicecenter", "service centre"),
        MeetingPlace.Cafe => new("kahvila", "kafé", "café"),
        MeetingPlace.Outdoors => new("ulkona", "utomhus", "outdoors"),
        MeetingPlace.Library => new("kirjasto", "bibliotek", "library"),
        MeetingPlace.CulturalVenue => new("kulttuuripaikka", "kulturplats", "cultural venue"),
        MeetingPlace.SportsVenue => new("liikuntapaikka", "idrottsplats", "sports venue"),
        MeetingPlace.Shop => new("kauppa", "butik", "shop"),
        MeetingPlace.OtherService => new("muu palvelu", "annan service", "other service"),
        MeetingPlace.LowThresholdPlace => new("matalan kynnyksen paikka", "plats med låg tröskel", "low-threshold place"),
        MeetingPlace.Remote => new("etänä", "på distans", "remote"),
        MeetingPlace.Home => new("koti", "hem", "home"),
        MeetingPlace.Other => new("muu", "annan", "other"),
    };

    public static Text Of(MeetingActivity meetingActivity) => meetingActivity switch
    {
        MeetingActivity.Conversation => new("keskustelu", "samtal", "conversation"),
        MeetingActivity.Walk => new("kävely", "promenad", "walk"),
        MeetingActivity.Coffee => new("kahvi", "kaffe", "coffee"),
        MeetingActivity.Culture => new("kulttuuri", "kultur", "culture"),
        MeetingActivity.Exercise => new("liikunta", "motion", "exercise"),
        MeetingActivity.Handicrafts => new("käsityöt", "handarbete", "handicrafts"),
        MeetingActivity.Errands => new("asioiden hoitaminen", "ärenden", "errands"),
        MeetingActivity.VisitToService => new("palveluun tutustuminen", "besök till en service", "visit to a service"),
        MeetingActivity.VisitToGroup => new("ryhmään tutustuminen", "besök till en grupp", "visit to a group"),
        MeetingActivity.Hobby => new("harrastus", "hobby", "hobby"),
        MeetingActivity.Planning => new("suunnittelu", "planering", "planning"),
        MeetingActivity.Other => new("muu", "annan", "other"),
    };

    public static Text Of(MissedReason missedReason) => missedReason switch
    {
        MissedReason.ServiceUserDidNotCome => new("palvelunkäyttäjä ei tullut", "serviceanvändaren kom inte", "the service user did not come"),
        MissedReason.ServiceUserCancelled => new("palvelunkäyttäjä perui", "serviceanvändaren avbokade", "the service user cancelled"),
        MissedReason.MediatorCancelled => new("Aito Välittäjä perui", "Aito Välittäjä avbokade", "the mediator cancelled"),
        MissedReason.Illness => new("sairaus", "sjukdom", "illness"),
        MissedReason.Other => new("muu", "annan", "other"),
    };

    public static Text Of(WithdrawalReason withdrawalReason) => withdrawalReason switch
    {
        WithdrawalReason.RecordedByMistake => new("kirjattu vahingossa", "antecknad av misstag", "recorded by mistake"),
        WithdrawalReason.RecordedTwice => new("kirjattu kahdesti", "antecknad två gånger", "recorded twice"),
        WithdrawalReason.WrongProcess => new("väärä prosessi", "fel process", "wrong process"),
        WithdrawalReason.DidNotTakePlace => new("ei toteutunut", "blev inte av", "did not take place"),
    };

    public static Text Of(ConcernCategory concernCategory) => concernCategory switch
    {
        ConcernCategory.SelfHarm => new("itsetuhoisuus", "självdestruktivitet", "self-harm"),
        ConcernCategory.Violence => new("väkivalta", "våld", "violence"),
        ConcernCategory.Intoxication => new("päihtymys", "berusning", "intoxication"),
        ConcernCategory.DeterioratedCondition => new("voinnin heikkeneminen", "försämrat tillstånd", "deteriorated condition"),
        ConcernCategory.ThreatFromOthers => new("muiden aiheuttama uhka", "hot från andra", "threat from others"),
        ConcernCategory.ChildInDanger => new("lapsi vaarassa", "barn i fara", "child in danger"),
        ConcernCategory.Other => new("muu", "annan", "other"),
    };

    public static Text Of(EndReason endReason) => endReason switch
    {
        EndReason.GoalsReached => new("tavoitteet saavutettiin", "målen uppnåddes", "goals reached"),
        EndReason.AllMeetingsUsed => new("kaikki tapaamiset käytettiin", "alla träffar användes", "all meetings used"),
        EndReason.WishOfServiceUser => new("palvelunkäyttäjän toive", "serviceanvändarens önskan", "wish of the service user"),
        EndReason.WishOfMediator => new("Aito Välittäjän toive", "Aito Välittäjä-personens önskan", "wish of the mediator"),
        EndReason.BoundariesNotKept => new("sovituista rajoista ei pidetty kiinni", "överenskomna gränser hölls inte", "boundaries not kept"),
        EndReason.OtherServiceNeeded => new("tarvittiin muuta palvelua", "annan service behövdes", "other service needed"),
        EndReason.Other => new("muu", "annan", "other"),
    };

    public static Text Of(UnassessedReason unassessedReason) => unassessedReason switch
    {
        UnassessedReason.ServiceUserDeclined => new("palvelunkäyttäjä kieltäytyi", "serviceanvändaren avböjde", "the service user declined"),
        UnassessedReason.ServiceUserNotReached => new("palvelunkäyttäjää ei tavoitettu", "serviceanvändaren nåddes inte", "the service user was not reached"),
        UnassessedReason.ServiceUserMoved => new("palvelunkäyttäjä muutti", "serviceanvändaren flyttade", "the service user moved"),
        UnassessedReason.ConditionPrevents => new("vointi estää", "tillståndet hindrar", "condition prevents"),
        UnassessedReason.Deceased => new("kuollut", "avliden", "deceased"),
        UnassessedReason.Other => new("muu", "annan", "other"),
    };

    public static Text Of(ReopenReason reopenReason) => reopenReason switch
    {
        ReopenReason.ClosedByMistake => new("suljettu vahingossa", "stängd av misstag", "closed by mistake"),
        ReopenReason.AssessmentToBeAdded => new("arviointi lisätään", "bedömning läggs till", "assessment to be added"),
        ReopenReason.RecordIncomplete => new("kirjaus puutteellinen", "ofullständig anteckning", "record incomplete"),
        ReopenReason.Other => new("muu", "annan", "other"),
    };
}
