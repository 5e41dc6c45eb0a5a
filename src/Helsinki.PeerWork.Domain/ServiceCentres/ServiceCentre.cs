using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.ServiceCentres;

/// <summary>A place where peer work happens (palvelupiste, servicecenter). One stream per centre. Stored for ever: add events, never edit one.</summary>
public abstract record ServiceCentreEvent
{
    ServiceCentreEvent() { }

    /// <param name="Name">Public name of the place, valid from that day.</param>
    /// <param name="CostCentre">Internal order of the city's accounts.</param>
    public sealed record CentreOpened(CentreCode Code, CentreType Type, string Name, string CostCentre, DateOnly From) : ServiceCentreEvent;
    public sealed record CentreRenamed(string Name, DateOnly From) : ServiceCentreEvent;
    public sealed record CostCentreChanged(string CostCentre, DateOnly From) : ServiceCentreEvent;

    /// <param name="LastDay">The last day the centre is open.</param>
    /// <param name="Successor">The centre that goes on with its work, if any.</param>
    public sealed record CentreClosed(DateOnly LastDay, CentreCode? Successor) : ServiceCentreEvent;
}

public enum CentreType
{
    PsychiatryAndSubstanceAbuseCentre,
    SubstanceAbuseService,
    PartnershipHouse,

    /// <summary>Matalan kynnyksen päivätoimintakeskus (Symppis): its engagements that are not fee-for-service count in a row of their own.</summary>
    LowThresholdDayActivityCentre,
    HealthAndWellbeingCentre,
    HospitalArea,
}
