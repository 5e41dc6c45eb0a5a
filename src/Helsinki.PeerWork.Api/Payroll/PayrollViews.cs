using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Api.Personal;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;
using Helsinki.PeerWork.Domain.Payroll;
using Helsinki.PeerWork.Projections.Payroll;

namespace Helsinki.PeerWork.Api.Payroll;

/// <param name="Minutes">Reversals subtracted, as are <paramref name="Amount"/> (euros).</param>
public sealed record TotalView(int Lines, int Minutes, decimal Amount)
{
    public static TotalView Of(Subtotal s) => new(s.Lines, s.Minutes, s.Amount);
}

public sealed record CentreTotalView(CentreCode Centre, TotalView Total);

/// <param name="Nature">Fee (työkorvaus) or Wage; null: what nobody classed.</param>
public sealed record NatureTotalView(PayNature? Nature, TotalView Total);

/// <param name="IncomeType">Of the national Incomes Register, e.g. 336.</param>
/// <param name="Nature">Fee (työkorvaus) or Wage; null: what nobody classed.</param>
public sealed record IncomeTypeTotalView(string IncomeType, PayNature? Nature, TotalView Total);

/// <param name="Name">As payroll knows the person; null when none is on file.</param>
/// <param name="IdentityCodeOnFile">The code itself is in the file and in the payee's own record.</param>
/// <param name="Pension">Who owes the pension contribution of this work.</param>
public sealed record WorkerTotalView(
    PeerWorkerId Worker, string? Name, string? PayrollNumber, bool IdentityCodeOnFile, PensionStanding Pension, TotalView Total);

/// <summary>The export an earlier line went with.</summary>
/// <param name="Number">Running number, 1 upwards.</param>
public sealed record SentWithView(ExportId Export, int Number)
{
    internal static SentWithView? Of(LineId? line, IReadOnlyDictionary<LineId, (ExportId Export, int Number)> sent) =>
        line is { } l && sent.TryGetValue(l, out var with) ? new(with.Export, with.Number) : null;
}

/// <param name="Name">As payroll knows the person; null when none is on file.</param>
/// <param name="Minutes">Negative in a reversal, as is <paramref name="Amount"/> (euros).</param>
/// <param name="Rate">Euros an hour.</param>
/// <param name="IncomeType">Of the national Incomes Register, e.g. 336.</param>
/// <param name="Nature">Fee (työkorvaus) or Wage; null: nobody classed the income type for that day.</param>
/// <param name="Reverses">The accepted line this one takes back.</param>
/// <param name="Replaces">The line this one stands for from then on; null: payroll hears of that work for the first time.</param>
/// <param name="SentWith">The export the line it takes back or stands for went with.</param>
public sealed record DueLineView(
    PeerWorkerId Worker, string? Name, CentreCode Centre, string CostCentre, WorkKind Kind, DateOnly On, int Minutes, decimal Rate, decimal Amount,
    string IncomeType, PayNature? Nature, LineId? Reverses, LineId? Replaces, SentWithView? SentWith);

/// <summary>An approved correction that waits until payroll has answered what it was sent of the same work, or its fee in another month is taken back.</summary>
/// <param name="Name">As payroll knows the person; null when none is on file.</param>
/// <param name="Unanswered">The export payroll owes an answer of; null: a fee in another month is taken back first.</param>
public sealed record WaitingCorrectionView(PeerWorkerId Worker, string? Name, CentreCode Centre, DateOnly On, SentWithView? Unanswered);

public enum NotReadyBecause { NotDeclared, NotApproved }

/// <summary>Work that would pay, but is not in the batch yet.</summary>
/// <param name="Name">As payroll knows the person; null when none is on file.</param>
/// <param name="Amount">Euros.</param>
public sealed record NotReadyView(PeerWorkerId Worker, string? Name, int Year, int Month, CentreCode Centre, NotReadyBecause Because, int Entries, decimal Amount);

public enum WarningCode
{
    /// <summary>Neither an identity code nor a payroll number on file: payroll can't know whom to pay.</summary>
    WithoutIdentity,

    /// <summary>Nobody classed the income type as a fee or a wage for that day: its lines are in the batch, as neither.</summary>
    IncomeTypeUnclassed,

    /// <summary>A payroll number may be on file; the Incomes Register needs an identity code.</summary>
    IdentityCodeMissing,

    /// <summary>Whether JuEL is owed hangs on the payee's age, which the identity code would tell.</summary>
    AgeUnknown,

    /// <summary>Younger or older on a day of work than JuEL is owed for.</summary>
    OutsideJuelAge,

    /// <summary>Nothing is on file of a YEL insurance.</summary>
    YelUnknown,

