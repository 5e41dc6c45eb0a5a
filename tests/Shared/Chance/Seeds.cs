using System.Globalization;
using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Helsinki.PeerWork.Tests.Shared;

/// <summary>
/// What a random test is tried with: the same seeds in every run, so that none fails by chance. <c>./test --seeds N</c> makes N fresh ones up,
/// <c>./test --seed S</c> tries one again. The seed is the test's argument, so that a failure says it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SeedsAttribute(params int[] seeds) : DataAttribute, ITraitAttribute
{
    /// <summary>Instead of a test's own seeds: numbers with commas between.</summary>
    const string Variable = "PEERWORK_SEEDS";

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Sample", "Random")];

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Chosen.Select(seed => new TheoryDataRow(seed))]);

    public override bool SupportsDiscoveryEnumeration() => true;

    IEnumerable<int> Chosen => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } instead
        ? instead.Split(',').Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))
        : seeds;
}
