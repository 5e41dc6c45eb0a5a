using Helsinki.PeerWork.Api.Http;
using Helsinki.PeerWork.Domain.PersonalData;

namespace Helsinki.PeerWork.Api.Personal;

/// <summary>What may be entered of a person; spaces around it are not part of it.</summary>
static class PersonField
{
    const int LongestName = 200;
    const int LongestText = 100;

    /// <exception cref="InvalidFieldException">Empty or too long.</exception>
    public static string Name(string text) => Text("name", text, LongestName);

    /// <summary>Null when nothing was entered.</summary>
    /// <exception cref="InvalidFieldException">Empty or too long.</exception>
    public static string? Optional(string field, string? text) => text is null ? null : Text(field, text, LongestText);

    /// <summary>Null when nothing was entered.</summary>
    /// <exception cref="InvalidFieldException">Not an identity code; what was entered is not repeated.</exception>
    public static IdentityCode? IdentityCode(string? text, string field = "identityCode") =>
        text is null ? null
        : Domain.PersonalData.IdentityCode.TryParse(text.Trim(), out var code, out var reason) ? code
        : throw new InvalidFieldException(field, $"is not right: {reason.TrimEnd('.')}");

    static string Text(string field, string text, int longest) =>
        !Characters.AreSeen(text) ? throw new InvalidFieldException(field, Characters.ShouldBe)
        : text.Trim() is { Length: > 0 } trimmed && trimmed.Length <= longest ? trimmed
        : throw new InvalidFieldException(field, $"must be 1–{longest} characters");
}
