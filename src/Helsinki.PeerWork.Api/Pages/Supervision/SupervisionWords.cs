using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.Supervision;

namespace Helsinki.PeerWork.Api.Pages.Supervision;

/// <summary>What a supervision session is, in the readers' words, as in docs/glossary.md.</summary>
static class SupervisionWords
{
    public static Text Of(SupervisionForm form) => form switch
    {
        SupervisionForm.Individual => new("yksilötyönohjaus", "individuell arbetshandledning", "individual supervision"),
        SupervisionForm.Group => new("ryhmätyönohjaus", "arbetshandledning i grupp", "group supervision"),
    };

    public static Text Of(SupervisionPurpose purpose) => purpose switch
    {
        SupervisionPurpose.Supervision => new("työnohjaus", "arbetshandledning", "supervision"),
        SupervisionPurpose.WellbeingSupport => new("hyvinvoinnin tuki", "stöd för välbefinnandet", "wellbeing support"),
    };
}
