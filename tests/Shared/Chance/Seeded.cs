using FsCheck;
using Microsoft.FSharp.Core;

namespace Helsinki.PeerWork.Tests.Shared;

/// <summary>Properties tried on a sample that a seed fixes.</summary>
static class Seeded
{
    /// <param name="cases">How many are tried.</param>
    public static void Check(this Property property, int seed, int cases = 100) =>
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(FSharpOption<Replay>.Some(new(new Rnd((ulong)seed), FSharpOption<int>.None))));
}
