using System.Globalization;

namespace Helsinki.PeerWork.Api.Http;

/// <summary>The characters a text may hold, whichever way it comes in: by a program, a page or a file.</summary>
static class Characters
{
    public const string ShouldBe = "must not hold control or invisible characters";

    /// <summary>What a reader can't see could make two names look alike, or turn a line of the payroll file around.</summary>
    public static bool AreSeen(string text) => !text.Any(IsUnseen);

    // The two joiners belong to how some languages are written.
    static bool IsUnseen(char c) => char.IsControl(c) || c is '\uFFFE' or '\uFFFF'
        || (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            && c is not ('\u200C' or '\u200D'));
}
