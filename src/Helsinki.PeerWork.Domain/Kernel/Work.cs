namespace Helsinki.PeerWork.Domain.Kernel;

/// <summary>How a peer worker takes part: the six forms (osallistumisen muodot, seed 001). Only <see cref="FeeForService"/> is ever paid.</summary>
public enum EngagementForm
{
    FeeForService,
    Volunteer,

    /// <summary>Sosiaalihuoltolain 27 e §:n mukainen työtoiminta.</summary>
    SocialWelfareWorkActivity,
    RehabilitativeWorkActivity,
    WorkTrial,
    NgoCooperation,
}

/// <summary>The kinds of work (seed 001). Which are payable, and as what income type, is effective-dated configuration.</summary>
public enum WorkKind
{
    AitoValittajaMeeting,

    /// <summary>Kokemusasiantuntijan vastaanotto.</summary>
    ExpertAppointment,
    GroupFacilitation,
    CoffeeMeeting,
    WardPresence,
    LobbyPresence,
    Accompanying,
    ClientMeetingWithProfessional,
    ActivationConsultation,
    PeerMentoring,
    PeerSupport,
    LowThresholdWorkActivity,
    WorkingGroup,
    Workshop,
    ManagementGroup,
    CoDevelopment,
    ProfessionalTraining,
    EducationalInstitution,
    Supervision,
}
