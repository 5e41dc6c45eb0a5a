using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>A page about one process.</summary>
public abstract class ProcessPage : PeerWorkPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public ProcessView Process { get; private set; } = null!;

    /// <summary>The version the page is made of.</summary>
    public long Version { get; private set; }

    public string Address => $"/processes/{Id}";

    /// <summary>Who that is; "not known by name" when nobody of that id has logged in.</summary>
    public string NameOf(Guid id) => Process.Names!.TryGetValue(id, out var name) ? name : T["nimi ei tiedossa", "namnet är inte känt", "not known by name"];

    public string MediatorName => Process.Mediator is { } mediator ? NameOf(mediator.Value) : "";

    protected ProcessHistory History => new(Process, T);

    protected async Task Load() => (Process, Version) = await ReadWithVersion<ProcessesApi, ProcessView>(a => a.Read(Id, Ct));

    /// <summary>The page as it is shown before and after a form that said no.</summary>
    protected async Task<IActionResult> Shown()
    {
        await Load();
        return Page();
    }

    protected override async Task<IReadOnlyList<string>> Since(long version)
    {
        await Load();
        return History.Since(version);
    }

    protected override string? FieldOf(string refusal) => refusal switch
    {
        AitoValittajaRefusals.DayInFuture or AitoValittajaRefusals.DayBeforePreviousStep or AitoValittajaRefusals.EndBeforeLatestMeeting
            or AitoValittajaRefusals.MeetingBeforeCooperation or AitoValittajaRefusals.MeetingAfterCooperation => "on",
        AitoValittajaRefusals.MeetingLength or AitoValittajaRefusals.MeetingPastMidnight => "minutes",
        AitoValittajaRefusals.ProfessionalMissing => "professionalAlong",
        AitoValittajaRefusals.TherapistAbsent => "therapistPresent",
        AitoValittajaRefusals.MediatorAbsent => "mediatorPresent",
        AitoValittajaRefusals.ServiceUserAbsent => "serviceUserPresent",
        AitoValittajaRefusals.CommunicationNotAgreed => "communicationPracticesAgreed",
        AitoValittajaRefusals.BoundariesNotAgreed => "boundariesAgreed",
        AitoValittajaRefusals.ConfidentialityNotAgreed => "confidentialityAgreed",
        AitoValittajaRefusals.GoalMissing => "goals",
        AitoValittajaRefusals.MeetingsLeft => "reason",
        AitoValittajaRefusals.AgreementMissing => "mediator",
        _ => null,
    };
}
