using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;
using Microsoft.Extensions.Configuration;

namespace Helsinki.PeerWork.Benchmarks.Load;

/// <summary>Requests to the product from behind the socket: what an endpoint's function is given, made anew for every request as the host does.</summary>
sealed class Requests(Stage stage)
{
    static readonly Caller Therapist = new(Made.Therapist, new HashSet<Role> { Role.OccupationalTherapist }, new HashSet<CentreCode> { Made.Centre }, null);

    static readonly KeyRing Keys = KeyRing.Of(new ConfigurationBuilder().AddInMemoryCollection(
    [
        new("PersonalData:Keys:benchmark", Convert.ToBase64String(new byte[32])), new("PersonalData:CurrentKey", "benchmark"),
        new("PersonalData:HashKey", Convert.ToBase64String(new byte[32])),
    ]).Build());

    /// <summary>A therapist is told nothing out of it, and nothing is read.</summary>
    public PersonalData Personal { get; } = new(stage.Db, Keys);

    public async Task Send(string operation, Func<Acts, Admission, Task<Reply>> handler)
    {
        var access = new Admission(AccessTable.Instance, new AccessLog(stage.Db, TimeProvider.System));
        var acts = new Acts(stage.Store, stage.Db, access, TimeProvider.System);
        access.Begin(Therapist, operation);
        acts.Begin(new(Concurrency.Adds, IfMatch: null, Key: null, "benchmark"));
        if (await handler(acts, access) is not Reply.Done { Version: > 0 } done) throw new InvalidOperationException($"{operation} was not done.");
    }
}
