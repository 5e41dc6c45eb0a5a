using System.Xml.Linq;
using Helsinki.PeerWork.Api.Pages.Kernel;

namespace Helsinki.PeerWork.Api.Pages.Statistics.Charts;

/// <summary>Steps from left to right, each with how many took it.</summary>
static class Flow
{
    const decimal Width = 22, Gap = 4, Height = 96;

    /// <param name="Words">One or two short lines.</param>
    public sealed record Step(string Number, IReadOnlyList<string> Words);

    public static XElement Draw(string id, string title, string description, IReadOnlyList<Step> steps) =>
        Svg.Picture(id, title, description, Height + 2, steps.Index().SelectMany(step => Draw(step.Item, step.Index * (Width + Gap), step.Index + 1 == steps.Count)));

    static IEnumerable<XElement> Draw(Step step, decimal x, bool last)
    {
        yield return Svg.Box(x, 1, Width, Height, last ? "step step--last" : "step");
        yield return Svg.Words(x + Width / 2, 42, step.Number, last ? "step-number step-number--last" : "step-number", "middle");
        foreach (var (line, words) in step.Words.Index()) yield return Svg.Words(x + Width / 2, 64 + line * 16, words, last ? "step-words step-words--last" : "step-words", "middle");
        if (!last) yield return Svg.At(x + Width + Gap / 2, Height / 2, "M-4-6l8 6l-8 6z", "step-arrow");
    }
}
