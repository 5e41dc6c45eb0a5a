using Helsinki.PeerWork.Browser.Tests.Kernel;

namespace Helsinki.PeerWork.Browser.Tests.AitoValittaja;

static class AitoValittajaSights
{
    const string Centre = "/processes?tab=Centre", Process = "tr[data-phase=Active] a", Finished = "tr[data-phase=Closed] a", Offers = ".offers a[href$='";

    public static IReadOnlyList<Sight> All { get; } =
    [
        new("/processes", "therapist", "/processes?tab=Centre"),
        new("/processes/new", "therapist", "/processes/new"),
        new("/processes/{id:guid}", "therapist", "/processes?tab=Open", Process),
        new("/processes/{id:guid}", "coordinator", Centre, Process),
        new("/processes/{id:guid}", "therapist-substitute", Centre, Process), // a colleague's, before it is taken over
        new("/processes/{id:guid}/mediator", "therapist", "/processes?tab=Open", Process, $"{Offers}/mediator']"),
        new("/processes/{id:guid}/onboarding", "therapist", "/processes?tab=Open", Process, "/onboarding"),
        new("/processes/{id:guid}/cooperation", "therapist", "/processes?tab=Open", Process, "/cooperation"),
        new("/processes/{id:guid}/assessment", "therapist", "/processes?tab=Closed", Finished, "a[href$='/assessment']"),
        new("/processes/{id:guid}/step/{step}", "therapist", "/processes?tab=Open", Process, $"{Offers}/step/end']"),
        new("/processes/{id:guid}/step/{step}", "therapist", "/processes?tab=Open", Process, $"{Offers}/step/therapist']"),
        new("/processes/{id:guid}/meetings/new", "therapist", "/processes?tab=Open", Process, $"{Offers}/meetings/new']"),
        new("/processes/{id:guid}/meetings/missed", "therapist", "/processes?tab=Open", Process, $"{Offers}/meetings/missed']"),
        new("/processes/{id:guid}/meetings/{meeting:guid}", "therapist", "/processes?tab=Open", Process, "td a[href*='/meetings/']"),
        new("/processes/{id:guid}/concern", "therapist", "/processes?tab=Open", Process, $"{Offers}/concern']"),
    ];
}
