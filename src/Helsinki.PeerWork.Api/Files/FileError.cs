using System.Text.RegularExpressions;
using Helsinki.PeerWork.Api.Http;

namespace Helsinki.PeerWork.Api.Files;

/// <summary>What is wrong at one place of an uploaded file. A person is never repeated.</summary>
/// <param name="Line">Where the row begins, 1 upwards; null when it is the file as a whole.</param>
/// <param name="Column">Null when it is the row as a whole.</param>
/// <param name="Code">Public, and never changed.</param>
/// <param name="Given">What stands there, cut to 40 characters; null when it should not be shown.</param>
/// <param name="Expected">What would be right, in English.</param>
public sealed partial record FileError(int? Line, string? Column, string Code, string? Given, string Expected)
{
    const int MaxShown = 40;

    /// <summary>Null where a person's identity code may have slipped into the wrong column.</summary>
    public static string? Shown(string given) =>
        IdentityCodeLike().IsMatch(given) ? null : given.Length > MaxShown ? given[..MaxShown] + "…" : given;

    public FileErrorView In(HttpContext http) => new(Line, Column, Code, Problems.Title(Code, Problems.Language(http)), Given, Expected);

    [GeneratedRegex("[0-9]{6}[-+A-FU-Ya-fu-y]?[0-9]{3}[0-9A-Za-z]")]
    private static partial Regex IdentityCodeLike();
}

/// <summary>One thing that is wrong in an uploaded file. A person is never repeated.</summary>
/// <param name="Line">Where the row begins, 1 upwards; null when it is the file as a whole.</param>
/// <param name="Column">Null when it is the row as a whole.</param>
/// <param name="Title">The reason in the language asked for.</param>
/// <param name="Expected">What would be right, in English.</param>
public sealed record FileErrorView(int? Line, string? Column, string Code, string Title, string? Given, string Expected);
