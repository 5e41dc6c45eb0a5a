using System.Collections.Immutable;
using Helsinki.PeerWork.Domain.Kernel;

namespace Helsinki.PeerWork.Domain.Compensation;

/// <summary>What a sum paid is to whoever pays it: the two go different ways through payroll.</summary>
public enum PayNature
{
    /// <summary>Työkorvaus: to a person not in an employment relationship.</summary>
    Fee,

    /// <summary>Palkka, meeting and lecture fees among them (Prepayment Act 13 §).</summary>
    Wage,
}

/// <summary>Which income types of the Incomes Register are fees and which are wages, by day. A type nobody classed is neither.</summary>
public sealed record PayNatures(ImmutableSortedDictionary<string, EffectiveDated<PayNature?>> ByType)
{
    public static readonly PayNatures None = new(ImmutableSortedDictionary.Create<string, EffectiveDated<PayNature?>>(StringComparer.Ordinal));

    /// <summary>Null: not classed for that day.</summary>
    public PayNature? On(string incomeType, DateOnly day) => Of(incomeType).On(day);

    internal bool Says(string incomeType, DateOnly from, PayNature nature) => Of(incomeType).Says(from, nature);

    public PayNatures With(string incomeType, PayNature nature, DateOnly from) =>
        new(ByType.SetItem(incomeType, Of(incomeType).With(from, nature)));

    EffectiveDated<PayNature?> Of(string incomeType) => ByType.GetValueOrDefault(incomeType) ?? new EffectiveDated<PayNature?>(null);
}
