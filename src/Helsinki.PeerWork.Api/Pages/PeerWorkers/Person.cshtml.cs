using Helsinki.PeerWork.Api.PeerWorkers;
using Microsoft.AspNetCore.Mvc;
using static Helsinki.PeerWork.Api.PeerWorkers.PeerWorkersApi;

namespace Helsinki.PeerWork.Api.Pages.PeerWorkers;

/// <summary>Who a worker is: the name, and what payroll needs, which is never shown again.</summary>
public sealed class EditPersonPage : PersonPage
{
    public Guid Worker { get; private set; }

    public PersonView Person { get; private set; } = null!;

    public long Version { get; private set; }

    public Task OnGet(Guid id) => Show(id);

    async Task Show(Guid id)
    {
        Worker = id;
        (Person, Version) = await ReadWithVersion<PeerWorkersApi, PersonView>(a => a.ReadPerson(id, Ct));
    }

    public async Task<IActionResult> OnPost(Guid id)
    {
        var (name, code) = (Fields.Text("name"), TypedIdentityCode());
        var body = new PersonRequest(name, Fields.Typed("payrollNumber"), code);
        if (!Fields.AllRight || !await Did<PeerWorkersApi>(a => a.ReplacePerson(id, body, Ct)))
        {
            await Show(id);
            return Page();
        }
        return DoneAt($"/workers/{id}", T["Tiedot on tallennettu.", "Uppgifterna är sparade.", "The details are saved."]);
    }

    protected override async Task<IReadOnlyList<string>> Since(long version)
    {
        var now = await Read<PeerWorkersApi, PersonView>(a => a.ReadPerson(Guid.Parse((string)RouteData.Values["id"]!), Ct));
        return [T[$"Nimi on nyt {T.NameOf(now.Name)}.", $"Namnet är nu {T.NameOf(now.Name)}.", $"The name is now {T.NameOf(now.Name)}."]];
    }
}
