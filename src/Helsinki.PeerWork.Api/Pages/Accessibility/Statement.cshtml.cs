using Helsinki.PeerWork.Api.Pages.Kernel;

namespace Helsinki.PeerWork.Api.Pages.Accessibility;

/// <summary>The accessibility statement the Act on the Provision of Digital Services (306/2019) asks for.</summary>
public sealed class StatementPage(SiteOptions site) : PeerWorkPage
{
    protected override bool ForEverybody => true;

    public string Contact => site.Contact;
}
