using System.Collections.Immutable;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using static Helsinki.PeerWork.Domain.Hours.HoursCommand;
using static Helsinki.PeerWork.Domain.Hours.HoursEvent;
using static Helsinki.PeerWork.Domain.Hours.HoursState;

namespace Helsinki.PeerWork.Domain.Hours;

/// <summary>What was done, as it is reported; what it pays follows from the agreement and the configuration of that day.</summary>
/// <param name="Start">Helsinki wall-clock time, whole minutes.</param>
/// <param name="Minutes">1–1440, not past midnight.</param>
public sealed record ReportedWork(DateOnly On, TimeOnly Start, int Minutes, CentreCode Centre, WorkKind Kind, EngagementForm Form)
{
    public const int MinutesPerDay = 24 * 60;

    /// <summary>Only fee-for-service work of a payable kind is paid.</summary>
    /// <param name="incomeType">By that day's configuration; null: the kind is unpaid.</param>
    public Work Under(Terms? terms, string? incomeType)
    {
        var rate = Form == EngagementForm.FeeForService && incomeType is not null ? terms?.Rate : null;
        return new Work(On, Start, Minutes, Centre, Kind, Form, terms?.Agreement, rate, rate is null ? null : incomeType);
    }

    public bool IsReportOf(Work work) => this == new ReportedWork(work.On, work.Start, work.Minutes, work.Centre, work.Kind, work.Form);
}

/// <summary>Payroll's answer to one line.</summary>
/// <param name="Rejected">Null: accepted.</param>
public sealed record LineAnswer(LineId Line, RejectionReason? Rejected);

public abstract record HoursCommand
{
    HoursCommand() { }

    /// <param name="Terms">In force for that work on that day; null: none.</param>
    /// <param name="IncomeType">Of that kind on that day; null: unpaid.</param>
    /// <param name="ThroughProcess">The Aito Välittäjä process records this meeting in the same transaction.</param>
    public sealed record RecordHours(
        PeerWorkerId Worker, int Year, int Month, EntryId Entry, ReportedWork Work, Terms? Terms, string? IncomeType,
        DateOnly Today, bool ThroughProcess = false) : HoursCommand;

    /// <inheritdoc cref="RecordHours"/>
    public sealed record CorrectHours(
        EntryId Entry, ReportedWork Work, Terms? Terms, string? IncomeType, DateOnly Today, bool ThroughProcess = false) : HoursCommand;
    public sealed record WithdrawHours(EntryId Entry, bool ThroughProcess = false) : HoursCommand;

    public sealed record Declare(PeerWorkerId Worker, int Year, int Month, DateOnly Today) : HoursCommand;

    /// <param name="OwnHours">The approver is the worker whose hours these are.</param>
    public sealed record ApprovePart(CentreCode Centre, bool OwnHours) : HoursCommand;
    public sealed record ReturnPart(CentreCode Centre, ReturnReason Reason) : HoursCommand;
    public sealed record WithdrawApproval(CentreCode Centre) : HoursCommand;

    /// <summary>Hands every line due to payroll; a month with nothing due is left as it is.</summary>
    public sealed record Export(ExportId Id, Handover Handover) : HoursCommand;
    public sealed record Answer(IReadOnlyList<LineAnswer> Lines) : HoursCommand;
}

public static class HoursRefusals
{
    public const string NotOpened = "hours/not-opened";
    public const string NoTermsInForce = "hours/no-terms-in-force";
    public const string MeetingBelongsToProcess = "hours/meeting-belongs-to-process";
    public const string EntryExists = "hours/entry-exists";
    public const string UnknownEntry = "hours/unknown-entry";
    public const string Withdrawn = "hours/withdrawn";
    public const string OutsideMonth = "hours/outside-month";
    public const string InFuture = "hours/in-future";
    public const string Minutes = "hours/minutes";
    public const string WholeMinutes = "hours/whole-minutes";
    public const string PastMidnight = "hours/past-midnight";
    public const string Overlap = "hours/overlap";
    public const string MonthNotBegun = "hours/month-not-begun";
    public const string NotDeclared = "hours/not-declared";
    public const string OwnHours = "hours/own-hours";
    public const string NothingToApprove = "hours/nothing-to-approve";
    public const string AlreadyExported = "hours/already-exported";
    public const string UnknownLine = "hours/unknown-line";
    public const string AnsweredOtherwise = "hours/answered-otherwise";
}

public static class HoursDecider
{
    public static readonly Decider<HoursCommand, HoursState, HoursEvent> Decider =
        new("monthly_hours", new Unopened(), Decide, Evolve);

