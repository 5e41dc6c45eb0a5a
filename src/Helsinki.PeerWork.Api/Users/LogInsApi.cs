using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Api.Users;

/// <summary>Where somebody is logged in to the pages, to look at and to end: one's own, and for an administrator anybody's.</summary>
public static class LogInsApi
{
    public static void MapLogIns(this RouteGroupBuilder api)
    {
        var mine = api.MapGroup("/me/log-ins").WithTags("Users");
        mine.MapGet("", ListMine).WithName("ListMyLogIns").Produces<IReadOnlyList<LogInView>>();
        mine.MapDelete("/{logIn:guid}", EndMine).WithName("EndMyLogIn").NeverStale().Produces(StatusCodes.Status204NoContent);
        var anybody = api.MapGroup("/users/{user:guid}/log-ins").WithTags("Users");
        anybody.MapGet("", List).WithName("ListUserLogIns").Produces<IReadOnlyList<LogInView>>();
        anybody.MapDelete("", End).WithName("EndUserLogIns").NeverStale().Produces(StatusCodes.Status204NoContent);
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
    internal static async Task<Reply> ListMine(Admission access, PageSessions sessions, CancellationToken ct) =>
        access.May(Standing.None, "self") ?? Reply.Ok((await sessions.Of(access.Caller.User, ct)).Select(LogInView.Of).ToList());

    /// <summary>Ends one of the caller's sessions; at once. One that is gone is ended, too.</summary>
    internal static async Task<Reply> EndMine(Guid logIn, Admission access, PageSessions sessions, CancellationToken ct)
    {
        if (access.May(Standing.None, "self") is { } no) return no;
        await sessions.End(access.Caller.User, logIn, ct);
        return Reply.NoContent;
    }

    /// <summary>Where a user is logged in to the pages, the latest used first.</summary>
    internal static async Task<Reply> List(Guid user, Admission access, PageSessions sessions, CancellationToken ct)
    {
        access.Log.Touches(user);
        return Reply.Ok((await sessions.Of(new UserId(user), ct)).Select(LogInView.Of).ToList());
    }

    /// <summary>Ends all sessions of a user; at once. Tokens of programs end by themselves.</summary>
    internal static async Task<Reply> End(Guid user, Admission access, PageSessions sessions, CancellationToken ct)
    {
        access.Log.Touches(user);
        await sessions.End(new UserId(user), null, ct);
        return Reply.NoContent;
    }
}
