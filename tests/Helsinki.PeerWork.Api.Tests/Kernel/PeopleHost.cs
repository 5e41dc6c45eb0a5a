using System.Collections.Concurrent;
using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Tests.Kernel;

/// <summary>The application with three centres open, on Wednesday 10 June 2026.</summary>
public sealed class PeopleHost : ApiHost
{
    readonly ConcurrentDictionary<(string, Guid?), Asking> people = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Clock.Set(new(2026, 6, 10));
        foreach (var code in (string[])["Malmi", "Laakso", "Kalasatama"]) await this.OpenCentre(new(code), "1001");
    }

    /// <summary>A demonstration persona asks; with a worker's id, as that worker.</summary>
    public Asking By(string persona, Guid? worker = null) => people.GetOrAdd((persona, worker), _ => new(As(persona, Id(worker))));

    /// <summary>Somebody with other roles and centres than any persona asks.</summary>
    public Asking By(Persona persona, Guid? worker = null) => people.GetOrAdd((persona.Name, worker), _ => new(As(persona, Id(worker))));

    /// <summary>Nobody asks: no token.</summary>
    public Asking ByNobody() => people.GetOrAdd(("", null), _ => new(Anybody()));

    static PeerWorkerId? Id(Guid? worker) => worker is { } id ? new PeerWorkerId(id) : null;
}