    /// <summary>A YEL insurance is claimed, no certificate was seen.</summary>
    YelWithoutCertificate,

    /// <summary>The YEL insurance is to be looked at again on the payment day or before.</summary>
    YelCheckDue,

    /// <summary>A certificate was seen, but no day is noted to look at the YEL insurance again.</summary>
    YelCheckMissing,
}

/// <summary>What a clerk should look at before exporting. Nothing is left out of the batch for it.</summary>
/// <param name="Worker">Whom it is about; null: nobody in particular.</param>
/// <param name="Name">As payroll knows the person; null when none is on file.</param>
/// <param name="Detail">In English, what it is and what would help.</param>
public sealed record WarningView(PeerWorkerId? Worker, string? Name, WarningCode Code, string Detail) : IExample<WarningView>
{
    public static WarningView Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20")), "Meri Virtanen", WarningCode.YelUnknown, "Nobody has noted whether the payee has a YEL insurance. Ask, and note it with the payee.");
}

/// <summary>What an export made now would take. Every total is a sum of the same exact cents.</summary>
/// <param name="Natures">Fees, then wages, then what nobody classed.</param>
/// <param name="Lines">In the same order.</param>
/// <param name="WaitingCorrections">They follow in a later export, once payroll has answered or the fee in another month is taken back.</param>
/// <param name="WithoutIdentity">Workers of the batch with neither an identity code nor a payroll number on file.</param>
/// <param name="NotReady">Months that are not declared, or parts that are not approved.</param>
/// <param name="Warnings">What to look at before exporting; nothing is left out for it.</param>
/// <param name="Fingerprint">Of the lines: sent along with the export, nothing else than these is exported.</param>
public sealed record PreviewView(
    DateOnly Until, TotalView Total, IReadOnlyList<NatureTotalView> Natures, IReadOnlyList<IncomeTypeTotalView> IncomeTypes,
    IReadOnlyList<WorkerTotalView> Workers, IReadOnlyList<CentreTotalView> Centres, IReadOnlyList<DueLineView> Lines,
    IReadOnlyList<WaitingCorrectionView> WaitingCorrections, IReadOnlyList<PeerWorkerId> WithoutIdentity, IReadOnlyList<NotReadyView> NotReady,
    IReadOnlyList<WarningView> Warnings, string Fingerprint)
    : IExample<PreviewView>
{
    static readonly PeerWorkerId Someone = new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20"));
    static readonly TotalView Two = new(1, 120, 40.00m);

    public static PreviewView Example => new(
        new(2026, 5, 31), Two, [new(PayNature.Fee, Two)], [new("336", PayNature.Fee, Two)], [new(Someone, "Meri Virtanen", "40017", true, PensionStanding.Unknown, Two)], [new(new("Malmi"), Two)],
        [new(Someone, "Meri Virtanen", new("Malmi"), "2814100100", WorkKind.ExpertAppointment, new(2026, 5, 18), 120, 20.00m, 40.00m, "336", PayNature.Fee, null, null, null)],
        [], [], [new(Someone, "Meri Virtanen", 2026, 5, new("Laakso"), NotReadyBecause.NotApproved, 2, 60.00m)], [WarningView.Example],
        "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
}

/// <param name="Sha256">Of the bytes, lower-case hex.</param>
/// <param name="Length">Bytes; null where it is not known: in an export's life, and of files made by early versions.</param>
public sealed record ExportFileView(string Format, string Name, string Sha256, long? Length = null);

/// <param name="Until">Last day of work it takes.</param>
/// <param name="Total">Euros, reversals subtracted.</param>
/// <param name="CreatedBy">The user who made it.</param>
/// <param name="Unanswered">Lines payroll still owes an answer.</param>
/// <param name="Unmatched">Answers that fit no line and that nobody has looked at.</param>
public sealed record ExportSummaryView(
    ExportId Id, int Number, DateOnly Until, int Lines, decimal Total, DateTimeOffset CreatedAt, string? CreatedBy, int Accepted, int Rejected,
    int Unanswered, int Unmatched, IReadOnlyList<ExportFileView> Files) : IExample<ExportSummaryView>
{
    public static ExportSummaryView Example => new(
        new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c30")), 12, new(2026, 5, 31), 1, 40.00m, new(2026, 6, 3, 6, 30, 5, TimeSpan.Zero),
        "7c9e6679-7425-50de-944b-e07fc1f90ae7", 1, 0, 0, 0,
        [new("csv", "vertaistyo_palkkatapahtuma_20260603093005.csv", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 212)]);

    internal static ExportSummaryView Of(ExportRow row, IReadOnlyDictionary<(ExportId Export, string Format), long> lengths) => new(
        row.Export, row.Number, row.Until, row.Lines, row.Total, row.CreatedAt, row.CreatedBy, row.Accepted, row.Rejected, row.Unanswered, row.Unmatched,
        [.. row.Files.Select(f => new ExportFileView(f.Format, f.Name, f.Sha256, lengths.TryGetValue((row.Export, f.Format), out var length) ? length : null))]);
}

/// <summary>A later line that speaks of this one.</summary>
/// <param name="Number">Of the export it went with.</param>
public sealed record FollowingLineView(LineId Line, ExportId Export, int Number, LineStatus Status)
{
    public static FollowingLineView Of(FollowingLineRow row) => new(row.Line, row.Export, row.Number, row.Status);
}

/// <summary>One line as it was handed over, and what payroll said to it.</summary>
/// <param name="Name">As payroll knows the person now; null when none is on file.</param>
/// <param name="Minutes">Negative in a reversal, as is <paramref name="Amount"/> (euros).</param>
/// <param name="Rate">Euros an hour.</param>
/// <param name="Nature">Fee (työkorvaus) or Wage, as the income type was classed then; null: nobody had.</param>
/// <param name="Reverses">The accepted line this one takes back.</param>
/// <param name="Replaces">The line this one stands for.</param>
/// <param name="SentWith">The export the line it takes back or stands for went with.</param>
/// <param name="Rejection">Why payroll did not take it.</param>
/// <param name="ReversedBy">Lines of later exports that take it back; a rejected one is followed by another.</param>
/// <param name="ReplacedBy">Lines of later exports that stand for it.</param>
public sealed record ExportLineView(
    LineId Line, PeerWorkerId Worker, string? Name, CentreCode Centre, WorkKind Kind, DateOnly On, int Minutes, decimal Rate, decimal Amount,
    string IncomeType, PayNature? Nature, LineId? Reverses, LineId? Replaces, SentWithView? SentWith, LineStatus Status, RejectionReason? Rejection,
    IReadOnlyList<FollowingLineView> ReversedBy, IReadOnlyList<FollowingLineView> ReplacedBy)
{
    internal static ExportLineView Of(PayrollLineRow row, string? name, SentWithView? sentWith, IEnumerable<FollowingLineRow> following) => new(
        row.Line, row.Worker, name, row.Centre, row.Kind, row.On, row.Minutes, row.Rate, row.Amount, row.IncomeType, row.Nature, row.Reverses, row.Replaces,
        sentWith, row.Status, row.Rejection,
        [.. following.Where(f => f.Reverses).Select(FollowingLineView.Of)], [.. following.Where(f => !f.Reverses).Select(FollowingLineView.Of)]);
}

/// <param name="Name">As payroll knows the person now; null when none is on file, as of <paramref name="PayrollNumber"/>.</param>
public sealed record ExportWorkerTotalView(PeerWorkerId Worker, string? Name, string? PayrollNumber, TotalView Total)
{
    internal static ExportWorkerTotalView Of(PeerWorkerId worker, WorkerPerson? payee, Subtotal total) => new(worker, payee?.Name, payee?.PayrollNumber, TotalView.Of(total));
}

/// <summary>One export with its lines.</summary>
/// <param name="Natures">Fees, then wages, then what nobody had classed.</param>
/// <param name="Lines">In the same order.</param>
public sealed record ExportView(
    ExportSummaryView Export, IReadOnlyList<NatureTotalView> Natures, IReadOnlyList<IncomeTypeTotalView> IncomeTypes, IReadOnlyList<ExportWorkerTotalView> Workers, IReadOnlyList<CentreTotalView> Centres, IReadOnlyList<ExportLineView> Lines)
    : IExample<ExportView>
{
    static readonly PeerWorkerId Someone = new(new("0198c5b2-7f3a-7c11-9d55-0a4a5b7e1c20"));
    static readonly TotalView Two = new(1, 120, 40.00m);

    public static ExportView Example => new(
        ExportSummaryView.Example,
        [new(PayNature.Fee, Two)], [new("336", PayNature.Fee, Two)], [new(Someone, "Meri Virtanen", "40017", Two)], [new(new("Malmi"), Two)],
        [
            new(new(new("0198c5b2-7f3a-5c11-9d55-0a4a5b7e1c40")), Someone, "Meri Virtanen", new("Malmi"), WorkKind.ExpertAppointment, new(2026, 5, 18), 120, 20.00m,
                40.00m, "336", PayNature.Fee, null, null, null, LineStatus.Accepted, null, [], []),
        ]);
}
