using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Pages.Kernel;

/// <summary>How peer workers take part and what they do, in the readers' words, as in docs/glossary.md.</summary>
static class WorkWords
{
    public static Text Of(EngagementForm form) => form switch
    {
        EngagementForm.FeeForService => new("toimeksianto", "uppdrag", "fee-for-service assignment"),
        EngagementForm.Volunteer => new("vapaaehtoistyö", "frivilligarbete", "volunteer work"),
        EngagementForm.SocialWelfareWorkActivity => new("sosiaalihuoltolain 27 e §:n mukainen työtoiminta", "arbetsverksamhet enligt 27 e § i socialvårdslagen", "social welfare work activity"),
        EngagementForm.RehabilitativeWorkActivity => new("kuntouttava työtoiminta", "arbetsverksamhet i rehabiliteringssyfte", "rehabilitative work activity"),
        EngagementForm.WorkTrial => new("työkokeilu", "arbetsprövning", "work trial"),
        EngagementForm.NgoCooperation => new("järjestöyhteistyö", "samarbete med organisationer", "cooperation with NGOs"),
    };

    public static Text Of(WorkKind kind) => kind switch
    {
        WorkKind.AitoValittajaMeeting => new("Aito Välittäjä -tapaamiset", "Aito Välittäjä-träffar", "Aito Välittäjä meetings"),
        WorkKind.ExpertAppointment => new("kokemusasiantuntijan vastaanotto", "erfarenhetsexpertens mottagning", "expert-by-experience appointments"),
        WorkKind.GroupFacilitation => new("ryhmien ohjaus", "ledning av grupper", "group facilitation"),
        WorkKind.CoffeeMeeting => new("kahvitapaamiset", "kaffeträffar", "coffee meetings"),
        WorkKind.WardPresence => new("läsnäolo osastoilla", "närvaro på avdelningar", "presence on wards"),
        WorkKind.LobbyPresence => new("läsnäolo auloissa", "närvaro i aulor", "presence in lobbies"),
        WorkKind.Accompanying => new("saattaminen palveluihin ja ryhmiin", "ledsagning till tjänster och grupper", "accompanying to services and groups"),
        WorkKind.ClientMeetingWithProfessional => new("asiakastapaamiset ammattilaisen kanssa", "klientmöten med en yrkesperson", "client meetings with a professional"),
        WorkKind.ActivationConsultation => new("aktivointikonsultaatio", "aktiveringskonsultation", "consultation for activation"),
        WorkKind.PeerMentoring => new("vertaismentorointi", "kamratmentorskap", "peer mentoring"),
        WorkKind.PeerSupport => new("vertaistuki", "kamratstöd", "peer support"),
        WorkKind.LowThresholdWorkActivity => new("matalan kynnyksen työtoiminta", "arbetsverksamhet med låg tröskel", "low-threshold work activity"),
        WorkKind.WorkingGroup => new("työryhmät", "arbetsgrupper", "working groups"),
        WorkKind.Workshop => new("työpajat", "workshoppar", "workshops"),
        WorkKind.ManagementGroup => new("johtoryhmät", "ledningsgrupper", "management groups"),
        WorkKind.CoDevelopment => new("yhteiskehittäminen", "samutveckling", "co-development"),
        WorkKind.ProfessionalTraining => new("ammattilaisten koulutus", "utbildning för yrkespersoner", "training of professionals"),
        WorkKind.EducationalInstitution => new("oppilaitosyhteistyö", "samarbete med läroanstalter", "collaboration with educational institutions"),
        WorkKind.Supervision => new("työnohjaus", "arbetshandledning", "supervision"),
    };
}
