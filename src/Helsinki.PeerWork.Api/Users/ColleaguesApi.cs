using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Users;

/// <summary>Colleagues by name, so that a history can say who.</summary>
public sealed class ColleaguesApi(Admission access, Colleagues colleagues)
{
    const string PeerWorker = "peer-worker";

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet<ColleaguesApi>("/colleagues", a => a.List).WithTags("Users").WithName("ListColleagues").Produces<IReadOnlyList<ColleagueView>>();

    /// <param name="Roles">As claims and links write them, when last logged in.</param>
    public sealed record ColleagueView(UserId Id, string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> Centres) : IExample<ColleagueView>
    {
        public static ColleagueView Example => new(new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c21")), "Tarja Toivonen", ["therapist"], ["Malmi"]);
    }

    /// <summary>Everybody who has logged in to the pages, by name. Peer workers among them only to administrators and the data-protection officer.</summary>
    /// <param name="role">Only who has this role, e.g. therapist.</param>
    /// <param name="centre">Only who works at this service centre.</param>
    public async Task<Reply> List(CancellationToken ct, string? role = null, string? centre = null)
    {
        if (access.May(Standing.None, "colleague") is { } no) return no;
        var all = access.Caller.Roles.Overlaps([Role.Administrator, Role.DataProtectionOfficer]);
        return Reply.Ok((await colleagues.All(ct))
            .Where(
               c => (all || c.Roles.Any(r => r != PeerWorker)) && (role is null || c.Roles.Contains(role)) && (centre is null || c.Centres.Contains(centre)))
            .Select(c => new ColleagueView(c.User, c.Name, c.Roles, c.Centres))
            .OrderBy(c => c.Name, Lists.ByName).ToList());
    }
}
