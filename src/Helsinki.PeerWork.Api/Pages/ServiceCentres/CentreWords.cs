using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.ServiceCentres;

namespace Helsinki.PeerWork.Api.Pages.ServiceCentres;

/// <summary>Kinds of service centre in the readers' words, as in docs/glossary.md.</summary>
static class CentreWords
{
    public static Text Of(CentreType type) => type switch
    {
        CentreType.PsychiatryAndSubstanceAbuseCentre => new("psykiatria- ja päihdekeskus", "psykiatri- och missbrukarcenter", "psychiatry and substance abuse centre"),
        CentreType.SubstanceAbuseService => new("päihdepalvelu", "missbrukarservice", "substance abuse service"),
        CentreType.PartnershipHouse => new("kumppanuustalo", "partnerskapshus", "partnership house"),
        CentreType.LowThresholdDayActivityCentre => new("matalan kynnyksen päivätoimintakeskus", "dagverksamhetscenter med låg tröskel", "low-threshold day activity centre"),
        CentreType.HealthAndWellbeingCentre => new("terveys- ja hyvinvointikeskus", "hälso- och välfärdscentral", "health and well-being centre"),
        CentreType.HospitalArea => new("sairaala-alue", "sjukhusområde", "hospital area"),
    };
}
