using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Hours;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.AitoValittaja.AitoValittajaCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>Meetings of a process. A meeting is also an hour of its mediator's month: both are written in one transaction, or neither.</summary>
public sealed class MeetingsApi(Acts acts, Admission access, PersonalData personal)
{
    public static void Map(RouteGroupBuilder api)
    {
        var process = api.MapGroup("/aito-valittaja/processes/{process:guid}").WithTags("Aito Välittäjä");
        process.MapPost<MeetingsApi>("/meetings", a => a.Record).WithName("RecordMeeting").Produces<RecordedView>(StatusCodes.Status201Created);
        process.MapPost<MeetingsApi>("/missed-meetings", a => a.RecordMissed).WithName("RecordMissedMeeting").Produces<RecordedView>(StatusCodes.Status201Created);
        process.MapPut<MeetingsApi>("/meetings/{meeting:guid}", a => a.Correct).WithName("CorrectMeeting").Replaces()
            .Produces<ChangedView>().Produces(StatusCodes.Status204NoContent);
        process.MapPost<MeetingsApi>("/meetings/{meeting:guid}/withdrawal", a => a.Withdraw).WithName("WithdrawMeeting").Produces(StatusCodes.Status204NoContent);
    }

    /// <param name="Start">Helsinki wall-clock time.</param>
    /// <param name="Minutes">{shortestMeeting}–{longestMeeting}.</param>
    /// <param name="ProfessionalAlong">Required at the service user's home.</param>
    /// <param name="Id">Chosen by the caller, so that sending it again changes nothing; made here when not given.</param>
    public sealed record MeetingRequest(
        DateOnly On, TimeOnly Start, int Minutes, MeetingPlace Place, MeetingActivity Activity, bool ProfessionalAlong = false, Guid? Id = null)
        : IExample<MeetingRequest>
    {
        public static MeetingRequest Example => new(new(2026, 5, 18), new(13, 0), 120, MeetingPlace.Cafe, MeetingActivity.Coffee);
    }

    /// <summary>Records a meeting of {shortestMeeting}–{longestMeeting} minutes, one of at most {meetingLimit}. Its hours go to the mediator's month in the same transaction.</summary>
    public Task<Reply> Record(Guid process, MeetingRequest body, CancellationToken ct)
    {
        var meeting = new MeetingId(body.Id ?? Guid.CreateVersion7());
        return acts.Run(async act =>
        {
            var (state, no) = await act.ProcessFor(process, access, s => MediatorOf(s, meeting, body.On));
            if (no is not null) return no;
            var mediator = MediatorOf(state!, meeting, body.On);
            await FetchFor(act, mediator, body.On);
            var terms = mediator is { } m ? await act.TermsOfMediator(m, state!, body.On) : null;
            return act.Decide(AitoValittajaDecider.Decider, process, new RecordMeeting(
                    meeting, body.On, body.Start, body.Minutes, body.Place, body.Activity, body.ProfessionalAlong, terms, act.Today))
                ?? await RecordInMonth(
                   act, mediator!.Value, meeting, state!.Case.Centre, body.On, body.Start, body.Minutes, terms, isNew: state.Find(meeting) is null)
                ?? Reply.Created($"/api/aito-valittaja/processes/{process}/meetings/{meeting.Value}", new RecordedView(
                    meeting.Value, await act.Forecast(mediator!.Value, YearMonth.Of(body.On), state!.Case.Centre, personal, ct)));
        }, ct);
    }

    public sealed record MissedMeetingRequest(DateOnly On, TimeOnly Start, MissedReason Reason, Guid? Id = null) : IExample<MissedMeetingRequest>
    {
        public static MissedMeetingRequest Example => new(new(2026, 5, 25), new(13, 0), MissedReason.ServiceUserDidNotCome);
    }

    /// <summary>Records a missed meeting: it uses none of the {meetingLimit}, and is unpaid unless configured.</summary>
    public Task<Reply> RecordMissed(Guid process, MissedMeetingRequest body, CancellationToken ct)
    {
        var meeting = new MeetingId(body.Id ?? Guid.CreateVersion7());
        return acts.Run(async act =>
        {
            var (state, no) = await act.ProcessFor(process, access, s => MediatorOf(s, meeting, body.On));
            if (no is not null) return no;
            var mediator = MediatorOf(state!, meeting, body.On);
            await FetchFor(act, mediator, body.On);
            var terms = mediator is { } m ? await act.TermsOfMediator(m, state!, body.On) : null;
            var paid = (await act.Peek(CompensationDecider.Decider, CompensationDecider.StreamId)).MissedMeetingMinutesOn(body.On);
            return act.Decide(AitoValittajaDecider.Decider, process,
                    new RecordMissedMeeting(meeting, body.On, body.Start, body.Reason, paid, terms, act.Today))
                ?? (paid > 0 ? await RecordInMonth(
                   act, mediator!.Value, meeting, state!.Case.Centre, body.On, body.Start, paid, terms, isNew: state.Find(meeting) is null) : null)
                ?? Reply.Created($"/api/aito-valittaja/processes/{process}/meetings/{meeting.Value}", new RecordedView(
                    meeting.Value, paid > 0 ? await act.Forecast(mediator!.Value, YearMonth.Of(body.On), state!.Case.Centre, personal, ct) : null));
        }, ct);
    }

