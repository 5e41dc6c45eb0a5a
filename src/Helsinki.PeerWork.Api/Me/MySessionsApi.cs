using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Supervision;
using Helsinki.PeerWork.Projections.Supervision;
using Npgsql;

namespace Helsinki.PeerWork.Api.Me;

/// <summary>A peer worker's own supervision.</summary>
public sealed class MySessionsApi(Admission access, NpgsqlDataSource db, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet<MySessionsApi>("/me/supervision-sessions", a => a.List).WithTags("Me").WithName("ListMySessions").Produces<Listed<MySession>>();

    /// <summary>A session the caller is invited to or attended; who else is, is not in it.</summary>
    /// <param name="Start">Helsinki wall-clock time.</param>
    public sealed record MySession(
        SessionId Id, CentreCode Centre, DateOnly On, TimeOnly Start, SupervisionForm Form, SupervisionPurpose Purpose, bool Cancelled, bool Attended)
        : IExample<MySession>
    {
        public static MySession Example => new(
            new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c26")), new("Malmi"), new(2026, 5, 20), new(14, 0), SupervisionForm.Group, SupervisionPurpose.Supervision, false, false);

        internal static MySession Of(SessionRow row, PeerWorkerId worker) => new(
            row.Session, row.Centre, row.On, row.Start, row.Form, row.Purpose, row.Cancelled, row.Participants.Any(p => p.Worker == worker && p.Attended));
    }

    /// <summary>The caller's own sessions, from today on unless another day is given, the earliest first; cancelled ones too.</summary>
    public async Task<Reply> List(CancellationToken ct, DateOnly? from = null, DateOnly? until = null, int? page = null, int? size = null)
    {
        if (access.MayAsWorker(out var worker) is { } no) return no;
        var asked = Lists.Page(page, size);
        var filter = new SessionFilter(Worker: worker, From: Lists.Day("from", from) ?? clock.Today(), Until: Lists.Day("until", until));
        var rows = await Sessions.List(db, filter, newestFirst: false, asked, ct);
        access.Log.Touches(worker.Value, worker.Value);
        return Reply.Ok(Lists.Of(rows, asked, r => MySession.Of(r, worker)));
    }
}
