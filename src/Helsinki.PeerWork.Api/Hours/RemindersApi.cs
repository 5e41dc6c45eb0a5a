using Helsinki.PeerWork.Api.Access;
using Helsinki.PeerWork.Api.Compensation;
using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Hours;
using Helsinki.PeerWork.Projections.Store;
using Npgsql;

namespace Helsinki.PeerWork.Api.Hours;

/// <summary>Who is to be reminded of which month, the oldest first: months that have ended and are not declared, or were returned, and parts to approve.</summary>
public sealed class RemindersApi(Admission access, EventLog store, NpgsqlDataSource db, PersonalData personal, TimeProvider clock)
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet<RemindersApi>("/months/reminders", a => a.List).WithTags("Hours").WithName("ListReminders").Produces<Listed<ReminderView>>();
        api.MapGet<RemindersApi>("/me/reminders", a => a.Mine).WithTags("Me").WithName("ListMyReminders").Produces<Listed<MyReminderView>>();
    }

    public enum ReminderTask
    {
        /// <summary>The worker declares the month.</summary>
        Declare,

        /// <summary>A coordinator approves the centre's part.</summary>
        Approve,
    }

    /// <param name="Task">Declare: the worker is reminded; Approve: the coordinators of the centre.</param>
    /// <param name="Centres">Of the caller's own: where the worker is engaged that month, or the one whose part waits.</param>
    /// <param name="Deadline">Null: the month has no payment calendar; such months come last.</param>
    /// <param name="DaysLate">Null: there is time until the deadline, or there is none.</param>
    /// <param name="ReturnedBy">The centre whose coordinator sent the month back.</param>
    /// <param name="Entries">Entries that wait.</param>
    public sealed record ReminderView(
        ReminderTask Task, PeerWorkerId Worker, string? Name, string Month, IReadOnlyList<CentreCode> Centres, DateOnly? Deadline, int? DaysLate,
        CentreCode? ReturnedBy, ReturnReason? ReturnReason, int Entries) : IExample<ReminderView>
    {
        public static ReminderView Example => new(
            ReminderTask.Approve, MonthView.Example.Worker, "Aino Esimerkki", "2026-05", [new("Malmi")], new(2026, 6, 8), 2, null, null, 3);
    }

    /// <summary>Workers of the caller's centres who have to declare, earlier months too, and parts the caller has to approve; the oldest first.</summary>
    public async Task<Reply> List(CancellationToken ct, string? task = null, string? centre = null, int? page = null, int? size = null)
    {
        if (access.May(Standing.None, "own-centre") is { } no) return no;
        var (asked, only, today) = (Lists.Page(page, size), Lists.OneOf<ReminderTask>("task", task), clock.Today());
        var compensation = await store.Compensation(ct);
        var waiting = await MonthsWaiting.WaitingForPeople(db, access.OwnCentres(centre), null, FirstOf(today), ct);
        var declare = waiting.Where(r => HasToDeclare(r, today)).GroupBy(r => (r.Worker, r.Year, r.Month))
            .Select(month => (Task: ReminderTask.Declare, Row: month.First(), Centres: month.Select(r => r.Centre).ToList(), Entries: month.Sum(r => r.Unapproved)));
        var approve = waiting.Where(r => r.WaitsFor == WaitsFor.Coordinators && !access.Caller.Is(r.Worker)) // nobody approves their own hours
            .Select(r => (Task: ReminderTask.Approve, Row: r, Centres: new List<CentreCode> { r.Centre }, Entries: r.Unapproved));
        var due = declare.Concat(approve).Where(r => only is null || r.Task == only)
            .Select(r => (r, Deadline: DeadlineOf(r.Row, compensation, today))).ToList();

        var names = await personal.NamesOf([.. due.Select(r => r.r.Row.Worker).Distinct()], ct);
        access.Log.Touches(null, [.. due.Select(r => r.r.Row.Worker.Value)]);
        return Reply.Ok(Lists.Cut([.. due
            .Select(d => new ReminderView(
                d.r.Task, d.r.Row.Worker, names.GetValueOrDefault(d.r.Row.Worker), MonthOf(d.r.Row), d.r.Centres, d.Deadline.By, d.Deadline.DaysLate,
                d.r.Row.ReturnedBy, d.r.Row.ReturnReason, d.r.Entries))
            .OrderBy(v => v.Deadline is null).ThenBy(v => v.Deadline).ThenBy(v => v.Month, StringComparer.Ordinal).ThenBy(v => v.Task).ThenBy(v => v.Name, Lists.ByName).ThenBy(v => v.Worker.Value)], asked));
    }

    /// <param name="Deadline">Null: the month has no payment calendar; such months come last.</param>
    /// <param name="DaysLate">Null: there is time until the deadline, or there is none.</param>
    /// <param name="ReturnedBy">The centre whose coordinator sent the month back: put right what is wrong, and declare again.</param>
    public sealed record MyReminderView(
        string Month, DateOnly? Deadline, int? DaysLate, CentreCode? ReturnedBy, ReturnReason? ReturnReason) : IExample<MyReminderView>
    {
        public static MyReminderView Example => new("2026-05", new(2026, 6, 4), 6, new("Malmi"), Domain.Hours.ReturnReason.HoursMissing);
    }

    /// <summary>Months the caller has to declare, returned ones among them; the oldest first.</summary>
    public async Task<Reply> Mine(CancellationToken ct, int? page = null, int? size = null)
    {
        if (access.MayAsWorker(out var worker) is { } no) return no;
        var (asked, today) = (Lists.Page(page, size), clock.Today());
        var compensation = await store.Compensation(ct);
        var waiting = await MonthsWaiting.WaitingForPeople(db, null, worker, FirstOf(today), ct);
        access.Log.Touches(worker.Value, worker.Value);
        return Reply.Ok(Lists.Cut([.. waiting.Where(r => HasToDeclare(r, today)).DistinctBy(r => (r.Year, r.Month))
            .Select(r => (Row: r, Deadline: DeadlineOf(r, compensation, today))).OrderBy(r => r.Deadline.By is null)
            .Select(r => new MyReminderView(MonthOf(r.Row), r.Deadline.By, r.Deadline.DaysLate, r.Row.ReturnedBy, r.Row.ReturnReason))], asked));
    }

    /// <summary>Nobody is reminded of a month that goes on, unless it was sent back.</summary>
    static bool HasToDeclare(MonthRow row, DateOnly today) =>
        row.WaitsFor == WaitsFor.Worker && (row.ReturnedBy is not null || new DateOnly(row.Year, row.Month, 1) < FirstOf(today));

    static Deadline DeadlineOf(MonthRow row, CompensationState compensation, DateOnly today) =>
        Deadline.Of(compensation.PaymentDaysOf(row.Year, row.Month), row.WaitsFor, today);

    static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    static string MonthOf(MonthRow row) => new YearMonth(row.Year, row.Month).ToString();
}
