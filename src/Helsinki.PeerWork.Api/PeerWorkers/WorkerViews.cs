using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Agreements;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Projections.Agreements;

namespace Helsinki.PeerWork.Api.PeerWorkers;

/// <summary>A peer worker in the register.</summary>
/// <param name="Name">Null when the register knows none.</param>
/// <param name="Reference">As an engagement register kept elsewhere knows the person.</param>
/// <param name="Centres">Where ever engaged; empty until something is agreed.</param>
/// <param name="Forms">In force on the day asked about.</param>
/// <param name="AgreementUntil">Last day of the agreement in force that lasts longest.</param>
public sealed record WorkerListed(
    PeerWorkerId Id, string? Name, string? Reference, IReadOnlyList<CentreCode> Centres, IReadOnlyList<EngagementForm> Forms,
    bool InForce, DateOnly? AgreementUntil) : IExample<WorkerListed>
{
    public static WorkerListed Example => new(
        WorkerView.Example.Id, "Aino Esimerkki", "V-117", [new("Malmi")], [EngagementForm.FeeForService], true, new(2026, 12, 31));

    public static WorkerListed Of(WorkerRow row, WorkerPerson? person) => new(
        row.Worker, person?.Name, person?.Reference, row.Centres, row.Forms, row.InForce, row.AgreementUntil);
}

/// <summary>Everything kept of one peer worker, but for the hours.</summary>
/// <param name="PayrollNumberOnFile">The number itself is never shown once entered, but to payroll.</param>
/// <param name="IdentityCodeOnFile">As the payroll number.</param>
/// <param name="Engagements">Those without an agreement; a signed agreement is an engagement by itself.</param>
/// <param name="TravelTickets">In kind, never euros.</param>
/// <param name="History">What happened to these, in order.</param>
public sealed record WorkerView(
    PeerWorkerId Id, string? Name, string? Reference, bool PayrollNumberOnFile, bool IdentityCodeOnFile, DateTimeOffset RegisteredAt,
    IReadOnlyList<EngagementView> Engagements, IReadOnlyList<AgreementView> Agreements, IReadOnlyList<TicketRow> TravelTickets,
    IReadOnlyList<WorkerHistoryRow> History) : IExample<WorkerView>
{
    public static WorkerView Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), "Aino Esimerkki", "V-117", true, true, new(2026, 1, 7, 9, 30, 0, TimeSpan.FromHours(2)),
        [], [AgreementView.Example], [new(new("Malmi"), 10, new(2026, 5, 4), null)],
        [new(2, new(2026, 5, 4, 9, 30, 0, TimeSpan.FromHours(3)), "7c9e6679-7425-50de-944b-e07fc1f90ae7", WorkerHappening.TicketsIssued, null, null, new("Malmi"), null, new(2026, 5, 4), null, null, null, 10)]);

    public static WorkerView Of(WorkerDetail row, WorkerPerson? person, IReadOnlyList<WorkerHistoryRow> history, DateOnly today) => new(
        row.Worker, person?.Name, person?.Reference, person?.PayrollNumber is not null, person?.IdentityCode is not null, row.RegisteredAt,
        [.. row.Engagements.Select(EngagementView.Of)], [.. row.Agreements.Select(a => AgreementView.Of(a, today))], row.Tickets, history);
}

/// <param name="Until">Null: open.</param>
public sealed record EngagementView(
    EngagementId Id, EngagementForm Form, CentreCode Centre, WorkKind Kind, DateOnly From, DateOnly? Until, bool Imported)
{
    public static EngagementView Of(EngagementRow row) => new(row.Engagement!.Value, row.Form, row.Centre, row.Kind, row.From, row.Until, row.Imported);
}

/// <param name="Expired">It was signed, and its last day is past.</param>
/// <param name="Rates">Euros an hour, each from its day on.</param>
/// <param name="Confidentiality">Version of the confidentiality document, as <paramref name="Ethics"/> of the ethical guidelines.</param>
public sealed record AgreementView(
    AgreementId Id, AgreementPhase Phase, bool Expired, DateOnly From, DateOnly Until, IReadOnlyList<CoverRow> Works, IReadOnlyList<RateRow> Rates,
    string Confidentiality, string Ethics, DateOnly? SignedOn, TerminationReason? TerminationReason)
{
    public static AgreementView Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c23")), AgreementPhase.Signed, false, new(2026, 1, 7), new(2026, 12, 31),
        [new(new("Malmi"), WorkKind.AitoValittajaMeeting)], [new(new(2026, 1, 7), 20m)], "2026-1", "2026-1", new(2026, 1, 7), null);

    public static AgreementView Of(AgreementRow row, DateOnly today) => new(
        row.Agreement, row.Phase, row.Phase == AgreementPhase.Signed && row.Until < today, row.From, row.Until, row.Covers, row.Rates,
        row.Confidentiality, row.Ethics, row.SignedOn, row.TerminationReason);
}

/// <summary>A peer worker as a person.</summary>
/// <param name="PayrollNumberOnFile">The number itself is never shown once entered, but to payroll.</param>
/// <param name="IdentityCodeOnFile">As the payroll number.</param>
public sealed record PersonView(string? Name, string? Reference, bool PayrollNumberOnFile, bool IdentityCodeOnFile) : IExample<PersonView>
{
    public static PersonView Example => new("Aino Esimerkki", "V-117", true, true);
}