    static Decision<HoursEvent> Decide(HoursCommand command, HoursState state) => (command, state) switch
    {
        (RecordHours c, Unopened) => Opening(Record(c, Opened.Empty(c.Worker, c.Year, c.Month)), c.Worker, c.Year, c.Month),
        (Declare c, Unopened) => Opening(DeclareWhole(c, Opened.Empty(c.Worker, c.Year, c.Month)), c.Worker, c.Year, c.Month),
        (Export, Unopened) => Decision<HoursEvent>.NoChange,
        (RecordHours c, Opened s) => Record(c, s),
        (CorrectHours c, Opened s) => Correct(c, s),
        (WithdrawHours c, Opened s) => Withdraw(c, s),
        (Declare c, Opened s) => DeclareWhole(c, s),
        (ApprovePart c, Opened s) => Approve(c, s),
        (ReturnPart c, Opened s) => Return(c, s),
        (WithdrawApproval c, Opened s) => TakeBackApproval(c, s),
        (Export c, Opened s) => HandOver(c, s),
        (Answer c, Opened s) => TakeAnswers(c, s),
        _ => new Refusal(HoursRefusals.NotOpened, "Nothing has been recorded or declared in this month."),
    };

    static Decision<HoursEvent> Opening(Decision<HoursEvent> first, PeerWorkerId worker, int year, int month) =>
        first.Refusal is { } refusal ? refusal : first.Events.Insert(0, new MonthOpened(worker, year, month));

    // A withdrawn entry may be recorded again: a day corrected into another month may be corrected back.
    static Decision<HoursEvent> Record(RecordHours c, Opened s) => s.Entries.GetValueOrDefault(c.Entry) switch
    {
        { Stands: true } known when c.Work.IsReportOf(known.Work) => Decision<HoursEvent>.NoChange,
        { Stands: true } => EntryExists,
        { } withdrawn when IsMeetingOutsideProcess(withdrawn.Work.Kind, c.ThroughProcess) => MeetingBelongsToProcess,
        _ => IfAllowed(c.Entry, c.Work.Under(c.Terms, c.IncomeType), c.Terms, c.Today, c.ThroughProcess, s, work => new HoursRecorded(c.Entry, work)),
    };

    static Decision<HoursEvent> Correct(CorrectHours c, Opened s) => s.Entries.GetValueOrDefault(c.Entry) switch
    {
        null => UnknownEntry,
        { Stands: false } => new Refusal(HoursRefusals.Withdrawn, "The entry is withdrawn."),
        var known when IsMeetingOutsideProcess(known.Work.Kind, c.ThroughProcess) => MeetingBelongsToProcess,
        var known when c.Work.IsReportOf(known.Work) => Decision<HoursEvent>.NoChange,
        _ => IfAllowed(
            c.Entry, c.Work.Under(c.Terms, c.IncomeType), c.Terms, c.Today, c.ThroughProcess, s, work => new HoursCorrected(c.Entry, work)),
    };

    static Decision<HoursEvent> IfAllowed(
        EntryId entry, Work work, Terms? terms, DateOnly today, bool throughProcess, Opened s, Func<Work, HoursEvent> then) => work switch
        {
            _ when IsMeetingOutsideProcess(work.Kind, throughProcess) => MeetingBelongsToProcess,
            { Minutes: < 1 or > ReportedWork.MinutesPerDay } =>
                new Refusal(HoursRefusals.Minutes, $"An entry is 1–{ReportedWork.MinutesPerDay} minutes."),
            _ when work.Start.Ticks % TimeSpan.TicksPerMinute != 0 =>
                new Refusal(HoursRefusals.WholeMinutes, "The start is given in hours and minutes."),
            _ when work.EndMinute() > ReportedWork.MinutesPerDay =>
                new Refusal(HoursRefusals.PastMidnight, "An entry ends by midnight; the rest belongs to the next day."),
            _ when work.On.Year != s.Year || work.On.Month != s.Month =>
                new Refusal(HoursRefusals.OutsideMonth, $"The day is not in {s.Year}-{s.Month:00}."),
            _ when work.On > today => new Refusal(HoursRefusals.InFuture, "Hours are recorded when they are done."),
            _ when terms is null => new Refusal(HoursRefusals.NoTermsInForce, "No agreement or engagement for this work is in force on that day."),
            _ when s.Standing.Any(other => other.Id != entry && Overlaps(other.Work, work)) =>
                new Refusal(HoursRefusals.Overlap, "The worker has other hours at that time."),
            _ => then(work),
        };

    static bool IsMeetingOutsideProcess(WorkKind kind, bool throughProcess) => kind == WorkKind.AitoValittajaMeeting && !throughProcess;

    /// <summary>Half-open: one may begin the minute the other ends.</summary>
    static bool Overlaps(Work one, Work other) =>
        one.On == other.On && one.StartMinute() < other.EndMinute() && other.StartMinute() < one.EndMinute();

    static Decision<HoursEvent> Withdraw(WithdrawHours c, Opened s) => s.Entries.GetValueOrDefault(c.Entry) switch
    {
        null => UnknownEntry,
        var known when IsMeetingOutsideProcess(known.Work.Kind, c.ThroughProcess) => MeetingBelongsToProcess,
        { Stands: false } => Decision<HoursEvent>.NoChange,
        _ => new HoursWithdrawn(c.Entry),
    };

