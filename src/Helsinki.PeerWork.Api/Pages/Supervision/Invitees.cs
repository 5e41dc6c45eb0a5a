using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.Pages.PeerWorkers;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Api.Supervision;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Pages.Supervision;

/// <summary>Whom a session at a centre can be for: whoever has been without the longest first, then whoever has an agreement, then the others.</summary>
/// <param name="Choices">Of everybody.</param>
/// <param name="Overdue">Ids of those to be ticked: without supervision last month, and not invited since.</param>
sealed record Invitees(IReadOnlyList<Choice> Choices, IReadOnlyList<string> Overdue)
{
    public static Invitees Of(IReadOnlyList<WorkerListed> workers, OverdueView without, IReadOnlyList<SessionView> coming, Speech t)
    {
        var (one, two) = (without.LastMonth.ToDictionary(w => w.Worker), without.TwoMonths.Select(w => w.Worker).ToHashSet());
        var ordered = workers.OrderBy(w => two.Contains(w.Id) ? 0 : one.ContainsKey(w.Id) ? 1 : w.AgreementUntil is not null ? 2 : 3).ThenBy(w => w.Name is null).ThenBy(w => t.NameOf(w.Name, w.Reference), t.Order);
        return new(
            [.. ordered.Select(w => new Choice($"{w.Id.Value}", t.NameOf(w.Name, w.Reference), Hint(w)))],
            [.. one.Keys.Where(w => NextOf(w) is null).Select(w => $"{w.Value}")]);

        SessionView? NextOf(PeerWorkerId worker) => coming.LastOrDefault(s => !s.Cancelled && s.Participants.Any(p => p.Worker == worker && p.Invited));

        string? Hint(WorkerListed w)
        {
            List<string> parts = [];
            if (one.TryGetValue(w.Id, out var late))
            {
                parts.Add(two.Contains(w.Id) ? t["kaksi kuukautta ilman", "två månader utan", "two months without"] : t["viime kuussa ilman", "utan förra månaden", "without last month"]);
                if (late.LastAttended is { } last) parts.Add(t[$"viimeksi {t.Day(last)}", $"senast {t.Day(last)}", $"last on {t.Day(last)}"]);
            }
            else if (w.AgreementUntil is null)
            {
                parts.AddRange(w.Forms.Select(f => t[WorkWords.Of(f)]));
            }
            if (NextOf(w.Id) is { } next) parts.Add(t[$"kutsuttu {t.Day(next.On)}", $"inbjuden {t.Day(next.On)}", $"invited on {t.Day(next.On)}"]);
            return parts.Count == 0 ? null : string.Join(", ", parts);
        }
    }
}

/// <summary>A page where workers are invited.</summary>
public abstract class InvitingPage : PeerWorkPage
{
    /// <summary>An individual session is for one: said where they are ticked.</summary>
    protected override string? FieldOf(string refusal) => refusal == Domain.Supervision.SupervisionRefusals.IndividualSession ? "invited" : null;

    private protected async Task<Invitees> InviteesAt(string centre) => Invitees.Of(
        (await Read<PeerWorkersApi, Listed<WorkerListed>>(a => a.List(Ct, centre: centre, inForce: true, size: 200))).Items,
        await Read<SupervisionApi, OverdueView>(a => a.Overdue(Ct, centre: centre)),
        (await Read<SupervisionApi, Listed<SessionView>>(a => a.List(Ct, from: Today, size: 200))).Items, T);

    /// <summary>The workers ticked in the form.</summary>
    protected IReadOnlyList<PeerWorkerId> Ticked(string name) =>
        [.. Request.Form[name].Select(v => Guid.TryParse(v, out var id) ? new PeerWorkerId(id) : (PeerWorkerId?)null).OfType<PeerWorkerId>()];
}
