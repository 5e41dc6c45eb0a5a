using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Hours;

namespace Helsinki.PeerWork.Api.Hours;

/// <summary>One peer worker's month, as far as the reader may see it: the worker all of it, a coordinator the own centres' part.</summary>
/// <param name="Minutes">Of what is shown and stands.</param>
/// <param name="Euros">Of what is shown and stands, approved or not.</param>
/// <param name="Forecast">All pay of the month, at every centre and with what is planned, against the own monthly limit: for the worker, and for the coordinator where the worker shares a limit.</param>
/// <param name="History">What happened to it, in order; of another centre's part only to the worker.</param>
/// <param name="UnreadableFrom">The version from which on what was recorded can't be read; null: all of it can. Nothing is decided until it is mended.</param>
public sealed record MonthView(
    PeerWorkerId Worker, string? Name, string Month, DeclarationView Declaration, IReadOnlyList<PartView> Parts, IReadOnlyList<EntryView> Entries,
    int Minutes, decimal Euros, ForecastView? Forecast, IReadOnlyList<MonthHistoryRow> History, long? UnreadableFrom = null) : IExample<MonthView>
{
    public static MonthView Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), "Aino Esimerkki", "2026-05", new(DeclarationStatus.Declared, new(2026, 6, 1), null, null),
        [new(new("Malmi"), PartStatus.WaitsForApproval, 120, 40m)], [EntryView.Example], 120, 40m,
        new("2026-05", 40m, 120m, 160m, 834.52m, 674.52m, LimitWarning.None),
        [new(4, new(2026, 6, 1, 8, 30, 0, TimeSpan.FromHours(3)), "7c9e6679-7425-50de-944b-e07fc1f90ae7", MonthHappening.Declared, null, null, null, null, null, 1)]);
}

public enum DeclarationStatus { Undeclared, Declared, Returned }

/// <param name="On">The day it was last declared whole.</param>
/// <param name="ReturnedBy">The centre whose coordinator sent it back.</param>
public sealed record DeclarationView(DeclarationStatus Status, DateOnly? On, CentreCode? ReturnedBy, ReturnReason? Reason)
{
    public static DeclarationView Of(Declaration declaration, DateOnly? on) => declaration switch
    {
        Declaration.Declared => new(DeclarationStatus.Declared, on, null, null),
        Declaration.Returned r => new(DeclarationStatus.Returned, on, r.Centre, r.Reason),
        _ => new(DeclarationStatus.Undeclared, null, null, null),
    };
}

public enum PartStatus
{
    WaitsForDeclaration,
    WaitsForApproval,

    /// <summary>Nothing waits for approval; what it pays goes to the next export.</summary>
    Approved,

    /// <summary>All it pays is with payroll.</summary>
    Exported,
}

/// <summary>What was done at one centre in the month.</summary>
public sealed record PartView(CentreCode Centre, PartStatus Status, int Minutes, decimal Euros)
{
    public static PartView Of(CentreCode centre, IReadOnlyCollection<EntryRow> entries, bool declared) => new(
        centre, StatusOf(entries, declared), entries.Where(e => !e.Withdrawn).Sum(e => e.Minutes), entries.Where(e => !e.Withdrawn).Sum(e => e.Fee));

    static PartStatus StatusOf(IReadOnlyCollection<EntryRow> entries, bool declared) =>
        entries.Any(e => e.State == EntryState.Open) ? declared ? PartStatus.WaitsForApproval : PartStatus.WaitsForDeclaration
        : entries.Any(e => e.State is EntryState.Sent or EntryState.Accepted) && entries.All(IsWithPayroll) ? PartStatus.Exported
        : PartStatus.Approved;

    static bool IsWithPayroll(EntryRow entry) =>
        entry.State is EntryState.Sent or EntryState.Accepted || (entry is { State: EntryState.Approved, Fee: 0, Withdrawn: false });
}

/// <param name="Start">Helsinki wall-clock time.</param>
/// <param name="Rate">Euros an hour; null when not paid.</param>
/// <param name="Euros">0 when not paid.</param>
/// <param name="Withdrawn">It stands no more; payroll is still to take its fee back.</param>
/// <param name="State">Between its worker and payroll: open, approved, sent, accepted.</param>
public sealed record EntryView(
    EntryId Id, DateOnly On, TimeOnly Start, int Minutes, CentreCode Centre, WorkKind Kind, EngagementForm Form, decimal? Rate, decimal Euros,
    bool Withdrawn, EntryState State)
{
    public static EntryView Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c24")), new(2026, 5, 18), new(13, 0), 120, new("Malmi"), WorkKind.ExpertAppointment,
        EngagementForm.FeeForService, 20m, 40m, false, EntryState.Open);

    public static EntryView Of(EntryRow row) => new(
        row.Entry, row.On, row.Start, row.Minutes, row.Centre, row.Kind, row.Form, row.Rate, row.Fee, row.Withdrawn, row.State);
}

/// <summary>One centre's part of a worker's month, in the list of what waits.</summary>
/// <param name="Unapproved">Entries that wait for approval.</param>
/// <param name="Waits">Before payroll has it; null: for nothing.</param>
/// <param name="Deadline">Of whoever is waited for; null when nobody is.</param>
/// <param name="DaysLate">Null: not late.</param>
public sealed record MonthListed(
    PeerWorkerId Worker, string? Name, CentreCode Centre, string Month, DateOnly? DeclaredOn, CentreCode? ReturnedBy, ReturnReason? ReturnReason,
    DateTimeOffset? ApprovedAt, int Entries, int Minutes, decimal Euros, int Unapproved, MonthWaits? Waits,
    WaitsFor WaitsFor, DateOnly? Deadline, int? DaysLate) : IExample<MonthListed>
{
    public static MonthListed Example => new(
        MonthView.Example.Worker, "Aino Esimerkki", new("Malmi"), "2026-05", new(2026, 6, 1), null, null, null, 1, 120, 40m, 1, MonthWaits.Approval,
        WaitsFor.Coordinators, new(2026, 6, 8), 2);

    internal static MonthListed Of(MonthRow row, string? name, Deadline deadline) => new(
        row.Worker, name, row.Centre, new YearMonth(row.Year, row.Month).ToString(), row.DeclaredOn, row.ReturnedBy, row.ReturnReason,
        row.ApprovedAt, row.Entries, row.Minutes, row.Fee, row.Unapproved,
        WaitsOf(row.WaitsFor), row.WaitsFor, deadline.By, deadline.DaysLate);

    static MonthWaits? WaitsOf(WaitsFor waitsFor) => waitsFor switch
    {
        WaitsFor.Worker => MonthWaits.Declaration,
        WaitsFor.Coordinators => MonthWaits.Approval,
        WaitsFor.PayrollExport => MonthWaits.Export,
        _ => null,
    };

    /// <summary>Who is waited for, when it is for that.</summary>
    internal static WaitsFor? WaitsForOf(MonthWaits? waits) => waits is { } w ? Enum.GetValues<WaitsFor>().First(x => WaitsOf(x) == w) : null;
}

/// <summary>What a month's part waits for before it is with payroll. Null where one is given: nothing.</summary>
public enum MonthWaits { Declaration, Approval, Export }
