using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Agreements;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Pages.Kernel;
using Helsinki.PeerWork.Api.Pages.Kernel.Tags;
using Helsinki.PeerWork.Api.PeerWorkers;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.Agreements.AgreementsApi;

namespace Helsinki.PeerWork.Api.Pages.PeerWorkers;

/// <summary>Begins an engagement of a form that is not paid; a paid one begins with its agreement.</summary>
public sealed class NewEngagementPage : PeerWorkPage
{
    public WorkerView Worker { get; private set; } = null!;

    public string Name => T.NameOf(Worker.Name, Worker.Reference);

    public string Now => T.Day(Today);

    public IReadOnlyList<Choice> Centres => [.. Caller.CentresAs(Role.Coordinator).Select(c => c.Value).Order(T.Order).Select(c => new Choice(c, c))];

    public IReadOnlyList<Choice> Forms => Choice.Of(Enum.GetValues<EngagementForm>().Where(f => f != EngagementForm.FeeForService), f => T[WorkWords.Of(f)]);

    public IReadOnlyList<Choice> Kinds => [.. Choice.AllOf<WorkKind>(k => T[WorkWords.Of(k)]).OrderBy(c => c.Label, T.Order)];

    public Task OnGet(Guid id) => Show(id);

    async Task Show(Guid id) => Worker = await Read<PeerWorkersApi, WorkerView>(a => a.Read(id, Ct));

    public async Task<IActionResult> OnPost(Guid id)
    {
        var (form, kind, centre) = (Fields.OneOf<EngagementForm>("form"), Fields.OneOf<WorkKind>("kind"), Fields.Text("centre"));
        var from = Fields.DayNear("from", Today);
        var until = Fields.Typed("until") is null ? (DateOnly?)null : Fields.DayAhead("until", from == default ? Today : from);
        if (!Fields.AllRight || !(await Do<AgreementsApi, Made>(a => a.Begin(id, new EngagementRequest(form, new CentreCode(centre), kind, from, until), Ct))).IsDone)
        {
            await Show(id);
            return Page();
        }
        return DoneAt($"/workers/{id}", T[$"Osallistuminen alkaa {T.Day(from)}: {T[WorkWords.Of(form)]}.", $"Engagemanget börjar {T.Day(from)}: {T[WorkWords.Of(form)]}.", $"The engagement begins on {T.Day(from)}: {T[WorkWords.Of(form)]}."],
            T["Siitä päivästä alkaen työntekijä voi kirjata tuntejaan. Niistä ei makseta palkkiota.", "Från och med den dagen kan kamratarbetaren anteckna timmar. För dem betalas inget arvode.", "From that day on the worker can record hours. They are not paid."]);
    }

    protected override string? FieldOf(string refusal) => refusal switch
    {
        AgreementsRefusals.UntilBeforeFrom => "until",
        "centres/not-open-on-day" => "from",
        _ => null,
    };
}
