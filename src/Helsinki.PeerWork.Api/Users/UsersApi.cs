using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.ServiceCentres;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Users;

/// <summary>Who logs in, and what the administrator links them to: roles, service centres, a peer worker's own record.</summary>
public sealed class UsersApi(Acts acts, Admission access, UserLinks links, Callers callers, EventLog store, NpgsqlDataSource db, TimeProvider clock)
{
    const string PeerWorkerRole = "peer-worker";

    public static void Map(RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users.MapPost<UsersApi>("/search", a => a.Search).WithName("FindUser").NeverStale().Produces<Found>();
        users.MapGet<UsersApi>("/{user:guid}/links", a => a.Read).WithName("ReadUserLinks").Produces<LinksView>();
        users.MapPut<UsersApi>("/{user:guid}/links", a => a.Replace).WithName("ReplaceUserLinks").Replaces().Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="Issuer">Of the tokens, e.g. https://login.example/realms/peerwork.</param>
    /// <param name="Subject">The user's <c>sub</c> at that issuer.</param>
    public sealed record SearchRequest(string Issuer, string Subject) : IExample<SearchRequest>
    {
        public static SearchRequest Example => new("https://login.example/realms/peerwork", "f3b0c442-98fc-4c14-9afb-f4c8996fb924");
    }

    public sealed record Found(UserId User) : IExample<Found>
    {
        public static Found Example => new(new UserId(new("7c9e6679-7425-50de-944b-e07fc1f90ae7")));
    }

    /// <summary>The opaque id of a user of an OpenID provider, so that links can be made before a first log-in.</summary>
    public Task<Reply> Search(SearchRequest body, CancellationToken ct) =>
        acts.Run(_ => Task.FromResult(Reply.Ok(new Found(Callers.IdOf(body.Issuer, body.Subject)))), ct);

    /// <param name="Role">therapist, peer-worker, coordinator, payroll, planner, administrator or data-protection.</param>
    /// <param name="Centre">Where the role holds; one link for each centre. Null where a role knows no centres.</param>
    /// <param name="PeerWorker">The user's own record, of a peer worker.</param>
    public sealed record LinkView(string Role, CentreCode? Centre = null, PeerWorkerId? PeerWorker = null);

    public sealed record LinksView(UserId User, IReadOnlyList<LinkView> Links) : IExample<LinksView>
    {
        public static LinksView Example => new(Found.Example.User, LinksRequest.Example.Links);
    }

    /// <summary>What a user is linked to. The ETag is the links' version.</summary>
    public async Task<Reply> Read(Guid user, CancellationToken ct)
    {
        var linked = await links.Of(new(user), ct);
        access.Log.Touches(user, Persons(linked.Links));
        return Reply.Ok(new LinksView(new(user), [.. linked.Links.Select(l => new LinkView(l.Role, l.Centre, l.PeerWorker))]), linked.Version);
    }

    public sealed record LinksRequest(IReadOnlyList<LinkView> Links) : IExample<LinksRequest>
    {
        public static LinksRequest Example => new([new LinkView("coordinator", new CentreCode("Malmi")), new LinkView("coordinator", new CentreCode("Laakso"))]);
    }

    /// <summary>Replaces all links of a user; in force within seconds.</summary>
    public async Task<Reply> Replace(Guid user, LinksRequest body, CancellationToken ct)
    {
        if (body.Links.Any(l => l is null)) return Reply.Field("links", "must not hold null");
        if (await Unusable(body.Links, store, db, clock, ct) is { Count: > 0 } errors) return new Reply.Invalid(errors);
        var wanted = body.Links.Select(l => new Callers.Link(l.Role.ToLowerInvariant(), l.Centre, l.PeerWorker)).ToList();
        var reply = await acts.Run(async act =>
        {
            var before = await links.Of(new(user), ct);
            access.Log.Touches(user, Persons([.. before.Links, .. wanted]));
            act.ETagOf(before.Version);
            act.Also(UserLinks.Replace(new(user), before.Version, wanted));
            return Reply.NoContent;
        }, ct);
        callers.Forget(new(user));
        return reply;
    }

    static async Task<Dictionary<string, string[]>> Unusable(
        IReadOnlyList<LinkView> links, EventLog store, NpgsqlDataSource db, TimeProvider clock, CancellationToken ct)
    {
        var centres = (await Centres.AsOf(db, clock.Today(), ct)).Select(c => c.Code).ToHashSet();
        var asked = links.Select(l => l.PeerWorker).OfType<PeerWorkerId>().Distinct().ToList();
        var workers = asked.Zip(await store.Now(AgreementsDecider.Decider, [.. asked.Select(w => w.Value)], ct))
            .Where(w => w.Second is AgreementsState.Registered).Select(w => w.First).ToHashSet();

        var errors = new Dictionary<string, string[]>();
        if (asked.Count > 1) errors["links"] = ["must name one peer worker at most: nobody is two"];
        foreach (var (i, link) in links.Index())
        {
            if (!Callers.RoleNames.ContainsKey(link.Role)) errors[$"links[{i}].role"] = [$"must be one of {string.Join(", ", Callers.RoleNames.Keys)}"];
            if (link.Centre is { } centre && !centres.Contains(centre)) errors[$"links[{i}].centre"] = ["must be the code of a service centre"];
            if (link.PeerWorker is { } worker && (!link.Role.Equals(PeerWorkerRole, StringComparison.OrdinalIgnoreCase) || !workers.Contains(worker)))
                errors[$"links[{i}].peerWorker"] = [$"must be a registered peer worker, in a link with the role {PeerWorkerRole}"];
        }
        return errors;
    }

    static Guid[] Persons(IEnumerable<Callers.Link> links) => [.. links.Select(l => l.PeerWorker?.Value).OfType<Guid>()];
}