    /// <summary>Corrects a recorded meeting, in any phase; the hours follow, to another month if need be.</summary>
    public Task<Reply> Correct(Guid process, Guid meeting, MeetingRequest body, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var id = new MeetingId(meeting);
            var (state, no) = await act.ProcessFor(process, access, s => s.Find(id)?.Mediator);
            if (no is not null) return no;
            if (state!.Find(id) is not { } before) return Reply.NotFound;
            await FetchFor(act, before.Mediator, before.On, body.On);
            var terms = await act.TermsOfMediator(before.Mediator, state, body.On);
            return act.Decide(AitoValittajaDecider.Decider, process, new CorrectMeeting(
                    id, body.On, body.Start, body.Minutes, body.Place, body.Activity, body.ProfessionalAlong, terms, act.Today))
                ?? await CorrectInMonth(act, before, id, state.Case.Centre, body, terms)
                ?? Forecasts.Changed(await act.Forecast(before.Mediator, YearMonth.Of(body.On), state.Case.Centre, personal, ct));
        }, ct);

    public sealed record WithdrawalRequest(WithdrawalReason Reason) : IExample<WithdrawalRequest>
    {
        public static WithdrawalRequest Example => new(WithdrawalReason.RecordedTwice);
    }

    /// <summary>Withdraws a recorded meeting, in any phase; its place among the {meetingLimit} and its hours are given back.</summary>
    public Task<Reply> Withdraw(Guid process, Guid meeting, WithdrawalRequest body, CancellationToken ct) =>
        acts.Run(async act =>
        {
            var id = new MeetingId(meeting);
            var (state, no) = await act.ProcessFor(process, access, s => s.Find(id)?.Mediator);
            if (no is not null) return no;
            if (state!.Find(id) is not { } before) return Reply.NotFound;
            return act.Decide(AitoValittajaDecider.Decider, process, new WithdrawMeeting(id, body.Reason))
                ?? (before is Meeting.Held or Meeting.Missed { PaidMinutes: > 0 } ? await WithdrawFromMonth(act, before, id) : null)
                ?? Reply.NoContent;
        }, ct);

    /// <summary>Of a meeting recorded before its own mediator, otherwise whoever is the mediator on its day; null until one is matched.</summary>
    static PeerWorkerId? MediatorOf(AitoValittajaState.Opened state, MeetingId meeting, DateOnly on) =>
        state.Find(meeting)?.Mediator ?? state.Case.MediatorOn(on);

    /// <summary>Reads at once whatever the rules may ask for beside the process.</summary>
    static Task FetchFor(Act act, PeerWorkerId? mediator, params IEnumerable<DateOnly> days) => mediator is { } m
        ? act.Fetch([m.Value, CompensationDecider.StreamId, .. days.Select(day => HoursStream.IdOf(m, day))])
        : Task.CompletedTask;

    /// <param name="isNew">The process did not know the meeting: an entry by its id is another process's, and no repetition.</param>
    static async Task<Reply?> RecordInMonth(
        Act act, PeerWorkerId mediator, MeetingId meeting, CentreCode centre, DateOnly on, TimeOnly start, int minutes, Terms? terms, bool isNew)
    {
        var month = HoursStream.IdOf(mediator, on);
        if (await act.Load(HoursDecider.Decider, month) is HoursState.Opened before && isNew && before.Standing.Any(e => e.Id.Value == meeting.Value))
            return Reply.No(HoursDecider.EntryExists);
        return act.Decide(HoursDecider.Decider, month, new RecordHours(
            mediator, on.Year, on.Month, new(meeting.Value), Work(centre, on, start, minutes), terms, await IncomeType(act, on), act.Today, ThroughProcess: true));
    }

    static async Task<Reply?> CorrectInMonth(Act act, Meeting before, MeetingId meeting, CentreCode centre, MeetingRequest to, Terms? terms)
    {
        var (month, next) = (HoursStream.IdOf(before.Mediator, before.On), HoursStream.IdOf(before.Mediator, to.On));
        if (month != next)
            return await WithdrawFromMonth(act, before, meeting)
                ?? await RecordInMonth(act, before.Mediator, meeting, centre, to.On, to.Start, to.Minutes, terms, isNew: true);
        await act.Load(HoursDecider.Decider, month);
        return act.Decide(HoursDecider.Decider, month, new CorrectHours(
            new(meeting.Value), Work(centre, to.On, to.Start, to.Minutes), terms, await IncomeType(act, to.On), act.Today, ThroughProcess: true));
    }

    static async Task<Reply?> WithdrawFromMonth(Act act, Meeting before, MeetingId meeting)
    {
        var month = HoursStream.IdOf(before.Mediator, before.On);
        await act.Load(HoursDecider.Decider, month);
        return act.Decide(HoursDecider.Decider, month, new WithdrawHours(new(meeting.Value), ThroughProcess: true));
    }

    static async Task<string?> IncomeType(Act act, DateOnly on) =>
        (await act.Peek(CompensationDecider.Decider, CompensationDecider.StreamId)).IncomeTypeOn(WorkKind.AitoValittajaMeeting, on);

    static ReportedWork Work(CentreCode centre, DateOnly on, TimeOnly start, int minutes) =>
        new(on, start, minutes, centre, WorkKind.AitoValittajaMeeting, EngagementForm.FeeForService);
}
