using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.ServiceCentres;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Users;

/// <summary>Who logs in, and what the administrator links them to: roles, service centres, a peer worker's own record.</summary>
public sealed class UsersApi(
    Acts acts, Admission access, UserLinks links, Callers callers, Colleagues colleagues, EventLog store, NpgsqlDataSource db, TimeProvider clock)
{
    const string PeerWorkerRole = "peer-worker";

    public static void Map(RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users.MapPost<UsersApi>("/search", a => a.Search).WithName("FindUser").NeverStale().Produces<Found>();
        users.MapGet<UsersApi>("/{user:guid}/links", a => a.Read).WithName("ReadUserLinks").Produces<LinksView>();
        users.MapPut<UsersApi>("/{user:guid}/links", a => a.Replace).WithName("ReplaceUserLinks").Replaces().Produces(StatusCodes.Status204NoContent);
        users.MapPost<UsersApi>("/{user:guid}/links/confirmation", a => a.Confirm).WithName("ConfirmUserLinks").Replaces().Produces(StatusCodes.Status204NoContent);
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
    /// <param name="From">The first day it holds; from now on when not given.</param>
    /// <param name="Until">The last day it holds; until it is taken away when not given.</param>
    public sealed record LinkView(string Role, CentreCode? Centre = null, PeerWorkerId? PeerWorker = null, DateOnly? From = null,
        DateOnly? Until = null);

    /// <param name="Waits">It was proposed, and gives nothing before another administrator has confirmed it.</param>
    /// <param name="ProposedBy">Who gave it, or asked that it be given.</param>
    /// <param name="ConfirmedBy">Whose word put it in force; null while it waits.</param>
    public sealed record GivenView(
        string Role, CentreCode? Centre, PeerWorkerId? PeerWorker, DateOnly? From, DateOnly? Until, bool Waits, UserId ProposedBy,
            UserId? ConfirmedBy)
    {
        public static GivenView Of(Given g) => new(
            g.Link.Role, g.Link.Centre, g.Link.PeerWorker, g.Link.From, g.Link.Until, g.ConfirmedBy is null, g.ProposedBy, g.ConfirmedBy);
    }

    public sealed record LinksView(UserId User, IReadOnlyList<GivenView> Links) : IExample<LinksView>
    {
        public static LinksView Example => new(Found.Example.User,
        [
            new("coordinator", new CentreCode("Malmi"), null, null, null, Waits: false, Found.Example.User, Found.Example.User),
            new("therapist", new CentreCode("Laakso"), null, new(2026, 6, 1), new(2026, 8, 31), Waits: true, Found.Example.User, null),
        ]);
    }

    /// <summary>What a user is linked to, and what waits for a second administrator's word. The ETag is the links' version.</summary>
    public async Task<Reply> Read(Guid user, CancellationToken ct)
    {
        var linked = await links.Of(new(user), ct);
        access.Log.Touches(user, Persons(linked.Links.Select(g => g.Link)));
        return Reply.Ok(new LinksView(new(user), [.. linked.Links.Select(GivenView.Of)]), linked.Version);
    }

    public sealed record LinksRequest(IReadOnlyList<LinkView> Links) : IExample<LinksRequest>
    {
        public static LinksRequest Example => new(
            [new LinkView("coordinator", new CentreCode("Malmi")), new LinkView("coordinator", new CentreCode("Laakso"), Until: new(2026, 8, 31))]);
    }

    /// <summary>
    /// Replaces all links of a user; in force within seconds. A new right of therapist, payroll, data-protection or administrator waits until another
    /// administrator has confirmed it. Nobody changes their own, and roles that never meet in one person are refused.
    /// </summary>
    public async Task<Reply> Replace(Guid user, LinksRequest body, CancellationToken ct)
    {
        if (body.Links.Any(l => l is null)) return Reply.Field("links", "must not hold null");
        if (await Unusable(body.Links, ct) is { Count: > 0 } errors) return new Reply.Invalid(errors);
        var wanted = body.Links.Select(l => new Callers.Link(l.Role.ToLowerInvariant(), l.Centre, l.PeerWorker, l.From, l.Until)).ToList();
        var claimed = await colleagues.ClaimedBy(new(user), ct);
        return await Change(user, before => LinkRules.Replace(new(user), before, wanted, claimed.Select(r => r.Role), access.Caller.User), ct);
    }

    /// <summary>Puts in force what another administrator proposed for a user: all that waits at the version seen.</summary>
    public Task<Reply> Confirm(Guid user, CancellationToken ct) =>
        Change(user, before => LinkRules.Confirm(new(user), before, access.Caller.User), ct);

    async Task<Reply> Change(Guid user, Func<IReadOnlyList<Given>, (IReadOnlyList<Given> Given, Refusal? No)> decide, CancellationToken ct)
    {
        var reply = await acts.Run(async act =>
        {
            var before = await links.Of(new(user), ct);
            access.Log.Touches(user, Persons(before.Links.Select(g => g.Link)));
            act.ETagOf(before.Version);
            var (given, no) = decide(before.Links);
            if (no is not null) return Reply.No(no);
            access.Log.Touches(user, Persons(given.Select(g => g.Link)));
            access.Log.Changes(before.Links.Select(g => g.ToString()), given.Select(g => g.ToString()));
            if (!before.Links.ToHashSet().SetEquals(given))
                foreach (var command in UserLinks.Replace(new(user), before.Version, given)) act.Also(command);
            return Reply.NoContent;
        }, ct);
        callers.Forget(new(user));
        return reply;
    }

    async Task<Dictionary<string, string[]>> Unusable(IReadOnlyList<LinkView> links, CancellationToken ct)
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
            if (link.Until < link.From) errors[$"links[{i}].until"] = ["must not be before the first day"];
            if (link.PeerWorker is { } worker && (!link.Role.Equals(PeerWorkerRole, StringComparison.OrdinalIgnoreCase) || !workers.Contains(worker)))
                errors[$"links[{i}].peerWorker"] = [$"must be a registered peer worker, in a link with the role {PeerWorkerRole}"];
        }
        return errors;
    }

    static Guid[] Persons(IEnumerable<Callers.Link> links) => [.. links.Select(l => l.PeerWorker?.Value).OfType<Guid>()];
}
