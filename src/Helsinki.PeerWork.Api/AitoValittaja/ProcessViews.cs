using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.AitoValittaja;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.AitoValittaja;

namespace Helsinki.PeerWork.Api.AitoValittaja;

/// <summary>One process, as the people who look after it see it. Who the service user is, is not in it.</summary>
/// <param name="MeetingsUsed">Of <paramref name="MeetingLimit"/>.</param>
/// <param name="MinutesMet">Minutes of the meetings held.</param>
/// <param name="Waiting">What waits for somebody; null when nothing does.</param>
/// <param name="Meetings">Standing meetings in order of time; only when one process is read, as are concerns, history and names.</param>
/// <param name="UnreadableFrom">The version from which on the history can't be read; null: all of it can. What was recorded before is here, and nothing is decided until it is mended.</param>
/// <param name="Names">Mediators and colleagues the process speaks of, by their ids; without who has none.</param>
public sealed record ProcessView(
    ProcessId Id, string Code, CentreCode Centre, ProcessPhase Phase, bool Open, UserId Therapist, IReadOnlyList<UserId> Substitutes, PeerWorkerId? Mediator,
    int MeetingsUsed, int MeetingLimit, int MeetingsMissed, int MinutesMet,
    DateOnly SuggestedOn, DateOnly? OnboardedOn, DateOnly? BeganOn, DateOnly? EndedOn, EndReason? EndReason, DateOnly? AssessedOn, DateOnly? ClosedOn,
    DateOnly LastOn, ProcessWaiting? Waiting,
    IReadOnlyList<MeetingRow>? Meetings = null, IReadOnlyList<ConcernView>? Concerns = null, IReadOnlyList<HistoryRow>? History = null,
    IReadOnlyDictionary<Guid, string>? Names = null, long? UnreadableFrom = null)
    : IExample<ProcessView>
{
    public static ProcessView Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c10")), "K-0042", new("Malmi"), ProcessPhase.Active, true,
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c21")), [], new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")),
        11, AitoValittajaNumbers.MeetingLimit.On(new(2026, 5, 12)), 1, 1620,
        new(2026, 5, 4), new DateOnly(2026, 5, 12), new DateOnly(2026, 5, 12), null, null, null, null, new(2026, 8, 17), null);

    public static ProcessView Of(ProcessRow row) => new(
        row.Process, row.Code, row.Centre, row.Phase, row.Open, row.Therapist, row.Substitutes, row.Mediator,
        row.Used, row.MeetingLimit, row.Missed, row.Minutes,
        row.SuggestedOn, row.OnboardedOn, row.BeganOn, row.EndedOn, row.EndReason, row.AssessedOn, row.ClosedOn, row.LastOn, row.Waiting);
}

/// <summary>One safety concern: a category and its times, no narrative.</summary>
public sealed record ConcernView(
    ConcernId Id, ProcessId Process, string Code, CentreCode Centre, ConcernCategory Category,
    DateTimeOffset RaisedAt, DateTimeOffset? AcknowledgedAt, DateTimeOffset? EscalatedAt) : IExample<ConcernView>
{
    public static ConcernView Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c40")), ProcessView.Example.Id, ProcessView.Example.Code, ProcessView.Example.Centre,
        ConcernCategory.DeterioratedCondition, new(2026, 5, 3, 11, 10, 0, TimeSpan.Zero), null, null);

    public static ConcernView Of(ConcernRow row) => new(
        row.Concern, row.Process, row.Code, row.Centre, row.Category, row.RaisedAt, row.AcknowledgedAt, row.EscalatedAt);
}
