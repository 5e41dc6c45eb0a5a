using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Helsinki.PeerWork.Domain.Compensation;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Payroll;

/// <summary>One line of a batch, with whose it is.</summary>
/// <param name="Replaces">As in <see cref="DueLine"/>, as is <paramref name="Nature"/>.</param>
public sealed record BatchLine(PeerWorkerId Worker, FeeLine Line, LineId? Replaces, PayNature? Nature);

/// <summary>Everything of one nature in a batch.</summary>
/// <param name="Nature">Null: of what nobody classed.</param>
public sealed record NatureTotal(PayNature? Nature, Subtotal Total);

/// <inheritdoc cref="NatureTotal"/>
public sealed record IncomeTypeTotal(string IncomeType, PayNature? Nature, Subtotal Total);

/// <summary>Minutes and euros of some lines, reversals subtracted.</summary>
public readonly record struct Subtotal(int Lines, int Minutes, decimal Amount)
{
    public static Subtotal Of(IEnumerable<BatchLine> lines) => lines.Aggregate(default(Subtotal),
        (sum, l) => new(sum.Lines + 1, sum.Minutes + l.Line.Minutes, sum.Amount + l.Line.Amount));
}

/// <summary>The lines of one export and their totals; every total is a sum of the same exact cents, so they reconcile.</summary>
public sealed class Batch
{
    public Batch(IEnumerable<BatchLine> lines)
    {
        Lines = [.. lines.OrderBy(l => Place(l.Nature))];
        Total = Subtotal.Of(Lines);
        PerWorker = By(Lines, l => l.Worker);
        PerCentre = By(Lines, l => l.Line.Centre);
        PerNature = [.. Lines.GroupBy(l => l.Nature).Select(g => new NatureTotal(g.Key, Subtotal.Of(g)))];
        PerIncomeType =
        [
            .. Lines.GroupBy(l => (l.Line.IncomeType, l.Nature)).OrderBy(g => Place(g.Key.Nature))
                .ThenBy(g => g.Key.IncomeType, StringComparer.Ordinal)
                .Select(g => new IncomeTypeTotal(g.Key.IncomeType, g.Key.Nature, Subtotal.Of(g))),
        ];
    }

    /// <summary>Fees, then wages, then what nobody classed; otherwise in the order they came.</summary>
    public ImmutableArray<BatchLine> Lines { get; }

    public Subtotal Total { get; }

    public ImmutableDictionary<PeerWorkerId, Subtotal> PerWorker { get; }

    public ImmutableDictionary<CentreCode, Subtotal> PerCentre { get; }

    /// <summary>In the order of the lines.</summary>
    public ImmutableArray<NatureTotal> PerNature { get; }

    /// <summary>By nature in the order of the lines, then by type.</summary>
    public ImmutableArray<IncomeTypeTotal> PerIncomeType { get; }

    /// <summary>The same for the same lines in any order, and for no others: what was looked at is known again. Lower-case hex.</summary>
    public string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Lines.Select(Said).Order(StringComparer.Ordinal)))));

    static string Said(BatchLine l) => string.Create(CultureInfo.InvariantCulture,
        $"{l.Worker.Value} {l.Line.Entry.Value} {l.Line.Centre.Value} {l.Line.Kind} {l.Line.On:yyyy-MM-dd} {l.Line.Minutes} {l.Line.Rate:0.00##} "
            + $"{l.Line.Amount:0.00} {l.Line.IncomeType} {l.Line.Reverses?.Value} {l.Replaces?.Value} {l.Nature}");

    static int Place(PayNature? nature) => nature is { } known ? (int)known : int.MaxValue;

    static ImmutableDictionary<TKey, Subtotal> By<TKey>(ImmutableArray<BatchLine> lines, Func<BatchLine, TKey> key) where TKey : notnull =>
        lines.GroupBy(key).ToImmutableDictionary(g => g.Key, Subtotal.Of);
}
