using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Helsinki.PeerWork.Domain.PersonalData;

/// <summary>
/// A Finnish personal identity code (henkilötunnus), whole and checked. The century sign is part of identity: two codes that
/// differ only in it are two persons. Its text leaves only by <see cref="Reveal"/>, so that no log line shows it by accident.
/// </summary>
public sealed record IdentityCode
{
    const int Length = 11;
    const int SignAt = 6;

    // The signs beyond + - A came into use in 2023, because numbers were running out.
    const string SignsOf1900 = "-YXWVU";
    const string SignsOf2000 = "ABCDEF";
    const string CheckCharacters = "0123456789ABCDEFHJKLMNPRSTUVWXY";

    readonly string text;

    IdentityCode(string text, DateOnly birthDate) => (this.text, BirthDate) = (text, birthDate);

    public DateOnly BirthDate { get; }

    /// <summary>The eleven characters, upper case: for encrypting, hashing and the payroll file only.</summary>
    public string Reveal() => text;

    public override string ToString() => "identity code";

    /// <summary>Lower case is taken as upper case; nothing else is forgiven.</summary>
    /// <param name="reason">What is wrong, in English, without repeating the text.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IdentityCode? code, [NotNullWhen(false)] out string? reason)
    {
        code = null;
        reason = null;
        if (text is not { Length: Length } || !Ascii.IsValid(text))
            reason = "An identity code has eleven characters, such as DDMMYY-NNNC.";
        else if (!Digits(text.AsSpan(0, SignAt)) || !Digits(text.AsSpan(SignAt + 1, 3)))
            reason = "An identity code is six digits, a century sign, three digits and a check character.";
        else if (CenturyOf(char.ToUpperInvariant(text[SignAt])) is not { } century)
            reason = $"The century sign is + (1800s), one of {SignsOf1900} (1900s) or one of {SignsOf2000} (2000s).";
        else if (BirthDateOf(century, text) is not { } birthDate)
            reason = "An identity code begins with a day that exists, as DDMMYY.";
        else if (char.ToUpperInvariant(text[^1]) != CheckCharacterOf(text))
            reason = "The check character does not match the digits.";
        else
            code = new IdentityCode(text.ToUpperInvariant(), birthDate);
        return code is not null;
    }

    static bool Digits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    static int? CenturyOf(char sign) => sign switch
    {
        '+' => 1800,
        _ when SignsOf1900.Contains(sign) => 1900,
        _ when SignsOf2000.Contains(sign) => 2000,
        _ => null,
    };

    static DateOnly? BirthDateOf(int century, string text)
    {
        var (day, month, year) = (Number(text[..2]), Number(text[2..4]), century + Number(text[4..6]));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    static char CheckCharacterOf(string text) => CheckCharacters[Number(text[..6] + text[7..10]) % CheckCharacters.Length];

    static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