    static Decision<HoursEvent> DeclareWhole(Declare c, Opened s) => s.Declaration switch
    {
        Declaration.Declared => Decision<HoursEvent>.NoChange,
        _ when c.Today < new DateOnly(s.Year, s.Month, 1) => new Refusal(HoursRefusals.MonthNotBegun, "The month has not begun."),
        _ => new MonthDeclared(c.Today),
    };

    static Decision<HoursEvent> Approve(ApprovePart c, Opened s) => s.Unapproved(c.Centre) switch
    {
        _ when c.OwnHours => new Refusal(HoursRefusals.OwnHours, "Nobody approves their own hours."),
        { Count: > 0 } when s.Declaration is not Declaration.Declared => NotDeclared,
        { Count: > 0 } => new PartApproved(c.Centre),
        _ when s.Entries.Values.Any(e => e.Work.Centre == c.Centre) => Decision<HoursEvent>.NoChange,
        _ => new Refusal(HoursRefusals.NothingToApprove, "Nothing is recorded at that centre in this month."),
    };

    static Decision<HoursEvent> Return(ReturnPart c, Opened s) => s.Declaration switch
    {
        Declaration.Declared when s.ApprovedOnly(c.Centre).Any() =>
            ImmutableArray.Create<HoursEvent>(new ApprovalWithdrawn(c.Centre), new PartReturned(c.Centre, c.Reason)),
        Declaration.Declared when s.Unapproved(c.Centre).Count == 0 && s.Standing.Any(e => e.Work.Centre == c.Centre && e.Approved) =>
            AlreadyExported,
        Declaration.Declared => new PartReturned(c.Centre, c.Reason),
        Declaration.Returned r when r.Centre == c.Centre && r.Reason == c.Reason => Decision<HoursEvent>.NoChange,
        _ => NotDeclared,
    };

    static Decision<HoursEvent> TakeBackApproval(WithdrawApproval c, Opened s) => s.ApprovedOnly(c.Centre).Any() switch
    {
        true => new ApprovalWithdrawn(c.Centre),
        false when s.Standing.Any(e => e.Work.Centre == c.Centre && e.Approved) =>
            AlreadyExported,
        false => Decision<HoursEvent>.NoChange,
    };

    static Decision<HoursEvent> HandOver(Export c, Opened s) => s.Entries.Values.Any(e => e.Lines.Exists(l => l.Export == c.Id))
        ? Decision<HoursEvent>.NoChange
        : s.LinesToExport(c.Handover).SelectMany(due => Told(due, c.Id, s.Worker)).ToImmutableArray();

    static IEnumerable<HoursEvent> Told(DueLine due, ExportId export, PeerWorkerId worker)
    {
        var (l, id) = (due.Line, due.Line.IdIn(export, worker));
        yield return new LineExported(id, export, l.Entry, l.Centre, l.Kind, l.On, l.Minutes, l.Rate, l.Amount, l.IncomeType, l.Reverses);
        if (due.Nature is { } nature) yield return new LineClassed(id, nature);
        if (due.Replaces is { } replaced) yield return new LineReplaces(id, replaced);
    }

    static Decision<HoursEvent> TakeAnswers(Answer c, Opened s)
    {
        var events = ImmutableArray.CreateBuilder<HoursEvent>();
        HoursState state = s;
        foreach (var answer in c.Lines)
        {
            var decision = TakeAnswer(answer, (Opened)state);
            if (decision.Refusal is { } refusal) return refusal;
            events.AddRange(decision.Events);
            state = decision.Events.Aggregate(state, Evolve);
        }

        return events.DrainToImmutable();
    }

    static Decision<HoursEvent> TakeAnswer(LineAnswer c, Opened s) => s.EntryOf(c.Line)?.Lines.Find(l => l.Id == c.Line)?.Answer switch
    {
        null => new Refusal(HoursRefusals.UnknownLine, "The line was not exported from this month."),
        PayrollAnswer.Awaited => c.Rejected is { } reason ? new LineRejected(c.Line, reason) : new LineAccepted(c.Line),
        PayrollAnswer.Accepted when c.Rejected is null => Decision<HoursEvent>.NoChange,
        PayrollAnswer.Rejected known when known.Reason == c.Rejected => Decision<HoursEvent>.NoChange,
        _ => AnsweredOtherwise,
    };

    public static readonly Refusal AnsweredOtherwise = new(HoursRefusals.AnsweredOtherwise, "Payroll answered the line otherwise before.");
    public static readonly Refusal EntryExists = new(HoursRefusals.EntryExists, "The id is taken by another entry of the month.");

    static readonly Refusal MeetingBelongsToProcess =
        new(HoursRefusals.MeetingBelongsToProcess,
            "A meeting's hours follow the Aito Välittäjä process: record, correct or withdraw the meeting there.");
    static readonly Refusal AlreadyExported = new(HoursRefusals.AlreadyExported,
        "What was approved is exported; a correction goes to the next export.");
    static readonly Refusal UnknownEntry = new(HoursRefusals.UnknownEntry, "There is no such entry in the month.");
    static readonly Refusal NotDeclared = new(HoursRefusals.NotDeclared, "The worker declares the month whole first.");
}
