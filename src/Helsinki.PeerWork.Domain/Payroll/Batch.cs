using System.Collections.Immutable;
using Helsinki.PeerWork.Domain.Hours;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Payroll;

/// <summary>One line of a batch, with whose it is.</summary>
public sealed record BatchLine(PeerWorkerId Worker, FeeLine Line);

/// <summary>Minutes and euros of some lines, reversals subtracted.</summary>
public readonly record struct Subtotal(int Lines, int Minutes, decimal Amount)
{
    public static Subtotal Of(IEnumerable<BatchLine> lines) => lines.Aggregate(default(Subtotal),
        (sum, l) => new(sum.Lines + 1, sum.Minutes + l.Line.Minutes, sum.Amount + l.Line.Amount));
}

/// <summary>The lines of one export and their totals; every total is a sum of the same exact cents, so they reconcile.</summary>
public sealed record Batch(ImmutableArray<BatchLine> Lines)
{
    public Subtotal Total { get; } = Subtotal.Of(Lines);

    public ImmutableDictionary<PeerWorkerId, Subtotal> PerWorker { get; } = By(Lines, l => l.Worker);

    public ImmutableDictionary<CentreCode, Subtotal> PerCentre { get; } = By(Lines, l => l.Line.Centre);

    static ImmutableDictionary<TKey, Subtotal> By<TKey>(ImmutableArray<BatchLine> lines, Func<BatchLine, TKey> key) where TKey : notnull =>
        lines.GroupBy(key).ToImmutableDictionary(g => g.Key, Subtotal.Of);
}
