using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Users;

/// <summary>Where somebody is logged in to the pages, to look at and to end: one's own, and for an administrator anybody's.</summary>
public sealed class LogInsApi(Admission access, PageSessions sessions)
{
    public static void Map(RouteGroupBuilder api)
    {
        var mine = api.MapGroup("/me/log-ins").WithTags("Users");
        mine.MapGet<LogInsApi>("", a => a.ListMine).WithName("ListMyLogIns").Produces<IReadOnlyList<LogInView>>();
        mine.MapDelete<LogInsApi>("/{logIn:guid}", a => a.EndMine).WithName("EndMyLogIn").NeverStale().Produces(StatusCodes.Status204NoContent);
        var anybody = api.MapGroup("/users/{user:guid}/log-ins").WithTags("Users");
        anybody.MapGet<LogInsApi>("", a => a.List).WithName("ListUserLogIns").Produces<IReadOnlyList<LogInView>>();
        anybody.MapDelete<LogInsApi>("", a => a.End).WithName("EndUserLogIns").NeverStale().Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="Browser">As it calls itself; null: it did not.</param>
    /// <param name="Address">The network address it began at.</param>
    /// <param name="SeenAt">When it was last used.</param>
    public sealed record LogInView(Guid Id, DateTimeOffset BeganAt, DateTimeOffset SeenAt, string? Browser, string? Address) : IExample<LogInView>
    {
        public static LogInView Example => new(
            new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c23"), new(2026, 5, 4, 5, 58, 0, TimeSpan.Zero), new(2026, 5, 4, 9, 12, 44, TimeSpan.Zero),
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "10.1.2.3");

        public static LogInView Of(LoggedIn l) => new(l.Id, l.BeganAt, l.SeenAt, l.Browser, l.Address);
    }

    /// <summary>Where the caller is logged in to the pages, the latest used first.</summary>
    public async Task<Reply> ListMine(CancellationToken ct) =>
        access.May(Standing.None, "self") ?? Reply.Ok((await sessions.Of(access.Caller.User, ct)).Select(LogInView.Of).ToList());

    /// <summary>Ends one of the caller's sessions; at once. One that is gone is ended, too.</summary>
    public async Task<Reply> EndMine(Guid logIn, CancellationToken ct)
    {
        if (access.May(Standing.None, "self") is { } no) return no;
        await sessions.End(access.Caller.User, logIn, ct);
        return Reply.NoContent;
    }

    /// <summary>Where a user is logged in to the pages, the latest used first.</summary>
    public async Task<Reply> List(Guid user, CancellationToken ct)
    {
        access.Log.Touches(user);
        return Reply.Ok((await sessions.Of(new UserId(user), ct)).Select(LogInView.Of).ToList());
    }

    /// <summary>Ends all sessions of a user; at once. Tokens of programs end by themselves.</summary>
    public async Task<Reply> End(Guid user, CancellationToken ct)
    {
        access.Log.Touches(user);
        await sessions.End(new UserId(user), null, ct);
        return Reply.NoContent;
    }
}
