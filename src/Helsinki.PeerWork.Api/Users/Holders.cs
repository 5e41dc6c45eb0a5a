using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Users;

/// <summary>Who holds which role where today, of whoever is named in a request: by what their last log-in said, and by links in force.</summary>
public sealed class Holders(Colleagues colleagues, Callers callers, TimeProvider clock)
{
    public async Task<bool> Holds(UserId user, Role role, CentreCode centre, CancellationToken ct) =>
        RolesApart.Without([.. await colleagues.ClaimedBy(user, ct), .. Callers.InForce(await callers.Links(user, ct), clock.Today())])
            .Any(r => r.Role == role && r.Centre == centre);
}
