using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Helsinki.PeerWork.Domain.Hours;

namespace Helsinki.PeerWork.Api.Payroll;

/// <summary>
/// The words an answer file may use, beside the API's own, as people of payroll write them. Case, accents and spaces are not looked at. The
/// documentation is made of these lists.
/// </summary>
public static partial class AnswerWords
{
    /// <summary>Headings of the answer's own columns.</summary>
    public static IReadOnlyList<(string Column, string[] Also)> Headings { get; } =
    [
        ("line", ["rivi", "rivitunnus"]),
        ("status", ["tila", "tulos", "vastaus"]),
        ("reason", ["syy", "hylkäyksen syy"]),
    ];

    public static IReadOnlyList<(bool Accepted, string Code, string[] Also)> Statuses { get; } =
    [
        (true, "accepted", ["hyväksytty", "ok", "maksetaan", "maksettu", "godkänd"]),
        (false, "rejected", ["hylätty", "palautettu", "ei makseta", "avvisad"]),
    ];

    public static IReadOnlyList<(RejectionReason Reason, string[] Also)> Reasons { get; } =
    [
        (RejectionReason.PayeeUnknown, ["saaja tuntematon", "tuntematon saaja", "henkilöä ei löydy", "tuntematon henkilötunnus"]),
        (RejectionReason.PayeeNotActive, ["saaja ei voimassa", "saaja ei aktiivinen", "palvelussuhde päättynyt", "sopimus päättynyt"]),
        (RejectionReason.IncomeTypeNotAllowed, ["tulolaji ei sallittu", "väärä tulolaji", "palkkalaji ei sallittu", "väärä palkkalaji"]),
        (RejectionReason.AmountWrong, ["väärä summa", "summa väärin", "virheellinen summa", "väärä määrä"]),
        (RejectionReason.CostCentreUnknown, ["kustannuspaikka tuntematon", "tuntematon kustannuspaikka", "sisäinen tilaus tuntematon", "tuntematon sisäinen tilaus"]),
        (RejectionReason.Duplicate, ["kaksoiskappale", "kahteen kertaan", "jo maksettu"]),
        (RejectionReason.Other, ["muu", "muu syy"]),
    ];

    static readonly FrozenDictionary<string, string> ByHeading =
        Headings.SelectMany(h => h.Also.Prepend(h.Column).Select(word => (Plain(word), h.Column))).ToFrozenDictionary(w => w.Item1, w => w.Column);

    static readonly FrozenDictionary<string, bool> ByStatus =
        Statuses.SelectMany(s => s.Also.Prepend(s.Code).Select(word => (Plain(word), s.Accepted))).ToFrozenDictionary(w => w.Item1, w => w.Accepted);

    static readonly FrozenDictionary<string, RejectionReason> ByReason =
        Reasons.SelectMany(r => r.Also.Prepend(r.Reason.ToString()).Select(word => (Plain(word), r.Reason))).ToFrozenDictionary(w => w.Item1, w => w.Reason);

    /// <summary>The column a heading stands for; any other heading as it is.</summary>
    public static string HeadingOf(string text) => ByHeading.GetValueOrDefault(Plain(text), text);

    /// <summary>Accepted or not; null: no such word.</summary>
    public static bool? StatusOf(string text) => ByStatus.TryGetValue(Plain(text), out var accepted) ? accepted : null;

    public static RejectionReason? ReasonOf(string text) => ByReason.TryGetValue(Plain(text), out var reason) ? reason : null;

    // No word has the two code points that are no characters, and Normalize throws on them.
    static string Plain(string text) => text.AsSpan().ContainsAny('\uFFFE', '\uFFFF')
        ? text
        : NotLetters().Replace(text.Normalize(NormalizationForm.FormD), "").ToLower(CultureInfo.InvariantCulture);

    /// <summary>Spaces, marks and the accents that form D parts from their letters.</summary>
    [GeneratedRegex(@"[^\p{L}\p{N}]")]
    private static partial Regex NotLetters();
}
