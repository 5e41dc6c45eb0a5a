using Helsinki.PeerWork.Domain.PersonalData;

namespace Helsinki.PeerWork.Domain.Payroll;

/// <summary>Who owes the pension contribution of a payee's work.</summary>
public enum PensionStanding
{
    /// <summary>The city owes JuEL.</summary>
    JuelDue,

    /// <summary>The payee's own insurance, YEL or MyEL, covers the work; a certificate was seen.</summary>
    YelInsured,

    /// <summary>Younger or older on the payment day than anybody is insured.</summary>
    OutsideAge,

    /// <summary>The payee's age or YEL insurance is not known, and it matters.</summary>
    Unknown,
}

/// <summary>What payroll should look at before it pays. Nothing is left unpaid for it.</summary>
public enum PensionConcern
{
    OutsideAge,
    AgeUnknown,
    YelUnknown,
    YelWithoutCertificate,

    /// <summary>By the payment day.</summary>
    YelCheckDue,

    /// <summary>A certificate was seen, and nobody has said when to look again.</summary>
    YelCheckMissing,
}

/// <summary>
/// The Public Sector Pensions Act (81/2016, JuEL): a public payer insures whoever works for it, an assignment outside employment too, unless the
/// payee has an insurance under the Self-Employed Persons' Pensions Act (1272/2006, YEL) or the Farmers' Pensions Act (1280/2006, MyEL). What is
/// paid is insured by the day it is paid on.
/// </summary>
public static class Juel
{
    /// <summary>Insured from the month after this birthday on (JuEL 4 §).</summary>
    public const int FirstAge = 17;

    /// <summary>
    /// Insured to the end of the month of this birthday, by year of birth (JuEL 4 §). Of those born in 1965 or later it follows life expectancy and
    /// will be another; until it is set, 70. To be confirmed with Keva before go-live.
    /// </summary>
    static readonly IReadOnlyList<(int BornFrom, int Age)> LastAges = [(1962, 70), (1958, 69), (0, 68)];

    /// <summary>The birthday in whose month the insurance ends.</summary>
    public static int LastAgeOf(DateOnly born) => LastAges.First(a => born.Year >= a.BornFrom).Age;

    /// <param name="born">Null: not known.</param>
    /// <param name="payment">Day the work is paid.</param>
    public static PensionStanding StandingOf(PensionInsurance? own, DateOnly? born, DateOnly payment) =>
        IsOutsideAge(born, payment) ? PensionStanding.OutsideAge
        : IsProven(own) ? PensionStanding.YelInsured
        : own is null || born is null ? PensionStanding.Unknown
        : PensionStanding.JuelDue; // an insurance nobody has seen a certificate of relieves nobody

    /// <inheritdoc cref="StandingOf"/>
    public static IEnumerable<PensionConcern> ConcernsOf(PensionInsurance? own, DateOnly? born, DateOnly payment)
    {
        if (IsOutsideAge(born, payment)) yield return PensionConcern.OutsideAge;
        if (born is null && !IsProven(own)) yield return PensionConcern.AgeUnknown;
        if (own is null && !IsOutsideAge(born, payment)) yield return PensionConcern.YelUnknown;
        if (own is { IsInsured: true, CertificateOn: null }) yield return PensionConcern.YelWithoutCertificate;
        if (own is { IsInsured: true, NextCheck: { } check } && check <= payment) yield return PensionConcern.YelCheckDue;
        if (own is { NextCheck: null } && IsProven(own)) yield return PensionConcern.YelCheckMissing;
    }

    /// <summary>Born on 29 February, a year older on 1 March of other years.</summary>
    public static DateOnly Birthday(DateOnly born, int age) =>
        born.AddYears(age) is var day && day.Day == born.Day ? day : day.AddDays(1);

    static bool IsOutsideAge(DateOnly? born, DateOnly payment) =>
        born is { } b && (payment < FirstOfNextMonth(Birthday(b, FirstAge)) || payment >= FirstOfNextMonth(Birthday(b, LastAgeOf(b))));

    static DateOnly FirstOfNextMonth(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(1);

    static bool IsProven(PensionInsurance? own) => own is { IsInsured: true, CertificateOn: not null };
}
