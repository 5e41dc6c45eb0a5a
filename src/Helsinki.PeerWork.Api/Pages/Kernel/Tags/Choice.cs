namespace Helsinki.PeerWork.Api.Pages.Kernel.Tags;

/// <summary>One of the things a field lets choose.</summary>
/// <param name="Hint">Beside it, smaller.</param>
public sealed record Choice(string Value, string Label, string? Hint = null)
{
    /// <summary>Every value of an enum, in the reader's words.</summary>
    public static IReadOnlyList<Choice> AllOf<TEnum>(Func<TEnum, string> words) where TEnum : struct, Enum => Of(Enum.GetValues<TEnum>(), words);

    public static IReadOnlyList<Choice> Of<TEnum>(IEnumerable<TEnum> values, Func<TEnum, string> words) where TEnum : struct, Enum =>
        [.. values.Select(v => new Choice(v.ToString(), words(v)))];
}
