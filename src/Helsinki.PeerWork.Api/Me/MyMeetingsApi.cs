using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Me;

/// <summary>The meetings a mediator has recorded, so that one can be found again and put right.</summary>
public sealed class MyMeetingsApi(Admission access, EventLog store, NpgsqlDataSource db)
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet<MyMeetingsApi>("/me/meetings", a => a.List).WithTags("Me").WithName("ListMyMeetings").Produces<Listed<MyMeeting>>();

    /// <summary>A meeting of the caller, without anything of the service user.</summary>
    /// <param name="Minutes">Of a missed one those that are paid.</param>
    /// <param name="Held">False: it was missed.</param>
    /// <param name="Place">Null when missed, as are activity and professional.</param>
    /// <param name="Version">Of the process: for If-Match, where the meeting is corrected.</param>
    public sealed record MyMeeting(
        MeetingId Id, ProcessId Process, string Code, CentreCode Centre, DateOnly On, TimeOnly Start, int Minutes, bool Held,
        MeetingPlace? Place, MeetingActivity? Activity, bool? ProfessionalAlong, MissedReason? MissedReason, long Version) : IExample<MyMeeting>
    {
        public static MyMeeting Example => new(
            new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c24")), MeApi.MyProcess.Example.Id, "K-0042", new("Malmi"), new(2026, 5, 18), new(13, 0), 120, true,
            MeetingPlace.Cafe, MeetingActivity.Coffee, false, null, 21);

        internal static MyMeeting Of(OwnMeetingRow row, long version) => new(
            row.Meeting.Meeting, row.Process, row.Code, row.Centre, row.Meeting.On, row.Meeting.Start, row.Meeting.Minutes, row.Meeting.Held,
            row.Meeting.Place, row.Meeting.Activity, row.Meeting.ProfessionalAlong, row.Meeting.MissedReason, version);
    }

    /// <summary>Standing meetings the caller held or was to hold, the newest first; also of processes somebody else mediates now.</summary>
    public async Task<Reply> List(
        CancellationToken ct, Guid? process = null, DateOnly? from = null, DateOnly? until = null, int? page = null, int? size = null)
    {
        if (access.MayAsWorker(out var worker) is { } no) return no;
        var asked = Lists.Page(page, size);
        var filter = new OwnMeetingFilter(worker, process is { } id ? new ProcessId(id) : null, Lists.Day("from", from), Lists.Day("until", until));
        var rows = await ProcessList.MeetingsOf(db, filter, asked, ct);
        access.Log.Touches(null, [.. rows.Rows.Select(r => r.ServiceUser.Value).Distinct()]);
        var versions = (await store.Read([.. rows.Rows.Select(r => r.Process.Value).Distinct()], ct)).ToDictionary(s => s.Stream, s => s.Version);
        return Reply.Ok(Lists.Of(rows, asked, r => MyMeeting.Of(r, versions[r.Process.Value])));
    }
}
