using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.AitoValittaja;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Microsoft.AspNetCore.Mvc;

namespace Helsinki.PeerWork.Api.Pages.AitoValittaja;

/// <summary>One process on one screen: where it is in its life, what can be done next, and what has happened.</summary>
public sealed class ProcessOverviewPage : ProcessPage
{
    /// <summary>A colleague's: it opens after a take-over, which is logged.</summary>
    public bool IsColleagues { get; private set; }

    public IReadOnlyList<Offer> Offers { get; private set; } = [];

    public IReadOnlyList<ProcessHistory.Line> Lines { get; private set; } = [];

    public IReadOnlyList<Goal> Goals { get; private set; } = [];

    public IReadOnlyList<Strength> Strengths { get; private set; } = [];

    public IReadOnlyList<Interest> Interests { get; private set; } = [];

    /// <summary>Shown once asked for, to the responsible therapist alone; every look is logged.</summary>
    public string? Reference { get; private set; }

    public bool IsResponsible => Process.Therapist == Caller.User && Caller.Roles.Contains(Role.OccupationalTherapist);

    public async Task<IActionResult> OnGet()
    {
        var answer = await Door.Ask<ProcessesApi, ProcessView>(a => a.Read(Id, Ct));
        IsColleagues = answer.Reply is Reply.Forbidden { Code: ProblemCodes.TakeOverFirst };
        return IsColleagues ? Page() : await Show();
    }

    public async Task<IActionResult> OnPostTakeOver() => await Did<ProcessesApi>(a => a.TakeOver(Id, Ct))
        ? DoneAt(Address, T["Hoidat nyt tätä prosessia sijaisena.", "Du sköter nu processen som vikarie.", "You now look after this process as a substitute."],
            T["Vastuuterapeutti pysyy samana. Haltuunotosta jäi merkintä.", "Den ansvariga terapeuten är densamma. Övertagandet har loggats.", "The responsible therapist stays the same. The take-over was logged."])
        : await Show();

    public async Task<IActionResult> OnPostAcknowledge(Guid concern) => await Did<ConcernsApi>(a => a.Acknowledge(Id, concern, Ct))
        ? DoneAt(Address, T["Turvallisuushuoli on kuitattu.", "Säkerhetsoron är kvitterad.", "The safety concern is acknowledged."],
            T["Sovi jatkosta tiimin kanssa.", "Kom överens om fortsättningen med teamet.", "Agree with the team on what to do."])
        : await Show();

    public async Task<IActionResult> OnPostReference()
    {
        Reference = (await Read<ProcessesApi, ProcessesApi.ServiceUserReference>(a => a.ReadReference(Id, Ct))).Reference;
        return await Show();
    }

    async Task<IActionResult> Show()
    {
        await Load();
        Offers = await Offer.For(Process, Door, Today);
        Lines = History.Lines();
        (Goals, Strengths, Interests) = (History.Chosen<Goal>("goal"), History.Chosen<Strength>("strength"), History.Chosen<Interest>("interest"));
        return Page();
    }

    /// <summary>The steps of a process's life, with how far this one is.</summary>
    public IReadOnlyList<(Text Name, string State)> Life()
    {
        ProcessPhase[] phases = Process.Phase switch
        {
            ProcessPhase.Declined or ProcessPhase.NotStarted => [ProcessPhase.Suggested, Process.Phase],
            _ => [ProcessPhase.Suggested, ProcessPhase.Onboarded, ProcessPhase.Active, ProcessPhase.Ended, ProcessPhase.Assessed, ProcessPhase.Closed],
        };
        return [.. phases.Select((phase, i) => (AitoValittajaWords.Of(phase), State(phase, i)))];

        string State(ProcessPhase phase, int i) => phase == Process.Phase ? "now"
            : phase == ProcessPhase.Assessed && Process is { Phase: ProcessPhase.Closed, AssessedOn: null } ? ""
            : i < Array.IndexOf(phases, Process.Phase) ? "done" : "";
    }
}
